"""Measures `candor notice send` beside Postfix's smtp-source, both into one smtp-sink, and prints one JSON object a figure.

    bench_notices.py CANDOR DATA_FOLDER [--recipients N] [--connections N] [--rounds N]

notices-per-second  from the start of the program to its end: letters in three languages rendered, claimed, journalled, sent and settled in
                    the ledger. Beside it smtp-source with as many sessions, each kept open (-d), mails of the same size and number. Their
                    ratio is taken in each round; the rounds' median is printed.
notice-memory       the most memory that such a run had, MB; beside it a run with a tenth of the recipients
"""

import argparse
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests/Live"))
from notices import DOMAIN, environment, make
from servers import free_port, wait_for


class Sink:
    def __init__(self):
        self.port = free_port()
        self.process = subprocess.Popen(["smtp-sink", "-u", "nobody", f"127.0.0.1:{self.port}", "200"], stdout=subprocess.DEVNULL)
        wait_for(self.port, "smtp-sink")

    def stop(self):
        self.process.kill()
        self.process.wait()


def run(command, **more):
    """Seconds and the most resident memory in MB."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, **more)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return took, used.ru_maxrss / 1024


def ours(candor, data, count, connections, paragraphs):
    sink = Sink()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="candor-bench-notices-"))
    try:
        home = folder / "data"
        make(candor, data, home, sink.port, count, connections, paragraphs)
        took, memory = run([candor, "notice", "send", "--notice", "1", "--data", str(home)], env=environment(data), stdout=subprocess.DEVNULL)
        with sqlite3.connect(home / "candor.sqlite") as database:
            (sent,) = database.execute("SELECT count(*) FROM notice_recipient WHERE state = 'sent'").fetchone()
        if sent != count:
            sys.exit(f"{sent} of {count} were sent")
        return count / took, memory
    finally:
        sink.stop()
        shutil.rmtree(folder)


def peer(count, connections, size):
    sink = Sink()
    try:
        took, _ = run(["smtp-source", "-d", "-s", str(connections), "-m", str(count), "-l", str(size), "-f", f"help@{DOMAIN}", "-t", "customer@gmail.com", f"127.0.0.1:{sink.port}"])
        return count / took
    finally:
        sink.stop()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("candor")
    options.add_argument("data")
    options.add_argument("--recipients", type=int, default=100_000)
    options.add_argument("--connections", type=int, default=8)
    options.add_argument("--rounds", type=int, default=3)
    # Bytes of text behind smtp-source's own short header; with that as many as our letters have on average with `make`'s texts, 2.4 KB.
    options.add_argument("--size", type=int, default=2_250)
    options.add_argument("--paragraphs", type=int, default=14)
    options = options.parse_args()
    candor, data = os.path.abspath(options.candor), os.path.abspath(options.data)
    rates, others, memories = [], [], []
    for number in range(options.rounds):
        rate, memory = ours(candor, data, options.recipients, options.connections, options.paragraphs)
        other = peer(options.recipients, options.connections, options.size)
        print(f"round {number + 1}: {rate:,.0f} letters/s, smtp-source {other:,.0f}, ratio {rate / other:.2f}, {memory:.0f} MB", file=sys.stderr)
        rates.append(rate)
        others.append(other)
        memories.append(memory)
    _, small = ours(candor, data, options.recipients // 10, options.connections, options.paragraphs)
    ratio = statistics.median(rate / other for rate, other in zip(rates, others))
    print(json.dumps({"id": "notices-per-second", "unit": "letters/s", "ours": round(statistics.median(rates), 1), "peer": "smtp-source",
                      "peer_value": round(statistics.median(others), 1), "ratio": round(ratio, 2)}))
    print(json.dumps({"id": "notice-memory", "unit": "MB", "ours": round(statistics.median(memories), 1), "peer": "a tenth of them",
                      "peer_value": round(small, 1), "ratio": round(statistics.median(memories) / small, 2)}))


main()
