#!/usr/bin/env python3
"""Record every app of fixtures/apps with the FastAPI of this interpreter.

    record_all.py [--check] [--into DIR] [NAME ...]

Writes routes.new.json (FastAPI 0.137 and above) or routes.old.json (below) beside each truth.json; --into writes
NAME/routes.*.json below another directory; --check writes nothing and ends with 1 and a diff where a recording
differs from what is built now. Needs what test/truth/requirements-{new,old}.txt names; an app whose own requirements
are missing, or whose syntax needs a newer Python, is skipped and said so.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.metadata
import json
import multiprocessing
import re
import sys
import traceback
from pathlib import Path

import fastapi
import fastapi.testclient  # noqa: F401  imported once here: the children inherit it
import record

APPS = Path(__file__).resolve().parents[2] / "fixtures" / "apps"
VERSION = tuple(int(part) for part in re.findall(r"\d+", fastapi.__version__)[:2])
KIND = "new" if VERSION >= (0, 137) else "old"


def jobs(manifest: dict) -> list[dict]:
    """One process for each set of import roots: two services may both have a package `app`."""
    grouped: dict[str, dict] = {}
    for entry in manifest["apps"]:
        entry = {"app": entry} if isinstance(entry, str) else entry
        roots = entry.get("root", manifest.get("root", []))
        roots = [roots] if isinstance(roots, str) else roots
        job = {
            "roots": roots,
            "env": {**manifest.get("env", {}), **entry.get("env", {})},
            "lifespan": entry.get("lifespan", manifest.get("lifespan", False)),
        }
        grouped.setdefault(json.dumps(job, sort_keys=True), {**job, "targets": []})["targets"].append(entry["app"])
    return list(grouped.values())


def missing(manifest: dict) -> str | None:
    if not manifest.get(KIND, KIND == "new"):
        return f"not for the {KIND} FastAPI"
    needed = manifest.get("python")
    if needed and sys.version_info < tuple(int(part) for part in needed.split(".")):
        return f"needs Python {needed}"
    for requirement in manifest.get("requires", []):
        try:
            importlib.metadata.version(requirement)
        except importlib.metadata.PackageNotFoundError:
            return f"{requirement} is not installed"
    return None


def processes():
    """Forked where that exists: FastAPI is then imported once, not once for each app."""
    return multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")


def run(task: tuple[str, dict]) -> tuple[str, dict | None, str]:
    directory, job = task
    try:
        document = record.record(directory, job["targets"], job["roots"], job["env"], job["lifespan"])
        return directory, document, ""
    except BaseException:  # an app that cannot be imported must not end the others
        return directory, None, traceback.format_exc()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--into", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    args = parser.parse_args()

    tasks, skipped = [], []
    for manifest_file in sorted(APPS.glob("*/truth.json")):
        directory = manifest_file.parent
        if args.names and directory.name not in args.names:
            continue
        manifest = json.loads(manifest_file.read_text("utf-8"))
        why = missing(manifest)
        if why:
            skipped.append(f"{directory.name}: {why}")
        else:
            tasks += [(str(directory), job) for job in jobs(manifest)]

    documents: dict[str, dict] = {}
    failed: dict[str, str] = {}
    with processes().Pool(2, maxtasksperchild=1) as pool:
        for directory, document, error in pool.imap(run, tasks, chunksize=1):
            if document is None:
                failed[directory] = error
            else:
                documents.setdefault(directory, {**document, "apps": []})["apps"] += document["apps"]

    for directory, document in documents.items():
        if directory in failed:
            continue
        text = record.dump(document)
        target = Path(directory) / f"routes.{KIND}.json"
        if args.into:
            target = args.into / Path(directory).name / target.name
        if args.check:
            committed = record.dump(json.loads(target.read_text("utf-8"))) if target.exists() else ""
            if committed != text:
                label = f"{Path(directory).name}/{target.name}"
                diff = difflib.unified_diff(committed.splitlines(), text.splitlines(), f"{label} recorded", f"{label} now", lineterm="")
                failed[directory] = "\n".join(diff)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")

    for directory, why in failed.items():
        print(f"FAILED {Path(directory).name}\n{why}\n")
    for line in skipped:
        print(f"skipped {line}")
    done = len(set(documents) - set(failed))
    print(f"fastapi {fastapi.__version__}, python {sys.version.split()[0]}")
    print(f"{done} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
