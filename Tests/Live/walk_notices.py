"""From the drafted warning to the last letter, as two people do it: walk_notices.py CANDOR DATA FOLDER

The demo's case with some of its customers. Letters leave by a real Postfix and land in the customers' mailboxes in a real Dovecot,
where they are read by IMAP, in three languages. Pictures of the pages stand in FOLDER afterwards.
"""

import csv
import os
import re
import shutil
import sys
import urllib.request

from stage import DEMO, PASSWORD, Person, letters, stage, until
from webdriver import Browser

STORES = {"app": ("email", ","), "old-app": ("e-mail", ";")}


def some_customers(incident):
    """The incident with fewer customers: those whose address stands in a report, and some more of each list and language."""
    shutil.copytree(DEMO, incident)
    reports = b"".join(path.read_bytes() for path in sorted((DEMO / "reports").rglob("*")) if path.is_file())
    people = {}
    for store, (column, separator) in STORES.items():
        path = incident / f"stores/{store}.csv"
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file, delimiter=separator))
        kept = [row for index, row in enumerate(rows)
                if row[column].encode() in reports or row[column].endswith("@palomberry.com") or index % 20 == 0]
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys(), delimiter=separator)
            writer.writeheader()
            writer.writerows(kept)
        people[store] = kept
    for store in ("newsletter", "crm", "helpdesk", "webinars"):
        path = incident / f"stores/{store}.csv"
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join([lines[0]] + [line for line in lines[1:] if "@palomberry.com" in line or line.split(",")[0].encode() in reports]))
    return people


def decide(person, decision):
    person.browser.follow(f"form:has(input[name=decision][value={decision}]) button[type=submit]")


def sums(person):
    """What the page says of who was told."""
    rows = person.browser.script("return [...document.querySelectorAll('#notice table')][0].innerText").splitlines()
    return [int(re.sub(r"\D", "", row)) for row in rows if row]


def wait_until_sent(person, notice):
    def is_over():
        person.go(notice)
        return "Sent" == person.browser.text("h1 .tag")
    until("the notice to be sent", is_over, 240)
    numbers = sums(person)
    assert numbers[0] == sum(numbers[1:5]), f"{numbers[1:5]} are not {numbers[0]}"
    assert numbers[1] == numbers[0] and numbers[0] > 50, f"not everybody was told: {numbers}"
    return numbers[0]


def newest(dovecot, customer, count):
    return until(f"letter {count} to {customer}", lambda: (found := letters(dovecot, customer)) and len(found) >= count and found)[-1]


def send_edition(ada, grace, scene, name, notice, tests):
    """Ada tests and cannot approve; Grace approves and starts."""
    ada.go(notice)
    decide(ada, "test")
    ada.sees("The test emails are on their way to you")
    until("the test letters", lambda: len(letters(scene.dovecot, "ada@palomberry.com")) >= tests)
    for letter in letters(scene.dovecot, "ada@palomberry.com"):
        assert letter["Subject"].startswith("[Test "), f"nothing says that it is a test: {letter['Subject']}"
        assert "report@palomberry.com" in letter["Reply-To"], f"answers to a test go to {letter['Reply-To']}"
    decide(ada, "approve")
    ada.sees("It cannot be approved yet", "Somebody else who may approve")
    ada.browser.complaints()
    grace.go(notice)
    grace.picture(f"notice-{name}-waiting")
    decide(grace, "approve")
    grace.sees("The notice is approved")
    decide(grace, "start")
    count = wait_until_sent(grace, notice)
    grace.picture(f"notice-{name}-sent")
    return count


def draft(person, edition):
    person.go("/notices")
    person.browser.click(f"label[for$=-{edition}]")
    person.browser.follow("main form button[type=submit]")
    person.sees("The notice is drafted")
    return person.browser.url.removeprefix(person.home).split("?")[0]


def reach(person, *milestones):
    for milestone in milestones:
        person.browser.type(f"#note-{milestone}", "by phone")
        person.browser.follow(f"form:has(input[name=step][value={milestone}]) button[type=submit]")


def public(scene, path):
    with urllib.request.urlopen(f"{scene.home}{path}") as answer:
        return answer.read().decode()


def walk(ada, grace, scene, people):
    dovecot = scene.dovecot
    ada.go("/notices")
    until("the drafted warning", lambda: (ada.go("/notices"), "Warning" in ada.browser.text("main"))[1])
    ada.picture("notices")
    ada.browser.follow("main .cards a")
    warning = ada.browser.url.removeprefix(ada.home)
    ada.sees("Draft", "customers in all")
    ada.picture("notice-warning-draft")
    ada.browser.follow("main a.button")
    ada.sees("Somebody is sending fake emails in the name of Palomberry")
    ada.picture("notice-text")

    # What would hurt is found in a person's own words, and nothing leaves with it.
    ada.browser.type("#own", "We take your security very seriously. Act immediately!")
    decide(ada, "write")
    ada.sees("What would hurt", "stops the notice")
    ada.picture("notice-text-stopped")
    ada.go(warning)
    ada.sees("Places that would hurt")
    ada.browser.follow("main a.button")
    ada.browser.type("#own", "")
    decide(ada, "write")
    assert "stops the notice" not in ada.browser.text("main")

    versions = len(ada.browser.script("return [...document.querySelectorAll('.tabs a')].map(a => a.innerText)"))
    everybody = send_edition(ada, grace, scene, "warning", warning, versions)
    readers = {row["language"]: row["email"] for row in people["app"] if "palomberry.com" not in row["email"]}
    signs = {"en": "Do not click", "es": "No pulse", "hu": "Ne kattintson"}
    for language, reader in readers.items():
        letter = newest(dovecot, reader, 1)
        text = letter.get_content()
        assert signs[language] in text, f"{reader} reads {language}: {text}"
        assert letter["From"].endswith("<news@palomberry.com>") and letter.get_content_type() == "text/plain" and "http" not in text, text
        assert not letter["List-Unsubscribe"] and letter["Message-ID"].endswith("@palomberry.com>"), letter.as_string()

    ada.go("/status-page")
    ada.picture("status-desk")
    ada.browser.follow("main ul a")
    ada.browser.look(1000)
    assert "preview" in ada.browser.text("main")
    ada.browser.picture(f"{ada.folder}/live-status-preview.png")
    assert "have published no warning" in public(scene, "/status/en"), "nothing is public before somebody says so"
    grace.go("/status-page")
    decide(grace, "publish")
    for language, sign in {"en": "Do not pay", "es": "No pague", "hu": "Ne fizessen"}.items():
        page = public(scene, f"/status/{language}")
        assert sign in page and "palornberry[.]com" in page and "PAL-1-1" in page and len(page.encode()) < 50_000, page
        assert "<script" not in page and not any(row["email"] in page for row in people["app"]), "it names a customer"
        assert "<entry>" in public(scene, f"/status/{language}/feed.atom")
    for look, width in (("wide", 1000), ("phone", 390)):
        grace.go("/status/es")
        grace.browser.look(width)
        grace.browser.picture(f"{grace.folder}/live-status-{look}.png")
    grace.browser.look()

    ada.go(warning)
    first = letters(dovecot, next(iter(readers.values())))[-1]
    grace.go("/check")
    grace.picture("check")
    grace.fills({"sender": first["From"], "subject": first["Subject"]})
    grace.sees("We did send an email with this subject")
    grace.go("/check")
    grace.fills({"sender": "Palomberry <billing@palornberry.com>", "subject": ""})
    grace.sees("one of the fakes that we know of")
    grace.picture("check-fake")
    decide_report = "form:has(input[name=copied_sender]) button[type=submit]"
    grace.browser.follow(decide_report)
    grace.sees("Thank you, we have it")

    update = draft(ada, "update")
    ada.sees("On the stolen list", "Not on it")
    reach(ada, "service-stopped", "site-checked", "leak-closed")
    ada.browser.follow("main a.button")
    # What was reached since the draft comes into it when it is written anew.
    assert "website checked" not in ada.browser.text("main")
    decide(ada, "write")
    ada.sees("website checked")
    ada.go(update)
    assert send_edition(ada, grace, scene, "update", update, versions + 1) == everybody
    exposed = next(row["e-mail"] for row in people["old-app"] if row["signed_up"] < "2012" and not row["deleted"]
                   and "palomberry.com" not in row["e-mail"] and "+" not in row["e-mail"])
    old = {row["e-mail"] for row in people["old-app"]}
    spared = next(row["email"] for row in people["app"] if row["email"] not in old and row["language"] == "en" and "palomberry.com" not in row["email"])
    assert "Your address is on that list" in newest(dovecot, exposed, 2).get_content(), exposed
    assert "Your address is not on that list" in newest(dovecot, spared, 2).get_content(), spared

    closing = draft(ada, "closing")
    assert send_edition(ada, grace, scene, "closing", closing, versions + 2) == everybody
    assert "last email" in newest(dovecot, spared, 3).get_content()
    assert len(letters(dovecot, spared)) == 3, "one letter an edition"
    grace.go("/status-page")
    decide(grace, "publish")
    assert "PAL-1-3" in public(scene, "/status/en")
    ledger = scene.run("notice", "ledger", "--notice", "1")
    assert ledger.count("\n") == everybody + 1 and ledger.count(",sent,") == everybody, ledger[:500]
    scene.run("status", "export", scene.place / "site")
    assert sorted(path.name for path in (scene.place / "site").iterdir()) == ["en.atom", "es.atom", "es.html", "hu.atom", "hu.html", "index.html"]


def main(candor, data, folder):
    with stage(candor, data) as scene:
        people = some_customers(scene.place / "incident")
        scene.run("init", "--from", scene.place / "incident", "--yes")
        scene.settings(f"mail:\n  sender: news@palomberry.com\n  submission: {{host: 127.0.0.1, port: {scene.postfix.port}, security: none}}\n"
                       "  notices: {slow_start: false}\n")
        scene.run("receive", *sorted(path for path in (DEMO / "reports").rglob("*") if path.is_file()))
        link = scene.start()
        with Browser() as first, Browser() as second:
            ada, grace = Person(first, scene.home, folder), Person(second, scene.home, folder)
            first.open(link)
            ada.fills({"name": "Ada Lovelace", "email": "ada@palomberry.com", "password": PASSWORD, "again": PASSWORD})
            ada.go("/people/invite")
            first.click("label[for=role-approver]")
            first.follow("main button[type=submit]")
            second.open(re.search(r"http\S+/join/\w+", first.text("main"))[0])
            grace.fills({"name": "Grace Hopper", "email": "grace@palomberry.com", "password": PASSWORD, "again": PASSWORD})
            walk(ada, grace, scene, people)


main(*[os.path.abspath(word) for word in sys.argv[1:4]])
print("walked")
