"""Keeps `cordon serve` busy for an hour, and tells every minute how much memory it holds.

    endure.py CORDON [HOME] [MINUTES [SHARE]]

SHARE is the part of the time in which it is asked as much as it can answer, in percent; for the rest
it is left alone, as a house is between two rushes. It ends with 1 when it held too much at the end,
or answered otherwise than it should.
"""

import json
import subprocess
import sys
import tempfile
import time
import urllib.parse

from measure import MEMORY_MAX, PAGES, Owner, load, memory, streams, text_of

TURN = 15.0


def main():
    program = sys.argv[1]
    home = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp() + "/home"
    minutes = float(sys.argv[3]) if len(sys.argv) > 3 else 60
    share = float(sys.argv[4]) / 100 if len(sys.argv) > 4 else 0.5
    server = subprocess.Popen(
        [program, "serve", "--home", home, "--port", "0", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    try:
        said = json.loads(server.stdout.readline())
        owner = Owner(said["url"], said["invitation"])
        headers, port = owner.headers(), owner.port
        pages = [text_of("GET", page, headers, port) for page in PAGES]
        change = headers | {
            "origin": owner.origin, "content-type": "application/x-www-form-urlencoded",
        }
        invite = urllib.parse.urlencode({"form": owner.mark, "role": "auditor"}).encode()
        command = text_of("POST", "/people/invite", change, port, invite)
        began, told, answered, most, refused = time.monotonic(), 0, 0, 0.0, {}
        while (passed := time.monotonic() - began) < minutes * 60:
            turn = time.monotonic()
            for count, part, request in [
                (16, 0.8, lambda number, turn: pages[turn % len(pages)]),
                (64, 0.2, lambda number, turn: command),
            ]:
                _, times, wrong = load(port, count, TURN * share * part, request)
                answered += len(times)
                for status, number in wrong.items():
                    refused[status] = refused.get(status, 0) + number
            if streams(owner, 20) != 20:
                refused["stream"] = refused.get("stream", 0) + 1
            most = max(most, memory(server))
            if passed >= told * 60:
                print(f"{told:4} min  {answered:>10,} answers  {memory(server):6.0f} MB", flush=True)
                told += 1
            time.sleep(max(0.0, TURN - (time.monotonic() - turn)))
        resident = memory(server)
        print(f"{answered:,} answers in {minutes:g} minutes, refused: {refused or 'none'}")
        print(f"memory at the end {resident:.0f} MB, at most {most:.0f} MB   ≤ {MEMORY_MAX} MB")
        return 1 if resident > MEMORY_MAX or refused else 0
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    sys.exit(main())
