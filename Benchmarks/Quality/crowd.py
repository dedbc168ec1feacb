"""The same labels through crowd-kit, for the figure beside ours: python3 crowd.py FILE..."""

import sys
import time

import pandas
from crowdkit.aggregation import GLAD, MACE, DawidSkene, MajorityVote, OneCoinDawidSkene

METHODS = {
    "majority": MajorityVote,
    "dawid-skene": lambda: DawidSkene(n_iter=100),
    "one-coin": lambda: OneCoinDawidSkene(n_iter=100),
    "glad": GLAD,
    "mace": MACE,
}

for path in sys.argv[1:]:
    labels = pandas.read_csv(path, sep="\t")
    for name, method in METHODS.items():
        runs = []
        for _ in range(1 if name in ("glad", "mace") else 3):
            start = time.perf_counter()
            method().fit_predict(labels)
            runs.append(time.perf_counter() - start)
        print(f"{path.split('/')[-1]}\t{len(labels)} labels\t{name}\t{min(runs) * 1000:.2f} ms")
