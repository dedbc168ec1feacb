"""Writes the texts that detection is measured on, as JSON lines of `id` and `text`.

With CORDON_DATA: court decisions, chat days, CVs and a table of employees, in turn. Without it:
the plain texts, tables and messages of the example in this repository.
"""

import gzip
import json
import os
import pathlib
import sys

DOCUMENTS = ["tab_train", "cv_synth_dev", "slack_synth_dev", "tab_dev"]


def annotated(folder):
    lists = []
    for name in DOCUMENTS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            lists.append([json.loads(line)["text"] for line in lines])
    with gzip.open(folder / "hr_table_dev.csv.gz", "rt", encoding="utf-8") as table:
        lists.append([table.read()])
    # In turn, so that every stretch of the stream is mixed.
    longest = max(map(len, lists))
    return [texts[turn] for turn in range(longest) for texts in lists if turn < len(texts)]


def example(folder):
    kinds = {".txt", ".md", ".csv", ".tsv", ".json", ".jsonl", ".eml", ".html"}
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in kinds)
    return [path.read_text(encoding="utf-8", errors="replace") for path in files]


def main():
    house = pathlib.Path(__file__).resolve().parents[2]
    data = os.environ.get("CORDON_DATA")
    texts = annotated(pathlib.Path(data) / "detection") if data else example(house / "Examples")
    for number, text in enumerate(texts):
        json.dump({"id": number, "text": text}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


main()
