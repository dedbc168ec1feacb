"""One local Spark for all tests, and the program that was built in this repository."""

from __future__ import annotations

import os
import pathlib
import stat
import sys
from typing import Callable, Iterator

import pytest
from pyspark.sql import SparkSession

from cordon_spark import Options

HOUSE = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def binary() -> str:
    """The program: `CORDON_BINARY`, or a build in this repository."""
    paths = [HOUSE / ".build" / kind / "cordon" for kind in ("debug", "release")]
    named = os.environ.get("CORDON_BINARY")
    for path in [pathlib.Path(named)] if named else paths:
        if path.is_file():
            return str(path)
    pytest.skip("cordon has not been built: swift build --product cordon")


@pytest.fixture
def options(binary: str) -> Options:
    return Options(binary=binary, threshold=0.5)


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    here = str(pathlib.Path(__file__).resolve().parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    # Workers run the Python of the tests, which has what they import.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .appName("cordon-tests")
        # An address of this machine alone; workers are its processes.
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def pretend(tmp_path: pathlib.Path) -> Callable[[str], Options]:
    """A program of a test's own, to be what the real one never is."""

    def make(script: str) -> Options:
        path = tmp_path / "pretend"
        path.write_text("#!/usr/bin/env python3\n" + script)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return Options(binary=str(path))

    return make
