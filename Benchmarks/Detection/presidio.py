"""Runs the patterns of Presidio over the same texts: no language model, its checks included."""

import json
import logging
import sys
import time

from presidio_analyzer import PatternRecognizer, RecognizerRegistry

# Its expressions are slow; a part of the texts is enough for a rate.
BYTES_MAX = 200_000


def main():
    # It asks the network for a list of domains, and complains at length where there is none.
    logging.disable(logging.CRITICAL)
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    recognizers = [one for one in registry.recognizers if isinstance(one, PatternRecognizer)]
    texts, size = [], 0
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            if size < BYTES_MAX:
                texts.append(json.loads(line)["text"])
                size += len(texts[-1].encode())
    found = 0
    start = time.process_time()
    for text in texts:
        for recognizer in recognizers:
            found += len(recognizer.analyze(text, recognizer.supported_entities, None))
    seconds = time.process_time() - start
    print(f"Presidio, {len(recognizers)} pattern recognizers, {found} findings (MB/s): "
          f"{size / 1e6 / seconds:.2f}")


main()
