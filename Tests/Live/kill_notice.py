"""Kills `candor notice send` at any moment, again and again, and looks for who was forgotten or told twice.

    kill_notice.py CANDOR DATA KILLS [smtp-sink]

The server counts by Message-ID what it was given; with `smtp-sink` it is Postfix's, which writes every mail to a file.
"""

import csv
import io
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter

from notices import Sink, environment, make, message_ids, until
from servers import free_port, wait_for


class SmtpSink:
    """Postfix's smtp-sink; what it took, by the Message-IDs in its files."""

    def __init__(self, folder):
        self.port, self.folder = free_port(), folder / "sink"
        self.folder.mkdir()
        shutil.chown(self.folder, "nobody")
        folder.chmod(0o755)
        self.process = subprocess.Popen(["smtp-sink", "-u", "nobody", "-d", str(self.folder / "%s."), f"127.0.0.1:{self.port}", "100"])
        wait_for(self.port, "smtp-sink")
        self.recipients = {}

    @property
    def heard(self):
        counts = Counter()
        for file in self.folder.iterdir():
            head, _, _ = file.read_text().partition("\n\n")
            fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
            if "Message-ID" not in fields:
                continue
            counts[fields["Message-ID"]] += 1
            self.recipients[fields["Message-ID"]] = fields["To"].strip("<>")
        return counts


def main(candor, data, kills, sink_kind):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="candor-notice-"))
    chance = random.Random(17)
    count = kills * 250
    sink = SmtpSink(folder) if sink_kind == "smtp-sink" else Sink()
    home = folder / "data"
    make(candor, data, home, sink.port, count, connections=3, paragraphs=2)
    log = open(folder / "send.log", "ab")

    def send(*more):
        return subprocess.Popen([candor, "notice", "send", "--notice", "1", "--data", str(home), *more], stdout=log, stderr=log, env=environment(data))

    database = sqlite3.connect(f"file:{home}/candor.sqlite?mode=ro", uri=True)
    states = lambda: dict(database.execute("SELECT state, count(*) FROM notice_recipient GROUP BY state"))
    settled = lambda: database.execute("SELECT count(*) FROM notice_recipient WHERE state IN ('sent', 'failed')").fetchone()[0]
    done = 0
    while_sending = 0
    for turn in range(kills):
        before = settled()
        process = send()
        if turn % 10 == 9:
            time.sleep(chance.uniform(0, 0.5))
        else:
            # What was left over from the last kill is settled first: that counts too.
            until(lambda: process.poll() is not None or settled() > before, 60, "it does not begin")
            time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.wait()
        found = states()
        assert sum(found.values()) == count, found
        while_sending += found.get("sending", 0) > 0
        done = turn + 1
        if found.get("waiting", 0) + found.get("sending", 0) == 0:
            break
    # Asked to stop politely, it leaves nothing in between.
    before = settled()
    process = send()
    until(lambda: process.poll() is not None or settled() > before, 60, "it does not begin")
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0, f"{process.returncode} {(folder / 'send.log').read_text()[-2000:]}"
    assert "sending" not in states(), states()
    last = send()
    assert last.wait(300) == 0, (folder / "send.log").read_text()[-2000:]
    time.sleep(0.3)

    ledger = subprocess.run([candor, "notice", "ledger", "--notice", "1", "--data", str(home)], capture_output=True, text=True, env=environment(data))
    rows = {int(row["recipient"]): row for row in csv.DictReader(io.StringIO(ledger.stdout, newline=""))}
    names = message_ids(home)
    heard = sink.heard
    told = Counter()
    for name, times in heard.items():
        told[names[name][0]] += times
        assert sink.recipients[name] == names[name][1], "a letter went to somebody else"
    by_state = Counter(row["state"] for row in rows.values())
    ambiguous = {number for number, row in rows.items() if row["kind"] == "ambiguous"}
    sent = {number for number, row in rows.items() if row["state"] == "sent"}
    twice = [number for number, times in told.items() if times > 1]
    forgotten = [number for number in rows if number not in told and number not in ambiguous]
    claimed = [number for number in sent if number not in told]
    unlisted = [number for number in told if number not in sent and number not in ambiguous]
    listing = json.loads(subprocess.run([candor, "notice", "list", "--format", "json", "--data", str(home)], capture_output=True, text=True, env=environment(data)).stdout)
    verified = subprocess.run([candor, "verify", "--data", str(home)], capture_output=True, text=True, env=environment(data))
    print(json.dumps({
        "kills": done, "while letters were taken": while_sending, "recipients": count, "states": by_state, "ambiguous": len(ambiguous),
        "ambiguous and delivered": len(ambiguous & set(told)), "letters delivered": sum(heard.values()), "twice": len(twice), "forgotten": len(forgotten),
        "list": listing}))
    assert len(rows) == count and sum(by_state.values()) == count
    assert not twice, f"told twice: {twice[:5]}"
    assert not forgotten, f"forgotten: {forgotten[:5]}"
    assert not claimed, f"said to be sent, and never came: {claimed[:5]}"
    assert not unlisted, f"came, and the ledger does not say so: {unlisted[:5]}"
    assert set(by_state) <= {"sent", "failed"} and by_state["failed"] == len(ambiguous), by_state
    assert listing[0]["sent"] + listing[0]["failed"] + listing[0]["skipped"] + listing[0]["waiting"] == count and listing[0]["finished"]
    assert len(ambiguous) <= done * 3 * 2, "more in doubt than connections can have had on their way"
    assert done > kills / 2 and while_sending > done / 2, "too few kills fell into the sending to show anything"
    assert verified.returncode == 0, verified.stdout + verified.stderr
    if isinstance(sink, SmtpSink):
        sink.process.kill()
    shutil.rmtree(folder)


main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "own")
print("nobody forgotten, nobody told twice")
