#!/usr/bin/env python3
"""Measure the facts that documentation pages cite, and record them in facts.json.

    run.py [--check] [NAME ...]

Each fact has a name, the claim it bears out, and what was observed: under "new" (FastAPI 0.137 and above) or "old".
Running it replaces the column of this interpreter's FastAPI; --check writes nothing and ends with 1 where an
observation differs from the recorded one. Run `npm run format` after recording.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from importlib.metadata import version
from pathlib import Path

import fastapi

sys.path.insert(0, str(Path(__file__).resolve().parent))

import guards  # noqa: E402,F401
import middleware  # noqa: E402,F401
import surface  # noqa: E402,F401
from lab import FACTS  # noqa: E402

FILE = Path(__file__).resolve().parent / "facts.json"
KIND = "new" if tuple(int(part) for part in re.findall(r"\d+", fastapi.__version__)[:2]) >= (0, 137) else "old"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME")
    args = parser.parse_args()
    document = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {"versions": {}, "facts": []}
    recorded = {entry["name"]: entry for entry in document["facts"]}
    failed = skipped = 0
    for name, claim, measure in FACTS:
        if args.names and name not in args.names:
            continue
        observed = json.loads(json.dumps(measure()))
        entry = recorded.setdefault(name, {"name": name, "claim": claim, "observed": {}})
        if observed is None:
            skipped += 1
            print(f"skipped {name}: something it needs is not installed")
            continue
        if args.check and entry["observed"].get(KIND) != observed:
            failed += 1
            print(f"FAILED {name}\n  recorded {json.dumps(entry['observed'].get(KIND))}\n  now      {json.dumps(observed)}")
        entry["claim"] = claim
        entry["observed"] = {kind: value for kind, value in sorted({**entry["observed"], KIND: observed}.items())}
    if not args.check:
        document["versions"][KIND] = {package: version(package) for package in ("fastapi", "starlette", "pydantic", "httpx")}
        document["versions"] = dict(sorted(document["versions"].items()))
        document["facts"] = sorted(recorded.values(), key=lambda entry: entry["name"])
        FILE.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"fastapi {fastapi.__version__}, {len(FACTS) - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
