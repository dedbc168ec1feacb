"""A house and its people in a real browser: what the stories beside this file share.

A person has a browser and a passkey of their own. Every page that is inspected is held against
axe-core's rules (where the package axe-core-python is installed), must not scroll sideways, must not
make the browser complain, and has its pictures taken, light and dark, wide and narrow.
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

    def __init__(self, origin, flags=()):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--lang=en", *flags):
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
                self.move(lambda: self.click(button))
                return
        check(False, f"there is a button “{words}” on {self.driver.current_url}")

    def click(self, element):
        """Clicks where it is at once: a page that scrolls smoothly moves under the pointer."""
        self.driver.execute_script(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });", element
        )
        element.click()

    def move(self, act):
        """Does what leads to another page, and waits until that one is there."""
        self.driver.execute_script("window.isOld = true;")
        act()
        try:
            WebDriverWait(self.driver, 5).until(
                lambda driver: driver.execute_script(
                    "return !window.isOld && document.readyState === 'complete';"
                )
            )
        except Exception:
            # A form that a passkey does not answer leads nowhere; what follows says so.
            return

    def follow(self, words):
        link = self.driver.find_element(By.PARTIAL_LINK_TEXT, words)
        self.move(lambda: self.click(link))

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
        # A missing favicon is asked for by the browser itself; refusals are pages of ours.
        ours = ("favicon", "status of 404", "status of 403", "status of 422", "status of 503")
        if not any(words in entry["message"] for words in ours):
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


def tell(story):
    """Runs `story(said, pictures)` against a fresh house; ends with 1 when anything was not so."""
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
            try:
                check(server.wait(timeout=20) == 0, "the server stops when it is told to")
            except subprocess.TimeoutExpired:
                server.kill()
                check(False, "the server stops within 20 s of being told to")
    print("all is as it should be" if not faults else f"{len(faults)} faults")
    print("axe-core was", "asked" if AXE else "not there")
    return 1 if faults else 0
