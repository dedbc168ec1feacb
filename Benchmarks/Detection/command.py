"""Times `cordon detect` as a program: its start, and lines through a pipe on every core."""

import os
import subprocess
import sys
import time

START_MAX = 0.050
RATE_MIN = 5.0


def timed(program, data):
    start = time.perf_counter()
    subprocess.run([program, "detect"], input=data, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main():
    program, corpus = sys.argv[1:3]
    with open(corpus, "rb") as lines:
        text = lines.read()
    start = min(timed(program, b'{"id":1,"text":"x"}\n') for _ in range(20))
    print(f"cordon detect, one line from start to end (ms): {start * 1000:.1f} (bar 50)")
    stream = text * (20_000_000 // len(text) + 1)
    used = os.times()
    wall = min(timed(program, stream) for _ in range(3)) - start
    after = os.times()
    processor = (after.children_user + after.children_system
                 - used.children_user - used.children_system) / 3
    rate = len(stream) / 1e6 / processor
    print(f"cordon detect, {len(stream) // 1_000_000} MB of lines (MB/s): "
          f"{len(stream) / 1e6 / wall:.1f} in all, {rate:.1f} a core (bar 5)")
    sys.exit(0 if start <= START_MAX and rate >= RATE_MIN else 1)


main()
