"""Forms that look like protection."""

import functools
from typing import Annotated, Optional

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response, Security, WebSocket
from fastapi.security import (
    APIKeyHeader,
    HTTPAuthorizationCredentials,
    HTTPBasic,
    HTTPBearer,
    OAuth2PasswordBearer,
    SecurityScopes,
)
from lab import app_with, client, error_of, fact, get
from pydantic import BaseModel


class User(BaseModel):
    name: str
    admin: bool = False


def deny():
    raise HTTPException(401)


@fact("returned-http-exception", "A dependency that returns an HTTPException lets the request pass; an endpoint that returns one answers 200")
def returned():
    def guard():
        return HTTPException(401, "no")

    def endpoint():
        return HTTPException(401, "no")

    def parameter(user=Depends(guard)):
        return {"user": type(user).__name__}

    own = client(app_with(endpoint)).get("/")
    return {
        "dependency in a list": get(app_with(dependencies=[Depends(guard)])),
        "dependency as a parameter": [get(app_with(parameter)), client(app_with(parameter)).get("/").json()],
        "endpoint": [own.status_code, own.json()],
        "returned Response(401)": get(app_with(dependencies=[Depends(lambda: Response(status_code=401))])),
        "returned False": get(app_with(dependencies=[Depends(lambda: False)])),
    }


@fact("scheme-alone", "A security scheme only extracts: any key, token or password passes when nothing compares it")
def schemes():
    key = app_with(dependencies=[Depends(APIKeyHeader(name="X-Key"))])
    oauth2 = app_with(dependencies=[Depends(OAuth2PasswordBearer(tokenUrl="t"))])
    bearer = app_with(dependencies=[Depends(HTTPBearer())])
    basic = app_with(dependencies=[Depends(HTTPBasic())])
    return {
        "APIKeyHeader, any key": get(key, headers={"X-Key": "anything"}),
        "APIKeyHeader, no key": get(key),
        "OAuth2PasswordBearer, any token": get(oauth2, headers={"Authorization": "Bearer x"}),
        "OAuth2PasswordBearer, empty token": get(oauth2, headers={"Authorization": "Bearer "}),
        "OAuth2PasswordBearer, none": get(oauth2),
        "HTTPBearer, any token": get(bearer, headers={"Authorization": "Bearer x"}),
        "HTTPBearer, none": get(bearer),
        "HTTPBasic, any password": get(basic, headers={"Authorization": "Basic YTpi"}),
        "HTTPBasic, none": get(basic),
    }


@fact("scheme-class-instead-of-instance", "Depends(HTTPBearer) makes an object for each request and checks nothing")
def scheme_class():
    oauth2 = app_with(dependencies=[Depends(OAuth2PasswordBearer)])
    key = app_with(dependencies=[Depends(APIKeyHeader)])

    class RoleChecker:
        def __init__(self, role: str = "admin"):
            self.role = role

        def __call__(self):
            raise HTTPException(403)

    return {
        "Depends(HTTPBearer)": get(app_with(dependencies=[Depends(HTTPBearer)])),
        "Depends(OAuth2PasswordBearer)": [get(oauth2), get(oauth2, "/?tokenUrl=x")],
        "Depends(APIKeyHeader)": [get(key), get(key, "/?name=x")],
        "Depends(RoleChecker)": get(app_with(dependencies=[Depends(RoleChecker)])),
        "Depends(RoleChecker())": get(app_with(dependencies=[Depends(RoleChecker())])),
    }


@fact("auto-error-off-unchecked", "With auto_error=False a missing credential is None, and nobody is refused until somebody looks")
def auto_error():
    bearer = HTTPBearer(auto_error=False)

    def endpoint(credentials: Optional[HTTPAuthorizationCredentials] = Depends(bearer)):
        return {"credentials": credentials}

    answer = client(app_with(endpoint)).get("/")
    return [answer.status_code, answer.json()]


@fact("forgotten-depends", "Without Depends a guard is only a default value, or a body that the caller writes")
def forgotten():
    def plain(user=deny):
        return {"user": "in"}

    def annotated(user: Annotated[User, deny]):
        return user

    app = FastAPI(openapi_url=None)
    app.post("/")(annotated)
    answer = client(app).post("/", json={"name": "me", "admin": True})
    return {"user=guard": get(app_with(plain)), "Annotated[User, guard], posted": [answer.status_code, answer.json()]}


@fact("decorator-above-route", "A guard above the route decorator wraps the name, not the route; one without functools.wraps drops the parameters' dependencies")
def decorators():
    def guard(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            raise HTTPException(403)

        return wrapper

    def bare(function):
        def wrapper():
            return function()

        return wrapper

    app = FastAPI(openapi_url=None)

    @guard
    @app.get("/above")
    def above():
        return {}

    @app.get("/below")
    @guard
    def below():
        return {}

    @app.get("/bare")
    @bare
    def loses(user=Depends(deny)):
        return {}

    return {path: get(app, path) for path in ("/above", "/below", "/bare")}


@fact("unread-scopes", "Security scopes are compared by nobody unless a dependency reads SecurityScopes; a string becomes letters")
def scopes():
    def user():
        return "u"

    def reads(scopes: SecurityScopes):
        return scopes.scopes

    def endpoint(seen=Security(reads, scopes="admin")):
        return seen

    return {
        "not read": get(app_with(dependencies=[Security(user, scopes=["admin"])])),
        "scopes='admin'": client(app_with(endpoint)).get("/").json(),
    }


@fact("type-checking-import", "A name imported only for type checking, with postponed annotations, removes the Depends written in the same annotation without an error at start: with a default the route is open, without one it answers 422 or 500")
def type_checking():
    namespace: dict = {}
    source = """
from __future__ import annotations
from typing import TYPE_CHECKING, Annotated
from fastapi import Depends, FastAPI, HTTPException
if TYPE_CHECKING:
    from models import User
def guard():
    raise HTTPException(401)
app = FastAPI()
@app.get("/inside")
def inside(user: Annotated[User | None, Depends(guard)] = None):
    return {"user": user}
@app.get("/required")
def required(user: Annotated[User, Depends(guard)]):
    return {"user": user}
@app.get("/default")
def default(user: User = Depends(guard)):
    return {"user": user}
"""
    exec(compile(source, "<typed>", "exec"), namespace)
    app = namespace["app"]
    return {
        "Annotated[User | None, Depends(guard)] = None": get(app, "/inside"),
        "Annotated[User, Depends(guard)]": get(app, "/required"),
        "the same with ?user=mallory": get(app, "/required?user=mallory"),
        "user: User = Depends(guard)": get(app, "/default"),
    }


@fact("override-in-application", "dependency_overrides in application code replaces the guard for every request")
def overrides():
    app = app_with(dependencies=[Depends(deny)])
    before = get(app)
    app.dependency_overrides[deny] = lambda: None
    return {"before": before, "after": get(app)}


@fact("guard-not-in-depends", "A bare function in a dependencies list stops the application from starting")
def bare_list():
    return {
        "dependencies=[guard]": error_of(lambda: app_with(dependencies=[deny])),
        "dependencies=Depends(guard)": error_of(lambda: app_with(dependencies=Depends(deny))),
        "dependencies=(Depends(guard),)": get(app_with(dependencies=(Depends(deny),))),
    }


@fact("swallowed-rejection", "A guard that catches its own rejection and returns None refuses nobody; a yield dependency that swallows one answers 500")
def swallowed():
    def caught():
        try:
            deny()
        except HTTPException:
            return None

    def yields():
        try:
            yield
        except HTTPException:
            pass

    return {
        "returns None": get(app_with(dependencies=[Depends(caught)])),
        "yield around a later guard": get(app_with(dependencies=[Depends(yields), Depends(deny)])),
    }


@fact("unawaited-guard", "An async guard that is called without await checks nothing")
def unawaited():
    async def check(request: Request):
        raise HTTPException(403)

    async def forgets(request: Request):
        check(request)

    async def awaits(request: Request):
        await check(request)

    return {"check(request)": get(app_with(forgets)), "await check(request)": get(app_with(awaits))}


@fact("class-based-view-attribute", "fastapi-utils takes dependencies from annotated attributes only; a second class on one router fails from 0.137")
def view_attributes():
    try:
        from fastapi_utils.cbv import cbv
    except ImportError:
        return None
    app, with_type, without = FastAPI(openapi_url=None), APIRouter(), APIRouter()

    @cbv(with_type)
    class Annotated_:
        user: str = Depends(deny)

        @with_type.get("/annotated")
        def read(self):
            return {}

    @cbv(without)
    class Plain:
        user = Depends(deny)

        @without.get("/plain")
        def read(self):
            return {}

    app.include_router(with_type)
    app.include_router(without)

    def second():
        @cbv(without)
        class Second:
            @without.get("/second")
            def read(self):
                return {}

    return {"annotated": get(app, "/annotated"), "without annotation": get(app, "/plain"), "second class on one router": error_of(second)}


@fact("class-based-view-annotated-attribute", "fastapi-utils drops the metadata of Annotated attributes: the Depends is lost and the caller sends the value as a query parameter")
def view_annotated():
    try:
        from fastapi_utils.cbv import cbv
    except ImportError:
        return None
    app, attribute, constructor = FastAPI(openapi_url=None), APIRouter(), APIRouter()

    @cbv(attribute)
    class Attribute:
        user: Annotated[str, Depends(deny)]

        @attribute.get("/attribute")
        def read(self):
            return {"user": self.user}

    @cbv(constructor)
    class Constructor:
        def __init__(self, user: Annotated[str, Depends(deny)]):
            self.user = user

        @constructor.get("/constructor")
        def read(self):
            return {"user": self.user}

    app.include_router(attribute)
    app.include_router(constructor)
    answer = client(app).get("/attribute?user=admin")
    return {
        "attribute": get(app, "/attribute"),
        "attribute, ?user=admin": [answer.status_code, answer.json()],
        "parameter of __init__": get(app, "/constructor"),
    }


@fact("websocket-without-guard", "HTTP middleware never sees a WebSocket; dependencies do")
def sockets():
    app = FastAPI(openapi_url=None)

    @app.middleware("http")
    async def authenticate(request, call_next):
        return Response(status_code=401)

    @app.websocket("/open")
    async def open_(socket: WebSocket):
        await socket.accept()
        await socket.send_text("hello")

    @app.websocket("/guarded")
    async def guarded(socket: WebSocket, user=Depends(deny)):
        await socket.accept()

    @app.get("/http")
    def http():
        return {}

    def say(path):
        with client(app).websocket_connect(path) as socket:
            return socket.receive_text()

    return {"GET": get(app, "/http"), "socket": say("/open"), "socket with a dependency": error_of(lambda: say("/guarded")).split(":")[0]}


@fact("body-before-guard", "A malformed body is refused before any dependency runs; a body of the wrong type after")
def body_first():
    app = FastAPI(openapi_url=None)

    @app.post("/", dependencies=[Depends(deny)])
    def endpoint(user: User):
        return user

    answer = client(app)
    return {
        "malformed JSON": answer.post("/", content="{", headers={"Content-Type": "application/json"}).status_code,
        "wrong type": answer.post("/", json={"name": []}).status_code,
    }
