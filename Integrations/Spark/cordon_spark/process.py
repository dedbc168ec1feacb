"""One `cordon detect` at the end of two pipes, and how not to wait for each other for ever.

The program reads lines and writes lines; both pipes have room for little. Whoever writes all of the
input before reading any output stops as soon as both are full. Here a thread of its own takes every
answer at once, and the writer lets only a bounded number of bytes be under way: so nothing waits in
a circle, and memory stays bounded however long the partition is.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Deque, Iterable, Iterator, List, Optional, Tuple, Type

#: Bytes of lines that are sent and not yet answered. A single longer line is sent alone.
IN_FLIGHT_MAX = 8 << 20
#: Seconds the program may take to end once its input has ended.
END_MAX = 60.0
#: What is kept of the program's complaints, in bytes.
COMPLAINT_MAX = 2_000

Answer = Optional[dict[str, Any]]


class CordonError(RuntimeError):
    """The program is missing, or it ended before it had answered every row."""


class RowError(CordonError):
    """One row could not be read. Names the row, never its text, which may be anybody's."""

    def __init__(self, row: object, reason: str) -> None:
        super().__init__(f"row {row}: {reason}")
        self.row = row
        self.reason = reason

    def __reduce__(self) -> Tuple[type, Tuple[object, str]]:
        return (RowError, (self.row, self.reason))


@dataclass(frozen=True)
class Options:
    """How the program is started; travels to every worker."""

    #: A path, or the name of a file shipped with `--files`. Without it: `CORDON_BINARY`, then PATH.
    binary: Optional[str] = None
    #: Spans below this score, 0 to 1, are left out.
    threshold: float = 0.0
    #: The name of the column, which says something about its texts (`phone`).
    field: Optional[str] = None
    #: `en`, `fr`, `de` or `es`; found out for each text when it is not given.
    language: Optional[str] = None

    def command(self) -> List[str]:
        return [self.located(), "detect", "--threshold", str(self.threshold)]

    def located(self) -> str:
        """The program on this machine, or an error that says where it was looked for."""
        name = self.binary or os.environ.get("CORDON_BINARY") or "cordon"
        shipped = _shipped(name)
        for path in (name if os.sep in name else None, shipped, shutil.which(name)):
            if path and os.path.isfile(path) and os.access(path, os.X_OK):
                return os.path.abspath(path)
        raise CordonError(
            f"the program {name!r} is not on this worker, or may not be run there: looked among "
            f"the files of the job and on PATH. Ship it with --archives, or set CORDON_BINARY."
        )


def _shipped(name: str) -> Optional[str]:
    """Where a file of the job lies on this worker, if Spark runs here at all."""
    try:
        from pyspark import SparkFiles

        path: str = SparkFiles.get(name)
        return path
    except Exception:  # No Spark, or none started: then nothing was shipped.
        return None


class DetectProcess:
    """The program, running; use it in a `with` block, one for each partition."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._complaints = tempfile.TemporaryFile()
        self._answers: "queue.SimpleQueue[Optional[bytes]]" = queue.SimpleQueue()
        #: Rows under way: their names, and the bytes of their lines (0 for a row without text).
        self._waiting: Deque[Tuple[object, int]] = deque()
        self._in_flight = 0
        try:
            self._process = subprocess.Popen(
                options.command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
            )
        except OSError as error:
            self._complaints.close()
            raise CordonError(f"the program could not be started: {error.strerror}") from error
        except CordonError:
            self._complaints.close()
            raise
        self._reader = threading.Thread(target=self._read, name="cordon-answers", daemon=True)
        self._reader.start()

    def __enter__(self) -> "DetectProcess":
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close(is_whole=kind is None)

    def answers(
        self, rows: Iterable[Tuple[object, Optional[str]]]
    ) -> Iterator[Tuple[object, Answer]]:
        """The answer to each row, in the order of the rows; nothing for a row without text.

        A row is a name, for error messages, and a text. An answer that tells of an error is handed
        on like any other: whoever asked decides what a bad row means.
        """
        for name, text in rows:
            line = b"" if text is None else self._line(text)
            while self._waiting and self._in_flight + len(line) > IN_FLIGHT_MAX:
                yield self._next()
            self._waiting.append((name, len(line)))
            self._in_flight += len(line)
            if line:
                self._write(line)
            # Whatever has been answered meanwhile need not wait for the end.
            while self._waiting and (self._waiting[0][1] == 0 or not self._answers.empty()):
                yield self._next()
        self._flush()
        while self._waiting:
            yield self._next()

    def close(self, is_whole: bool = True) -> None:
        """Ends the program: after a failure at once, else when it has finished."""
        process = self._process
        if not is_whole:
            process.kill()
        try:
            if process.stdin is not None:
                process.stdin.close()
        except OSError:
            pass  # It has gone already; its status tells.
        try:
            process.wait(timeout=END_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._reader.join(timeout=END_MAX)
        if process.stdout is not None:
            process.stdout.close()
        self._complaints.close()

    def _line(self, text: str) -> bytes:
        request = {"id": 0, "text": text}
        if self._options.field is not None:
            request["field"] = self._options.field
        if self._options.language is not None:
            request["language"] = self._options.language
        try:
            return json.dumps(request, ensure_ascii=False).encode() + b"\n"
        except UnicodeEncodeError:
            # Half of a pair of surrogates: only an escape can say it.
            return json.dumps(request).encode() + b"\n"

    def _write(self, line: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
        except OSError as error:
            raise self._death() from error

    def _flush(self) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.flush()
        except OSError as error:
            raise self._death() from error

    def _next(self) -> Tuple[object, Answer]:
        name, size = self._waiting[0]
        if size == 0:
            self._waiting.popleft()
            return (name, None)
        if self._answers.empty():
            self._flush()
        line = self._answers.get()
        if line is None:
            raise self._death()
        self._waiting.popleft()
        self._in_flight -= size
        answer: dict[str, Any] = json.loads(line)
        return (name, answer)

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._answers.put(line)
        finally:
            self._answers.put(None)

    def _death(self) -> CordonError:
        """The program is gone; says how it ended and which row it owed an answer first."""
        try:
            status: object = self._process.wait(timeout=END_MAX)
        except subprocess.TimeoutExpired:
            status = "unknown"
        self._complaints.seek(0, os.SEEK_END)
        self._complaints.seek(max(0, self._complaints.tell() - COMPLAINT_MAX))
        words = self._complaints.read().decode(errors="replace").strip()
        row = next((name for name, size in self._waiting if size > 0), "none")
        tail = f": {words}" if words else ""
        return CordonError(f"the program ended with status {status}; row {row} has no answer{tail}")
