"""Plays the whole life of a worker in a real browser.

    python3 Tests/Browser/worker.py PROGRAM [PICTURES]

Invitation, passkey, terms, brief, quiz, ten tasks of four kinds, a hidden field shown, something
raised and answered, a concern, a rejection contested and reviewed, the record taken along, the end
of the engagement; beside it, what the lead and the vendor manager do. Needs what console.py needs.
"""

import json
import os
import struct
import sys
import tempfile
import time
import zlib

from people import Person, check, inspect, tell
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

QUESTIONS = {
    "mood": "mood | text | one of | glad, sad, neither",
    "spans": "who | text | spans | person, place",
    "better": "better | answers | better of two",
    "rubric": "rubric | text | scores | accuracy 1-5, tone 1-5",
    "regions": "badge | photo | regions | badge, face",
}
GUIDELINE = """# How to read a message
Glad if it smiles, sad if it does not.

- Read all of it first.
- Not sure? Choose what you would say to a friend.

> “The shift was moved again.” is sad.
"""
QUIZ = """May you copy what you see?
Yes
*No

Whom do you ask when a message worries you?
*The project's contact
Nobody
"""
MESSAGES = [
    "Anna Schmidt wrote from Lyon that the shift was moved again.",
    "Paul is glad: the team in Kraków found the fault.",
    "رسالة من بغداد: تأخر القطار مرة أخرى.",
]


def photo():
    """A picture of two colours as a PNG, with a line in it that says who took it."""
    width, height = 320, 200
    rows = b"".join(
        b"\0" + b"".join(
            b"\x20\x40\x80" if 80 < x < 160 and 50 < y < 120 else b"\xe0\xe0\xd0"
            for x in range(width)
        )
        for y in range(height)
    )

    def chunk(name, content):
        check_sum = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check_sum)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"tEXt", b"Author\0Otto Maker")
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def fill(person, fields):
    """Writes into a form what its fields are called by."""
    for name, value in fields.items():
        field = person.find(f"[name='{name}']")
        if field.tag_name == "select":
            chosen = [o for o in Select(field).options if o.get_property("value") == value]
            chosen[0].click()
        elif field.get_attribute("type") == "date":
            person.driver.execute_script("arguments[0].value = arguments[1]", field, value)
        else:
            field.clear()
            field.send_keys(value)


def joins(owner, origin, role, name):
    """Somebody who takes up an invitation of the owner."""
    owner.open("/people")
    Select(owner.find("#role")).select_by_value(role)
    owner.press("Make an invitation")
    link = owner.find("pre").text
    person = Person(origin)
    person.join(link, name, name.split()[0].lower())
    return person, link


def begins(lead, pictures, kind):
    """A project of one kind of question, with guideline, quiz and three tasks; its path."""
    lead.open("/projects/new")
    if kind == "mood":
        inspect(lead, "project-new", pictures)
    fill(lead, {
        "scope": f"Say what messages are like ({kind})", "purpose": "mood-labels",
        "withheld": "the client asked for it", "data": "messages, first names",
        "sensitivity": "1", "warnings": "some messages are unkind",
        "escalation": "Mira, within eight hours",
        "notice": "Answers, times and shown fields are recorded. Copies are marked.",
        "key": "85" + "20" * 31 if kind == "mood" else "",
        "pay": "0.40", "currency": "EUR", "masked": "sender", "questions": QUESTIONS[kind],
        "hides": "PERSON" if kind == "mood" else "", "places": "127.0.0.0/8, ::1/128",
    })
    lead.press("Begin this project")
    lead.wait("/projects/")
    path = lead.driver.current_url.removeprefix(lead.origin).removesuffix("/set-up")
    check("/set-up" in lead.driver.current_url, f"{kind}: {lead.words()[:300]}")
    fill(lead, {"text": GUIDELINE, "reason": "the first version"})
    lead.press("Publish version 1")
    lead.wait(path + "/set-up")
    fill(lead, {"title": "Care with data", "questions": QUIZ})
    lead.press("Add this module")
    with tempfile.TemporaryDirectory() as folder:
        tasks, picture = os.path.join(folder, "tasks.jsonl"), os.path.join(folder, "hall.png")
        with open(tasks, "w", encoding="utf-8") as file:
            for text in MESSAGES:
                item = {"text": text, "sender": "Somebody", "answers": [text, "Thank you."]}
                if kind == "regions":
                    item["photo"] = "photos/hall.png"
                file.write(json.dumps({"id": text[:9], "fields": item}) + "\n")
        with open(picture, "wb") as file:
            file.write(photo())
        lead.find("#file").send_keys(tasks)
        if kind == "regions":
            lead.find("#media").send_keys(picture)
        lead.press("Take these tasks in")
        lead.wait(path + "/set-up")
    if kind == "mood":
        inspect(lead, "project-set-up", pictures)
    return path


def engages(vendor, path):
    vendor.open(path + "/set-up")
    fill(vendor, {"hourly": "18.00", "notice": "14"})
    vendor.press("Offer these terms")
    vendor.wait(path)


class Worker:
    """Counts what somebody has to do until their first task is labelled."""

    def __init__(self, person):
        self.person, self.steps = person, 0

    def press(self, words):
        self.steps += 1
        self.person.press(words)

    def follow(self, words):
        self.steps += 1
        self.person.follow(words)

    def tick(self, selector):
        for box in self.person.driver.find_elements(By.CSS_SELECTOR, selector):
            self.steps += 1
            self.person.click(box)


def prepares(worker, kind, pictures):
    """From the offer to where a task can be taken."""
    person = worker.person
    person.open("/work")
    if kind == "mood":
        inspect(person, "my-work", pictures)
    worker.follow(f"({kind})")
    check("to do" in person.words(), f"{kind}: the brief says what is missing")
    if kind == "mood":
        inspect(person, "brief", pictures)
    worker.tick("[type=checkbox]")
    worker.press("I accept version 1")
    worker.follow("Answer its questions")
    if kind == "mood":
        inspect(person, "quiz", pictures)
        worker.tick("input[name=a0][value='0']")
        worker.tick("input[name=a1][value='0']")
        person.press("Hand in these answers")
        check("Not passed yet" in person.words(), "one of two is not enough")
        person.follow("Try again")
    worker.tick("input[name=a0][value='1']")
    worker.tick("input[name=a1][value='0']")
    worker.press("Hand in these answers")
    check("Passed" in person.words(), f"{kind}: the quiz is passed")
    worker.follow("Go back")
    worker.press("Take the next task")
    check("/task" in person.driver.current_url, f"{kind}: a task came: {person.words()[:300]}")


def labels(person, kind, pictures):
    """Answers every task of the project; returns how many there were."""
    count = 0
    while "/task" in person.driver.current_url and count < 5:
        count += 1
        if count == 1:
            inspect(person, f"task-{kind}", pictures)
        body = person.find("body")
        if kind == "mood":
            reveals(person, count, pictures)
            if count == 2:
                person.find("body").send_keys("2")
                person.driver.switch_to.active_element.send_keys("u")
                chosen = person.driver.find_elements(By.CSS_SELECTOR, "[name=q0]:checked")
                check(not chosen, "u takes the choice back")
            person.driver.execute_script("document.activeElement.blur()")
            person.find("body").send_keys("1")
        elif kind == "spans" and count == 1:
            fill(person, {"q0.0.text": "nowhere in it", "q0.0.kind": "person"})
            person.press("Hand in and take the next")
            check("does not fit" in person.words(), "words that stand nowhere are refused")
            inspect(person, "task-odd", pictures)
            fill(person, {"q0.0.text": person.find(".text").text.split()[0]})
        elif kind == "better":
            body.send_keys("1")
        elif kind == "regions":
            draws(person, count, pictures)
        elif kind == "rubric":
            body.send_keys("4")
            person.driver.switch_to.active_element.send_keys("5")
        if kind == "better":
            chosen = person.driver.switch_to.active_element
            person.move(lambda: chosen.send_keys(Keys.ENTER))
        else:
            person.press("Hand in and take the next")
    return count


def draws(person, count, pictures):
    """Draws a box over the picture: it is a line of numbers, and u takes it back."""
    sheet = person.find(".picture svg")
    person.driver.execute_script(
        "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });", sheet
    )
    size = sheet.size
    def drag():
        ActionChains(person.driver).move_to_element_with_offset(
            sheet, -size["width"] // 4, -size["height"] // 4
        ).click_and_hold().move_by_offset(
            size["width"] // 4, size["height"] // 3
        ).release().perform()
    drag()
    left = person.find("[name='q0.0.left']")
    check(left.get_property("value") == "25", f"the left edge is {left.get_property('value')}")
    check(person.find("[name='q0.0.kind']").get_property("value") == "badge", "it has a class")
    if count != 1:
        return
    inspect(person, "task-drawn", pictures)
    person.driver.refresh()
    sheet = person.find(".picture svg")
    drag()
    person.driver.execute_script("document.activeElement.blur()")
    person.find("body").send_keys("u")
    check(not person.driver.find_elements(By.CSS_SELECTOR, ".picture rect"), "u takes a box back")
    drag()
    source = person.find(".picture img").get_property("src")
    bytes_shown = person.driver.execute_async_script(
        "const done = arguments[1];"
        "fetch(arguments[0]).then((r) => r.text()).then(done);", source
    )
    check("Otto" not in bytes_shown, "a picture does not say who took it")


def reveals(person, count, pictures):
    """Asks for a hidden field with a draft in the form: both are there afterwards."""
    if count != 1:
        return
    check("Somebody" not in person.words(), "a hidden field is not in the page")
    person.click(person.find("input[value=sad]"))
    person.find("#reason").send_keys("who is meant")
    person.press("Show sender")
    check("Somebody" in person.words(), "a hidden field is shown for a reason")
    check(person.find("input[value=sad]").is_selected(), "what was answered is still there")
    inspect(person, "task-revealed", pictures)
    shown = person.find(".text").text
    check("Anna" not in shown and "\u2588" in shown, "a name within a text is blacked out")
    person.find("#reason").send_keys("the name is part of the question")
    person.press("Show text 1: PERSON")
    check("Schmidt" in person.find(".text").text, "and shown for a reason of its own")
    person.driver.refresh()
    raises(person, pictures)
    person.driver.execute_script(
        "document.querySelectorAll('[name=q0]').forEach((e) => { e.checked = false; });"
    )


def raises(person, pictures):
    person.follow("Something is wrong")
    inspect(person, "raise", pictures)
    fill(person, {"words": "This message names somebody who should not be here."})
    person.press("Send it")
    check("Sent" in person.words(), "what was raised is sent")
    person.follow("Go back")
    check("/task" in person.driver.current_url, "the task is still held")


def judged(lead, other, worker, path, pictures):
    """One submission is rejected, contested, and decided by somebody else."""
    lead.open(path)
    inspect(lead, "project", pictures)
    lead.move(lambda: lead.click(lead.find("a[href*='/submissions/']")))
    inspect(lead, "submission", pictures)
    lead.find("#reason").send_keys("It does not smile.")
    lead.press("Reject")
    for _ in range(2):
        lead.press("Accept")
    worker.open("/work/record")
    check("It does not smile." in worker.words(), "the worker reads why it was rejected")
    worker.find("td [name=reason]").send_keys("It does: it ends in a smile.")
    worker.press("Contest it")
    check("decided by" in worker.words(), "a contest has a day by which it is decided")
    inspect(worker, "record", pictures)
    for person, expected in ((lead, False), (other, True)):
        person.open(path)
        case = person.find("a[href*='/submissions/']")
        person.move(lambda: person.click(case))
        if expected:
            inspect(person, "contest", pictures)
        Select(person.find("[name=upholds]")).select_by_value("no")
        person.find("#reason").send_keys("The worker is right.")
        person.press("Decide")
        isRefused = "reviewed by somebody else" in person.words()
        check(isRefused != expected, "whoever rejected does not review; somebody else does")


def heard(lead, worker, path, pictures):
    lead.open(path)
    lead.find("textarea").send_keys("Thank you. It was taken out.")
    lead.press("Answer")
    worker.open("/work/record")
    check("It was taken out." in worker.words(), "the answer stands in the record")
    worker.follow("Report a concern")
    if "/work/concern" in worker.driver.current_url:
        inspect(worker, "concerns", pictures)
        worker.driver.find_element(By.PARTIAL_LINK_TEXT, "(mood)").click()
    inspect(worker, "concern", pictures)
    fill(worker, {"words": "They ask us to copy data."})
    worker.press("Encrypt and report")
    check("Reported" in worker.words(), "a concern is taken")


def ends(vendor, worker, path, pictures):
    vendor.open(path)
    vendor.move(lambda: vendor.click(vendor.find("a[href*='/people/']:not(.rail a)")))
    inspect(vendor, "worker", pictures)
    fill(vendor, {"why": "to see how the work went"})
    vendor.press("Look at their record")
    fill(vendor, {"reason": "The project is done."})
    vendor.press("Announce the end")
    check("was ended" in vendor.words(), f"the end is announced: {vendor.words()[:300]}")
    worker.open("/work/record")
    check("The project is done." in worker.words(), "the worker reads why it ends")
    check("to see how the work went" in worker.words(), "the worker sees who looked, and why")
    text = worker.driver.execute_async_script(
        "const done = arguments[0];"
        "fetch('/work/record/file').then((r) => r.text()).then(done);"
    )
    record = json.loads(text)
    check(len(record["submissions"]) >= 10, "the record that is taken along is whole")
    worker.open("/work")
    inspect(worker, "my-work-ending", pictures)


def leaves(worker, vendor, path, pictures):
    """A worker ends another engagement by themselves, and what ended the first is disputed."""
    worker.open("/work")
    worker.follow("(better)")
    worker.press("End my engagement")
    check("left by themselves" in worker.words(), "whoever leaves reads it in their record")
    check("/work/record" in worker.driver.current_url, worker.words()[:400])
    fill(worker, {"words": "The project is not done at all."})
    Select(worker.find("[name=engagement]")).select_by_visible_text(
        next(o.text for o in Select(worker.find("[name=engagement]")).options if "(mood)" in o.text)
    )
    worker.press("Dispute something in this record")
    check("decided by" in worker.words(), "a dispute has a day by which it is decided")
    vendor.open(path)
    inspect(vendor, "disputed", pictures)
    vendor.find("textarea").send_keys("It is, I say.")
    vendor.press("Decide")
    check("somebody else" in vendor.words(), "whoever ended it does not decide")


def hears(lead, worker, path):
    lead.open(path)
    Select(lead.find("[name=upholds]")).select_by_value("no")
    lead.find("textarea").send_keys("There is more to do.")
    lead.press("Decide")
    worker.open("/work/record")
    check("dispute decided" in worker.words(), "the decision stands in the record")
    worker.open("/work")
    worker.follow("(mood)")
    check("End my engagement" in worker.words(), "the engagement goes on")


def story(said, pictures):
    origin = said["url"]
    owner = Person(origin)
    people = [owner]
    try:
        owner.join(said["invitation"], "Ada Lovelace", "ada")
        lead, _ = joins(owner, origin, "ml-engineer", "Mira Lead")
        other, _ = joins(owner, origin, "ml-engineer", "Noor Other")
        vendor, _ = joins(owner, origin, "vendor-manager", "Vera Vendor")
        people += [lead, other, vendor]
        worker, _ = joins(owner, origin, "contractor", "Wim Worker")
        people.append(worker)
        paths = {kind: begins(lead, pictures, kind) for kind in QUESTIONS}
        for path in paths.values():
            engages(vendor, path)
        counting, began, total = Worker(worker), time.monotonic(), 0
        for kind in QUESTIONS:
            prepares(counting, kind, pictures)
            if kind == "mood":
                print(f"first task after {counting.steps} presses, "
                      f"{time.monotonic() - began:.0f} s with every picture taken")
            total += labels(worker, kind, pictures)
        check(total >= 13, f"thirteen tasks of five kinds were handed in, and not {total}")
        worker.open("/work")
        inspect(worker, "my-work-done", pictures)
        heard(lead, worker, paths["mood"], pictures)
        judged(lead, other, worker, paths["mood"], pictures)
        lead.open(paths["mood"])
        lead.press("Seal the accepted labels")
        check("holds" in lead.words(), f"what was sealed holds: {lead.words()[:300]}")
        inspect(lead, "sealed", pictures)
        lead.open("/projects")
        inspect(lead, "projects", pictures)
        ends(vendor, worker, paths["mood"], pictures)
        leaves(worker, vendor, paths["mood"], pictures)
        hears(other, worker, paths["mood"])
        worker.open("/projects")
        check("Nothing here for you" in worker.words(), "a worker finds no projects of others")
    finally:
        for person in people:
            person.quit()


if __name__ == "__main__":
    sys.exit(tell(story))
