"""Drives the console in a real browser, as people would: first owner, invitation, rooms, suspension.

    python3 Tests/Browser/console.py PROGRAM [PICTURES]

PROGRAM is the built `cordon`; pictures of every page go to PICTURES, light and dark, wide and
narrow. Needs Debian's chromium and chromium-driver, and selenium; axe-core's rules are checked
where the package axe-core-python is installed. Ends with 1 when anything is not as it should be.
"""

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
