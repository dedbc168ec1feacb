"""Drives the console in a real browser, as people would: first owner, invitation, rooms, suspension.

    python3 Tests/Browser/console.py PROGRAM [PICTURES]

PROGRAM is the built `cordon`; pictures of every page go to PICTURES, light and dark, wide and
narrow. Needs Debian's chromium and chromium-driver, and selenium; axe-core's rules are checked
where the package axe-core-python is installed. Ends with 1 when anything is not as it should be.
"""

import os
import sys
import tempfile
import time

from people import Person, check, inspect, tell
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait


def protects(person, pictures):
    """Hands a file over, watches it become a release, and looks whether that holds."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("name,email,skill\nAnna Schmidt,anna.schmidt@example.com,welding\n")
        file.write("Paul Moreau,paul.moreau@example.com,carpentry\n")
        file.flush()
        person.open("/releases/plan?purpose=train+a+CV+screening+model&until=2999-01-31")
        check("no finer than a month" in person.words(), "a plan says what a purpose keeps")
        inspect(person, "plan", pictures)
        person.open("/releases/new")
        inspect(person, "protect", pictures)
        person.find("#files").send_keys(file.name)
        person.find("#purpose").send_keys("train a skill matching model")
        person.find("#recipient").send_keys("the model team")
        person.press("Protect these files")
    person.wait("/releases/runs/")
    inspect(person, "run", pictures)
    try:
        WebDriverWait(person.driver, 120).until(
            lambda driver: "/runs/" not in driver.current_url
        )
    except Exception:
        check(False, f"the run ends: {person.words()[:300]}")
        return
    check("Does it hold?" in person.words(), "the page of the release opens by itself")
    check("holds" in person.words(), "the release verifies in the console")
    check("Anna" not in person.driver.page_source, "no name stands in the page of the release")
    inspect(person, "release", pictures)
    person.open("/data")
    inspect(person, "data-filled", pictures)


def maps(person, pictures):
    """Puts two places on the map, scans them, and looks at all that comes of it."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("share", "archive"):
            os.mkdir(f"{folder}/{name}")
            with open(f"{folder}/{name}/Anna Schmidt.txt", "w") as file:
                file.write("Anna Schmidt, anna.schmidt@example.com, is ill with asthma.\n")
        with open(f"{folder}/share/staff.csv", "w") as file:
            file.write("name,email,salary\n")
            for name in ("Paul Moreau", "Linda Nelson", "Marco Rossi"):
                address = name.lower().replace(" ", ".") + "@example.com"
                file.write(f"{name},{address},52000\n")
        person.open("/map")
        inspect(person, "map-empty", pictures)
        for name in ("share", "archive"):
            person.open("/map")
            person.find("#name").send_keys(name)
            person.find("#place").send_keys(f"{folder}/{name}")
            person.find("#purpose").send_keys("run the office")
            person.press("Put it on the map")
            person.wait("/map/sources/")
            check(name in person.words(), "a place that is put on the map has a page")
            for _ in range(2):
                person.press("Scan it now")
                person.wait("/map/scans/")
                inspect(person, "map-scan", pictures)
                WebDriverWait(person.driver, 120).until(
                    lambda driver: "What came of it" in driver.page_source
                    or "Items seen" not in driver.page_source
                )
                person.driver.back()
                person.driver.refresh()
            inspect(person, "map-source", pictures)
        for path in ("/map", "/map/copies", "/map/changes", "/map/flows", "/map/record",
                     "/map/record?language=fr", "/map/screening", "/map/about",
                     "/map?at=2020-01-01"):
            person.open(path)
            inspect(person, path.strip("/").replace("/", "-").replace("?", "-"), pictures)
        person.open("/map/flows")
        check("undeclared" in person.words(), "what nobody declared is seen")
        person.open("/map/copies")
        check("Anna Schmidt.txt" in person.words(), "whoever may open documents sees paths")
        person.open("/map/about")
        person.find("#email").send_keys("anna.schmidt@example.com")
        person.press("Look for them")
        check("asthma" in person.words(), "what is held about one person is read again")
        inspect(person, "map-answer", pictures)


def story(said, pictures):
    origin = said["url"]
    owner, auditor = Person(origin), Person(origin)
    try:
        owner.open("/sign-in")
        inspect(owner, "sign-in", pictures)
        owner.open(said["invitation"])
        inspect(owner, "join", pictures)
        owner.join(said["invitation"], "Ada Lovelace", "ada")
        for path in ("/", "/data", "/findings", "/releases", "/people", "/policies", "/ledger",
                     "/ledger/1", "/account", "/account/codes", "/help", "/nothing",
                     "/policies/explain?act=vault.shred", "/people/everyone", "/search?q=people",
                     "/search?q=nothing-of-this", "/policies/propose"):
            owner.open(path)
            name = path.strip("/").replace("?q=", "-").split("?")[0].replace("/", "-") or "home"
            inspect(owner, name, pictures)
        protects(owner, pictures)
        maps(owner, pictures)
        owner.open("/people")
        owner.find("#role").send_keys("auditor")
        owner.press("Make an invitation")
        link = owner.find("pre").text
        inspect(owner, "invited", pictures)
        auditor.join(link, "Grace Hopper", "grace")
        auditor.open("/ledger")
        check("Signed head" in auditor.words(), "an auditor sees the log")
        auditor.open("/data")
        check("What the vault holds" in auditor.words(), "an auditor sees what is held")
        auditor.open("/findings")
        check("Nothing here for you" in auditor.words(), "an auditor does not see findings")
        auditor.open("/")
        owner.open("/people")
        owner.driver.find_element(By.LINK_TEXT, "Grace Hopper").click()
        inspect(owner, "person", pictures)
        owner.find("#reason").send_keys("the end of a story")
        began = time.monotonic()
        owner.press("Suspend this account")
        owner.wait("/people/")
        check("suspended" in owner.words(), "the page says that the account is suspended")
        while "/sign-in" not in auditor.driver.current_url and time.monotonic() - began < 5:
            time.sleep(0.1)
        check("/sign-in" in auditor.driver.current_url, "their open page closes within 5 s")
        print(f"closed after {time.monotonic() - began:.1f} s")
        auditor.press("Sign in with a passkey")
        time.sleep(1)
        check("did not work" in auditor.words(), "a suspended member does not come in again")
        owner.press("Sign out")
        owner.wait("/sign-in")
        inspect(owner, "signed-out", None)
    finally:
        owner.quit()
        auditor.quit()


if __name__ == "__main__":
    sys.exit(tell(story))
