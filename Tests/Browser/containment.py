"""Contains a poisoned component in a real browser: preview, drill, order, and what came of it.

    python3 Tests/Browser/containment.py PROGRAM [PICTURES]

PROGRAM is the built `cordon`. Needs what `console.py` needs. Ends with 1 when anything is not as it
should be.
"""

import os
import signal
import subprocess
import sys
import tempfile

from people import Person, check, faults, inspect, start
from selenium.webdriver.common.by import By

POISONED = "pkg:pypi/litellm@1.82.8"
BLAST = (
    "/dependencies/blast?component=pkg%3Apypi%2Flitellm%401.82.8"
    "&from=2020-01-01T00%3A00%3A00Z&until=2099-01-01T00%3A00%3A00Z"
)


def stop(server):
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=20)


def invited(owner, origin, role, name):
    owner.open("/people")
    owner.find("#role").send_keys(role)
    owner.press("Make an invitation")
    link = owner.find("pre").text
    person = Person(origin)
    person.join(link, name, name.lower() + "-here")
    return person


def member(owner, name):
    owner.open("/people")
    place = owner.driver.find_element(By.LINK_TEXT, name).get_attribute("href")
    return place.rsplit("/", 1)[1]


def record(program, home, folder, worker):
    """What the house is made of, and who works with it, as the command line records it."""
    with open(f"{folder}/requirements.txt", "w") as file:
        file.write("litellm==1.82.8\nhttpx==0.27.0\n")
    orders = [
        ["dependencies", "snapshot", folder, "--subject", "label-gateway"],
        ["connect", "--from", "tool:label-gateway", "--to", f"worker:{worker}", "--since", "0"],
        ["connect", "--from", f"worker:{worker}", "--to", "client:bank", "--since", "0"],
    ]
    for order in orders:
        if order[0] == "connect":
            order = ["dependencies", *order]
        said = subprocess.run([program, *order, "--home", home], capture_output=True, text=True)
        check(said.returncode == 0, f"{' '.join(order[:3])}: {said.stdout}{said.stderr}")


def story(lead, pictures):
    lead.open(BLAST)
    inspect(lead, "containment-preview", pictures)
    check("Contain it" in lead.words(), "the page offers to contain it")
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
            lead = invited(owner, said["url"], "security-lead", "Grace")
            people.append(lead)
            worker = invited(owner, said["url"], "contractor", "Wim")
            people.append(worker)
            number = member(owner, "Wim")
            stop(server)
            record(program, home, folder, number)
            server, said = start(program, home)
            lead.origin = worker.origin = said["url"]
            lead.open("/sign-in")
            lead.press("Sign in with a passkey")
            lead.wait("/")
            story(lead, pictures)
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
