#!/usr/bin/env python3
"""Measures how long `candor verify` takes over a long record, and prints one JSON object.

    bench_verify.py CANDOR DATA_FOLDER [--entries N]

The record is made here, by the rule in docs/record.md: examinations of a report with a commitment each, chained, in a folder of `candor init`.
Then one entry is changed, and must be named.
"""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time


def canonical(number, moment, actor, kind, subject, body, commitment, previous):
    fields = [struct.pack(">q", number), struct.pack(">q", moment), actor, kind, subject, body, commitment, previous]
    return b"candor-log/1\n" + b"".join(struct.pack(">Q", len(field)) + field for field in fields)


def fill(database, entries):
    last, previous = database.execute("SELECT number, digest FROM entry ORDER BY number DESC LIMIT 1").fetchone()

    def personal(number):
        person = f"customer{number}@firm.example"
        return person, hashlib.sha256(b"%d" % number).digest(), json.dumps({"reporter": person, "subject": "Your account"}).encode()

    def rows():
        link = previous
        for number in range(last + 1, entries + 1):
            body = b'{"reportExamined":{"carrier":"inline","confidence":0.98,"data":"2026-11-23","grade":"text","report":%d,"verdict":"impersonation"}}' % number
            _, salt, said = personal(number)
            subject, commitment = b"report:%d" % number, hashlib.sha256(salt + said).digest()
            digest = hashlib.sha256(b"\0" + canonical(number, 1_795_000_000 + number, b"candor", b"report-examined", subject, body, commitment, link)).digest()
            yield number, 1_795_000_000 + number, "candor", "report-examined", subject.decode(), body, commitment, link, digest
            link = digest

    with database:
        database.executemany("INSERT INTO entry (number, time, actor, kind, subject, body, commitment, previous, digest) VALUES (?,?,?,?,?,?,?,?,?)", rows())
        database.executemany("INSERT INTO personal (entry, person, salt, body) VALUES (?,?,?,?)",
                             ((number, *personal(number)) for number in range(last + 1, entries + 1)))


def verify(candor, home, environment):
    begun = time.perf_counter()
    done = subprocess.run([candor, "verify", "--data", str(home)], capture_output=True, text=True, env=environment)
    return time.perf_counter() - begun, done


def main():
    options = argparse.ArgumentParser()
    options.add_argument("candor")
    options.add_argument("data")
    options.add_argument("--entries", type=int, default=1_000_000)
    options = options.parse_args()
    candor = os.path.abspath(options.candor)
    environment = {**os.environ, "CANDOR_KNOWLEDGE": os.path.abspath(options.data), "CANDOR_DNS": "off"}
    folder = pathlib.Path(tempfile.mkdtemp(prefix="candor-bench-verify-"))
    try:
        home = folder / "data"
        subprocess.run([candor, "init", "--name", "Marlowe Tea", "--domain", "marlowe-tea.com", "--yes", "--data", str(home)],
                       check=True, stdout=subprocess.DEVNULL, env=environment)
        database = sqlite3.connect(home / "candor.sqlite")
        fill(database, options.entries)
        subprocess.run([candor, "checkpoint", "--data", str(home)], check=True, stdout=subprocess.DEVNULL, env=environment)
        took, done = verify(candor, home, environment)
        if done.returncode != 0:
            sys.exit(f"the record is said to be wrong:\n{done.stdout}{done.stderr[:2000]}")
        print(json.dumps({"id": "verify-seconds", "unit": "s", "ours": round(took, 2), "peer": None, "peer_value": None, "ratio": None}))
        bad = options.entries * 2 // 3
        with database:
            database.execute("UPDATE entry SET body = replace(body, 'impersonation', 'genuine') WHERE number = ?", [bad])
        _, done = verify(candor, home, environment)
        if done.returncode == 0 or str(bad) not in (done.stdout + done.stderr).replace(",", ""):
            sys.exit(f"entry {bad} was changed, and it is not named:\n{done.stdout}{done.stderr}")
        database.close()
    finally:
        shutil.rmtree(folder)


main()
