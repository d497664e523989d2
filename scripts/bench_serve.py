"""Measures `candor serve` on a data folder of its own and prints one JSON object a figure.

    bench_serve.py CANDOR DATA_FOLDER [--reports N] [--flood N] [--keep FOLDER]

start-seconds      from the start of the process to the first answer of /healthz, with the reports in it; median of five
idle-memory        resident memory (VmRSS) ten seconds after such a start, MB
intake-per-second  reports by LMTP over eight sessions, until the last is sealed and analysed
case-page-p99      pages of the case at 200 requests a second for 20 s, from the moment each was due; milliseconds
check-page-p99     the public check at 300 requests a second, half of them questions; the rest as above
flood-memory       with --flood: the most resident memory while so many reports came, MB
Beside intake-per-second: the same mails over as many sessions into Dovecot's LMTP with mail_fsync = always, where it is installed.
"""

import argparse
import asyncio
import http.client
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import bench_reports

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests/Live"))
from servers import Dovecot, free_port

SESSIONS = 8
RATE, CHECK_RATE, SECONDS, CONNECTIONS = 200, 300, 20, 16
MEMBERS = 20_000
PASSWORD = "correct horse battery staple"


class Server:
    """One `candor serve`, started and stopped."""

    running = []

    def __init__(self, candor, data, folder):
        self.port = free_port()
        self.log = open(folder / "serve.log", "ab")
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [candor, "serve", "--data", str(folder / "data"), "--listen", f"127.0.0.1:{self.port}",
             "--trusted-proxy", "127.0.0.1"],
            stdout=subprocess.PIPE, stderr=self.log, env={**os.environ, "CANDOR_KNOWLEDGE": data, "CANDOR_DNS": "off"}, text=True)
        while not self.healthy():
            if self.process.poll() is not None:
                sys.exit(f"candor serve ended; see {folder / 'serve.log'}")
            time.sleep(0.002)
        self.start = time.perf_counter() - begun
        Server.running.append(self)

    def healthy(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def set_up_link(self):
        for line in self.process.stdout:
            found = re.search(r"http\S+(/set-up/\w+)", line)
            if found:
                return found[1]
        sys.exit("candor serve printed no set-up link")

    def memory(self, field="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", status)[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        Server.running.remove(self)

    @classmethod
    def stop_all(cls):
        for server in list(cls.running):
            server.stop()


def figure(name, unit, value, **beside):
    print(json.dumps({"id": name, "unit": unit, "ours": round(value, 3), "peer": None, "peer_value": None, "ratio": None, **beside}), flush=True)


def make_folder(candor, data, folder):
    lmtp = free_port()
    run = lambda *words: subprocess.run([candor, *words, "--data", str(folder / "data")], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "CANDOR_KNOWLEDGE": data, "CANDOR_DNS": "off"})
    run("init", "--name", "Marlowe Tea", "--domain", bench_reports.DOMAIN, "--yes")
    members = folder / "members.csv"
    members.write_text(bench_reports.members_csv(MEMBERS))
    run("store", "import", "shop", str(members), "--yes")
    members.write_text(bench_reports.members_csv(MEMBERS // 2))
    run("store", "import", "old-app", str(members), "--yes")
    with open(folder / "data" / "candor.yaml", "a") as settings:
        settings.write(f'mail:\n  listen: {{protocol: lmtp, address: "127.0.0.1:{lmtp}"}}\n')
    return lmtp


async def lmtp_session(port, numbers, recipient):
    """Hands each report of `numbers` over, the next only after the answer for the last; a new connection after every 500."""
    more = True
    while more:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)

        async def expect(code):
            while True:
                line = await reader.readline()
                if not line.startswith(code):
                    raise RuntimeError(f"LMTP: {line!r} where {code!r} was expected")
                if line[3:4] == b" ":
                    return

        await expect(b"220")
        writer.write(b"LHLO bench.example\r\n")
        await expect(b"250")
        more = False
        for number in itertools.islice(numbers, 500):
            more = True
            sender = bench_reports.member(number)
            writer.write(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{recipient}>\r\nDATA\r\n".encode())
            await expect(b"250")
            await expect(b"250")
            await expect(b"354")
            writer.write(bench_reports.report(number).replace(b"\r\n.", b"\r\n..") + b".\r\n")
            await expect(b"250")
        writer.write(b"QUIT\r\n")
        writer.close()


def deliver(port, first, count, recipient=bench_reports.INTAKE):
    """Reports `first` and the `count` - 1 after it, over eight sessions; the seconds until the last is accepted."""
    feed = iter(range(first, first + count))

    async def go():
        await asyncio.gather(*(lmtp_session(port, feed, recipient) for _ in range(SESSIONS)))

    begun = time.perf_counter()
    asyncio.run(go())
    return time.perf_counter() - begun


def wait_examined(folder, count):
    with sqlite3.connect(f"file:{folder}/data/candor.sqlite?mode=ro", uri=True) as database:
        while database.execute("SELECT count(*) FROM report WHERE examined = 1").fetchone()[0] < count:
            time.sleep(0.02)


def sign_up(server):
    """The cookie of the first account, made by the set-up link."""
    link = server.set_up_link()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    cookies = {}

    def ask(method, path, form=None):
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{server.port}"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            key, _, value = line.partition(";")[0].partition("=")
            cookies[key.strip()] = value
        return answer.status, text

    _, page = ask("GET", link)
    token = re.search(r'name="form_token" value="([^"]*)"', page)[1]
    form = {"form_token": token, "name": "Ada", "email": f"ada@{bench_reports.DOMAIN}", "password": PASSWORD, "again": PASSWORD}
    status, page = ask("POST", link, form)
    if status not in (200, 302, 303):
        sys.exit(f"the set-up page answered {status}")
    status, page = ask("GET", "/cases/1")
    if status != 200:
        sys.exit(f"/cases/1 answered {status}")
    return "; ".join(f"{key}={value}" for key, value in cookies.items()), len(page)


PAGES = ["/cases/1", "/cases/1", "/cases/1/source", "/cases/1/mails"]


def case_pages(port, cookie):
    """The request of each number, as bytes."""
    return lambda number: f"GET {PAGES[number % len(PAGES)]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n".encode()


def check_pages(port):
    """Visitors of the public check, each from an address of its own: half load the page, half ask about a mail."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/check")
    answer = connection.getresponse()
    token = re.search(r'name="form_token" value="([^"]*)"', answer.read().decode())[1]
    cookie = answer.headers["Set-Cookie"].partition(";")[0]

    def request(number):
        head = f"Host: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nX-Forwarded-For: 198.18.{number // 250 % 250}.{number % 250 + 1}\r\n"
        if number % 2:
            return f"GET /check HTTP/1.1\r\n{head}\r\n".encode()
        senders = ["billing@mar1owetea.com", f"post@{bench_reports.DOMAIN}", "somebody@example.net"]
        form = urllib.parse.urlencode({"form_token": token, "sender": senders[number // 2 % 3], "subject": f"Your invoice {number}"})
        return (f"POST /check HTTP/1.1\r\n{head}Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://127.0.0.1:{port}\r\n"
                f"Content-Length: {len(form)}\r\n\r\n{form}").encode()

    return request


async def page_load(port, request, rate):
    """Milliseconds of each request from the moment it was due, however late it could be sent."""
    took, failed, due = [], [], asyncio.Queue()

    async def work():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while True:
            number, when = await due.get()
            if number is None:
                return writer.close()
            writer.write(request(number))
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(re.search(rb"content-length: (\d+)", head, re.I)[1])
            await reader.readexactly(length)
            took.append((time.perf_counter() - when) * 1000)
            if not head.startswith(b"HTTP/1.1 200"):
                failed.append(head.split(b"\r\n")[0])

    workers = [asyncio.create_task(work()) for _ in range(CONNECTIONS)]
    begun = time.perf_counter()
    for number in range(rate * SECONDS):
        when = begun + number / rate
        await asyncio.sleep(max(0, when - time.perf_counter()))
        due.put_nowait((number, when))
    for _ in workers:
        due.put_nowait((None, None))
    await asyncio.gather(*workers)
    if failed:
        sys.exit(f"{len(failed)} of {len(took)} pages failed: {failed[0]!r}")
    return took


def pages(name, port, request, rate):
    asyncio.run(page_load(port, request, rate))
    took = asyncio.run(page_load(port, request, rate))
    print(f"{name}: p50 {statistics.median(took):.1f} ms, p99 {percentile(took, 0.99):.1f} ms, most {max(took):.1f} ms", file=sys.stderr)
    figure(name, "ms", percentile(took, 0.99))


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("candor")
    options.add_argument("data")
    options.add_argument("--reports", type=int, default=10_000)
    options.add_argument("--flood", type=int, default=0)
    options.add_argument("--keep")
    options = options.parse_args()
    candor, data = os.path.abspath(options.candor), os.path.abspath(options.data)
    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="candor-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        measure(candor, data, folder, options.reports, options.flood)
    finally:
        Server.stop_all()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


def measure(candor, data, folder, reports, flood):
    lmtp = make_folder(candor, data, folder)
    server = Server(candor, data, folder)
    begun = time.perf_counter()
    deliver(lmtp, 0, reports)
    wait_examined(folder, reports)
    rate = reports / (time.perf_counter() - begun)
    beside = {}
    if Dovecot.is_there():
        with Dovecot() as dovecot:
            some = min(reports, 3000)
            peer = some / deliver(dovecot.lmtp, 0, some, "report")
        beside = {"peer": "Dovecot LMTP", "peer_value": round(peer, 1), "ratio": round(rate / peer, 2)}
    figure("intake-per-second", "reports/s", rate, **beside)

    cookie, size = sign_up(server)
    print(f"case page of {size:,} bytes", file=sys.stderr)
    pages("case-page-p99", server.port, case_pages(server.port, cookie), RATE)
    pages("check-page-p99", server.port, check_pages(server.port), CHECK_RATE)
    server.stop()

    starts = []
    for turn in range(5):
        server = Server(candor, data, folder)
        starts.append(server.start)
        if turn < 4:
            server.stop()
    figure("start-seconds", "s", statistics.median(starts))
    time.sleep(10)
    figure("idle-memory", "MB", server.memory())
    if flood:
        begun = time.perf_counter()
        deliver(lmtp, reports, flood)
        wait_examined(folder, reports + flood)
        print(f"{flood:,} reports in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        figure("flood-memory", "MB", server.memory("VmHWM"))
    server.stop()


main()
