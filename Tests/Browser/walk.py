"""Walks through accounts as a person would, and keeps pictures: walk.py SITE SET-UP-LINK FOLDER"""

import os
import sys
import tempfile

from webdriver import Browser

PASSWORD = "correct horse battery staple"
TAB = "\ue004"


class Walk:
    def __init__(self, browser, site, folder):
        self.browser, self.site, self.folder = browser, site, folder
        os.makedirs(folder, exist_ok=True)

    def see(self, name):
        """The page in three looks. It must fit its width, and the console must be silent."""
        for look, width, dark in [("wide", 1000, False), ("phone", 390, False), ("dark", 1000, True)]:
            self.browser.look(width, dark)
            wide = self.browser.script("return document.documentElement.scrollWidth")
            assert wide <= width, f"{name}: {wide} px of content on {width} px"
            self.browser.picture(f"{self.folder}/{name}-{look}.png")
        self.browser.look()
        bare = self.browser.script(
            "return [...document.querySelectorAll('input:not([type=hidden])')].filter(i => !i.labels.length).map(i => i.name)")
        assert not bare, f"{name}: without a label: {bare}"
        complaints = [line for line in self.browser.complaints() if "status of 4" not in line]
        assert not complaints, f"{name}: {complaints}"

    def at(self, path, *texts):
        assert self.browser.url.split("?")[0] == self.site + path, f"at {self.browser.url}, not {path}"
        main = self.browser.text("main")
        for text in texts:
            assert text in main, f"{path} does not say {text!r}: {main}"

    def go(self, path):
        self.browser.open(self.site + path)

    def fill(self, **fields):
        for name, value in fields.items():
            self.browser.type(f"#{name}", value)

    def send(self):
        self.browser.follow("main button[type=submit]")


def lists(step, browser):
    """A list is chosen, looked at, taken in; a person is asked about."""
    step.go("/lists")
    step.see("lists-none")
    browser.follow("main a.button")
    step.at("/lists/import", "Take in a list")
    step.see("list-import")
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("E-Mail;since;removed\nann@customer.example;2012-01-02;\nbob@customer.example;2012-02-03;2013-04-05\n"
                   "a-text-without-any-blank-that-is-a-good-deal-longer-than-a-phone-is-wide;;\n")
        file.flush()
        # The browser runs as somebody else.
        os.chmod(file.name, 0o644)
        browser.choose("#file", file.name)
        browser.type("#id", "crm")
        step.send()
    step.at("/lists/import", "ann@customer.example", "Line 4")
    step.see("list-preview")
    browser.follow("main button[value=take]")
    step.at("/lists", "The list is taken in", "2 members")
    step.see("lists")
    step.go("/lists/delete-person")
    step.fill(address="ann@customer.example")
    step.send()
    step.at("/lists/delete-person", "ann@customer.example")
    step.see("list-erase")


def walk(browser, site, link, folder):
    step = Walk(browser, site, folder)
    browser.open(link)
    step.see("set-up")
    step.fill(name="Ada Lovelace", email="ada@", password="short", again="")
    step.send()
    step.see("set-up-errors")
    assert "Error:" in browser.title
    assert browser.script("return document.activeElement.getAttribute('role')") == "alert", "the errors have no focus"
    browser.click(".trouble a")
    assert browser.script("return document.activeElement.id") == "email", "an error does not lead to its input"
    step.fill(email="ada@example.org", password=PASSWORD, again=PASSWORD)
    step.send()
    step.at("/", "Your account is made")
    step.see("home")

    step.go("/people/invite")
    browser.click("label[for=role-approver]")
    step.see("invite")
    step.send()
    step.at("/people/invite", "/join/")
    step.see("invite-link")
    invitation = browser.text("main .key")

    lists(step, browser)

    step.go("/account")
    step.see("account")
    step.go("/account/code")
    step.see("second-step")
    step.go("/account/password")
    step.see("password")
    step.go("/account/sessions")
    step.see("sessions")

    browser.follow("button.link")
    step.at("/signed-out")
    step.see("signed-out")
    step.go("/people")
    step.at("/sign-in")
    step.fill(email="ada@example.org", password="not the password")
    step.send()
    step.see("sign-in-refused")

    browser.open(invitation)
    step.see("join")
    step.fill(name="Grace Hopper with a name that is a good deal longer than most", email="grace@example.org",
              password=PASSWORD, again=PASSWORD)
    step.send()
    step.at("/")
    step.go("/people")
    step.at("/people", "You may not do this")
    step.see("not-allowed")
    step.go("/nowhere")
    step.see("not-found")

    step.go("/")
    browser.follow("button.link")
    step.go("/sign-in")
    browser.press(TAB)
    assert browser.script("return document.activeElement.className") == "skip", "the first Tab is not the skip link"
    step.see("sign-in")
    step.fill(email="ada@example.org", password=PASSWORD)
    step.send()
    step.at("/")
    step.go("/people")
    step.at("/people", "Grace Hopper", "Approver")
    step.see("people")
    step.go("/people/1/role")
    browser.click("label[for=role-viewer]")
    step.send()
    step.at("/people/1/role", "only administrator")
    step.see("last-admin")
    step.go("/people/2/remove")
    step.see("remove")

    step.go("/account")
    browser.click("label[for=language-hu]")
    step.send()
    step.at("/account", "Az Ön fiókja")
    step.see("account-hu")


with Browser() as browser:
    walk(browser, sys.argv[1], sys.argv[2], sys.argv[3])
print("walked")
