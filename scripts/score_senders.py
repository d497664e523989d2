#!/usr/bin/env python3
"""Scores the sending service that `candor parse` names against a folder of labelled mail.

    scripts/score_senders.py DIR [PROGRAM …]

DIR holds labels.tsv (columns file, service, tier, account, claimed_only) and the messages it names. PROGRAM is what prints one JSON
document a line for the files given to it, by default `candor parse … --format json`. A service and one that carries it (rides_on) count
as the same. Exits 1 where a goal is missed.
"""

import collections
import csv
import json
import pathlib
import re
import subprocess
import sys


def upstreams(folder):
    """rides_on of every provider file, read without a YAML package."""
    rides = {}
    for file in folder.glob("*.yaml"):
        found = re.search(r"^rides_on:\n((?:- .*\n)+)", file.read_text(encoding="utf-8"), re.M)
        rides[file.stem] = set(re.findall(r"^- (\S+)", found.group(1), re.M)) if found else set()
    return rides


def documents(command, files):
    for start in range(0, len(files), 500):
        batch = [str(file) for file in files[start : start + 500]]
        result = subprocess.run([part for part in command] + batch + TAIL, capture_output=True, text=True, check=False)
        lines = [line for line in result.stdout.splitlines() if line.strip()]
        if len(lines) != len(batch):
            sys.exit(f"{len(batch)} files gave {len(lines)} documents: {result.stderr[-2000:]}")
        yield from (json.loads(line) for line in lines)


if len(sys.argv) < 2:
    sys.exit(__doc__)
folder = pathlib.Path(sys.argv[1])
root = pathlib.Path(__file__).resolve().parent.parent
TAIL = [] if sys.argv[2:] else ["--format", "json"]
program = sys.argv[2:] or [str(root / ".build" / "release" / "candor"), "parse"]
rides = upstreams(root / "Data" / "providers")
with open(folder / "labels.tsv", encoding="utf-8") as source:
    rows = [row for row in csv.DictReader(source, delimiter="\t") if (folder / row["file"]).exists()]


def same(left, right):
    return left == right or right in rides.get(left, ()) or left in rides.get(right, ())


named = right = accounts = account_hits = unknown = quiet = 0
recall = collections.defaultdict(lambda: [0, 0])
forged = []
for row, document in zip(rows, documents(program, [folder / row["file"] for row in rows])):
    service = document.get("sending_service")
    if service and service["tier"] == "claimed":
        service = None
    got = service["id"] if service else "unknown"
    claimed_only = [name for name in row["claimed_only"].split(",") if name]
    if service and service["tier"] in "AB" and got in claimed_only and got != row["service"]:
        forged.append(row["file"])
        print(f"  claimed only, but tier {service['tier']}: {row['file']} {got}")
    if row["service"] == "unknown":
        unknown += 1
        quiet += got == "unknown"
        if got != "unknown":
            print(f"  unknown, but named: {row['file']} {got} {service['tier']} {service['because']}")
        continue
    named += 1
    hit = same(got, row["service"])
    right += hit
    recall[row["service"]][0] += hit
    recall[row["service"]][1] += 1
    if not hit:
        print(f"  {row['file']}: {row['service']} ({row['tier']}) wanted, {got} found, claimed {document.get('claimed_services')}")
    if row["account"]:
        accounts += 1
        account_hits += bool(service) and service.get("account") == row["account"]
        if hit and service.get("account") != row["account"]:
            print(f"  {row['file']}: {got} account {row['account']} wanted, {service.get('account')} found")

mean = sum(hits / count for hits, count in recall.values()) / max(len(recall), 1)
goals = [
    ("sending service reproduced", right / max(named, 1), 0.97, f"{right} of {named}"),
    ("mean recall over services", mean, 0.90, f"{len(recall)} services"),
    ("account ids", account_hits / max(accounts, 1), 0.95, f"{account_hits} of {accounts}"),
    ("nothing named for unknown senders", quiet / max(unknown, 1), 0.99, f"{quiet} of {unknown}"),
]
missed = bool(forged)
for what, value, goal, count in goals:
    missed |= value < goal
    print(f"{what:36} {value:7.2%}  (goal {goal:.0%}; {count})")
print(f"{'claimed only, given tier A or B':36} {len(forged):7}  (goal 0)")
sys.exit(1 if missed else 0)
