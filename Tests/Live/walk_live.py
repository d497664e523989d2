"""From `candor init` to the second report that opens a case, as a person does it: walk_live.py CANDOR DATA FOLDER

Customers send to a real Postfix, which routes report@ to Candor's LMTP and everybody else's mail to a real Dovecot, where the
customers read their answers by IMAP. The person sits at a browser. Pictures of the pages stand in FOLDER afterwards.
"""

import email
import os
import shutil
import sys

from stage import DEMO, PASSWORD, Person, letters, send, stage, until, wait_for
from webdriver import Browser

# The answers' languages, as the customers of these reports write.
SIGNS = {"001": ("en", "Do not click"), "002": ("hu", "Ne kattintson"), "003": ("es", "No pulse")}


def imports(person, name, csv, status):
    person.go("/lists/import")
    person.browser.choose("#file", csv)
    person.browser.type("#id", name)
    person.browser.click(f"label[for=status-{status}]")
    person.browser.follow("main button[type=submit]")
    person.picture(f"import-{name}")
    person.browser.follow("main button[value=take]")
    person.sees("The list is taken in", name)


def check_answer(dovecot, number, customer):
    """Exactly one answer, in the customer's language, a reply to the report, plain text with no link."""
    language, sign = SIGNS[number]
    mails = until(f"the answer to {customer}", lambda: letters(dovecot, customer))
    assert len(mails) == 1, f"{customer} got {len(mails)} answers"
    letter = mails[0]
    text = letter.get_content()
    assert sign in text, f"{customer} was not answered in {language}: {text}"
    assert letter.get_content_type() == "text/plain" and "http" not in text, text
    asked = email.message_from_bytes((DEMO / f"reports/{number}.eml").read_bytes())["Message-ID"]
    assert letter["In-Reply-To"] == asked, f"{letter['In-Reply-To']} answers {asked}"
    assert letter["Auto-Submitted"], "an automatic answer says so"


def walk(person, link, postfix, dovecot, lists):
    browser = person.browser
    browser.open(link)
    for name, value in {"name": "Ada Lovelace", "email": "ada@palomberry.com", "password": PASSWORD, "again": PASSWORD}.items():
        browser.type(f"#{name}", value)
    browser.follow("main button[type=submit]")
    person.sees("Your account is made")
    person.picture("home-empty")

    imports(person, "old-app", str(lists / "old-app.csv"), "retired")
    imports(person, "crm", str(lists / "crm.csv"), "active")

    first = send(postfix, "001")
    check_answer(dovecot, "001", first)
    person.go("/cases")
    person.sees("1", "2")
    person.picture("cases-one-report")

    second = send(postfix, "002")
    check_answer(dovecot, "002", second)
    until("the case", lambda: (person.go("/cases"), "Fake mail in the name of Palomberry" in browser.text("main"))[1])
    person.picture("cases-opened")
    browser.follow("main li a")
    case = browser.url.removeprefix(person.home)
    person.sees("Fake mail in the name of Palomberry", "2 reports")
    person.picture("case-opened")

    # Nobody touches the browser: the page itself learns of the third report.
    third = send(postfix, "003")
    until("the third report on the open page", lambda: "3 reports" in browser.text("main"))
    check_answer(dovecot, "003", third)
    for number in range(4, 11):
        send(postfix, f"{number:03}")
    until("ten reports on the open page", lambda: "10 reports" in browser.text("main"))
    person.picture("case")

    person.go(case + "/source")
    person.sees("old-app")
    person.picture("case-source")
    for part in ("steps", "mails", "exposure", "ask", "reports", "evidence", "log"):
        person.go(f"{case}/{part}")
        person.picture(f"case-{part}")

    person.go("/reports/1")
    person.sees("palornberry", "SHA-256")
    hostile = browser.script("return [...document.querySelectorAll('a, img, script, iframe, form, main link')].map(e => e.href || e.src || e.action || '')"
                             ".filter(u => u && !u.startsWith(location.origin))")
    assert not hostile, f"the viewer leads to {hostile}"
    person.picture("report")
    browser.follow("main a[href$=source]")
    assert "Subject" in browser.text("body")

    person.go("/reports")
    browser.choose("#files", "\n".join(str(lists / f"{number}.eml") for number in ("001", "020", "021")))
    browser.follow("main form[enctype] button[type=submit]")
    person.sees("001.eml", "020.eml", "021.eml")
    person.picture("reports-uploaded")

    person.go("/outgoing")
    person.picture("outgoing")
    person.go("/log")
    person.picture("log")


def main(candor, data, folder):
    with stage(candor, data) as scene:
        # The browser runs as somebody else, who may read these.
        lists = scene.place / "lists"
        lists.mkdir()
        for file in ("stores/old-app.csv", "stores/crm.csv", "reports/001.eml", "reports/020.eml", "reports/021.eml"):
            shutil.copy(DEMO / file, lists)
        scene.run("init", "--name", "Palomberry", "--domain", "palomberry.com", "--language", "en", "--language", "es",
                  "--language", "hu", "--yes")
        scene.settings(f'mail:\n  listen: {{protocol: lmtp, address: "127.0.0.1:{scene.lmtp}"}}\n'
                       f"  submission: {{host: 127.0.0.1, port: {scene.postfix.port}, security: none}}\n")
        link = scene.start()
        wait_for(scene.lmtp, "candor")
        with Browser() as browser:
            walk(Person(browser, scene.home, folder), link, scene.postfix, scene.dovecot, lists)


main(*[os.path.abspath(word) for word in sys.argv[1:4]])
print("walked")
