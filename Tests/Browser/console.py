"""Drives the console in a real browser, as people would: first owner, invitation, rooms, suspension.

    python3 Tests/Browser/console.py PROGRAM [PICTURES]

PROGRAM is the built `cordon`; pictures of every page go to PICTURES, light and dark, wide and
narrow. Needs Debian's chromium and chromium-driver, and selenium; axe-core's rules are checked
where the package axe-core-python is installed. Ends with 1 when anything is not as it should be.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions
from selenium.webdriver.support.ui import WebDriverWait

try:
    import axe_core_python

    AXE = os.path.join(os.path.dirname(axe_core_python.__file__), "axe.min.js")
    AXE = AXE if os.path.exists(AXE) else None
except ImportError:
    AXE = None

WIDE, NARROW = (1280, 900), (390, 844)
faults = []


def check(holds, words):
    if not holds:
        faults.append(words)
        print("not so:", words)


class Person:
    """A browser of one's own, with a passkey of one's own."""

    def __init__(self, origin):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.ChromeService("/usr/bin/chromedriver")
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_window_size(*WIDE)
        key = VirtualAuthenticatorOptions()
        key.protocol = "ctap2"
        key.transport = "internal"
        key.has_resident_key = key.has_user_verification = key.is_user_verified = True
        self.driver.add_virtual_authenticator(key)
        self.origin = origin

    def open(self, path):
        self.driver.get(path if path.startswith("http") else self.origin + path)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def press(self, words):
        for button in self.driver.find_elements(By.TAG_NAME, "button"):
            if button.text.strip() == words:
                button.click()
                return
        check(False, f"there is a button “{words}” on {self.driver.current_url}")

    def wait(self, path):
        try:
            WebDriverWait(self.driver, 10).until(
                lambda driver: driver.current_url.startswith(self.origin + path)
            )
        except Exception:
            check(False, f"came to {path}, not {self.driver.current_url}: {self.words()[:200]}")

    def words(self):
        return self.find("body").text

    def join(self, link, name, handle):
        self.open(link)
        self.find("#display").send_keys(name)
        self.find("#handle").send_keys(handle)
        self.press("Make a passkey and join")
        self.wait("/sign-in")
        self.press("Sign in with a passkey")
        self.wait("/")
        WebDriverWait(self.driver, 10).until(lambda driver: "Good day" in driver.page_source)

    def quit(self):
        self.driver.quit()


def inspect(person, name, pictures):
    """Checks the page that is open by axe-core's rules, and takes its pictures."""
    driver = person.driver
    for entry in driver.get_log("browser"):
        # A missing favicon is asked for by the browser itself.
        if "favicon" not in entry["message"] and "status of 404" not in entry["message"]:
            check(False, f"{name}: the browser complains: {entry['message'][:300]}")
    if AXE:
        driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        driver.execute_cdp_cmd("Runtime.evaluate", {"expression": open(AXE).read()})
        result = driver.execute_async_script(
            "const done = arguments[0]; axe.run(document).then((r) => done(r.violations));"
        )
        for violation in result:
            targets = [node["target"] for node in violation["nodes"]][:3]
            check(False, f"{name}: axe {violation['id']}: {violation['help']} at {targets}")
    for size, width in ((WIDE, "wide"), (NARROW, "narrow")):
        driver.set_window_size(*size)
        overflow = driver.execute_script(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth;"
        )
        check(not overflow, f"{name}: a {width} page scrolls sideways")
        for theme in ("light", "dark"):
            driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": theme}]},
            )
            if pictures:
                driver.save_screenshot(os.path.join(pictures, f"{name}-{width}-{theme}.png"))
    driver.set_window_size(*WIDE)


def start(program, home):
    server = subprocess.Popen(
        [program, "serve", "--home", home, "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    return server, json.loads(server.stdout.readline())


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
                     "/policies/explain?act=vault.shred"):
            owner.open(path)
            name = path.strip("/").split("?")[0].replace("/", "-") or "home"
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


def main():
    program = sys.argv[1]
    pictures = sys.argv[2] if len(sys.argv) > 2 else None
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = os.path.join(folder, "home")
        server, said = start(program, home)
        try:
            story(said, pictures)
        finally:
            server.send_signal(signal.SIGTERM)
            check(server.wait(timeout=20) == 0, "the server stops when it is told to")
    print("all is as it should be" if not faults else f"{len(faults)} faults")
    print("axe-core was", "asked" if AXE else "not there")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
