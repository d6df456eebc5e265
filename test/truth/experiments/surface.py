"""What is served beside the routes, and what dependencies do not reach."""

import tempfile
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from lab import app_with, client, error_of, fact, get
from pydantic import BaseModel


def deny():
    raise HTTPException(401)


@fact("secure-headers-middleware", "fastapi.middleware.SecureHeadersMiddleware does not exist: the import fails and the application does not start")
def secure_headers():
    def imports():
        exec("from fastapi.middleware import SecureHeadersMiddleware")

    return error_of(imports).split(" (")[0]


@fact("security-headers", "No security header and no Cache-Control is set by FastAPI on its own")
def default_headers():
    answer = client(app_with()).get("/")
    return sorted(answer.headers)


@fact("https-redirect-without-hsts", "HTTPSRedirectMiddleware sends 307 and sets no Strict-Transport-Security")
def https_redirect():
    from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware

    app = app_with()
    app.add_middleware(HTTPSRedirectMiddleware)
    plain = client(app).get("/")
    secure = client(app, base_url="https://testserver").get("/")
    return {"http": [plain.status_code, plain.headers["location"]], "hsts over https": secure.headers.get("strict-transport-security")}


@fact("hidden-is-not-protected", "include_in_schema=False takes a route out of the schema, not out of service")
def hidden():
    app = FastAPI()
    app.get("/hidden", include_in_schema=False)(lambda: {})
    return {"answer": get(app, "/hidden"), "in the schema": "/hidden" in client(app).get("/openapi.json").json()["paths"]}


@fact("docs-under-app-dependencies", "Documentation is served although the application's dependencies deny everything")
def docs():
    app = FastAPI(dependencies=[Depends(deny)])
    app.get("/items")(lambda: [])
    found = {path: get(app, path) for path in ("/items", "/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect")}
    closed = FastAPI(openapi_url=None)
    late = FastAPI()
    late.docs_url = None
    late.openapi_url = None
    return {
        "dependencies=[deny]": found,
        "openapi_url=None": {path: get(closed, path) for path in ("/docs", "/redoc", "/openapi.json")},
        "docs_url=None only": get(FastAPI(docs_url=None), "/openapi.json"),
        "set to None afterwards": {path: get(late, path) for path in ("/docs", "/openapi.json")},
    }


@fact("dependencies-do-not-reach", "Mounted applications, static files and raw routes are outside the application's dependencies")
def reach():
    async def raw(request):
        return JSONResponse({})

    sub = FastAPI()
    sub.get("/x")(lambda: {})
    app = FastAPI(dependencies=[Depends(deny)], openapi_url=None)
    app.mount("/sub", sub)
    app.add_route("/raw", raw)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent))
    app.get("/own")(lambda: {})
    return {path: get(app, path) for path in ("/own", "/sub/x", "/sub/docs", "/raw", "/static/lab.py", "/nowhere")}


@fact("other-applications-router", "Including another application's router brings its open documentation along")
def other_router():
    other = FastAPI(dependencies=[Depends(deny)])
    other.get("/o")(lambda: {})
    app = FastAPI(openapi_url=None)
    app.include_router(other.router, prefix="/p")
    return {path: get(app, path) for path in ("/p/o", "/p/docs", "/p/openapi.json")}


@fact("late-route", "From 0.137 a route registered after include_router is served; below it is lost")
def late_route():
    app, router = FastAPI(openapi_url=None), APIRouter(prefix="/r")
    app.include_router(router)
    router.get("/late")(lambda: {})
    return get(app, "/r/late")


@fact("mount-in-included-router", "From 0.137 a mount inside an included router is served, without the router's prefix and dependencies; below it is lost")
def mount_in_router():
    app, router = FastAPI(openapi_url=None), APIRouter(prefix="/r")
    router.mount("/files", StaticFiles(directory=Path(__file__).parent))
    app.include_router(router, prefix="/p", dependencies=[Depends(deny)])
    return {path: get(app, path) for path in ("/p/files/lab.py", "/p/r/files/lab.py")}


@fact("redirect-by-host-header", "The slash redirect and HTTPSRedirectMiddleware build their target from the Host header")
def redirect():
    from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware
    from fastapi.middleware.trustedhost import TrustedHostMiddleware

    def ask(*middleware):
        app = FastAPI(openapi_url=None)
        app.get("/x/")(lambda: {})
        for cls, options in middleware:
            app.add_middleware(cls, **options)
        answer = client(app).get("/x", headers={"Host": "evil.example"})
        return [answer.status_code, answer.headers.get("location")]

    return {
        "GET /x for /x/": ask(),
        "HTTPSRedirectMiddleware": ask((HTTPSRedirectMiddleware, {})),
        "with TrustedHostMiddleware": ask((TrustedHostMiddleware, {"allowed_hosts": ["good.example"]})),
        "TrustedHostMiddleware, then HTTPSRedirectMiddleware": ask(
            (TrustedHostMiddleware, {"allowed_hosts": ["good.example"]}), (HTTPSRedirectMiddleware, {})
        ),
        "HTTPSRedirectMiddleware, then TrustedHostMiddleware": ask(
            (HTTPSRedirectMiddleware, {}), (TrustedHostMiddleware, {"allowed_hosts": ["good.example"]})
        ),
    }


@fact("trusted-host-default", "TrustedHostMiddleware without allowed_hosts, or with '*', accepts every host")
def trusted_host():
    from fastapi.middleware.trustedhost import TrustedHostMiddleware

    def with_hosts(**options):
        app = app_with()
        app.add_middleware(TrustedHostMiddleware, **options)
        return get(app, headers={"Host": "evil.example"})

    return {
        "no middleware": get(app_with(), headers={"Host": "evil.example"}),
        "no argument": with_hosts(),
        "['*']": with_hosts(allowed_hosts=["*"]),
        "['good.example', '*']": with_hosts(allowed_hosts=["good.example", "*"]),
        "['good.example']": with_hosts(allowed_hosts=["good.example"]),
    }


@fact("debug-traceback", "debug=True answers with a traceback and source lines, over a registered handler too; it has no console")
def debug():
    def build(debug):
        app = FastAPI(debug=debug, openapi_url=None)

        @app.get("/")
        def boom():
            password = "hunter2"  # noqa: F841
            raise RuntimeError("boom")

        return app

    text = client(build(True)).get("/").text
    html = client(build(True)).get("/", headers={"Accept": "text/html"}).text
    handled = build(True)
    handled.add_exception_handler(Exception, lambda request, error: JSONResponse({"detail": "sorry"}, 500))
    later = build(False)
    later.debug = True
    return {
        "text has the traceback": "Traceback" in text and "boom" in text,
        "html has the source": "hunter2" in html,
        "html has a form, an input or a console": any(word in html.lower() for word in ("<form", "<input", "__debugger__", "evalex")),
        "over an Exception handler": "Traceback" in client(handled).get("/").text,
        "app.debug = True later": "Traceback" in client(later).get("/").text,
        "debug=False": client(build(False)).get("/").text,
    }


@fact("return-annotation-filters", "A return annotation filters fields; without one, or when a Response is returned, all are sent")
def response_model():
    class Public(BaseModel):
        name: str

    class Row(Public):
        password: str = "hash"

    def open_():
        return Row(name="a")

    def filtered() -> Public:
        return Row(name="a")

    def bypass():
        return JSONResponse(Row(name="a").model_dump())

    return {
        "no annotation": client(app_with(open_)).get("/").json(),
        "-> Public": client(app_with(filtered)).get("/").json(),
        "response_model=Public, JSONResponse returned": client(app_with(bypass, response_model=Public)).get("/").json(),
    }


@fact("files-by-path", "FileResponse serves any path it is given; StaticFiles stays inside and serves dot files")
def files():
    with tempfile.TemporaryDirectory() as root:
        public = Path(root, "public")
        public.mkdir()
        Path(root, "secret.txt").write_text("secret")
        Path(public, ".env").write_text("KEY=1")
        Path(public, "link.txt").symlink_to(Path(root, "secret.txt"))
        app = FastAPI(openapi_url=None)
        app.get("/download")(lambda name: FileResponse(public / name))
        app.mount("/static", StaticFiles(directory=public))
        app.mount("/follow", StaticFiles(directory=public, follow_symlink=True))
        return {
            "FileResponse ../secret.txt": client(app).get("/download", params={"name": "../secret.txt"}).text,
            "FileResponse absolute": client(app).get("/download", params={"name": f"{root}/secret.txt"}).text,
            "StaticFiles ..%2fsecret.txt": get(app, "/static/..%2fsecret.txt"),
            "StaticFiles .env": get(app, "/static/.env"),
            "StaticFiles link out": get(app, "/static/link.txt"),
            "follow_symlink=True": get(app, "/follow/link.txt"),
        }


@fact("cookie-defaults", "set_cookie and SessionMiddleware leave out Secure; set_cookie leaves out HttpOnly too")
def cookies():
    from starlette.middleware.sessions import SessionMiddleware

    def endpoint(request: Request):
        request.session["a"] = 1
        response = JSONResponse({})
        response.set_cookie("a", "b")
        return response

    app = app_with(endpoint)
    app.add_middleware(SessionMiddleware, secret_key="k")
    lines = client(app).get("/").headers.get_list("set-cookie")
    return {line.split("=")[0]: line.split("; ", 1)[1].split("; ") for line in lines}


@fact("method-and-path-answered-first", "404 and 405 are answered before any dependency of the application")
def not_found():
    app = FastAPI(dependencies=[Depends(deny)], openapi_url=None)
    app.get("/x")(lambda: {})
    return {"GET /x": get(app, "/x"), "GET /nowhere": get(app, "/nowhere"), "POST /x": client(app).post("/x").status_code}
