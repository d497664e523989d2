"""What the walks share: a person at a browser, customers with mailboxes, and Candor between a real Postfix and a real Dovecot."""

import contextlib
import email
import email.policy
import email.utils
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

DEMO = ROOT / "Data/demo"
PASSWORD = "correct horse battery staple"


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


    def fills(self, fields):
        for name, value in fields.items():
            self.browser.type(f"#{name}", value)
        self.browser.follow("main button[type=submit]")


def send(postfix, number):
    """A customer's report, through the company's Postfix; the customer's address."""
    # Forwarded today: nobody is answered by itself for what they sent years ago.
    today = b"Date: " + email.utils.formatdate().encode() + b"\r\n"
    mail = re.sub(rb"(?mi)^Date:.*\r?\n(?:[ \t].*\r?\n)*", today, (DEMO / f"reports/{number}.eml").read_bytes(), count=1)
    sender = re.search(r"[\w.+-]+@[\w.-]+", email.message_from_bytes(mail)["From"].split("<")[-1])[0]
    with smtplib.SMTP("127.0.0.1", postfix.port) as door:
        door.sendmail(sender, ["report@palomberry.com"], mail)
    return sender


def letters(dovecot, customer):
    with imaplib.IMAP4("127.0.0.1", dovecot.imap) as box:
        box.login(customer, "any")
        box.select()
        names = box.search(None, "ALL")[1][0].split()
        return [email.message_from_bytes(box.fetch(name, "(RFC822)")[1][0][1], policy=email.policy.default) for name in names]


class Stage:
    """A folder of its own; `start` runs `candor serve` over what `init` made."""

    def __init__(self, candor, data, postfix, dovecot, place, lmtp):
        self.candor, self.postfix, self.dovecot, self.place, self.lmtp = candor, postfix, dovecot, place, lmtp
        self.environment = {**os.environ, "CANDOR_KNOWLEDGE": data, "CANDOR_DNS": "off", "LLVM_PROFILE_FILE": "/dev/null"}
        self.port = free_port()

    @property
    def home(self):
        return f"http://127.0.0.1:{self.port}"

    def run(self, *words):
        done = subprocess.run([self.candor, *map(str, words), "--data", str(self.place / "data")], capture_output=True, text=True,
                              env=self.environment, check=False)
        assert done.returncode == 0, f"{words}: {done.stdout} {done.stderr}"
        return done.stdout

    def settings(self, text):
        with open(self.place / "data/candor.yaml", "a") as file:
            file.write(text)

    def start(self, *words):
        """The one-time link for the first account."""
        self.server = subprocess.Popen(
            [self.candor, "serve", "--data", str(self.place / "data"), "--listen", f"127.0.0.1:{self.port}", *words],
            stdout=subprocess.PIPE, stderr=open(self.place / "serve.log", "wb"), env=self.environment, text=True)
        link = next(found[0] for line in self.server.stdout if (found := re.search(r"http\S+/set-up/\w+", line)))
        wait_for(self.port, "candor")
        return link


@contextlib.contextmanager
def stage(candor, data):
    """Mail to report@ comes to Candor's LMTP, everybody else's to a mailbox of their own; the record is verified at the end."""
    place = pathlib.Path(tempfile.mkdtemp(prefix="candor-live-"))
    place.chmod(0o755)
    lmtp = free_port()
    with Dovecot() as dovecot, Postfix("palomberry.com", {
        "report@palomberry.com": f"lmtp:inet:[127.0.0.1]:{lmtp}", "*": f"lmtp:inet:[127.0.0.1]:{dovecot.lmtp}"}) as postfix:
        scene = Stage(candor, data, postfix, dovecot, place, lmtp)
        try:
            yield scene
        except BaseException:
            print((place / "serve.log").read_text()[-2000:], postfix.log()[-2000:], file=sys.stderr)
            raise
        finally:
            if hasattr(scene, "server"):
                scene.server.terminate()
                scene.server.wait(30)
        scene.run("verify")
    shutil.rmtree(place)
