import type { Site } from '../../../core/span.ts';
import type { CallArguments, ChoiceValue, Value } from '../../value.ts';
import { stageOf } from '../../stage.ts';
import { choice, maybe, sameValue } from '../../values.ts';
import type { Machine } from '../machine.ts';
import type { AppNode, RouterNode } from '../nodes.ts';

export type Alternative = ChoiceValue['alternatives'][number];

/** One way in which the application is made. */
interface Making extends Alternative {
  readonly app: AppNode;
}

/** `if args.no_docs: app = FastAPI(docs_url=None) else: app = FastAPI()`: one application, made in one of several ways right here. */
export function asOneApp(machine: Machine, value: Value, within: Site): Value {
  if (value.kind !== 'choice' || machine.frozen) return value;
  const makings = value.alternatives.flatMap((one): Making[] => {
    const app = one.value.kind === 'app' ? machine.appNode(one.value.app) : undefined;
    return app !== undefined && isInside(app.site, within) ? [{ ...one, app }] : [];
  });
  const kept = (
    makings.find((one) => one.usual === true) ??
    makings.find((one) => stageOf(one.condition) !== 'development') ??
    makings[0]
  )?.app;
  const isOne = makings.length === value.alternatives.length && new Set(makings.map(({ app }) => app)).size > 1;
  if (kept === undefined || !isOne) return value;
  kept.args = joinedArguments(makings, value.site);
  kept.router.args = kept.args;
  kept.router.dependencyList.items = joinedDependencies(makings.map((one) => ({ ...one, router: one.app.router })));
  for (const { app } of makings) if (app !== kept) absorb(machine, kept, app);
  return { kind: 'app', app: kept, site: value.site };
}

export function isInside({ path, span }: Site, outer: Site): boolean {
  return path === outer.path && span.startLine >= outer.span.startLine && span.endLine <= outer.span.endLine;
}

/** What was done to the other one so far was done under its condition. */
function absorb(machine: Machine, kept: AppNode, other: AppNode): void {
  const { router } = kept;
  router.registrations.push(...other.router.registrations.map((one) => ({ ...one, router })));
  router.includes.push(...other.router.includes.map((one) => ({ ...one, parent: router })));
  router.mounts.push(...other.router.mounts);
  router.dependencyList.open ||= other.router.dependencyList.open;
  kept.middleware.push(...other.middleware);
  kept.exceptionHandlers.push(...other.exceptionHandlers);
  machine.apps.splice(machine.apps.indexOf(other), 1);
  other.sameAs = kept;
}

/** What FastAPI takes where nothing is said. */
const UNSAID: ReadonlyMap<string, string> = new Map([
  ['docs_url', '/docs'],
  ['redoc_url', '/redoc'],
  ['openapi_url', '/openapi.json'],
]);

function joinedArguments(makings: readonly Making[], site: Site): CallArguments {
  const all = makings.map(({ app }) => app.args);
  const names = new Set(all.flatMap(({ keywords }) => [...keywords.keys()]));
  const said = (args: CallArguments, name: string): Value => {
    const text = UNSAID.get(name);
    return (
      args.keywords.get(name) ?? (text === undefined ? { kind: 'none', site } : { kind: 'string', value: text, site })
    );
  };
  const keywords = [...names].map((name): [string, Value] => [
    name,
    choice(
      makings.map((one) => ({ ...one, value: said(one.app.args, name) })),
      site,
    ),
  ]);
  return {
    positional: [],
    keywords: new Map(keywords),
    keywordSites: new Map(all.flatMap(({ keywordSites }) => [...keywordSites])),
    open: all.some(({ open }) => open),
  };
}

/** A dependency that only some of them have hangs on their condition. */
export function joinedDependencies(makings: readonly (Alternative & { readonly router: RouterNode })[]): Value[] {
  const lists = makings.map(({ router }) => router.dependencyList.items);
  const isIn = (list: readonly Value[], item: Value): boolean => list.some((one) => isSameDependency(one, item));
  const joined: Value[] = [];
  for (const [at, { condition, usual }] of makings.entries())
    for (const item of lists[at] ?? []) {
      if (isIn(joined, item)) continue;
      const isSure = condition === undefined || lists.every((list) => isIn(list, item));
      joined.push(isSure ? item : maybe(item, condition, usual));
    }
  return joined;
}

function isSameDependency(a: Value, b: Value): boolean {
  if (a.kind !== 'external-call' || b.kind !== 'external-call' || a.callee !== b.callee) return sameValue(a, b);
  const [ofA, ofB] = [a.args.positional[0], b.args.positional[0]];
  return ofA !== undefined && ofB !== undefined && sameValue(ofA, ofB);
}
