"""From `candor init` to the second report that opens a case, as a person does it: walk_live.py CANDOR DATA FOLDER

Customers send to a real Postfix, which routes report@ to Candor's LMTP and everybody else's mail to a real Dovecot, where the
customers read their answers by IMAP. The person sits at a browser. Pictures of the pages stand in FOLDER afterwards.
"""

import email
import email.policy
import imaplib
import os
import pathlib
import re
import shutil
import smtplib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))
from servers import Dovecot, Postfix, free_port, wait_for
from webdriver import Browser

DEMO = ROOT / "Data/demo"
PASSWORD = "correct horse battery staple"
# The answers' languages, as the customers of these reports write.
SIGNS = {"001": ("en", "Do not click"), "002": ("hu", "Ne kattintson"), "003": ("es", "No pulse")}


def until(what, test, seconds=30):
    """The first true answer of `test`."""
    end = time.time() + seconds
    while time.time() < end:
        found = test()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {seconds} s")


class Person:
    """Somebody at a browser who keeps a picture of what is seen, wide and on a phone."""

    def __init__(self, browser, home, folder):
        self.browser, self.home, self.folder = browser, home, folder
        os.makedirs(folder, exist_ok=True)

    def go(self, path):
        self.browser.open(self.home + path)

    def sees(self, *texts):
        main = self.browser.text("main")
        for text in texts:
            assert text in main, f"{self.browser.url} does not say {text!r}: {main}"
        return main

    def picture(self, name):
        for look, width in (("wide", 1000), ("phone", 390)):
            self.browser.look(width)
            wide = self.browser.script("return document.documentElement.scrollWidth")
            assert wide <= width, f"{name}: {wide} px of content on {width} px"
            self.browser.picture(f"{self.folder}/live-{name}-{look}.png")
        self.browser.look()
        # A page of plain text names no icon, and the browser looks for one.
        complaints = [line for line in self.browser.complaints() if "favicon" not in line]
        assert not complaints, f"{name}: {complaints}"

    def imports(self, name, csv, status):
        self.go("/lists/import")
        self.browser.choose("#file", csv)
        self.browser.type("#id", name)
        self.browser.click(f"label[for=status-{status}]")
        self.browser.follow("main button[type=submit]")
        self.picture(f"import-{name}")
        self.browser.follow("main button[value=take]")
        self.sees("The list is taken in", name)


def send(postfix, number):
    """A customer's report, through the company's Postfix; the customer's address."""
    mail = (DEMO / f"reports/{number}.eml").read_bytes()
    sender = re.search(r"[\w.+-]+@[\w.-]+", email.message_from_bytes(mail)["From"].split("<")[-1])[0]
    with smtplib.SMTP("127.0.0.1", postfix.port) as door:
        door.sendmail(sender, ["report@palomberry.com"], mail)
    return sender


def answers(dovecot, customer):
    with imaplib.IMAP4("127.0.0.1", dovecot.imap) as box:
        box.login(customer, "any")
        box.select()
        names = box.search(None, "ALL")[1][0].split()
        return [email.message_from_bytes(box.fetch(name, "(RFC822)")[1][0][1], policy=email.policy.default) for name in names]


def check_answer(dovecot, number, customer):
    """Exactly one answer, in the customer's language, a reply to the report, plain text with no link."""
    language, sign = SIGNS[number]
    letters = until(f"the answer to {customer}", lambda: answers(dovecot, customer))
    assert len(letters) == 1, f"{customer} got {len(letters)} answers"
    letter = letters[0]
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

    person.imports("old-app", str(lists / "old-app.csv"), "retired")
    person.imports("crm", str(lists / "crm.csv"), "active")

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
    for part in ("steps", "mails", "exposure", "ask", "reports"):
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
    place = pathlib.Path(tempfile.mkdtemp(prefix="candor-live-"))
    place.chmod(0o755)
    environment = {**os.environ, "CANDOR_KNOWLEDGE": data, "CANDOR_DNS": "off", "LLVM_PROFILE_FILE": "/dev/null"}
    # The browser runs as somebody else, who may read these.
    lists = place / "lists"
    lists.mkdir()
    for file in ("stores/old-app.csv", "stores/crm.csv", "reports/001.eml", "reports/020.eml", "reports/021.eml"):
        shutil.copy(DEMO / file, lists)
    port, lmtp = free_port(), free_port()
    with Dovecot() as dovecot, Postfix("palomberry.com", {
        "report@palomberry.com": f"lmtp:inet:[127.0.0.1]:{lmtp}", "*": f"lmtp:inet:[127.0.0.1]:{dovecot.lmtp}"}) as postfix:
        subprocess.run([candor, "init", "--name", "Palomberry", "--domain", "palomberry.com", "--language", "en", "--language", "es",
                        "--language", "hu", "--yes", "--data", str(place / "data")], check=True, stdout=subprocess.DEVNULL, env=environment)
        with open(place / "data/candor.yaml", "a") as settings:
            settings.write(f'mail:\n  listen: {{protocol: lmtp, address: "127.0.0.1:{lmtp}"}}\n'
                           f"  submission: {{host: 127.0.0.1, port: {postfix.port}, security: none}}\n")
        server = subprocess.Popen([candor, "serve", "--data", str(place / "data"), "--listen", f"127.0.0.1:{port}"],
                                  stdout=subprocess.PIPE, stderr=open(place / "serve.log", "wb"), env=environment, text=True)
        try:
            link = next(found[0] for line in server.stdout if (found := re.search(r"http\S+/set-up/\w+", line)))
            wait_for(lmtp, "candor")
            with Browser() as browser:
                walk(Person(browser, f"http://127.0.0.1:{port}", folder), link, postfix, dovecot, lists)
        except BaseException:
            print((place / "serve.log").read_text()[-2000:], postfix.log()[-2000:], file=sys.stderr)
            raise
        finally:
            server.terminate()
            server.wait(30)
        sound = subprocess.run([candor, "verify", "--data", str(place / "data")], capture_output=True, text=True, env=environment)
        assert sound.returncode == 0, sound.stdout + sound.stderr
    shutil.rmtree(place)


main(*[os.path.abspath(word) for word in sys.argv[1:4]])
print("walked")
