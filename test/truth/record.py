#!/usr/bin/env python3
"""Print what FastAPI built: the route table of a running application.

    record.py PROJECT APP [APP ...] [--root DIR]... [--env NAME=VALUE]... [--lifespan]

PROJECT is the directory that paths are printed relative to; APP is `package.module:attribute` or
`package.module:factory()`. Each --root (relative to PROJECT, default PROJECT itself) goes to the front of sys.path.
With --lifespan the application is started once, so that what it registers while starting is there.

The output has the shape of `fastapi-hardening routes --format json`, less what only a reader of the source
can know: protection and conditions. Runs on FastAPI below and above 0.137, where the table became a tree.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import functools
import importlib
import inspect
import json
import os
import sys
import types
from pathlib import Path

import fastapi
import starlette.routing as starlette_routing
from fastapi.routing import APIRoute, APIWebSocketRoute
from fastapi.security.base import SecurityBase

try:
    from fastapi.routing import iter_route_contexts
except ImportError:  # below 0.137.2
    iter_route_contexts = None


class Recorder:
    def __init__(self, project: Path) -> None:
        self.project = project.resolve()
        self._trees: dict[str, ast.Module | None] = {}
        self._constructed: dict[int, tuple[str, int]] = {}

    # -- where things are -------------------------------------------------------------------------------------

    def relative(self, filename: str | None) -> str | None:
        if not filename or filename.startswith("<"):
            return None
        try:
            relative = Path(filename).resolve().relative_to(self.project)
        except ValueError:
            return None
        if any(part in {"site-packages", ".venv", "venv"} for part in relative.parts):
            return None
        return relative.as_posix()

    def _tree(self, filename: str) -> ast.Module | None:
        if filename not in self._trees:
            try:
                self._trees[filename] = ast.parse(Path(filename).read_bytes())
            except (OSError, SyntaxError):
                self._trees[filename] = None
        return self._trees[filename]

    def _def_line(self, filename: str, first_line: int, name: str) -> int:
        """The line of `def`: a code object starts at its first decorator."""
        tree = self._tree(filename)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name:
                start = min([d.lineno for d in node.decorator_list] + [node.lineno])
                if start == first_line:
                    return node.lineno
        return first_line

    def _class_line(self, filename: str, qualname: str) -> int | None:
        body = self._tree(filename)
        if body is None:
            return None
        node: ast.AST = body
        for part in qualname.replace(".<locals>", "").split("."):
            for child in ast.walk(node):
                if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and child.name == part and child is not node:
                    node = child
                    break
            else:
                return None
        return getattr(node, "lineno", None)

    def place(self, call: object) -> tuple[str | None, int | None]:
        """File (relative to the project) and line of the definition; both None when it belongs to a package."""
        call = impartial(call)
        if isinstance(call, type):
            module = sys.modules.get(call.__module__)
            filename = getattr(module, "__file__", None)
            relative = self.relative(filename)
            return (relative, self._class_line(filename, call.__qualname__)) if relative else (None, None)
        if not hasattr(call, "__qualname__"):
            call = getattr(type(call), "__call__", type(call))
        function = inspect.unwrap(call)
        function = impartial(getattr(function, "__func__", function))
        code = getattr(inspect.unwrap(function), "__code__", None)
        if code is None:
            return None, None
        relative = self.relative(code.co_filename)
        if relative is None:
            return None, None
        return relative, self._def_line(code.co_filename, code.co_firstlineno, code.co_name)

    # -- applications -----------------------------------------------------------------------------------------

    def watch_constructors(self) -> None:
        """Remember where each FastAPI(...) call stands."""
        original = fastapi.FastAPI.__init__
        recorder = self

        @functools.wraps(original)
        def watched(app, *args, **kwargs):
            frame = sys._getframe(1)
            while frame is not None and frame.f_code.co_name == "__init__" and frame.f_locals.get("self") is app:
                frame = frame.f_back
            if frame is not None:
                recorder._constructed[id(app)] = (frame.f_code.co_filename, frame.f_lineno)
            return original(app, *args, **kwargs)

        fastapi.FastAPI.__init__ = watched

    def load(self, target: str) -> object:
        module_name, _, attribute = target.partition(":")
        value: object = importlib.import_module(module_name)
        factory = attribute.endswith("()")
        for part in attribute.removesuffix("()").split("."):
            value = getattr(value, part)
        return value() if factory else value  # type: ignore[operator]

    def application(self, target: str, lifespan: bool) -> dict:
        asgi = self.load(target)
        wrappers = []
        while not hasattr(asgi, "routes") and hasattr(asgi, "app"):
            wrappers.append({"class": dotted(type(asgi))})
            asgi = asgi.app
        if lifespan:
            asyncio.run(start_and_stop(asgi))
        filename, line = self._constructed.get(id(asgi), (None, None))
        path = self.relative(filename)
        result = {"app": target}
        if path is not None:
            result |= {"path": path, "line": line}
        else:
            module = sys.modules[target.partition(":")[0]]
            result |= {"path": self.relative(getattr(module, "__file__", None))}
        result["routes"] = list(self.rows(asgi, "")) + list(self.frontends(asgi, ""))
        result["middleware"] = wrappers + [self.middleware(m) for m in getattr(asgi, "user_middleware", [])]
        return result

    def middleware(self, item: object) -> dict:
        entry = {"class": dotted(item.cls)}
        options = item.kwargs if hasattr(item, "kwargs") else item.options  # `options` in Starlette below 0.35
        dispatch = options.get("dispatch")
        if dispatch is not None:
            entry["dispatch"] = name_of(dispatch)
        return entry

    # -- rows -------------------------------------------------------------------------------------------------

    def rows(self, holder: object, prefix: str):
        routes = getattr(holder, "routes", None) or []
        contexts = iter_route_contexts(routes) if iter_route_contexts else routes
        for context in contexts:
            route = getattr(context, "original_route", context)
            if isinstance(route, (APIRoute, APIWebSocketRoute)):
                yield self.api_row(context, route, prefix)
            elif isinstance(route, starlette_routing.Mount):
                path = prefix + context.path
                yield self.row("mount", path or "/", [], unwrap_asgi(context.app), mount=True)
                yield from self.rows(unwrap_asgi(context.app), path)
            elif isinstance(route, starlette_routing.Host):
                yield self.row("mount", route.host, [], unwrap_asgi(route.app), mount=True)
                yield from self.rows(unwrap_asgi(route.app), prefix + host_prefix(context, route))
            elif isinstance(route, (starlette_routing.Route, starlette_routing.WebSocketRoute)):
                yield self.row("raw", prefix + context.path, sorted(context.methods or []) if isinstance(route, starlette_routing.Route) else [], route.endpoint)

    def row(self, kind: str, path: str, methods: list[str], endpoint: object, mount: bool = False) -> dict:
        file, line = (None, None) if mount else self.place(endpoint)
        return {
            "kind": kind, "path": path, "methods": methods, "endpoint": name_of(endpoint), "file": file, "line": line,
            "dependencies": [], "security": [], "scopes": [],
        }

    def api_row(self, context: object, route: object, prefix: str) -> dict:
        http = isinstance(route, APIRoute)
        built = effective(context, route)
        row = self.row("http" if http else "websocket", prefix + built.path, sorted(built.methods or []) if http else [], route.endpoint)
        return row | closure(built.dependant)

    def frontends(self, holder: object, prefix: str):
        """`app.frontend(...)`: files served after all routes; not in `app.routes`."""
        router = getattr(holder, "router", holder)
        groups = [(group, "", group.dependant) for group in getattr(router, "_low_priority_routes", [])]
        for route in getattr(router, "routes", []):
            if hasattr(route, "effective_low_priority_routes"):
                groups += [(c.original_route, c.frontend_prefix, c.dependant) for c in route.effective_low_priority_routes()]
        for group, group_prefix, dependant in groups:
            for route in getattr(group, "routes", []):
                path = prefix + group_prefix.rstrip("/") + route.path
                yield self.row("raw", path, sorted(route.methods), route.app) | closure(dependant)


def effective(context: object, route: object) -> object:
    """What says path and dependant: the context, except of a websocket, whose context is bare in the first releases that have one."""
    if getattr(context, "dependant", None) is not None:
        return context
    return getattr(getattr(context, "_route_context", None), "starlette_route", None) or route


def closure(dependant: object) -> dict:
    names: dict[str, None] = {}
    schemes: dict[str, None] = {}
    scopes: set[str] = set()

    def visit(node: object) -> None:
        for child in node.dependencies:
            names.setdefault(name_of(child.call))
            bare = impartial(child.call)
            if isinstance(bare, SecurityBase):
                schemes.setdefault(type(bare).__name__)
            for attribute in ("own_oauth_scopes", "parent_oauth_scopes", "security_scopes"):
                # A scope may be a member of an enum that is a string: its text is what counts.
                scopes.update(str.__str__(scope) for scope in getattr(child, attribute, None) or [])
            visit(child)

    visit(dependant)
    return {"dependencies": list(names), "security": list(schemes), "scopes": sorted(scopes)}


def impartial(call: object) -> object:
    while isinstance(call, functools.partial):
        call = call.func
    return call


def name_of(call: object) -> str:
    """`module:qualname` of a callable; `module:Class()` for an instance."""
    call = impartial(call)
    origin = getattr(call, "__origin__", None)  # Depends(Repository[User])
    if origin is not None and not isinstance(call, type):
        call = origin
    if hasattr(call, "__qualname__"):
        return f"{call.__module__ or 'builtins'}:{call.__qualname__}"
    return f"{type(call).__module__}:{type(call).__qualname__}()"


def dotted(cls: object) -> str:
    return name_of(cls).removesuffix("()").replace(":", ".")


def unwrap_asgi(app: object) -> object:
    inner = app
    while not hasattr(inner, "routes") and hasattr(inner, "app") and not isinstance(inner, types.ModuleType):
        inner = inner.app
    return inner if hasattr(inner, "routes") else app


def host_prefix(context: object, route: object) -> str:
    """An include prefix around a Host becomes a mount inside it."""
    app = getattr(context, "app", route.app)
    if app is not route.app and len(getattr(app, "routes", [])) == 1:
        return app.routes[0].path
    return ""


async def start_and_stop(app: object) -> None:
    async with app.router.lifespan_context(app):
        pass


def record(project: str | os.PathLike[str], targets: list[str], roots: list[str] = (), env: dict[str, str] = {}, lifespan: bool = False) -> dict:
    """Import and describe. Changes this process (path, directory, environment): use a fresh one for each project."""
    project = Path(project).resolve()
    os.chdir(project)
    os.environ.update(env)
    here = str(Path(__file__).resolve().parent)
    sys.path[:] = [p for p in sys.path if p not in ("", here) and os.path.abspath(p) != here]
    sys.path[:0] = [str((project / root).resolve()) for root in (roots or ["."])]
    sys.dont_write_bytecode = True
    recorder = Recorder(project)
    recorder.watch_constructors()
    return {"schemaVersion": 1, "apps": [recorder.application(target, lifespan) for target in targets]}


def dump(document: dict) -> str:
    """JSON with one line for each route and middleware: made for reading diffs."""

    def block(key: str, rows: list[dict], last: bool) -> str:
        end = "" if last else ","
        if not rows:
            return f'      "{key}": []{end}'
        lines = ",\n".join("        " + json.dumps(row, ensure_ascii=False) for row in rows)
        return f'      "{key}": [\n{lines}\n      ]{end}'

    apps = []
    for app in document["apps"]:
        head = {key: value for key, value in app.items() if key not in ("routes", "middleware")}
        lines = [f"      {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
        lines += [block("routes", app["routes"], False), block("middleware", app["middleware"], True)]
        apps.append("    {\n" + "\n".join(lines) + "\n    }")
    version = json.dumps(document["schemaVersion"])
    return '{\n  "schemaVersion": ' + version + ',\n  "apps": [\n' + ",\n".join(apps) + "\n  ]\n}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project")
    parser.add_argument("apps", nargs="+", metavar="APP")
    parser.add_argument("--root", action="append", default=[])
    parser.add_argument("--env", action="append", default=[])
    parser.add_argument("--lifespan", action="store_true")
    args = parser.parse_args()
    env = dict(item.split("=", 1) for item in args.env)
    sys.stdout.write(dump(record(args.project, args.apps, args.root, env, args.lifespan)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
