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


class AcmeRouter(APIRouter):
    """A router of the package's own."""


class Registry:
    """Hands out what was put into it."""

    def __init__(self) -> None:
        self.kept = {}

    def put(self, name: str, value):
        self.kept[name] = value

    def take(self, name: str):
        return self.kept[name]

    def get(self, path: str):
        return lambda function: function
