"""How the cost of `detect` grows with rows and cores, on a local Spark.

    python benchmark.py [--binary PATH] [--rows 1000 10000 100000] [--cores 1 2]

Each figure is the better of two runs after one that warms up. Rows are chat lines of about ninety
bytes with a name, a mail address or a telephone number in most of them.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import time
from typing import List, Tuple

from pyspark.sql import DataFrame, SparkSession

from cordon_spark import Options, detect

LINES = [
    "{n}: Maria Garcia writes to maria.garcia{n}@example.org about the late shift on Tuesday",
    "{n}: crane 4 is down, do not book berth 12 before the inspection is done and signed",
    "{n}: call me on +44 7700 900{m:03} when the roster for week {m} is out, thanks a lot",
    "{n}: der Vertrag von Jürgen Schnabel endet am 4. März, bitte an die Personalabteilung",
]


def session(cores: int) -> SparkSession:
    spark = (
        SparkSession.builder.master(f"local[{cores}]")
        .appName("cordon-benchmark")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    return spark


def frame(spark: SparkSession, rows: int, partitions: int) -> DataFrame:
    texts = [(n, LINES[n % len(LINES)].format(n=n, m=n % 1_000)) for n in range(rows)]
    made = spark.createDataFrame(texts, "id long, text string").repartition(partitions).cache()
    made.count()
    return made


def timed(work: DataFrame) -> float:
    start = time.perf_counter()
    # Writes nowhere, but asks for every column of every row.
    work.write.format("noop").mode("overwrite").save()
    return time.perf_counter() - start


def measured(cores: int, counts: List[int], options: Options) -> List[Tuple[int, float, float]]:
    spark = session(cores)
    try:
        found = []
        for rows in counts:
            # Twice as many partitions as cores, so that none waits long for the last.
            texts = frame(spark, rows, 2 * cores)
            work = detect(texts, "text", row_id="id", options=options)
            timed(work)
            size = sum(len(row.text.encode()) for row in texts.toLocalIterator())
            found.append((rows, min(timed(work) for _ in range(2)), size / 1e6))
            texts.unpersist()
        return found
    finally:
        spark.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary")
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    here = str(pathlib.Path(__file__).resolve().parent)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    options = Options(binary=arguments.binary, threshold=0.5)
    print("| cores | rows | seconds | rows/s | MB/s |\n|---|---|---|---|---|")
    for cores in arguments.cores:
        for rows, seconds, size in measured(cores, arguments.rows, options):
            print(f"| {cores} | {rows:,} | {seconds:.2f} | {rows / seconds:,.0f} "
                  f"| {size / seconds:.2f} |", flush=True)


if __name__ == "__main__":
    main()
