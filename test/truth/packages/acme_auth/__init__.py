"""Stands for a package of somebody's private index: a model never sees its source."""

from fastapi import APIRouter, Request


async def current_user(request: Request) -> str:
    return request.headers.get("x-acme", "")


def require(role: str):
    async def has_role(request: Request) -> None:
        return None

    return has_role


class AcmeMiddleware:
    def __init__(self, app, realm: str = "acme") -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        await self.app(scope, receive, send)


router = APIRouter()


@router.get("/whoami")
async def whoami() -> str:
    return "acme"
