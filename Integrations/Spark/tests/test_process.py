"""The process and its pipes, without Spark."""

from __future__ import annotations

import pathlib
import pickle
import threading
from typing import Callable

import pytest

from cordon_spark import CordonError, DetectProcess, Options, RowError
from cordon_spark.process import IN_FLIGHT_MAX

ECHO = """
import json, sys
for line in sys.stdin:
    text = json.loads(line)["text"]
    print(json.dumps({"id": 0, "spans": [], "length": len(text)}), flush=True)
"""


def test_answers_come_in_the_order_of_rows(options: Options) -> None:
    rows = [(n, f"mail n{n}@example.org" if n % 3 else None) for n in range(3_000)]
    with DetectProcess(options) as process:
        answers = list(process.answers(rows))
    assert [name for name, _ in answers] == [name for name, _ in rows]
    for (_, text), (_, answer) in zip(rows, answers):
        if text is None:
            assert answer is None
        else:
            assert answer is not None
            assert [span["label"] for span in answer["spans"]] == ["EMAIL"]
            assert answer["spans"][0]["end"] == len(text)


def test_one_process_serves_several_batches(options: Options) -> None:
    with DetectProcess(options) as process:
        for _ in range(3):
            assert len(list(process.answers((n, "x") for n in range(10)))) == 10


@pytest.mark.parametrize(
    "text", ["", "\n", "a\u2028b", "é👩‍👩‍👧", "\x00", "\ud800", '"\\', "x\r\ny"]
)
def test_texts_of_every_kind_are_read(options: Options, text: str) -> None:
    with DetectProcess(options) as process:
        [(_, answer)] = process.answers([(1, text + " ada@example.org")])
    assert answer is not None
    [span] = answer["spans"]
    assert (span["start"], span["end"]) == (len(text) + 1, len(text) + 16)


def test_a_huge_text_passes(options: Options) -> None:
    text = "The crane is down. " * 200_000 + "ada@example.org"
    with DetectProcess(options) as process:
        answers = list(process.answers([("a", "x"), ("b", text), ("c", "y")]))
    assert [name for name, _ in answers] == ["a", "b", "c"]
    assert answers[1][1] is not None
    assert answers[1][1]["spans"][-1]["end"] == len(text)


def test_a_line_beyond_the_limit_is_told_and_the_next_is_read(options: Options) -> None:
    with DetectProcess(options) as process:
        rows = [(1, "a" * (65 << 20)), (2, "ada@example.org")]
        answers = dict(process.answers(rows))
    assert answers[1] is not None and "error" in answers[1]
    assert answers[2] is not None and len(answers[2]["spans"]) == 1


def test_much_output_for_much_input_waits_in_no_circle(pretend: Callable[[str], Options]) -> None:
    # Each answer is longer than a pipe holds, and so is each question.
    script = ECHO.replace('"spans": []', '"spans": [], "pad": "p" * 200_000')
    done = []

    def run() -> None:
        with DetectProcess(pretend(script)) as process:
            done.append(len(list(process.answers((n, "t" * 200_000) for n in range(60)))))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(timeout=60)
    assert done == [60]


def test_no_more_is_under_way_than_the_bound(pretend: Callable[[str], Options]) -> None:
    taken = 0

    def rows():  # type: ignore[no-untyped-def]
        nonlocal taken
        for number in range(100):
            taken += 1
            yield (number, "t" * 1_000_000)

    with DetectProcess(pretend(ECHO)) as process:
        answers = process.answers(rows())
        next(answers)
        assert taken <= IN_FLIGHT_MAX // 1_000_000 + 2
        answers.close()


def test_a_program_that_dies_names_the_row(pretend: Callable[[str], Options]) -> None:
    script = """
import sys
sys.stdin.readline(); print('{"id":0,"spans":[]}', flush=True)
sys.stdin.readline(); print("out of memory", file=sys.stderr, flush=True); sys.exit(9)
"""
    with pytest.raises(CordonError, match="status 9; row r1 has no answer: out of memory"):
        with DetectProcess(pretend(script)) as process:
            list(process.answers((f"r{n}", "x") for n in range(5)))


def test_a_missing_program_is_told_plainly() -> None:
    with pytest.raises(CordonError, match="'/nowhere/cordon' is not on this worker"):
        DetectProcess(Options(binary="/nowhere/cordon"))


def test_a_program_that_cannot_run_is_told_plainly(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "cordon"
    path.write_text("not a program")
    path.chmod(0o755)
    with pytest.raises(CordonError, match="could not be started"):
        DetectProcess(Options(binary=str(path)))


def test_a_reader_that_stops_early_leaves_no_process(options: Options) -> None:
    with DetectProcess(options) as process:
        answers = process.answers((n, "x") for n in range(10))
        next(answers)
        answers.close()
        child = process._process
    assert child.poll() is not None


def test_errors_travel_between_workers_and_driver() -> None:
    error = pickle.loads(pickle.dumps(RowError("r7", "not a JSON object")))
    assert (error.row, error.reason) == ("r7", "not a JSON object")
