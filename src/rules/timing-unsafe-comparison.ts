import type { Code, Facts } from '../fastapi/facts.ts';
import { nameOf, nodesIn, siteIn } from '../fastapi/questions/code.ts';
import {
  decidesAccess,
  secretComparisons,
  type SecretComparison,
} from '../fastapi/questions/authentication/compare.ts';
import { importModule } from '../fastapi/questions/authentication/edits.ts';
import { textOf } from '../python/position.ts';
import type { Expr } from '../python/syntax.ts';
import { defineRule, type Fix, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'timing-unsafe-comparison',
  summary: 'A secret is compared in a way whose time tells how much of it was right',
  category: 'authentication',
  severity: 'medium',
  confidence: 'medium',
  cwe: [208],
  owasp: ['API2'],
  seeds: ['S1'],
  docs: {
    why: '`==` stops at the first character that differs, and `in` on a list does so for each item. Measured often enough, the time tells how much of a guess was right.',
    fix: 'Compare with `secrets.compare_digest` (or `hmac.compare_digest`), on bytes when the text may hold more than ASCII.',
    bad: `import os

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
API_KEY = os.environ["API_KEY"]


def require_key(x_api_key: str = Header()) -> None:
    if x_api_key != API_KEY:
        raise HTTPException(status_code=401)


@app.get("/items", dependencies=[Depends(require_key)])
def list_items():
    return []
`,
    good: `import os
import secrets

from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
API_KEY = os.environ["API_KEY"]


def require_key(x_api_key: str = Header()) -> None:
    if not secrets.compare_digest(x_api_key.encode(), API_KEY.encode()):
        raise HTTPException(status_code=401)


@app.get("/items", dependencies=[Depends(require_key)])
def list_items():
    return []
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/security/http-basic-auth/',
      'https://docs.python.org/3/library/secrets.html#secrets.compare_digest',
    ],
    limits:
      'A lookup in a dict or set, a database query, and a comparison of two fields of the same form (`password` and `password_confirm`) are left alone.',
  },

  *check(facts) {
    for (const code of facts.codes) {
      if (code.def === undefined || /^__(eq|ne|hash)__$/.test(code.def.name)) continue;
      for (const [index, comparison] of secretComparisons(code).entries()) {
        if (!decidesAccess(facts, code)) break;
        if (isMembership(comparison) && !isSequence(code, comparison.right)) continue;
        yield problemOf(facts, comparison, index);
      }
    }
  },
});

const isMembership = ({ op }: SecretComparison): boolean => op === 'in' || op === 'not in';

/** A list or tuple, compared item by item; dicts and sets look up by hash. */
function isSequence(code: Code, expr: Expr): boolean {
  const value = code.valueOf(expr);
  return value.kind === 'list' || value.kind === 'tuple' || makesSequence(expr) || isBoundToSequence(code, expr);
}

/** `text.split(",")`, `list(...)`, a comprehension. */
function makesSequence(expr: Expr): boolean {
  if (expr.kind === 'comprehension') return expr.type === 'list';
  if (expr.kind !== 'call') return false;
  if (expr.func.kind === 'attribute') return /^r?split(lines)?$/.test(expr.func.attr);
  return expr.func.kind === 'name' && /^(list|tuple|sorted)$/.test(expr.func.id);
}

/** `KEYS = os.environ["KEYS"].split(",")`, here or at the top of the module. */
function isBoundToSequence(code: Code, expr: Expr): boolean {
  if (expr.kind !== 'name') return false;
  const bound = [...nodesIn(code.body), ...code.module.body].flatMap((node) =>
    node.kind === 'assign' && node.value !== undefined
      ? node.targets.some((target) => target.kind === 'name' && target.id === expr.id)
        ? [node.value]
        : []
      : [],
  );
  return bound.length > 0 && bound.every(makesSequence);
}

function problemOf(facts: Facts, comparison: SecretComparison, index: number): Problem {
  const { code, node, name, op } = comparison;
  const fix = fixOf(code, comparison);
  const advice = isMembership(comparison)
    ? 'Compare each with `secrets.compare_digest`, or look its hash up in a set'
    : 'Use `secrets.compare_digest`';
  return {
    at: siteIn(code, node),
    subject: `function ${code.name} compares ${name}${index === 0 ? '' : ` ${String(index + 1)}`}`,
    message: `\`${nameOf(code)}\` compares \`${name}\` with \`${op}\`, whose time tells how much of it was right. ${advice}.`,
    ...(facts.usesOf(code).length + facts.routesOf(code).length > 0 ? { confidence: 'high' as const } : {}),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** Only where both sides are certainly text: `compare_digest` refuses `None`. */
function fixOf(code: Code, { node, left, right, op }: SecretComparison): Fix | undefined {
  if ((op !== '==' && op !== '!=') || !isText(code, left) || !isText(code, right)) return undefined;
  const imported = importModule(code.module, 'secrets');
  if (imported === undefined) return undefined;
  const call = `secrets.compare_digest(${bytes(code, left)}, ${bytes(code, right)})`;
  return {
    title: 'Compare in constant time',
    edits: [...imported.edits, { at: siteIn(code, node), replacement: op === '==' ? call : `not ${call}` }],
  };
}

function bytes(code: Code, expr: Expr): string {
  return `${textOf(code.module, expr)}.encode()`;
}

function isText(code: Code, expr: Expr): boolean {
  if (expr.kind === 'string') return true;
  if (expr.kind === 'subscript') return textOf(code.module, expr.value) === 'os.environ';
  if (expr.kind === 'name') {
    const param = code.def?.params.find(({ name }) => name === expr.id);
    if (param !== undefined)
      return param.annotation?.kind === 'name' && param.annotation.id === 'str' && !hasNone(param.default);
    const value = code.valueOf(expr);
    return (
      value.kind === 'string' ||
      (value.kind === 'environment' && value.default?.kind === 'string') ||
      isRequiredEnvironment(code, expr.id)
    );
  }
  return false;
}

function hasNone(fallback: Expr | undefined): boolean {
  if (fallback === undefined) return false;
  if (fallback.kind === 'none') return true;
  return fallback.kind === 'call' && fallback.args.some(({ value }) => value.kind === 'none');
}

/** `API_KEY = os.environ["API_KEY"]`: text, or no start. */
function isRequiredEnvironment(code: Code, name: string): boolean {
  return code.module.body.some(
    (statement) =>
      statement.kind === 'assign' &&
      statement.value?.kind === 'subscript' &&
      statement.targets.some((target) => target.kind === 'name' && target.id === name) &&
      textOf(code.module, statement.value.value) === 'os.environ',
  );
}
