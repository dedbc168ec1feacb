#!/usr/bin/env python3
"""Holds the bills that we write to the public schemas, in every edition of both formats.

    Benchmarks/Dependencies/bills.py CORDON FOLDER…

Writes a bill of the folders as CycloneDX 1.4 to 1.6 and as SPDX 2.2 and 2.3, and has CycloneDX judged
by the strict JSON schemas that cyclonedx-python-lib brings, SPDX by the validator of spdx-tools. Ends
with 1 when one is not valid. Needs cyclonedx-python-lib[json-validation] and spdx-tools.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

EDITIONS = [("cyclonedx", each) for each in ("1.4", "1.5", "1.6")]
EDITIONS += [("spdx", each) for each in ("2.2", "2.3")]


def faults(kind, edition, path):
    if kind == "cyclonedx":
        fault = JsonStrictValidator(SchemaVersion.from_version(edition)).validate_str(
            path.read_text()
        )
        return [] if fault is None else [str(fault)[:300]]
    found = validate_full_spdx_document(parse_file(str(path)))
    return [fault.validation_message[:300] for fault in found]


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    bad = 0
    with tempfile.TemporaryDirectory() as desk:
        for kind, edition in EDITIONS:
            order = [program, "dependencies", "sbom", *folders, "--format", kind]
            said = subprocess.run(
                [*order, "--edition", edition, "--name", "judged", "--version", "1.0"],
                capture_output=True, text=True, check=True,
            )
            path = pathlib.Path(desk) / f"{kind}-{edition}.json"
            path.write_text(said.stdout)
            tree = json.loads(said.stdout)
            count = len(tree.get("components", tree.get("packages", [])))
            found = faults(kind, edition, path)
            bad += bool(found)
            print(f"{kind} {edition}, {count} entries: " + ("valid" if not found else found[0]))
    sys.exit(1 if bad else 0)


main()
