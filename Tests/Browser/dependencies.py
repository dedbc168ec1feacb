"""What a house depends on, in a real browser: nothing yet, unassessed, assessed; what a poisoned
component reached, as a drawing and against the clock; and how it is contained.

    python3 Tests/Browser/dependencies.py PROGRAM [PICTURES]

PROGRAM is the built `cordon`. Needs what `console.py` needs. Ends with 1 when anything is not as it
should be.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile

from people import Person, check, faults, inspect, start
from selenium.webdriver.common.by import By
from worker import Worker, engages, fill, joins, prepares

QUIZ = """May you copy what you see?
Yes
*No

Whom do you ask when a message worries you?
*The project's contact
Nobody
"""
EPOCH = "2020-01-01T00:00:00Z"
BLAST = (
    "/dependencies/blast?component=pkg%3Apypi%2Flitellm%401.82.8"
    "&from=2020-01-01T00%3A00%3A00Z&until=2099-01-01T00%3A00%3A00Z"
)


def stop(server):
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=20)


def member(owner, name):
    owner.open("/people")
    place = owner.driver.find_element(By.LINK_TEXT, name).get_attribute("href")
    return place.rsplit("/", 1)[1]


def order(program, home, *words):
    """One command in the home, which nobody else has open."""
    said = subprocess.run([program, *words, "--home", home], capture_output=True, text=True)
    check(said.returncode == 0, f"{' '.join(words[:3])}: {said.stdout}{said.stderr}")
    return said.stdout


def record(program, home, folder, worker):
    """What a supplier's tool is made of, whom it sent, and a release, as the command line records
    it. Nobody connects any of it by hand, but for one thing that the house cannot see."""
    with open(f"{folder}/requirements.txt", "w") as file:
        file.write("litellm==1.82.8\nhttpx==0.27.0\n")
    order(program, home, "dependencies", "snapshot", folder, "--subject", "label-gateway",
          "--supplier", "harbour")
    order(program, home, "access", "place", "--member", worker, "--supplier", "harbour")
    order(program, home, "dependencies", "connect", "--from", "client:Harbour Bank",
          "--to", "clock:GDPR-33-72h", "--since", EPOCH)
    messages = os.path.join(folder, "messages")
    os.mkdir(messages)
    with open(os.path.join(messages, "one.txt"), "w") as file:
        file.write("Anna Schmidt (anna.schmidt@example.org) says the shift was moved again.\n")
    out = os.path.join(folder, "released")
    order(program, home, "protect", messages, "--purpose", "label moods", "--recipient",
          "Harbour Bank", "--out", out)
    with open(os.path.join(out, "manifest.json")) as file:
        return json.load(file)["release"]


def begins(lead, release):
    """A project for a client with one task of a release; its path."""
    lead.open("/projects/new")
    fill(lead, {
        "scope": "Say how messages sound (better)", "purpose": "mood-labels",
        "client": "Harbour Bank", "data": "messages", "sensitivity": "1",
        "escalation": "Mira, within eight hours", "notice": "Answers and times are recorded.",
        "pay": "0.40", "currency": "EUR", "questions": "mood | text | one of | glad, sad",
    })
    lead.press("Begin this project")
    lead.wait("/projects/")
    path = lead.driver.current_url.removeprefix(lead.origin).removesuffix("/set-up")
    fill(lead, {"text": "Glad if it smiles.", "reason": "the first version"})
    lead.press("Publish version 1")
    lead.wait(path + "/set-up")
    fill(lead, {"title": "Care with data", "questions": QUIZ})
    lead.press("Add this module")
    with tempfile.TemporaryDirectory() as folder:
        tasks = os.path.join(folder, "tasks.jsonl")
        with open(tasks, "w") as file:
            file.write(json.dumps({"id": "one", "fields": {"text": "Moved again."}}) + "\n")
        lead.find("#file").send_keys(tasks)
        fill(lead, {"release": release})
        lead.press("Take these tasks in")
        lead.wait(path + "/set-up")
    return path


ADVISORIES = [
    {"id": "MAL-2026-1", "modified": "2026-03-24T12:00:00Z", "published": "2026-03-24T12:00:00Z",
     "summary": "litellm was published with code that sends away what it finds",
     "affected": [{"package": {"ecosystem": "PyPI", "name": "litellm"},
                   "versions": ["1.82.7", "1.82.8"]}]},
    {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-02-01T00:00:00Z", "aliases": ["CVE-2026-1"],
     "summary": "A long header is read without an end",
     "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
     "affected": [{"package": {"ecosystem": "PyPI", "name": "httpx"},
                   "ranges": [{"type": "ECOSYSTEM",
                               "events": [{"introduced": "0"}, {"fixed": "0.27.1"}]}]}]},
]
POLICY = """fail-on: high
cooldown-days: 7
unpinned: fail
"""


def advise(program, home, folder):
    """Puts advisories and a policy where the house reads them."""
    records = os.path.join(folder, "advisories")
    os.mkdir(records)
    for one in ADVISORIES:
        with open(os.path.join(records, one["id"] + ".json"), "w") as file:
            json.dump(one, file)
    index = os.path.join(home, "advisories.index")
    made = subprocess.run(
        [program, "dependencies", "compile", records, "--out", index],
        capture_output=True, text=True,
    )
    check(made.returncode == 0, f"compile: {made.stdout}{made.stderr}")
    rule(home, POLICY)


def rule(home, policy):
    with open(os.path.join(home, "dependencies.yaml"), "w") as file:
        file.write(policy)


def nothing(lead, pictures):
    """What the pages say before anybody has recorded anything."""
    for page in ("", "/components", "/policy", "/replay"):
        lead.open("/dependencies" + page)
        inspect(lead, "dependencies-empty" + page.replace("/", "-"), pictures)


def looks(lead, pictures):
    """What it depends on, and what is known of it."""
    lead.open("/dependencies")
    check("malware" in lead.words().lower(), "the poisoned release stands in the list")
    inspect(lead, "dependencies", pictures)
    lead.open("/dependencies/components")
    check("pkg:pypi/httpx@0.27.0" in lead.words(), "every component is listed")
    inspect(lead, "dependencies-components", pictures)
    lead.open("/dependencies/components?wanted=nothing-like-it")
    inspect(lead, "dependencies-components-none", pictures)
    lead.open("/dependencies/component?purl=pkg%3Apypi%2Flitellm%401.82.8")
    check("MAL-2026-1" in lead.words(), "the component's page names the advisory")
    inspect(lead, "dependencies-component", pictures)
    lead.open("/dependencies/advisory?id=CVE-2026-1")
    check("GHSA-aaaa-bbbb-cccc" in lead.words(), "an advisory is found by its other name")
    inspect(lead, "dependencies-advisory", pictures)
    lead.open("/dependencies/policy")
    inspect(lead, "dependencies-policy", pictures)
    lead.open("/dependencies/replay")
    inspect(lead, "dependencies-replay", pictures)


def contains(lead, pictures):
    lead.open(BLAST)
    inspect(lead, "containment-preview", pictures)
    check("Contain it" in lead.words(), "the page offers to contain it")
    lead.click(lead.find("figure details summary"))
    for words in ("leased", "placed", "signed in", "said by hand", "Dashed", "leaf"):
        check(words in lead.words(), f"the page tells how it is known: {words}")
    inspect(lead, "containment-known", pictures)
    lead.find("#occasion").send_keys("the spring drill")
    lead.press("Rehearse it")
    lead.wait("/dependencies/incidents/")
    check("nobody was shut out" in lead.words(), "a drill shuts out nobody")
    inspect(lead, "containment-drill", pictures)
    lead.open(BLAST)
    lead.find("#reason").send_keys("a poisoned release")
    lead.press("Contain it")
    lead.wait("/dependencies/incidents/")
    check("struck" in lead.words(), "the page tells that keys were struck")
    inspect(lead, "containment-incident", pictures)
    lead.open("/dependencies")
    check("a poisoned release" in lead.words(), "the list of incidents holds it")
    inspect(lead, "containment-list", pictures)


def main():
    program, pictures = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    people = []
    with tempfile.TemporaryDirectory() as folder:
        home = os.path.join(folder, "home")
        server, said = start(program, home)
        try:
            owner = Person(said["url"])
            people.append(owner)
            owner.join(said["invitation"], "Ada Lovelace", "ada")
            lead, _ = joins(owner, said["url"], "security-lead", "Grace")
            engineer, _ = joins(owner, said["url"], "ml-engineer", "Mira")
            vendor, _ = joins(owner, said["url"], "vendor-manager", "Vera")
            people += [lead, engineer, vendor]
            nothing(lead, pictures)
            worker, _ = joins(owner, said["url"], "contractor", "Wim")
            people.append(worker)
            number = member(owner, "Wim")
            stop(server)
            release = record(program, home, folder, number)
            server, said = start(program, home)
            for person in people:
                person.origin = said["url"]
            for person in (lead, engineer, vendor, worker):
                person.open("/sign-in")
                person.press("Sign in with a passkey")
                person.wait("/")
            engages(vendor, begins(engineer, release))
            prepares(Worker(worker), "better", None)
            lead.open("/dependencies")
            check("nothing is assessed" in lead.words(), "without advisories nothing is called clean")
            inspect(lead, "dependencies-unassessed", pictures)
            rule(home, "fail-on: high\ncooldown: 7\n")
            lead.open("/dependencies/policy")
            check("Line 2: cooldown: no such setting." in lead.words(), "a slip is told by its line")
            inspect(lead, "dependencies-slip", pictures)
            advise(program, home, folder)
            looks(lead, pictures)
            contains(lead, pictures)
            worker.open("/sign-in")
            worker.press("Sign in with a passkey")
            check("did not work" in worker.words(), "whoever was shut out does not come in again")
        finally:
            for person in people:
                person.quit()
            stop(server)
    print("all is as it should be" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
