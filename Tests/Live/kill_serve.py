"""Kills `candor serve` at any moment while mail comes in and answers go out, and looks for what was lost or done twice.

    kill_serve.py CANDOR DATA KILLS

Reports come by LMTP as from a mail server that tries again until it hears 250; answers go by SMTP to a server that counts them.
"""

import asyncio
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
import bench_reports
from servers import free_port, listens


class Sink:
    """Accepts letters and counts them by Message-ID; slow to answer now and then, so that a kill falls in between."""

    def __init__(self):
        self.port, self.taken, self.chance = free_port(), Counter(), random.Random(5)
        threading.Thread(target=lambda: asyncio.run(self.run()), daemon=True).start()

    async def run(self):
        server = await asyncio.start_server(self.talk, "127.0.0.1", self.port)
        await server.serve_forever()

    async def talk(self, reader, writer):
        try:
            writer.write(b"220 sink.example ESMTP\r\n")
            while line := await reader.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    writer.write(b"354 go\r\n")
                    name = None
                    while (line := await reader.readline()) not in (b".\r\n", b""):
                        if line.lower().startswith(b"message-id:"):
                            name = line[11:].strip()
                    if not line:
                        return
                    self.taken[name] += 1
                    await asyncio.sleep(self.chance.choice([0, 0, 0.02]))
                    writer.write(b"250 taken\r\n")
                elif word == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    return
                else:
                    writer.write(b"250 sink.example\r\n")
        except ConnectionError:
            pass
        finally:
            writer.close()


class Feeder(threading.Thread):
    """Customers' reports in order; each again until it was accepted."""

    def __init__(self, port, pause):
        super().__init__(daemon=True)
        self.port, self.pause, self.accepted, self.again, self.goes_on = port, pause, 0, 0, True

    def run(self):
        while self.goes_on:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as link:
                    self.session(link.makefile("rwb"))
            except (OSError, EOFError):
                self.again += 1
                time.sleep(0.02)

    def session(self, line):
        def expect(code):
            while True:
                answer = line.readline()
                if not answer.startswith(code):
                    raise EOFError(answer)
                if answer[3:4] == b" ":
                    return

        def say(text, code):
            line.write(text)
            line.flush()
            expect(code)

        expect(b"220")
        say(b"LHLO relay.example\r\n", b"250")
        while self.goes_on:
            number = self.accepted
            say(f"MAIL FROM:<{bench_reports.member(number)}>\r\n".encode(), b"250")
            say(f"RCPT TO:<{bench_reports.INTAKE}>\r\n".encode(), b"250")
            say(b"DATA\r\n", b"354")
            say(bench_reports.report(number).replace(b"\r\n.", b"\r\n..") + b".\r\n", b"250")
            self.accepted += 1
            time.sleep(self.pause)


def main(candor, data, kills):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="candor-crash-"))
    environment = {**os.environ, "CANDOR_KNOWLEDGE": data, "CANDOR_DNS": "off", "LLVM_PROFILE_FILE": "/dev/null"}
    chance = random.Random(11)
    sink, lmtp = Sink(), free_port()
    run = lambda *words: subprocess.run([candor, *words, "--data", str(folder / "data")], capture_output=True, text=True, env=environment)
    made = run("init", "--name", "Marlowe Tea", "--domain", bench_reports.DOMAIN, "--yes")
    assert made.returncode == 0, made.stderr
    with open(folder / "data" / "candor.yaml", "a") as settings:
        settings.write(
            f'mail:\n  listen: {{protocol: lmtp, address: "127.0.0.1:{lmtp}"}}\n'
            f"  submission: {{host: 127.0.0.1, port: {sink.port}, security: none}}\n")

    log = open(folder / "serve.log", "ab")

    def serve():
        return subprocess.Popen([candor, "serve", "--data", str(folder / "data"), "--listen", f"127.0.0.1:{free_port()}"],
                                stdout=log, stderr=log, env=environment)

    feeder = Feeder(lmtp, 0.005)
    feeder.start()
    while_starting = 0
    for turn in range(kills):
        server = serve()
        if turn % 10 == 9:
            time.sleep(chance.uniform(0, 0.3))
            while_starting += 1
        else:
            while not listens(lmtp):
                assert server.poll() is None, f"it did not start; see {folder}/serve.log"
                time.sleep(0.005)
            # So many more reports, however fast the machine is just now; a few milliseconds more, and it is anywhere in the next.
            wanted, until = feeder.accepted + chance.randrange(6), time.time() + 60
            while feeder.accepted < wanted and time.time() < until:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.05))
        server.kill()
        server.wait()

    server = serve()
    feeder.goes_on = False
    feeder.join(30)
    database = sqlite3.connect(f"file:{folder}/data/candor.sqlite?mode=ro", uri=True)
    count = lambda sql: database.execute(sql).fetchone()[0]
    until = time.time() + 300
    while count("SELECT count(*) FROM report WHERE examined = 0") or count("SELECT count(*) FROM dispatch WHERE state IN ('approved', 'sending')"):
        assert time.time() < until, "it does not come to rest"
        time.sleep(0.05)
    server.send_signal(signal.SIGTERM)
    assert server.wait(30) == 0, f"it does not end well: {server.returncode}"

    states = dict(database.execute("SELECT state, count(*) FROM dispatch GROUP BY state"))
    sealed = {digest for (digest,) in database.execute("SELECT artifact FROM report")}
    lost = [number for number in range(feeder.accepted) if digest_of(number) not in sealed]
    answered = count("SELECT count(DISTINCT report) FROM dispatch WHERE kind = 'acknowledgement'")
    twice = [name for name, times in sink.taken.items() if times > 1]
    sound = run("verify")
    found = {
        "kills": kills, "while starting": while_starting, "interrupted": feeder.again, "accepted": feeder.accepted, "sealed": len(sealed),
        "lost": len(lost), "answered": answered, "states": states, "letters taken": sum(sink.taken.values()), "taken twice": len(twice),
        "verify": sound.stdout.splitlines()[:1] + sound.stderr.splitlines()[:1]}
    print(json.dumps(found))
    assert not lost, f"accepted and not kept: {lost[:5]}"
    # One report may have been sealed whose 250 was not heard before the feeder stopped.
    assert feeder.accepted <= len(sealed) <= feeder.accepted + 1
    assert not twice, f"sent twice: {twice[:5]}"
    assert answered == len(sealed), "every reporter is answered once"
    assert set(states) <= {"sent", "uncertain"}, states
    assert states.get("sent", 0) <= sum(sink.taken.values()) <= states.get("sent", 0) + states.get("uncertain", 0)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert feeder.accepted > kills and states.get("sent", 0) > kills / 2, "too little happened to show anything"
    shutil.rmtree(folder)


def digest_of(number):
    import hashlib

    return hashlib.sha256(bench_reports.report(number)).digest()


main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3]))
print("nothing lost, nothing sent twice")
