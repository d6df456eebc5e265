#!/usr/bin/env python3
"""Ask every labelled route of fixtures/apps without a credential, and say where a signed label cannot be true.

    probe.py [NAME ...]

"protected" must not answer 2xx (a socket must not send or stay open); "public" must not answer 401 or 403. An
"unenforced" route may refuse an absent credential, so nothing can be said of it here.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import multiprocessing
import re
import sys
import warnings
from pathlib import Path

import record
import record_all
from fastapi.testclient import TestClient

warnings.filterwarnings("ignore")

# Apps asked over a host of their own, and rows that a row above them answers for.
HOSTS = {"weather": {"/restart": "ops.example.org"}}
SHADOWED = {("nested", "GET /v1/teams -> nested.main:shadowed"), ("switchyard", "GET /after-the-mount")}


def ask(client: TestClient, kind: str, path: str, host: str | None) -> str:
    path = re.sub(r"\{[^}]+\}", "1", path)
    headers = {"host": host} if host else {}
    if kind != "WEBSOCKET":
        return str(client.request(kind, path, headers=headers).status_code)
    try:
        with client.websocket_connect(path, headers=headers) as socket:
            socket.send_text("hello")
            message = socket.receive()
            return "closed" if message["type"] == "websocket.close" and message.get("code") == 1008 else "open"
    except Exception:
        return "refused"


def run(task: tuple[str, dict]) -> list[str]:
    with contextlib.redirect_stdout(io.StringIO()):
        return contradictions(task)


def contradictions(task: tuple[str, dict]) -> list[str]:
    directory, job = task
    name = Path(directory).name
    logging.disable()
    labels = json.loads((Path(directory) / "protection.json").read_text("utf-8"))
    document = record.record(directory, job["targets"], job["roots"], job["env"], False)
    recorder = record.Recorder(Path(directory))
    found = []
    for target, table in zip(job["targets"], document["apps"]):
        with TestClient(recorder.load(target), raise_server_exceptions=False, follow_redirects=False) as client:
            known = {(m, r["path"]) for r in table["routes"] for m in (r["methods"] or ["WEBSOCKET"])} if not job["lifespan"] else None
            for label, status in labels.items():
                app, _, short = label.rpartition(": ")
                method, path = short.split(" -> ")[0].split(" ", 1)
                if (app and app != table["path"]) or (name, label) in SHADOWED or (known is not None and (method, path) not in known):
                    continue
                answer = ask(client, method, path, HOSTS.get(name, {}).get(path))
                wrong = {"protected": answer.startswith("2") or answer == "open", "public": answer in ("401", "403")}
                if wrong.get(status):
                    found.append(f"{name}: {label} is signed {status} and answers {answer}")
    return found


def main() -> int:
    names = sys.argv[1:]
    tasks = []
    for manifest_file in sorted(record_all.APPS.glob("*/truth.json")):
        manifest = json.loads(manifest_file.read_text("utf-8"))
        pin = manifest.get("pin", "new")
        if record_all.missing(manifest) or pin != record_all.KIND or (names and manifest_file.parent.name not in names):
            continue
        tasks += [(str(manifest_file.parent), job) for job in record_all.jobs(manifest)]
    found = []
    with record_all.processes().Pool(2, maxtasksperchild=1) as pool:
        for lines in pool.imap(run, tasks, chunksize=1):
            found += lines
    print("\n".join([*found, f"{len(tasks)} passed, {len(found)} failed"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
