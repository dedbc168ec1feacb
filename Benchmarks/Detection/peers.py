"""The same texts through Cordon and its peers, for speed and for what they find.

Each peer runs as it comes, with the rules it loads by default, on one core. Quality is counted on
labelled texts: a labelled span is found when something told overlaps it; something told is right
when it overlaps a labelled span. No tool's labels are asked for, so none is held against its names.

    CORDON_DATA=… peers.py PROGRAM
"""

import gzip
import importlib.metadata
import json
import logging
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import warnings

#: Bytes of text that a slow peer is timed on; the fast ones take all.
SLOW_MAX = 200_000


class Cordon:
    name, package, finds = "Cordon", None, {"people", "secrets"}

    def __init__(self, program):
        self.program = program

    def run(self, texts):
        lines = "".join(json.dumps({"id": 0, "text": text}) + "\n" for text in texts)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [self.program, "detect", "--threshold", "0.5"],
            input=lines.encode(), stdout=subprocess.PIPE, check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        answers = [json.loads(line)["spans"] for line in done.stdout.splitlines()]
        return seconds, [
            [(span["start"], span["end"], span["label"] == "SECRET") for span in spans]
            for spans in answers
        ]


class InProcess:
    """A peer that is a Python library; its start is not counted against it."""

    def run(self, texts):
        start = time.process_time()
        told = [list(self.spans(text)) for text in texts]
        return time.process_time() - start, told


class Presidio(InProcess):
    name, package, finds = "Presidio, patterns", "presidio-analyzer", {"people"}

    def __init__(self):
        from presidio_analyzer import PatternRecognizer, RecognizerRegistry

        registry = RecognizerRegistry()
        registry.load_predefined_recognizers(languages=["en"])
        self.recognizers = [one for one in registry.recognizers if isinstance(one, PatternRecognizer)]

    def spans(self, text):
        for one in self.recognizers:
            for found in one.analyze(text, one.supported_entities, None):
                if found.score >= 0.5:
                    yield found.start, found.end, False


class Scrubadub(InProcess):
    name, package, finds = "scrubadub", "scrubadub", {"people", "secrets"}

    def __init__(self):
        import scrubadub

        self.scrubber = scrubadub.Scrubber()

    def spans(self, text):
        for filth in self.scrubber.iter_filth(text):
            yield filth.beg, filth.end, "credential" in str(filth.type)


class DetectSecrets(InProcess):
    name, package, finds = "detect-secrets", "detect-secrets", {"secrets"}

    def __init__(self):
        from detect_secrets.core.scan import scan_file
        from detect_secrets.settings import default_settings

        self.scan, self.settings = scan_file, default_settings
        self.file = tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8")

    def spans(self, text):
        self.file.seek(0)
        self.file.truncate()
        self.file.write(text.encode("utf-8", "replace").decode())
        self.file.flush()
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        with self.settings():
            for secret in self.scan(self.file.name):
                value, line = secret.secret_value, max(1, secret.line_number)
                if value and line < len(starts):
                    place = text.find(value, starts[line - 1])
                    if place >= 0:
                        yield place, place + len(value), True


class CredSweeper(InProcess):
    name, package, finds = "CredSweeper", "credsweeper", {"secrets"}

    def __init__(self):
        from credsweeper import CredSweeper as Sweeper
        from credsweeper.file_handler.string_content_provider import StringContentProvider

        self.sweeper, self.provider = Sweeper(), StringContentProvider

    def spans(self, text):
        lines = text.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        for candidate in self.sweeper.file_scan(self.provider(lines)):
            for data in candidate.line_data_list:
                if data.value and data.value_start >= 0:
                    start = starts[data.line_num - 1] + data.value_start
                    yield start, start + len(data.value), True


def labelled(folder, name):
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def quality(told, documents, is_secret):
    """Recall and precision by overlap; without secrets, recall of direct identifiers only."""
    found = gold = right = count = 0
    for spans, document in zip(told, documents):
        wanted = [
            (one["start"], one["end"]) for one in document["spans"]
            if (one["label"] == "SECRET" if is_secret else one.get("identifier") == "DIRECT")
        ]
        every = wanted if is_secret else [(one["start"], one["end"]) for one in document["spans"]]
        mine = [(start, end) for start, end, secret in spans if secret or not is_secret]
        found += sum(any(s < end and start < e for s, e in mine) for start, end in wanted)
        right += sum(any(start < e and s < end for s, e in every) for start, end in mine)
        gold += len(wanted)
        count += len(mine)
    return found / max(1, gold), right / max(1, count)


SETS = [
    ("secrets_dev", "lines with secrets", True), ("slack_synth_dev", "secrets in chat", True),
    ("slack_synth_dev", "people in chat", False), ("cv_synth_dev", "people in CVs", False),
]


def measured(tool, folder, limit):
    rates, scores, sets = [0, 0.0], {}, {}
    for name in dict.fromkeys(entry[0] for entry in SETS):
        documents, size = [], 0
        for document in labelled(folder, name):
            if size < limit:
                documents.append(document)
                size += len(document["text"].encode())
        seconds, told = tool.run([document["text"] for document in documents])
        rates = [rates[0] + size, rates[1] + seconds]
        sets[name] = documents, told
    for name, title, is_secret in SETS:
        if ("secrets" if is_secret else "people") in tool.finds:
            scores[title] = quality(sets[name][1], sets[name][0], is_secret)
    return rates[0] / 1e6 / rates[1], scores


def main():
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    folder = pathlib.Path(os.environ["CORDON_DATA"]) / "detection"
    titles = [title for _, title, _ in SETS]
    print("| tool | MB/s, one core | " + " | ".join(titles) + " |")
    print("|---|---|" + "---|" * len(titles))
    for make, limit in [
        (lambda: Cordon(sys.argv[1]), 1 << 40), (Presidio, SLOW_MAX), (Scrubadub, SLOW_MAX),
        (DetectSecrets, SLOW_MAX), (CredSweeper, SLOW_MAX),
    ]:
        try:
            tool = make()
        except ImportError as error:
            print(f"not installed, not measured: {error.name}", file=sys.stderr)
            continue
        rate, scores = measured(tool, folder, limit)
        version = f" {importlib.metadata.version(tool.package)}" if tool.package else ""
        cells = [
            "{:.2f} / {:.2f}".format(*scores[title]) if title in scores else "does not look"
            for title in titles
        ]
        print(f"| {tool.name}{version} | {rate:.2f} | " + " | ".join(cells) + " |", flush=True)


main()
