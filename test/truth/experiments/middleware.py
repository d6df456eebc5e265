"""Cross-origin answers, limits, and the order of middleware."""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from lab import app_with, client, error_of, fact, get
from starlette.middleware.base import BaseHTTPMiddleware

EVIL = "https://evil.example"


def cors(origin: str = EVIL, cookie: bool = False, **options: Any) -> dict[str, Any]:
    app = app_with()
    app.add_middleware(CORSMiddleware, **options)
    headers = {"Origin": origin} | ({"Cookie": "a=b"} if cookie else {})
    simple = client(app).get("/", headers=headers)
    preflight = client(app).options("/", headers=headers | {"Access-Control-Request-Method": "GET"})

    def seen(answer):
        return [answer.headers.get("access-control-allow-origin"), answer.headers.get("access-control-allow-credentials")]

    return {"simple": seen(simple), "preflight": [preflight.status_code, *seen(preflight)]}


@fact("cors-wildcard-with-credentials", "With '*' and credentials Starlette sends the caller's own origin back, credentials allowed: the browser accepts it")
def wildcard():
    return {
        "['*'] with credentials": cors(allow_origins=["*"], allow_credentials=True),
        "the same, request with a cookie": cors(cookie=True, allow_origins=["*"], allow_credentials=True),
        "the same, origin null": cors(origin="null", cookie=True, allow_origins=["*"], allow_credentials=True),
        "regex '.*' with credentials": cors(allow_origin_regex=".*", allow_credentials=True),
        "['*'] without credentials": cors(allow_origins=["*"]),
        "['https://good.example'] with credentials": cors(allow_origins=["https://good.example"], allow_credentials=True),
        "no argument": cors(),
    }


@fact("cors-origins-as-string", "allow_origins given as a string is a substring test: an origin that is part of it is allowed")
def origins_string():
    text = "https://good.example"
    return {origin: cors(origin=origin, allow_origins=text)["simple"][0] for origin in (text, "h", "https://good", EVIL)}


@fact("cors-regex-dots", "Unescaped dots in allow_origin_regex match any character; the whole origin must match")
def origins_regex():
    pattern = "https://.*.example.com"
    found = ("https://a.example.com", "https://evilexample.com", "https://a.example.com.evil.org", "https://a-example.com")
    return {origin: cors(origin=origin, allow_origin_regex=pattern)["simple"][0] for origin in found}


@fact("auth-outside-cors", "Authentication added after CORSMiddleware stands outside it and refuses the preflight")
def auth_outside_cors():
    async def authenticate(request, call_next):
        return await call_next(request) if "authorization" in request.headers else JSONResponse({}, 401)

    def preflight(cors_last):
        app = app_with()
        if not cors_last:
            app.add_middleware(CORSMiddleware, allow_origins=[EVIL])
        app.add_middleware(BaseHTTPMiddleware, dispatch=authenticate)
        if cors_last:
            app.add_middleware(CORSMiddleware, allow_origins=[EVIL])
        return client(app).options("/", headers={"Origin": EVIL, "Access-Control-Request-Method": "GET"}).status_code

    return {"CORS added first": preflight(False), "CORS added last": preflight(True)}


@fact("http-exception-in-middleware", "An HTTPException raised in HTTP middleware is not turned into its status: the answer is 500")
def exception_in_middleware():
    app = app_with()

    @app.middleware("http")
    async def guard(request, call_next):
        raise HTTPException(401)

    return get(app)


@fact("seed-rate-limit-middleware", "class RateLimitMiddleware with async __call__(self, request, call_next) is no ASGI middleware: added, it breaks every request; as http middleware that returns nothing it answers 500; it never limits")
def rate_limit():
    class RateLimitMiddleware:
        async def __call__(self, request: Request, call_next):
            pass

    class WithApp:
        def __init__(self, app):
            self.app = app

        async def __call__(self, request: Request, call_next):
            pass

    class Forwards:
        async def __call__(self, request: Request, call_next):
            return await call_next(request)

    def added(middleware):
        app = app_with()
        adding = error_of(lambda: app.add_middleware(middleware))
        return {"adding it": adding, "a request": error_of(lambda: TestClient(app).get("/"))}

    def as_http(instance):
        app = app_with()
        app.middleware("http")(instance)
        return [get(app) for _ in range(3)]

    return {
        "app.add_middleware(RateLimitMiddleware)": added(RateLimitMiddleware),
        "the same with __init__(self, app)": added(WithApp),
        "app.middleware('http')(RateLimitMiddleware())": as_http(RateLimitMiddleware()),
        "the same, calling call_next": as_http(Forwards()),
    }


@fact("slowapi-default-limits", "slowapi's default_limits with its middleware do not limit included routes from 0.137; decorators below the route do, above it they do not")
def slowapi_limits():
    try:
        from slowapi import Limiter, _rate_limit_exceeded_handler
        from slowapi.errors import RateLimitExceeded
        from slowapi.middleware import SlowAPIMiddleware
        from slowapi.util import get_remote_address
    except ImportError:
        return None
    limiter = Limiter(key_func=get_remote_address, default_limits=["1/hour"])
    app = FastAPI(openapi_url=None)
    app.state.limiter = limiter
    app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
    app.add_middleware(SlowAPIMiddleware)
    router = APIRouter()

    def direct():
        return {}

    def included():
        return {}

    app.get("/direct")(direct)
    router.get("/included")(included)
    app.include_router(router)

    decorated = FastAPI(openapi_url=None)
    other = Limiter(key_func=get_remote_address)
    decorated.state.limiter = other
    decorated.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)

    @decorated.get("/below")
    @other.limit("1/hour")
    def below(request: Request):
        return {}

    @other.limit("1/hour")
    @decorated.get("/above")
    def above(request: Request):
        return {}

    return {
        **{path: [get(app, path) for _ in range(2)] for path in ("/direct", "/included")},
        **{path: [get(decorated, path) for _ in range(2)] for path in ("/below", "/above")},
    }


@fact("body-size", "No body is too large by default; max_body_size (0.164) answers 413")
def body_size():
    def build(**options):
        app = FastAPI(openapi_url=None, **options)

        @app.post("/")
        def endpoint(body: dict):
            return len(body["a"])

        return client(app).post("/", json={"a": "x" * 5_000_000}).status_code

    return {"default": build(), "max_body_size=1000": build(max_body_size=1000) if "max_body_size" in FastAPI.__init__.__annotations__ else "no such argument"}


@fact("middleware-order", "Last added is outermost; all of it is outside the list given to the constructor, whose first is outermost of the list")
def order():
    from starlette.middleware import Middleware

    seen: list[str] = []

    class Layer:
        def __init__(self, app, name):
            self.app, self.name = app, name

        async def __call__(self, scope, receive, send):
            seen.append(self.name)
            await self.app(scope, receive, send)

    app = FastAPI(openapi_url=None, middleware=[Middleware(Layer, name="list 1"), Middleware(Layer, name="list 2")])
    app.add_middleware(Layer, name="added 1")
    app.add_middleware(Layer, name="added 2")

    @app.middleware("http")
    async def decorated(request, call_next):
        seen.append("decorator")
        return await call_next(request)

    app.get("/")(lambda: {})
    get(app)
    return seen[-5:]


@fact("middleware-after-start", "Middleware added after the first request, or in the lifespan, is refused")
def after_start():
    from contextlib import asynccontextmanager

    app = app_with()
    get(app)

    @asynccontextmanager
    async def lifespan(app):
        app.add_middleware(CORSMiddleware)
        yield

    def start():
        with TestClient(FastAPI(lifespan=lifespan)):
            pass

    return {"after a request": error_of(lambda: app.add_middleware(CORSMiddleware)), "in the lifespan": error_of(start)}
