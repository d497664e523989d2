"""A browser driven over W3C WebDriver, with nothing but the standard library: Debian's chromium and chromium-driver.

As root the browser runs as `nobody`, with its sandbox.
"""

import base64
import json
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Live"))
from servers import free_port

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Trouble(Exception):
    pass


class Browser:
    """`with Browser() as browser:` starts a driver and a browser, and ends both."""

    def __enter__(self):
        self.home = tempfile.mkdtemp(prefix="candor-browser-")
        identity = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.home, nobody.pw_uid, nobody.pw_gid)
            identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.driver = subprocess.Popen(
            ["chromedriver", f"--port={port}"], env={"PATH": os.environ["PATH"], "HOME": self.home, "TMPDIR": self.home},
            cwd=self.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **identity)
        self.session = None
        for _ in range(100):
            try:
                if self.call("GET", "/status")["ready"]:
                    break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        arguments = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en", "--window-size=1000,900",
                     f"--user-data-dir={self.home}/profile"]
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"args": arguments, "prefs": {"intl.accept_languages": "en"}},
                  "goog:loggingPrefs": {"browser": "ALL"}}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = answer["sessionId"]
        return self

    def __exit__(self, *_):
        try:
            if self.session:
                self.call("DELETE", f"/session/{self.session}")
        finally:
            self.driver.kill()
            self.driver.wait(10)
            shutil.rmtree(self.home, ignore_errors=True)

    def call(self, method, path, body=None):
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Trouble(json.load(error)["value"]["message"]) from None

    def do(self, method, path, body=None):
        return self.call(method, f"/session/{self.session}{path}", body)

    def open(self, url):
        self.do("POST", "/url", {"url": url})

    @property
    def url(self):
        return self.do("GET", "/url")

    @property
    def title(self):
        return self.do("GET", "/title")

    def find(self, css):
        return self.do("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]

    def text(self, css):
        return self.do("GET", f"/element/{self.find(css)}/text")

    def type(self, css, text):
        element = self.find(css)
        self.do("POST", f"/element/{element}/clear")
        self.do("POST", f"/element/{element}/value", {"text": text})

    def choose(self, css, path):
        """A file, which an input of that kind takes as its path."""
        self.do("POST", f"/element/{self.find(css)}/value", {"text": path})

    def click(self, css):
        self.do("POST", f"/element/{self.find(css)}/click")

    def follow(self, css):
        """A click that leads to another page; back when that is there."""
        self.script("window.isOld = true")
        self.click(css)
        for _ in range(200):
            try:
                if self.script("return !window.isOld && document.readyState === 'complete'"):
                    return
            except Trouble:
                pass
            time.sleep(0.05)
        raise Trouble(f"{css} led nowhere")

    def script(self, code, *arguments):
        return self.do("POST", "/execute/sync", {"script": code, "args": list(arguments)})

    def press(self, key):
        """A key, as the keyboard sends it: U+E004 is Tab, U+E007 Enter."""
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.do("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def tools(self, command, **parameters):
        return self.do("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def complaints(self):
        """What the browser's console says is wrong: blocked scripts, broken styles."""
        return [line["message"] for line in self.do("POST", "/se/log", {"type": "browser"}) if line["level"] == "SEVERE"]

    def look(self, width=1000, dark=False):
        self.tools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        scheme = "dark" if dark else "light"
        self.tools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path):
        shot = self.tools("Page.captureScreenshot", captureBeyondViewport=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
