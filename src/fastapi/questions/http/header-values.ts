import type { Site } from '../../../core/span.ts';
import type { ClassDef, Expr, FunctionDef, Module, Stmt } from '../../../python/syntax.ts';
import { walk } from '../../../python/walk.ts';
import { nodesIn, siteIn, within } from '../code.ts';
import { remembered } from '../remember.ts';
import { OTHER_NAMES } from './header-names.ts';
import { conditionsRound } from './source.ts';
import { stageOf } from '../../stage.ts';
import { literalsOf } from './values.ts';
import type { Code, Facts } from '../../facts.ts';
import { textOfValue } from '../../values.ts';

/** A security header that some code sets, and to what. */
export interface HeaderValue {
  /** Lower case. */
  readonly name: string;
  readonly written: string;
  /** The text, where it is known. */
  readonly text: string | undefined;
  /** Where the value stands; for a name that is wrong, where the name stands. */
  readonly site: Site;
  readonly nameSite: Site;
  readonly code: Code;
}

const KNOWN = new Set([
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'content-security-policy',
  'content-security-policy-report-only',
  'referrer-policy',
  'permissions-policy',
  'x-xss-protection',
]);

/** Security headers in code that answers requests, wherever they are set. */
export const headerValues = remembered((facts: Facts): readonly HeaderValue[] => {
  const speaking = new Set(facts.modules.filter(speaksOfHeaders));
  return facts.codes.flatMap((code) => (speaking.has(code.module) ? valuesIn(facts, code) : []));
});

/** A cheap look before the walk. */
function speaksOfHeaders(module: Module): boolean {
  return /-(options?|polic(y|ies)|security|transport|pins|ct)\b|csp|hsts|x-frame|content-type/i.test(module.text);
}

function valuesIn(facts: Facts, code: Code): readonly HeaderValue[] {
  const found: HeaderValue[] = [];
  const sent = requestHeaders(code);
  walk(
    code.body,
    (node) => {
      if (sent.has(node)) return;
      for (const [name, value] of pairsIn(node)) {
        const written = name.kind === 'bytes' ? name.value : textOfValue(code.valueOf(name));
        const lower = written?.toLowerCase();
        if (written === undefined || lower === undefined || !(KNOWN.has(lower) || isOtherName(lower, node))) continue;
        if (isForDevelopers(code, value)) continue;
        found.push({
          name: lower,
          written,
          text: textOfOption(facts, code, value) ?? textIn(code, value),
          site: siteIn(code, value),
          nameSite: siteIn(code, name),
          code,
        });
      }
    },
    { scope: 'own' },
  );
  return found;
}

/** `csp` and `hsts` are header names only where headers are set. */
function isOtherName(lower: string, node: Expr | Stmt): boolean {
  return OTHER_NAMES.has(lower) && (lower.includes('-') || node.kind === 'assign' || node.kind === 'call');
}

function isForDevelopers(code: Code, value: Expr): boolean {
  return conditionsRound(code.module, siteIn(code, value)).some((condition) => stageOf(condition) === 'development');
}

/** Headers of requests that this code sends: the answer's are meant. */
function requestHeaders(code: Code): ReadonlySet<Expr | Stmt> {
  const given = code.calls
    .filter(({ callee }) => CLIENT.test(callee))
    .map((call) => call.argumentNode('headers'))
    .filter((expr) => expr !== undefined);
  const names = new Set(given.flatMap((expr) => (expr.kind === 'name' ? [expr.id] : [])));
  const bound =
    names.size === 0 ? [] : nodesIn(code.body).flatMap((node) => (bindsOne(node, names) ? [node.value] : []));
  return new Set([...given, ...bound]);
}

const CLIENT =
  /^(httpx|requests|aiohttp|urllib|urllib3|niquests)\.|\.(get|post|put|patch|delete|head|options|request|stream|send)$/;

type Assigned = Extract<Stmt, { kind: 'assign' }> & { readonly value: Expr };

function bindsOne(node: Expr | Stmt, names: ReadonlySet<string>): node is Assigned {
  return (
    node.kind === 'assign' &&
    node.value !== undefined &&
    node.targets.some((target) => target.kind === 'name' && names.has(target.id))
  );
}

/** `self.policy`, where `add_middleware(Headers, policy="…")` hands it to `__init__`. */
function textOfOption(facts: Facts, { module }: Code, value: Expr): string | undefined {
  if (value.kind !== 'attribute' || value.value.kind !== 'name' || value.value.id !== 'self') return undefined;
  const owner = module.body.find((one): one is ClassDef => one.kind === 'class' && within(value, one));
  const init = owner?.body.find((one): one is FunctionDef => one.kind === 'function' && one.name === '__init__');
  const kept = nodesIn(init?.body ?? []).flatMap((node) => keptAs(node, value.attr));
  const option = kept[0]?.kind === 'name' ? kept[0].id : undefined;
  if (option === undefined) return undefined;
  const given = facts.application.allApps
    .flatMap(({ middleware }) => middleware)
    .filter((use) => use.value.kind === 'class' && use.value.def === owner)
    .map(({ args }) => args.keywords.get(option));
  const [only] = given;
  return given.length === 1 && only !== undefined ? textOfValue(only) : undefined;
}

/** What `self.policy = policy` keeps, also of several at once. */
function keptAs(node: Expr | Stmt, attribute: string): readonly Expr[] {
  if (node.kind !== 'assign' || node.value === undefined) return [];
  const [target] = node.targets;
  const pairs =
    target?.kind === 'tuple' && node.value.kind === 'tuple'
      ? target.items.map((item, at) => ({
          item,
          value: node.value?.kind === 'tuple' ? node.value.items[at] : undefined,
        }))
      : node.targets.map((item) => ({ item, value: node.value }));
  return pairs.flatMap(({ item, value }) =>
    item.kind === 'attribute' && item.attr === attribute && value !== undefined ? [value] : [],
  );
}

function textIn(code: Code, value: Expr): string | undefined {
  if (value.kind === 'bytes') return value.value;
  if (value.kind === 'fstring')
    return value.parts.every((part) => typeof part === 'string')
      ? value.parts.join('')
      : textOfValue(code.valueOf(value));
  const literals = literalsOf(code.valueOf(value)).filter(({ inList }) => !inList);
  return literals.length === 1 ? literals[0]?.text : undefined;
}

/** Names and values of headers: assignments, `setdefault` and its like, dict entries, pairs. */
function pairsIn(node: Expr | Stmt): readonly (readonly [Expr, Expr])[] {
  if (node.kind === 'assign' && node.value !== undefined) {
    const [target] = node.targets;
    const index = target?.kind === 'subscript' && speaksOfHeadersIn(target.value) ? target.index[0] : undefined;
    return index === undefined ? [] : [[index, node.value]];
  }
  if (node.kind === 'dict')
    return node.entries.flatMap(({ key, value }) =>
      key?.kind === 'string' || key?.kind === 'bytes' ? [[key, value] as const] : [],
    );
  if ((node.kind === 'tuple' || node.kind === 'list') && node.items.length === 2) return pairOf(node.items);
  const isSetter =
    node.kind === 'call' &&
    node.func.kind === 'attribute' &&
    /^(setdefault|append|add|set|add_header|__setitem__|init_headers)$/.test(node.func.attr);
  return isSetter ? pairOf(node.args.slice(0, 2).map(({ value }) => value)) : [];
}

function pairOf([name, value]: readonly Expr[]): readonly (readonly [Expr, Expr])[] {
  if (name === undefined || value === undefined || (name.kind !== 'string' && name.kind !== 'bytes')) return [];
  return [[name, value]];
}

/** `response.headers`, `h`, `MutableHeaders(scope=message)`. */
function speaksOfHeadersIn(expr: Expr): boolean {
  if (expr.kind === 'call') return speaksOfHeadersIn(expr.func);
  const name = expr.kind === 'name' ? expr.id : expr.kind === 'attribute' ? expr.attr : '';
  return /head/i.test(name) || name === 'h';
}
