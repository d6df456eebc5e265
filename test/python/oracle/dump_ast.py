"""Prints CPython's syntax tree of each file named on standard input, one line of JSON a file, in the shape of canonical.ts."""

import ast
import json
import sys
import warnings

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.Mod: "%", ast.Pow: "**",
    ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&", ast.FloorDiv: "//",
    ast.Not: "not", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.And: "and", ast.Or: "or",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}


class Dumper:
    def __init__(self, source):
        self.lines = source.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + units(line) + 1)
        self.raw = [line if line.isascii() else line.encode("utf-8") for line in self.lines]

    def at(self, line, column):
        raw = self.raw[line - 1]
        prefix = raw[:column] if isinstance(raw, str) else raw[:column].decode("utf-8")
        return self.starts[line - 1] + units(prefix)

    def range(self, node):
        return [self.at(node.lineno, node.col_offset), self.at(node.end_lineno, node.end_col_offset)]

    def node(self, node):
        if node is None:
            return None
        return getattr(self, type(node).__name__)(node)

    def all(self, nodes):
        return [self.node(node) for node in nodes]

    def make(self, kind, node, *parts):
        return [kind, *self.range(node), *parts]

    # Expressions

    def Name(self, node):
        return self.make("name", node, node.id)

    def Attribute(self, node):
        return self.make("attribute", node, self.node(node.value), node.attr)

    def Call(self, node):
        return self.make("call", node, self.node(node.func), self.arguments_of(node))

    def arguments_of(self, node):
        positional = node.args if isinstance(node, ast.Call) else node.bases
        found = []
        for arg in positional:
            if isinstance(arg, ast.Starred):
                found.append([*self.range(arg), "*", None, self.node(arg.value)])
            else:
                found.append([*self.range(arg), None, None, self.node(arg)])
        for keyword in node.keywords:
            unpack = "**" if keyword.arg is None else None
            found.append([*self.range(keyword), unpack, keyword.arg, self.node(keyword.value)])
        found.sort(key=lambda entry: entry[4][1])
        return [[entry[2], entry[3], entry[4]] for entry in found]

    def Constant(self, node):
        value = node.value
        if value is None:
            return self.make("none", node)
        if value is True or value is False:
            return self.make("bool", node, value)
        if value is Ellipsis:
            return self.make("ellipsis", node)
        if isinstance(value, str):
            return self.make("string", node, encodable(value))
        if isinstance(value, bytes):
            return self.make("bytes", node, value.decode("latin-1"))
        if isinstance(value, complex):
            return self.make("number", node, None)
        try:
            return self.make("number", node, float(value) if value < 1e300 else None)
        except OverflowError:
            return self.make("number", node, None)

    def JoinedStr(self, node):
        parts = self.string_parts(node)
        if len(parts) <= 1 and all(isinstance(part, str) for part in parts):
            return self.make("string", node, parts[0] if parts else "")
        return self.make("fstring", node, parts)

    def string_parts(self, node):
        parts = []
        for value in node.values:
            if isinstance(value, ast.Constant):
                parts.append(encodable(value.value))
            else:
                parts.extend(self.interpolated(value))
        return parts

    def interpolated(self, node):
        nested = node.format_spec.values if node.format_spec else []
        parts = [without_ranges(self.node(node.value))]
        for value in nested:
            if isinstance(value, ast.FormattedValue):
                parts.extend(self.interpolated(value))
        return parts

    def List(self, node):
        return self.make("list", node, self.all(node.elts))

    def Tuple(self, node):
        return self.make("tuple", node, self.all(node.elts))

    def Set(self, node):
        return self.make("set", node, self.all(node.elts))

    def Dict(self, node):
        return self.make("dict", node, [[self.node(key), self.node(value)] for key, value in zip(node.keys, node.values)])

    def Subscript(self, node):
        index = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return self.make("subscript", node, self.node(node.value), self.all(index))

    def Slice(self, node):
        return self.make("slice", node, self.node(node.lower), self.node(node.upper), self.node(node.step))

    def UnaryOp(self, node):
        return self.make("unary", node, OPERATORS[type(node.op)], self.node(node.operand))

    def BinOp(self, node):
        return self.make("binary", node, OPERATORS[type(node.op)], self.node(node.left), self.node(node.right))

    def BoolOp(self, node):
        return self.make("boolop", node, OPERATORS[type(node.op)], self.all(node.values))

    def Compare(self, node):
        ops = [OPERATORS[type(op)] for op in node.ops]
        return self.make("compare", node, self.node(node.left), ops, self.all(node.comparators))

    def IfExp(self, node):
        return self.make("conditional", node, self.node(node.test), self.node(node.body), self.node(node.orelse))

    def Lambda(self, node):
        return self.make("lambda", node, self.params(node.args), self.node(node.body))

    def Await(self, node):
        return self.make("await", node, self.node(node.value))

    def Yield(self, node):
        return self.make("yield", node, False, self.node(node.value))

    def YieldFrom(self, node):
        return self.make("yield", node, True, self.node(node.value))

    def Starred(self, node):
        return self.make("starred", node, self.node(node.value))

    def NamedExpr(self, node):
        return self.make("walrus", node, self.node(node.target), self.node(node.value))

    def comprehension_of(self, kind, node, key, element):
        clauses = [[self.node(g.target), self.node(g.iter), self.all(g.ifs)] for g in node.generators]
        return self.make("comprehension", node, kind, self.node(key), self.node(element), clauses)

    def ListComp(self, node):
        return self.comprehension_of("list", node, None, node.elt)

    def SetComp(self, node):
        return self.comprehension_of("set", node, None, node.elt)

    def GeneratorExp(self, node):
        return self.comprehension_of("generator", node, None, node.elt)

    def DictComp(self, node):
        return self.comprehension_of("dict", node, node.key, node.value)

    def params(self, args):
        found = []
        positional = args.posonlyargs + args.args
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        for index, (arg, default) in enumerate(zip(positional, defaults)):
            kind = "positional-only" if index < len(args.posonlyargs) else "positional"
            found.append([arg.arg, kind, self.node(arg.annotation), self.node(default)])
        if args.vararg:
            found.append([args.vararg.arg, "var-positional", self.node(args.vararg.annotation), None])
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            found.append([arg.arg, "keyword-only", self.node(arg.annotation), self.node(default)])
        if args.kwarg:
            found.append([args.kwarg.arg, "var-keyword", self.node(args.kwarg.annotation), None])
        return found

    # Statements

    def Import(self, node):
        return self.make("import", node, [[*self.range(a), a.name, a.asname] for a in node.names])

    def ImportFrom(self, node):
        names = "*" if node.names[0].name == "*" else [[*self.range(a), a.name, a.asname] for a in node.names]
        return self.make("import-from", node, node.module or "", node.level, names)

    def function(self, node, is_async):
        decorators = self.all(node.decorator_list)
        body = self.all(node.body)
        docstring = encodable(ast.get_docstring(node, clean=False))
        return self.make(
            "function", node, node.name, is_async, decorators, self.params(node.args), self.node(node.returns), body, docstring
        )

    def FunctionDef(self, node):
        return self.function(node, False)

    def AsyncFunctionDef(self, node):
        return self.function(node, True)

    def ClassDef(self, node):
        decorators = self.all(node.decorator_list)
        docstring = encodable(ast.get_docstring(node, clean=False))
        return self.make("class", node, node.name, decorators, self.arguments_of(node), self.all(node.body), docstring)

    def Assign(self, node):
        return self.make("assign", node, self.all(node.targets), None, self.node(node.value))

    def AnnAssign(self, node):
        return self.make("assign", node, [self.node(node.target)], self.node(node.annotation), self.node(node.value))

    def AugAssign(self, node):
        return self.make("augassign", node, self.node(node.target), OPERATORS[type(node.op)] + "=", self.node(node.value))

    def Expr(self, node):
        return self.make("expr", node, self.node(node.value))

    def Return(self, node):
        return self.make("return", node, self.node(node.value))

    def Raise(self, node):
        return self.make("raise", node, self.node(node.exc), self.node(node.cause))

    def If(self, node):
        return self.make("if", node, self.node(node.test), self.all(node.body), self.all(node.orelse))

    def loop(self, node, is_async):
        head = [self.node(node.target), self.node(node.iter)]
        return self.make("for", node, is_async, *head, self.all(node.body), self.all(node.orelse))

    def For(self, node):
        return self.loop(node, False)

    def AsyncFor(self, node):
        return self.loop(node, True)

    def While(self, node):
        return self.make("while", node, self.node(node.test), self.all(node.body), self.all(node.orelse))

    def with_block(self, node, is_async):
        items = [[self.node(item.context_expr), self.node(item.optional_vars)] for item in node.items]
        return self.make("with", node, is_async, items, self.all(node.body))

    def With(self, node):
        return self.with_block(node, False)

    def AsyncWith(self, node):
        return self.with_block(node, True)

    def Try(self, node):
        handlers = [self.make("handler", h, self.node(h.type), h.name, self.all(h.body)) for h in node.handlers]
        return self.make("try", node, self.all(node.body), handlers, self.all(node.orelse), self.all(node.finalbody))

    TryStar = Try

    def Delete(self, node):
        return self.make("delete", node, self.all(node.targets))

    def Global(self, node):
        return self.make("global", node, node.names)

    def Nonlocal(self, node):
        return self.make("nonlocal", node, node.names)

    def Assert(self, node):
        return self.make("assert", node, self.node(node.test), self.node(node.msg))

    def Pass(self, node):
        return self.make("pass", node)

    def Break(self, node):
        return self.make("break", node)

    def Continue(self, node):
        return self.make("continue", node)

    def TypeAlias(self, node):
        return self.make("type-alias", node, node.name.id, self.node(node.value))

    # Patterns: without ranges, for the two sides draw them differently

    def Match(self, node):
        cases = []
        for case in node.cases:
            names = sorted(set(captures(case.pattern)))
            cases.append([without_ranges(self.node(case.pattern)), names, self.node(case.guard), self.all(case.body)])
        return self.make("match", node, self.node(node.subject), cases)

    def MatchValue(self, node):
        return self.node(node.value)

    def MatchSingleton(self, node):
        return self.Constant(node)

    def MatchSequence(self, node):
        return self.make("sequence", node, self.all(node.patterns))

    def MatchMapping(self, node):
        entries = [[self.node(key), self.node(value)] for key, value in zip(node.keys, node.patterns)]
        if node.rest:
            entries.append([None, self.make("name", node, node.rest)])
        return self.make("dict", node, entries)

    def MatchClass(self, node):
        args = [[None, None, self.node(pattern)] for pattern in node.patterns]
        args += [[None, name, self.node(pattern)] for name, pattern in zip(node.kwd_attrs, node.kwd_patterns)]
        return self.make("call", node, self.node(node.cls), args)

    def MatchStar(self, node):
        return self.make("starred", node, self.make("name", node, node.name or "_"))

    def MatchAs(self, node):
        return self.node(node.pattern) if node.pattern else self.make("name", node, node.name or "_")

    def MatchOr(self, node):
        whole = self.node(node.patterns[0])
        for pattern in node.patterns[1:]:
            whole = self.make("binary", node, "|", whole, self.node(pattern))
        return whole


def captures(pattern):
    for node in ast.walk(pattern):
        name = getattr(node, "rest", None) if isinstance(node, ast.MatchMapping) else None
        if isinstance(node, (ast.MatchAs, ast.MatchStar)):
            name = node.name
        if name:
            yield name


def without_ranges(value):
    """Positions inside f-strings are wrong before Python 3.12."""
    if isinstance(value, list):
        if len(value) >= 3 and isinstance(value[0], str) and type(value[1]) is int and type(value[2]) is int:
            return [value[0], 0, 0, *(without_ranges(part) for part in value[3:])]
        return [without_ranges(part) for part in value]
    return value


def units(text):
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def encodable(text):
    """Lone surrogates do not survive standard output."""
    return text if text is None or not any("\ud800" <= c <= "\udfff" for c in text) else "<surrogates>"


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    for line in sys.stdin:
        path = line.rstrip("\n")
        try:
            with open(path, "rb") as file:
                raw = file.read()
            tree = ast.parse(raw)
            source = raw.decode("utf-8-sig")
            if "\r" in source.replace("\r\n", ""):
                raise ValueError("bare CR")
            dumper = Dumper(source)
            result = {"path": path, "body": [dumper.node(node) for node in tree.body]}
        except (SyntaxError, ValueError, RecursionError) as error:
            result = {"path": path, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(result), flush=True)


main()
