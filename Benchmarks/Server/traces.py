"""What tracing costs: processor time of one page and of one durable command, with spans written and
without, by turns in one run.

    traces.py CORDON [SECONDS]

Two fresh houses serve the same pages, one of them with `--traces FILE`. The ratio is what counts: it
is of processor time that each used, whatever else the machine does.
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

from measure import PAGES, Owner, load, text_of

ROUNDS = 5
TICKS = os.sysconf("SC_CLK_TCK")


class House:
    def __init__(self, program, folder, name, *options):
        self.server = subprocess.Popen(
            [program, "serve", "--home", os.path.join(folder, name), "--port", "0", "--json",
             *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        said = json.loads(self.server.stdout.readline())
        self.origin = said["url"]
        self.owner = Owner(said["url"], said["invitation"])
        headers = self.owner.headers()
        self.pages = [text_of("GET", page, headers, self.owner.port) for page in PAGES]
        form = headers | {
            "origin": self.origin, "content-type": "application/x-www-form-urlencoded",
        }
        body = urllib.parse.urlencode({"form": self.owner.mark, "role": "auditor"}).encode()
        self.command = text_of("POST", "/people/invite", form, self.owner.port, body)

    def used(self):
        fields = open(f"/proc/{self.server.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def cost(self, seconds, visitors, wire):
        """Processor time of one answer, in microseconds."""
        before = self.used()
        rate, times, wrong = load(self.owner.port, visitors, seconds, wire)
        if wrong:
            raise SystemExit(f"answered otherwise: {wrong}")
        return (self.used() - before) / len(times) * 1e6

    def page(self, seconds):
        return self.cost(seconds, 8, lambda _, turn: self.pages[turn % len(self.pages)])

    def act(self, seconds):
        return self.cost(seconds, 32, lambda _, turn: self.command)


def main():
    program, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as folder:
        spans = os.path.join(folder, "spans")
        plain = House(program, folder, "plain")
        traced = House(program, folder, "traced", "--traces", spans)
        try:
            for what, ask in (("a page", House.page), ("a durable command", House.act)):
                rounds = [(ask(plain, seconds), ask(traced, seconds)) for _ in range(ROUNDS)]
                ratios = sorted(after / before for before, after in rounds)
                off, on = (sorted(side)[ROUNDS // 2] for side in zip(*rounds))
                print(f"{what:20} {off:6.0f} µs without, {on:6.0f} µs with: "
                      f"{ratios[ROUNDS // 2]:.3f} times ({ratios[0]:.3f} to {ratios[-1]:.3f})")
            with urllib.request.urlopen(traced.origin + "/metrics") as answer:
                figures = [line for line in answer.read().decode().splitlines()
                           if line.startswith("cordon_traces")]
            print(", ".join(figures), f"{os.path.getsize(spans) >> 20} MB written last")
        finally:
            for house in (plain, traced):
                house.server.terminate()
                house.server.wait()


if __name__ == "__main__":
    main()
