#!/usr/bin/env python3
"""Asks the questions of the benchmark of the language's own engine, in batches, and counts."""
import glob
import json
import os
import sys
import time

import cedarpy

ROUNDS = 400


def load(root):
    for path in sorted(glob.glob(os.path.join(root, "tests", "*", "*.json"))):
        test = json.load(open(path))
        read = lambda name: open(os.path.join(root, test[name])).read()
        keys = ("principal", "action", "resource", "context")
        yield (
            [{key: request[key] for key in keys} for request in test["requests"]] * ROUNDS,
            cedarpy.PolicySet.from_str(read("policies")),
            cedarpy.Entities.from_json_str(read("entities")),
        )


count, seconds = 0, 0.0
for requests, policies, entities in load(sys.argv[1]):
    start = time.process_time()
    answers = cedarpy.is_authorized_batch(requests, policies, entities)
    seconds += time.process_time() - start
    count += len(answers)
print(f"{count / seconds:,.0f} decisions/s")
