"""Prints the figures of bench_run.py as a table and writes them as a list: bench_table.py RESULTS OUTPUT"""

import json
import sys

GOALS = {"analysis": "≥ 20 × the faster peer", "analysis-2-cores": "≥ 1.8 × one core", "attribution-seconds": "< 2 s", "csv-rows": "≥ 1,000,000", "lookalikes-seconds": "< 3 s",
         "case-page-p99": "< 50 ms", "check-page-p99": "< 20 ms", "intake-per-second": "≥ 500", "start-seconds": "< 0.3 s", "idle-memory": "< 120 MB", "flood-memory": "< 400 MB",
         "notices-per-second": "≥ 0.5 × smtp-source", "notice-memory": "flat", "verify-seconds": "< 10 s for a million entries"}

lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
print(f"{'figure':<22}{'ours':>14}  {'unit':<12}{'beside':<24}{'value':>12}{'ratio':>8}  goal")
for line in lines:
    if "id" not in line:
        print(f"{line['peer']:<22}{line['value']:>14,.1f}  messages/s")
        continue
    beside, value, ratio = line["peer"] or "", line["peer_value"], line["ratio"]
    print(
        f"{line['id']:<22}{line['ours']:>14,.2f}  {line['unit']:<12}{beside:<24}"
        f"{'' if value is None else format(value, ',.1f'):>12}{'' if ratio is None else format(ratio, '.2f'):>8}  {GOALS.get(line['id'], '')}"
    )
with open(sys.argv[2], "w", encoding="utf-8") as out:
    json.dump([line for line in lines if "id" in line], out, indent=1)
    out.write("\n")
print(f"written: {sys.argv[2]}")
