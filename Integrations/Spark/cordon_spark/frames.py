"""`detect` and `redact` for data frames.

Columns travel as Arrow batches, so that everything else in a row passes through untouched; a batch
of a partition is answered before the next is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, List, Optional, Tuple

import pyarrow
from pyspark.sql.types import (
    ArrayType,
    DoubleType,
    IntegerType,
    StringType,
    StructField,
    StructType,
)

from cordon_spark.process import Answer, DetectProcess, Options, RowError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: What is found in a text: code points from `start` to `end`, what about, and how surely.
SPAN = StructType(
    [
        StructField("start", IntegerType(), False),
        StructField("end", IntegerType(), False),
        StructField("label", StringType(), False),
        StructField("score", DoubleType(), False),
    ]
)
#: What a whole text is: `SYSTEM_PROMPT`, `RUBRIC`, `TRANSCRIPT`, with a score.
KIND = StructType(
    [StructField("label", StringType(), False), StructField("score", DoubleType(), False)]
)

_ARROW_KIND = pyarrow.struct([("label", pyarrow.string()), ("score", pyarrow.float64())])
_ARROW_SPAN = pyarrow.struct(
    [
        ("start", pyarrow.int32()),
        ("end", pyarrow.int32()),
        ("label", pyarrow.string()),
        ("score", pyarrow.float64()),
    ]
)

Rows = Iterable[Tuple[object, Optional[str]]]
#: Turns a batch and its answers into the batch that leaves.
Finish = Callable[[pyarrow.RecordBatch, List[Answer]], pyarrow.RecordBatch]


def detect(
    frame: "DataFrame",
    column: str,
    *,
    into: str = "findings",
    kinds: Optional[str] = None,
    row_id: Optional[str] = None,
    on_error: str = "raise",
    options: Options = Options(),
) -> "DataFrame":
    """`frame` with one more column: the spans found in the texts of `column`.

    A text that is null has null spans. `kinds` names a second column, for what the whole text is.
    `row_id` names the column that error messages call rows by; without it they are counted within
    their partition. With `on_error="null"` a row that cannot be read has null spans; otherwise the
    job fails with its name. Rows keep their order.
    """
    _check(frame, column, row_id, on_error)
    _check_new(frame, into, kinds)
    fields = [StructField(into, ArrayType(SPAN, False), True)]
    if kinds is not None:
        fields.append(StructField(kinds, ArrayType(KIND, False), True))

    def finish(batch: pyarrow.RecordBatch, answers: List[Answer]) -> pyarrow.RecordBatch:
        arrays = [pyarrow.array(_all(answers, "spans"), type=pyarrow.list_(_ARROW_SPAN))]
        if kinds is not None:
            told = _all(answers, "document")
            arrays.append(pyarrow.array(told, type=pyarrow.list_(_ARROW_KIND)))
        names = [field.name for field in fields]
        return pyarrow.RecordBatch.from_arrays(
            batch.columns + arrays, names=batch.schema.names + names
        )

    schema = StructType(frame.schema.fields + fields)
    return frame.mapInArrow(_over(column, row_id, on_error, options, finish), schema)


def redact(
    frame: "DataFrame",
    column: str,
    *,
    mask: str = "[{label}]",
    labels: Optional[Iterable[str]] = None,
    row_id: Optional[str] = None,
    on_error: str = "raise",
    options: Options = Options(threshold=0.5),
) -> "DataFrame":
    """`frame` with every span found in `column` replaced by `mask`; `{label}` is its label.

    `labels` limits it to some labels. A row that cannot be read becomes null where `on_error` is
    `"null"`: what was not searched must not pass for clean.
    """
    _check(frame, column, row_id, on_error)
    wanted = None if labels is None else frozenset(labels)

    def finish(batch: pyarrow.RecordBatch, answers: List[Answer]) -> pyarrow.RecordBatch:
        place = batch.schema.names.index(column)
        texts = batch.column(place).to_pylist()
        clean = [
            None if text is None or spans is None else masked(text, spans, mask, wanted)
            for text, spans in zip(texts, _all(answers, "spans"))
        ]
        columns = list(batch.columns)
        columns[place] = pyarrow.array(clean, type=batch.schema.field(place).type)
        return pyarrow.RecordBatch.from_arrays(columns, names=batch.schema.names)

    work = _over(column, row_id, on_error, options, finish)
    return frame.mapInArrow(work, frame.schema)


def masked(
    text: str,
    spans: List[dict[str, Any]],
    mask: str = "[{label}]",
    labels: Optional[Iterable[str]] = None,
) -> str:
    """`text` with the spans, which are sorted and do not overlap, replaced."""
    parts: List[str] = []
    end = 0
    for span in spans:
        if labels is not None and span["label"] not in labels:
            continue
        parts += [text[end : span["start"]], mask.replace("{label}", span["label"])]
        end = span["end"]
    return "".join(parts) + text[end:]


def _over(
    column: str, row_id: Optional[str], on_error: str, options: Options, finish: Finish
) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterable[pyarrow.RecordBatch]]:
    """The work on one partition: one process, from its first batch to its last."""

    def work(given: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        batches = iter(given)
        batch: Optional[pyarrow.RecordBatch] = next(batches, None)
        # An empty partition needs no process.
        if batch is None:
            return
        seen = 0
        with DetectProcess(options) as process:
            while batch is not None:
                rows = _rows(batch, column, row_id, seen)
                answers = [_judged(*pair, on_error) for pair in process.answers(rows)]
                yield finish(batch, answers)
                seen += batch.num_rows
                batch = next(batches, None)

    return work


def _rows(
    batch: pyarrow.RecordBatch, column: str, row_id: Optional[str], seen: int
) -> Iterator[Tuple[object, Optional[str]]]:
    texts = batch.column(batch.schema.names.index(column))
    names = None if row_id is None else batch.column(batch.schema.names.index(row_id))
    for number, text in enumerate(texts):
        name = _position(seen + number) if names is None else names[number].as_py()
        yield (name, text.as_py())


def _position(number: int) -> str:
    from pyspark import TaskContext

    context = TaskContext.get()
    partition = context.partitionId() if context is not None else 0
    return f"{number} of partition {partition}"


def _judged(name: object, answer: Answer, on_error: str) -> Answer:
    if answer is None or "error" not in answer:
        return answer
    if on_error == "null":
        return None
    raise RowError(name, str(answer["error"]))


def _all(answers: List[Answer], key: str) -> List[Optional[List[dict[str, Any]]]]:
    return [None if answer is None else answer.get(key, []) for answer in answers]


def _check(frame: "DataFrame", column: str, row_id: Optional[str], on_error: str) -> None:
    """Refuses on the driver what would fail on every worker."""
    if column not in frame.columns:
        raise ValueError(f"there is no column {column!r}")
    if not isinstance(frame.schema[column].dataType, StringType):
        raise TypeError(f"column {column!r} holds no text")
    if row_id is not None and row_id not in frame.columns:
        raise ValueError(f"there is no column {row_id!r} to name rows by")
    if len(set(frame.columns)) != len(frame.columns):
        raise ValueError("two columns have the same name")
    if on_error not in ("raise", "null"):
        raise ValueError('on_error is "raise" or "null"')


def _check_new(frame: "DataFrame", *names: Optional[str]) -> None:
    for name in names:
        if name is not None and name in frame.columns:
            raise ValueError(f"there is a column {name!r} already")
