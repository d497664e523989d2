"""Runs each measurement three times, ours and the peers' in turn, and prints every figure's median as one JSON object a line.

One core's speed is counted in processor time, ours and the peers' alike, so that other programs on the machine count as little as they can;
a ratio is the median of the rounds' ratios.

    bench_run.py PROGRAM MAIL_FOLDER DATA_FOLDER
"""

import json
import logging
import pathlib
import statistics
import subprocess
import sys
import time

RUNS = 3
PEER_SECONDS = 20


def ours(program, *arguments):
    text = subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout
    return json.loads(text.splitlines()[-1])


def peer(name, files):
    """Messages a second of processor time of one peer over as many of the files as fit in the time."""
    if name == "mail-parser":
        import mailparser

        def parse(content):
            mailparser.parse_from_bytes(content).body
    else:
        import eml_parser

        parser = eml_parser.EmlParser()

        def parse(content):
            parser.decode_email_bytes(content)

    count = 0
    start = time.process_time()
    while time.process_time() - start < PEER_SECONDS:
        for content in files:
            try:
                parse(content)
            except Exception:  # a peer that gives up on a message has still read it
                pass
            count += 1
            if time.process_time() - start >= PEER_SECONDS:
                break
    return count / (time.process_time() - start)


def main(program, mail, data):
    logging.disable()  # the peers warn of each odd field, and would pay for the printing
    files = [path.read_bytes() for path in sorted(pathlib.Path(mail).glob("*.eml"))]
    figures, peers = {}, {"eml_parser": [], "mail-parser": []}

    def note(figure):
        figures.setdefault(figure["id"], (figure, []))[1].append(figure["ours"])

    analysis = ["analysis", "--mail", mail, "--knowledge", data, "--messages", "5000"]
    for _ in range(RUNS):
        note(ours(program, *analysis, "--workers", "1"))
        for name, values in peers.items():
            values.append(peer(name, files))
        note(ours(program, *analysis, "--workers", "2"))
    for _ in range(RUNS):
        note(ours(program, "attributing"))
        note(ours(program, "rows"))
        note(ours(program, "names", "--knowledge", data))
    fastest = max(peers, key=lambda name: statistics.median(peers[name]))
    one = figures["analysis"][1]

    def beside(values, others):
        """Their median and the median of the rounds' ratios."""
        ratios = [value / other for value, other in zip(values, others)]
        return {"peer_value": round(statistics.median(others), 1), "ratio": round(statistics.median(ratios), 2)}

    for name, values in peers.items():
        print(json.dumps({"peer": name, "value": round(statistics.median(values), 1)}))
    for key, (figure, values) in figures.items():
        value = statistics.median(values)
        line = {"id": key, "unit": figure["unit"], "ours": round(value, 3), "peer": None, "peer_value": None, "ratio": None}
        if key == "analysis":
            line.update(peer=fastest, **beside(values, peers[fastest]))
        elif key.startswith("analysis-"):
            line.update(peer="analysis on one core", **beside(values, one))
        print(json.dumps(line))


main(*sys.argv[1:4])
