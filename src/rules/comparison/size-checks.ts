import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import { nodesIn } from '../../fastapi/questions/code.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { middlewareBodies, reachableCode, reachableFrom } from '../../fastapi/questions/http/bodies.ts';
import { defaultOf } from '../../fastapi/values.ts';
import { siteOf, textOf } from '../../python/position.ts';
import type { Expr, Stmt } from '../../python/syntax.ts';
import { boundsOf, constraintsIn, valuesOf } from './bounds.ts';
import { checksIn } from './checks.ts';
import { headCode, wholeSite } from './code-diff.ts';
import { loosenedAt, type Loosened } from './loosened.ts';
import { gainsCalls } from './lost-checks.ts';
import type { Snapshots } from './snapshots.ts';
import { sourceText } from './source-text.ts';
import { numberOf } from './weaker.ts';

/** A bound that a body holds something against: `len(content) > MAX_BYTES` with a refusal behind it, `min(limit, 100)`. */
interface SizeCheck {
  /** What is measured, as the code writes it. */
  readonly measure: string;
  readonly value: number;
  readonly site: Site;
  /** Where the number is written: there, or in the constant or setting that is named there. */
  readonly written: Site;
  /** The `if` with its refusal. */
  readonly refusal?: Site;
}

/** Sizes that code on the way of a request held against a number, and holds against a larger one or against none. */
export function* loosenedSizes(snapshots: Snapshots): Generator<Loosened> {
  const seen = new Set<string>();
  for (const code of codesOnTheWay(snapshots)) {
    const now = seen.has(code.name) ? undefined : headCode(snapshots, code.name);
    seen.add(code.name);
    if (now === undefined) continue;
    const before = sizeChecksIn(code);
    const after = sizeChecksIn(now);
    for (const check of before) {
      const same = after.filter(({ measure }) => measure === check.measure);
      const [first] = same;
      if (first !== undefined && same.every(({ value }) => value > check.value))
        yield raised(check, first, now, snapshots);
      else if (after.length === 0 && check.refusal !== undefined && !isMoved(check, { code, now }, snapshots))
        yield* dropped(check, check.refusal, now);
    }
  }
}

/** Endpoints, dependencies and middleware of the base, with the functions that they call. */
function codesOnTheWay({ base, routes }: Snapshots): ReadonlySet<Code> {
  const apps = new Set(routes.map((pair) => pair.base.app));
  const handlers = routes.flatMap((pair) =>
    pair.base.handler === undefined ? [] : [base.codeOf(pair.base.handler) ?? []].flat(),
  );
  const dependencies = new Set(routes.flatMap((pair) => pair.base.dependencies.map(({ value }) => value)));
  return new Set([
    ...handlers.flatMap((code) => reachableCode(base, code, 2)),
    ...[...dependencies].flatMap((value) => reachableFrom(base, value, 2)),
    ...[...apps].flatMap((app) => app.middleware.flatMap((use) => middlewareBodies(base, use))),
  ]);
}

const MEASURES = /\blen\(|size|length|bytes|\blimit\b|per_page|content-length/iu;

function sizeChecksIn(code: Code): readonly SizeCheck[] {
  const refusals = checksIn(code, 'guard').filter(({ does, when }) => does === 'reject' && when);
  const refused = refusals.flatMap(({ test, branch }) => {
    const compared = nodesIn(code.body).find((node) => node.kind === 'compare' && node.start === test.start);
    const check = compared === undefined ? undefined : checkOf(code, compared);
    const refusal = siteOf(code.module, { start: test.start, end: branch.end });
    return check === undefined ? [] : [{ ...check, refusal }];
  });
  const capped = nodesIn(code.body).flatMap((node) => capOf(code, node) ?? []);
  return [...refused, ...capped];
}

function checkOf(code: Code, node: Expr | Stmt): SizeCheck | undefined {
  if (node.kind !== 'compare') return undefined;
  const [op] = node.ops;
  const [right] = node.comparators;
  if (op === undefined || right === undefined || node.ops.length > 1) return undefined;
  if (op.startsWith('>')) return boundedBy(code, node, { measured: node.left, bound: right });
  return op.startsWith('<') ? boundedBy(code, node, { measured: right, bound: node.left }) : undefined;
}

/** `min(limit, 100)`. */
function capOf(code: Code, node: Expr | Stmt): SizeCheck | undefined {
  if (node.kind !== 'call' || node.func.kind !== 'name' || node.func.id !== 'min') return undefined;
  const [left, right] = node.args.map(({ value }) => value);
  if (left === undefined || right === undefined || node.args.length !== 2) return undefined;
  return (
    boundedBy(code, node, { measured: left, bound: right }) ?? boundedBy(code, node, { measured: right, bound: left })
  );
}

function boundedBy(
  code: Code,
  whole: Expr,
  { measured, bound }: { readonly measured: Expr; readonly bound: Expr },
): SizeCheck | undefined {
  const given = code.valueOf(bound);
  const value = numberOf(given);
  const measure = textOf(code.module, measured).replaceAll(/\s+/gu, ' ');
  if (value === undefined || !MEASURES.test(measure)) return undefined;
  return { measure, value, site: siteOf(code.module, whole), written: defaultOf(given).site };
}

function raised(check: SizeCheck, now: SizeCheck, code: Code, snapshots: Snapshots): Loosened {
  const isSame = sourceText(snapshots.base, check.site) === sourceText(snapshots.head, now.site);
  return {
    at: isSame ? check.written : check.site,
    side: 'LEFT',
    counterparts: [isSame ? now.written : now.site],
    subject: `function ${code.name} ${check.measure}`,
    what: `\`${shortName(code.name)}\` lets \`${check.measure}\` go up to ${now.value} instead of ${check.value}`,
    explains: [],
  };
}

function* dropped(check: SizeCheck, refusal: Site, code: Code): Generator<Loosened> {
  const loosened = loosenedAt(refusal, [wholeSite(code)], {
    subject: `function ${code.name}`,
    what: `\`${shortName(code.name)}\` no longer refuses a \`${check.measure}\` above ${check.value}`,
    explains: ['unbounded-upload', 'unbounded-request-body', 'unbounded-pagination'],
  });
  if (loosened !== undefined) yield loosened;
}

/** Another function, a dependency, a middleware or the declaration of the parameter may hold the bound now. */
function isMoved(
  { measure }: SizeCheck,
  { code, now }: { readonly code: Code; readonly now: Code },
  snapshots: Snapshots,
): boolean {
  if (gainsCalls(code, now)) return true;
  const own = snapshots.routes.filter(
    ({ base }) => base.handler !== undefined && snapshots.base.codeOf(base.handler) === code,
  );
  return (own.length > 0 ? own : snapshots.routes).some(({ base, head }) => {
    if (head.dependencies.length > base.dependencies.length) return true;
    if (head.app.middleware.length > base.app.middleware.length) return true;
    return (
      boundsOf([head.app.args, head.args]).size > boundsOf([base.app.args, base.args]).size ||
      head.parameters.some(
        (parameter) =>
          new RegExp(`\\b${parameter.name}\\b`, 'u').test(measure) &&
          (boundsOf(constraintsIn(valuesOf(parameter))).size > 0 || isBody(parameter.annotation, snapshots.head)),
      )
    );
  });
}

/** A field of the model may say it: `max_length=`. */
function isBody(annotation: Parameters<Facts['modelOf']>[0] | undefined, facts: Facts): boolean {
  return annotation !== undefined && facts.modelOf(annotation) !== undefined;
}
