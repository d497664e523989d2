"""A data folder with a notice that has been started and nothing of it sent, as many recipients as one likes; and a mail server that counts."""

import asyncio
import hashlib
import os
import random
import sqlite3
import subprocess
import threading
import time
from collections import Counter

from servers import free_port

DOMAIN = "marlowe-tea.com"
LANGUAGES = {
    "en": ("A fake mail in our name", "Dear customer,\n\nsomebody is writing to our customers in our name. Please do not click on anything in that mail, and do not pay."),
    "es": ("Un correo falso en nuestro nombre", "Estimado cliente:\n\nalguien escribe a nuestros clientes en nuestro nombre. No pulse nada en ese correo y no pague, por favor."),
    "hu": ("Hamis levél a nevünkben", "Kedves ügyfelünk!\n\nvalaki a nevünkben ír ügyfeleinknek. Kérjük, ne kattintson semmire abban a levélben, és ne fizessen."),
}
SEGMENTS = ("on-list", "not-on-list", "unknown")
PROVIDERS = [("gmail.com", 40), ("outlook.com", 20), ("yahoo.com", 10)]


def address(number):
    share = number % 100
    for domain, percent in PROVIDERS:
        if share < percent:
            return f"customer{number}@{domain}"
        share -= percent
    return f"customer{number}@firm{number % 5000}.example"


def environment(data):
    return {**os.environ, "CANDOR_KNOWLEDGE": data, "CANDOR_DNS": "off", "LLVM_PROFILE_FILE": "/dev/null"}


def make(candor, data, folder, port, count, connections, paragraphs=12):
    """`candor init`, a relay at `port`, and notice 1 for `count` people; what `candor serve` does when a notice is started."""
    made = subprocess.run([candor, "init", "--name", "Marlowe Tea", "--domain", DOMAIN, "--yes", "--data", str(folder)],
                          capture_output=True, text=True, env=environment(data))
    assert made.returncode == 0, made.stderr
    with open(folder / "candor.yaml", "a") as settings:
        settings.write(
            f"mail:\n  submission: {{host: 127.0.0.1, port: {port}, security: none}}\n"
            f"  notices: {{per_hour: none, per_domain_and_hour: none, connections: {connections}, slow_start: false}}\n")
    opened = subprocess.run([candor, "case", "list", "--data", str(folder)], capture_output=True, text=True, env=environment(data))
    if opened.returncode != 0:
        # The tables are made by whoever opens it for writing first.
        subprocess.run([candor, "erase", "nobody@nowhere.example", "--yes", "--data", str(folder)], capture_output=True, env=environment(data), check=True)
    database = sqlite3.connect(folder / "candor.sqlite")
    with database:
        database.execute("INSERT INTO notice_mailing (notice, incident, edition, secret, opened, begun) VALUES (1, 1, 'warning', ?, 0, 0)", [os.urandom(32).hex()])
        for language, (subject, body) in LANGUAGES.items():
            for segment in SEGMENTS:
                text = body + f"\n\n({segment})\n\n" + "\n\n".join([body.split("\n\n")[1]] * paragraphs)
                database.execute("INSERT INTO notice_text VALUES (1, ?, ?, ?, ?, 'Marlowe Tea', ?, NULL)", [language, segment, subject, text, f"help@{DOMAIN}"])
        sizes = Counter(address(number).split("@")[1] for number in range(count))
        places = {domain: place for place, (domain, _) in enumerate(sorted(sizes.items(), key=lambda item: (item[1], item[0])), 1)}
        tags = list(LANGUAGES)
        database.executemany(
            "INSERT INTO notice_recipient (notice, person, address, language, segment, place) VALUES (1, ?, ?, ?, ?, ?)",
            ((address(n), address(n), tags[n % 3], SEGMENTS[n // 3 % 3], places[address(n).split("@")[1]]) for n in range(count)))
    database.close()


def message_ids(folder):
    """Message-ID -> (recipient's id, address), by the rule in docs/reliability.md."""
    database = sqlite3.connect(f"file:{folder}/candor.sqlite?mode=ro", uri=True)
    (secret,) = database.execute("SELECT secret FROM notice_mailing WHERE notice = 1").fetchone()
    return {
        f"<candor.{hashlib.sha256(f'notice:1:{number}:{secret}'.encode()).hexdigest()[:32]}@{DOMAIN}>": (number, where)
        for number, where in database.execute("SELECT id, address FROM notice_recipient WHERE notice = 1")}


class Sink:
    """Takes letters, offers pipelining, and counts by Message-ID what it has answered 250 for; slow to answer now and then, so that a kill falls in between."""

    def __init__(self, seed=5):
        self.port, self.taken, self.heard, self.chance = free_port(), Counter(), Counter(), random.Random(seed)
        self.recipients = {}
        threading.Thread(target=lambda: asyncio.run(self.run()), daemon=True).start()

    async def run(self):
        server = await asyncio.start_server(self.talk, "127.0.0.1", self.port, limit=1 << 20)
        await server.serve_forever()

    async def talk(self, reader, writer):
        try:
            writer.write(b"220 sink.example ESMTP\r\n")
            recipient = None
            while line := await reader.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    writer.write(b"354 go\r\n")
                    name = None
                    while (line := await reader.readline()) not in (b".\r\n", b""):
                        if line.lower().startswith(b"message-id:"):
                            name = line[11:].strip().decode()
                    if not line:
                        return
                    # From here on it may be delivered, whether or not the answer is heard.
                    self.heard[name] += 1
                    self.recipients[name] = recipient
                    await asyncio.sleep(self.chance.choice([0, 0, 0, 0.005]))
                    writer.write(b"250 taken\r\n")
                    await writer.drain()
                    self.taken[name] += 1
                elif word == b"RCPT":
                    recipient = line.split(b"<")[1].split(b">")[0].decode()
                    writer.write(b"250 ok\r\n")
                elif word == b"EHLO":
                    writer.write(b"250-sink.example\r\n250 PIPELINING\r\n")
                elif word == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    return
                else:
                    writer.write(b"250 ok\r\n")
        except ConnectionError:
            pass
        finally:
            writer.close()


def until(condition, seconds, what):
    limit = time.time() + seconds
    while not condition():
        assert time.time() < limit, what
        time.sleep(0.005)
