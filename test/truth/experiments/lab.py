"""What the experiments share: the register of facts, and small helpers."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

warnings.filterwarnings("ignore")

from fastapi import FastAPI  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402

FACTS: list[tuple[str, str, Callable[[], Any]]] = []


def fact(name: str, claim: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register a function that returns what was observed, as JSON; the claim is what a page may say."""

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        FACTS.append((name, claim, function))
        return function

    return register


def client(app: Any, **options: Any) -> TestClient:
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False, **options)


def get(app: Any, path: str = "/", **options: Any) -> int:
    return client(app).get(path, **options).status_code


def error_of(function: Callable[[], Any]) -> str:
    try:
        function()
    except BaseException as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}".rstrip(": ")
    return "no error"


def app_with(endpoint: Callable[..., Any] | None = None, **options: Any) -> FastAPI:
    """An application with GET / and nothing else."""
    app = FastAPI(openapi_url=None)
    app.get("/", **options)(endpoint or (lambda: {"served": True}))
    return app
