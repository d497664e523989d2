"""Fills the file system under a running `candor serve`, and looks at what is refused, what is still served, and what is there afterwards.

    full_disk.py CANDOR DATA

Needs a mount name space of its own (`unshare -m`): the data folder lies on a tmpfs of 48 MB.
"""

import hashlib
import http.cookiejar
import json
import os
import pathlib
import re
import signal
import smtplib
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
import bench_reports
from servers import free_port, listens

PASSWORD = "correct horse battery staple"


class Browser:
    def __init__(self, site):
        self.site, self.jar = site, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def open(self, path, fields=None):
        """Status and text; a form is sent where there are fields."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        try:
            with self.opener.open(self.site + path, data, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def send(self, page, path, fields):
        token = re.search(r'name="form_token" value="([^"]+)"', self.open(page)[1]).group(1)
        return self.open(path, {**fields, "form_token": token})


def deliver(port, number):
    """The code that the report was answered with."""
    with smtplib.LMTP("127.0.0.1", port, timeout=20) as link:
        link.ehlo_or_helo_if_needed()
        for say in (lambda: link.mail(bench_reports.member(number)), lambda: link.rcpt(bench_reports.INTAKE)):
            code, _ = say()
            if code != 250:
                return code
        return link.data(bench_reports.report(number))[0]


def fill(path):
    """Writes until nothing goes any more, down to the last bytes."""
    with open(path, "ab", buffering=0) as ballast:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    ballast.write(b"x" * size)
            except OSError:
                pass


def main(candor, data):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="candor-full-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)], check=True)
    environment = {**os.environ, "CANDOR_KNOWLEDGE": data, "CANDOR_DNS": "off", "LLVM_PROFILE_FILE": "/dev/null"}
    run = lambda *words: subprocess.run([candor, *words, "--data", f"{folder}/data"], capture_output=True, text=True, env=environment)
    made = run("init", "--name", "Marlowe Tea", "--domain", bench_reports.DOMAIN, "--yes")
    assert made.returncode == 0, made.stderr
    lmtp, web = free_port(), free_port()
    with open(folder / "data/candor.yaml", "a") as settings:
        settings.write(f'mail:\n  listen: {{protocol: lmtp, address: "127.0.0.1:{lmtp}"}}\n')
    # What the program says goes to another disk.
    said = open(tempfile.mkstemp(prefix="candor-full-said-")[1], "w+")
    server = subprocess.Popen([candor, "serve", "--data", f"{folder}/data", "--listen", f"127.0.0.1:{web}"], stdout=said, stderr=said, env=environment)
    try:
        found = walk(candor, folder, lmtp, web, said, server)
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    sound = run("verify")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    database = sqlite3.connect(f"file:{folder}/data/candor.sqlite?mode=ro", uri=True)
    sealed = {digest for (digest,) in database.execute("SELECT artifact FROM report")}
    lost = [number for number in found["accepted"] if hashlib.sha256(bench_reports.report(number)).digest() not in sealed]
    assert not lost, f"accepted and not kept: {lost}"
    assert not found["refused"] & set(found["accepted"]), "a report that was refused was accepted"
    print(json.dumps({"accepted": len(found["accepted"]), "refused": len(found["refused"]), "sealed": len(sealed), "lost": len(lost)}))


def walk(candor, folder, lmtp, web, said, server):
    for _ in range(600):
        assert server.poll() is None, pathlib.Path(said.name).read_text()
        # The link is said once the doors are open.
        link = re.search(r"/set-up/\w+", pathlib.Path(said.name).read_text())
        if link and listens(lmtp) and listens(web):
            break
        time.sleep(0.05)
    assert link, pathlib.Path(said.name).read_text()
    browser, link = Browser(f"http://127.0.0.1:{web}"), link.group(0)
    code, page = browser.send(link, link, {"name": "Ada", "email": "ada@example.org", "password": PASSWORD, "again": PASSWORD})
    assert code == 200, page
    accepted, refused, number = [], set(), 0
    for number in range(1, 21):
        assert deliver(lmtp, number) == 250
        accepted.append(number)
    until = time.time() + 30
    while "/cases/1" not in browser.open("/cases")[1]:
        assert time.time() < until, "no case was opened"
        time.sleep(0.1)

    fill(folder / "ballast")
    for number in range(21, 200):
        code = deliver(lmtp, number)
        # What the log of the database still has room for may be taken; from the first refusal on nothing may be.
        if code == 250:
            assert not refused, "accepted behind a refusal, on a full disk"
            accepted.append(number)
        else:
            assert 400 <= code < 500, f"refused for good: {code}"
            refused.add(number)
            if len(refused) == 10:
                break
        fill(folder / "ballast")
    assert len(refused) == 10, "the disk never was full"

    for path in ("/", "/cases", "/cases/1", "/cases/1/mails", "/reports", "/reports/1", "/reports/20/original", "/log", "/settings"):
        code, page = browser.open(path)
        assert code == 200, f"{path}: {code} while the disk is full"
        if path in ("/", "/cases/1", "/reports"):
            assert "The disk is full" in page, f"{path} does not say it"
    code, page = browser.open("/healthz")
    assert code == 503 and "disk is full" in page, f"{code} {page}"
    code, page = browser.send("/cases/1/steps", "/cases/1/settle", {"step": "keep-evidence", "done": "yes", "note": "x"})
    assert code == 503 and "disk is full" in page, f"a form was answered {code}"
    assert server.poll() is None, "it ended"

    os.unlink(folder / "ballast")
    until = time.time() + 30
    while browser.open("/healthz")[0] != 200:
        assert time.time() < until, f"still failing with room on the disk: {browser.open('/healthz')}"
        time.sleep(0.2)
    assert "The disk is full" not in browser.open("/cases/1")[1]
    for number in sorted(refused) + list(range(300, 310)):
        assert deliver(lmtp, number) == 250, "with room again it takes no mail"
        accepted.append(number)
        refused.discard(number)
    code, _ = browser.send("/cases/1/steps", "/cases/1/settle", {"step": "keep-evidence", "done": "yes", "note": "x"})
    assert code == 200, f"with room again a form is answered {code}"
    until = time.time() + 60
    while "Waiting to be looked at: 0." not in browser.open("/reports")[1]:
        assert time.time() < until, "it does not come to rest"
        time.sleep(0.2)
    return {"accepted": accepted, "refused": refused}


main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
print("full, and whole again")
