"""Cordon's detector over the text columns of Spark data frames.

One process of `cordon detect` serves a whole partition; rows stream through it in order. The Python
here moves lines and columns and decides nothing about them.
"""

from cordon_spark.frames import detect, redact
from cordon_spark.process import CordonError, DetectProcess, Options, RowError

__all__ = ["CordonError", "DetectProcess", "Options", "RowError", "detect", "redact"]
