"""Hammers the interface for programs of a fresh house with what its own description allows, and with
what it forbids.

    python3 Tests/API/hammer.py PROGRAM [SECONDS]

PROGRAM is the built `cordon`. The description that the house serves has to be valid OpenAPI 3.1
(openapi-spec-validator); then schemathesis makes requests from it, as a service account with every
role that may be had, for SECONDS (75 unless said). An answer with a 5xx, with a status, a type or a
shape that the description does not name, an answer to whoever shows no token, or one that takes what
the description forbids, is a fault. Afterwards the house still answers, and its home verifies. Ends
with 1 when anything is not as it should be.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request

from openapi_spec_validator import OpenAPIV31SpecValidator

HERE = os.path.dirname(os.path.abspath(__file__))
ROLES = ["data-protection-officer", "security-lead", "vendor-manager", "ml-engineer", "auditor"]
faults = []


def check(holds, words):
    if not holds:
        faults.append(words)
        print("not so:", words)


def run(program, *words):
    """Runs the program, and gives what it answers in JSON."""
    done = subprocess.run([program, *words, "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"cordon {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout) if done.stdout.strip() else None


def account(program, folder, home):
    """A service account: a key file of its own, enrolled with every role there is for insiders."""
    secret, key = os.path.join(folder, "passphrase"), os.path.join(folder, "hammer.key")
    with open(secret, "w") as file:
        file.write("a long passphrase for a short life\n")
    made = run(program, "keys", "member", "--out", key, "--new-passphrase-file", secret)
    run(
        program, "access", "enrol", "--home", home, "--member", made["member"],
        "--key", made["key"], "--roles", json.dumps(ROLES),
    )
    return key, secret


def fill(program, folder, home):
    """A little of what a house holds, so that reading finds something."""
    source = os.path.join(folder, "staff.csv")
    with open(source, "w") as file:
        file.write("name,email,skill\nAnna Schmidt,anna.schmidt@example.com,welding\n")
    subprocess.run(
        [program, "protect", source, "--home", home, "--purpose", "train a skill matching model",
         "--out", os.path.join(folder, "release"), "--json"],
        check=True, capture_output=True,
    )


def fetch(address, token=None):
    request = urllib.request.Request(address)
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


def describe(origin, folder):
    """The description, once a public validator takes it."""
    document = json.loads(fetch(origin + "/api/openapi.json"))
    for fault in OpenAPIV31SpecValidator(document).iter_errors():
        check(False, f"the description is valid: {fault.message} at {list(fault.path)}")
    path = os.path.join(folder, "openapi.json")
    with open(path, "w") as file:
        json.dump(document, file)
    print(len(document["paths"]), "ways are described")
    return path


def hammer(origin, description, token, seconds):
    """What schemathesis finds; its own words go to the screen."""
    program = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    done = subprocess.run(
        [
            program, "--config-file", os.path.join(HERE, "schemathesis.toml"), "run", description,
            "--url", origin, "--header", f"Authorization: Bearer {token}",
            "--max-time", str(seconds), "--seed", "1", "--rate-limit", "80/s",
            "--phases", "coverage,fuzzing", "--continue-on-failure", "--no-color",
            # The two acts that would shut the hammer itself out are kept for what follows.
            "--exclude-operation-id", "access.suspend", "--exclude-operation-id", "access.revoke",
        ],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    check(done.returncode == 0, "schemathesis finds nothing")


def look(server, origin):
    """What the house says of itself afterwards."""
    check(fetch(origin + "/health") == b"ok\n", "the house still answers")
    figures = fetch(origin + "/metrics").decode()
    answered = dict(re.findall(r'requests_total\{status="(\d+)"\} (\d+)', figures))
    print("answered:", ", ".join(f"{count} with {status}" for status, count in answered.items()))
    broken = [status for status in answered if status.startswith("5")]
    check(not broken, f"nothing broke: {broken}")
    check(sum(map(int, answered.values())) > 500, "it was hammered at all")
    with open(f"/proc/{server.pid}/status") as file:
        resident = int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) // 1024
    print("resident:", resident, "MB")


def main():
    program = os.path.abspath(sys.argv[1])
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 75
    with tempfile.TemporaryDirectory() as folder:
        home = os.path.join(folder, "home")
        fill(program, folder, home)
        key, secret = account(program, folder, home)
        server = subprocess.Popen(
            [program, "serve", "--home", home, "--port", "0", "--json"],
            stdout=subprocess.PIPE, text=True,
        )
        try:
            origin = json.loads(server.stdout.readline())["url"]
            token = run(
                program, "keys", "token", "--as", key, "--as-passphrase-file", secret,
                "--for", origin,
            )["token"]
            hammer(origin, describe(origin, folder), token, seconds)
            look(server, origin)
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                check(server.wait(timeout=30) == 0, "the server stops when it is told to")
            except subprocess.TimeoutExpired:
                server.kill()
                check(False, "the server stops within 30 s of being told to")
        verified = subprocess.run([program, "verify", home], capture_output=True, text=True)
        check(verified.returncode == 0, f"the home verifies: {verified.stdout[-500:]}")
    print("all is as it should be" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
