import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { DataField, DataModel, Facts } from '../../fastapi/facts.ts';
import type { AppObject, MiddlewareUse, Route } from '../../fastapi/model.ts';
import { mentions, nodesIn } from '../../fastapi/questions/code.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { subjectOf, titleOf } from '../../fastapi/questions/authentication/paths.ts';
import type { CallArguments, Value } from '../../fastapi/value.ts';
import { pairApps } from './apps.ts';
import {
  anyLimit,
  boundsOf,
  constraintsIn,
  isOpen,
  loosenedBounds,
  placesOf,
  valuesOf,
  wordsFor,
  type LoosenedBound,
} from './bounds.ts';
import type { Loosened } from './loosened.ts';
import { purposeOf } from './middleware-purpose.ts';
import type { RoutePair } from './route-pairs.ts';
import type { Snapshots } from './snapshots.ts';
import { objectTitle, routerName } from './titles.ts';
import type { Site } from '../../core/span.ts';

const SIZES = ['unbounded-pagination', 'unconstrained-input', 'unbounded-upload'];
const BODIES = ['unbounded-request-body', 'unbounded-upload'];

/** Upper bounds of parameters, fields and bodies that were dropped or raised. */
export function* loosenedLimits(snapshots: Snapshots): Generator<Loosened> {
  for (const pair of snapshots.routes) {
    yield* loosenedParameters(pair, snapshots);
    yield* loosenedBodies(pair, snapshots);
    yield* loosenedArguments(pair.base, pair.head, { subject: subjectOf(pair.head), title: titleOf(pair.head) });
    for (const include of pair.base.chain) {
      const now = pair.head.chain.find(({ child }) => child.name === snapshots.renames.text(include.child.name));
      const title = `include of ${objectTitle(include.child.name)}`;
      if (now !== undefined)
        yield* loosenedArguments(include, now, {
          subject: `include ${routerName(now.parent, pair.head.app)} <- ${routerName(now.child, pair.head.app)}`,
          title,
        });
    }
  }
  for (const { base, head } of pairApps(snapshots)) {
    yield* loosenedArguments(base, head, { subject: `app ${head.name}`, title: shortName(head.name) });
    yield* loosenedMiddleware(base, head, snapshots.base);
  }
}

function* loosenedParameters({ base, head }: RoutePair, snapshots: Snapshots): Generator<Loosened> {
  const own = {
    before: base.parameters,
    after: head.parameters,
    of: head.endpoint,
    code: codeOf(head, snapshots.head),
  };
  const uses = treeOf(base.dependencies).flatMap((use) => {
    const now = treeOf(head.dependencies).find(({ name }) => name === snapshots.renames.text(use.name));
    return now === undefined ? [] : [{ before: use.parameters, after: now.parameters, of: now.name, code: undefined }];
  });
  for (const { before, after, of, code } of [own, ...uses]) {
    for (const parameter of before) {
      const now = after.find(({ name }) => name === parameter.name);
      if (now === undefined || code?.(now.name) === true) continue;
      for (const bound of changed(valuesOf(parameter), valuesOf(now))) {
        yield said(bound, now.site, {
          subject: `parameter ${of} ${now.name}`,
          title: `\`${now.name}\` of \`${shortName(of)}\``,
          explains: SIZES,
        });
      }
    }
  }
}

/** Says whether the handler bounds a parameter itself: `min(limit, 100)`, `if limit > 100`. */
function codeOf(route: Route, facts: Facts): ((name: string) => boolean) | undefined {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined) return undefined;
  const nodes = nodesIn(code.body);
  return (name) =>
    nodes.some((node) => {
      if (node.kind === 'call')
        return node.func.kind === 'name' && node.func.id === 'min' && mentions(node, new Set([name]));
      return (
        node.kind === 'compare' &&
        node.ops.some((op) => op.startsWith('<') || op.startsWith('>')) &&
        mentions(node, new Set([name]))
      );
    });
}

/** A type that is a bound of its own: a choice of words, an enumeration, a flag, a number where a text was. */
function changed(
  before: readonly (Value | undefined)[],
  after: readonly (Value | undefined)[],
): readonly LoosenedBound[] {
  const old = constraintsIn(before);
  const now = constraintsIn(after);
  if (isOpen(now, after) || isOpen(old, before)) return [];
  const [type] = after;
  if (type?.kind === 'class' || isNarrow(type)) return [];
  return loosenedBounds(boundsOf(old), boundsOf(now));
}

function isNarrow(type: Value | undefined): boolean {
  const base = type?.kind === 'annotated' ? type.base : type;
  return (
    base?.kind === 'external' && /(^|\.)(Literal|bool|UUID\d?|datetime|date|EmailStr|IPv\dAddress)$/u.test(base.name)
  );
}

function* loosenedBodies({ base, head }: RoutePair, snapshots: Snapshots): Generator<Loosened> {
  for (const parameter of base.parameters) {
    const now = head.parameters.find(({ name, source }) => name === parameter.name && source === 'body');
    if (parameter.source !== 'body' || parameter.annotation === undefined || now?.annotation === undefined) continue;
    const before = modelsOf(parameter.annotation, snapshots.base);
    const after = modelsOf(now.annotation, snapshots.head);
    for (const model of before) {
      const name = snapshots.renames.text(titleOfModel(model));
      const same = after.find((other) => titleOfModel(other) === name) ?? (model === before[0] ? after[0] : undefined);
      if (same !== undefined) yield* loosenedFields(model, same, snapshots);
    }
  }
}

function* loosenedFields(base: DataModel, head: DataModel, snapshots: Snapshots): Generator<Loosened> {
  for (const field of base.fields) {
    const now = head.fields.find(({ name }) => name === field.name);
    if (now === undefined) continue;
    for (const bound of changed(valuesIn(field, snapshots.base), valuesIn(now, snapshots.head))) {
      const title = `\`${head.class.qualname}.${now.name}\``;
      yield said(bound, now.site, { subject: `model ${titleOfModel(head)}.${now.name}`, title, explains: SIZES });
    }
  }
}

function valuesIn({ module, annotation, value }: DataField, facts: Facts): readonly (Value | undefined)[] {
  return [annotation, value].map((expr) => (expr === undefined ? undefined : facts.valueIn(module, expr)));
}

/** The model of a body and the models inside it. */
function modelsOf(annotation: Value, facts: Facts): readonly DataModel[] {
  const found: DataModel[] = [];
  const waiting = [facts.modelOf(annotation)];
  for (let next = waiting.shift(); next !== undefined || waiting.length > 0; next = waiting.shift()) {
    const model = next;
    if (model === undefined || found.some((known) => known.class.def === model.class.def)) continue;
    found.push(model);
    for (const field of model.fields) {
      if (field.annotation !== undefined) waiting.push(facts.modelOf(facts.valueIn(field.module, field.annotation)));
    }
  }
  return found;
}

function titleOfModel({ class: { moduleName, qualname } }: DataModel): string {
  return `${moduleName}:${qualname}`;
}

interface Configured {
  readonly args: CallArguments;
  readonly site: Site;
}

/** `max_body_size=` and its like on an application, an include, a route or a middleware. */
function* loosenedArguments(
  base: Configured,
  head: Configured,
  { subject, title }: { readonly subject: string; readonly title: string },
  kindOf?: (name: string) => string | undefined,
): Generator<Loosened> {
  if (base.args.open || head.args.open) return;
  const loosened = loosenedBounds(boundsOf([base.args], kindOf), boundsOf([head.args], kindOf));
  for (const bound of loosened) yield said(bound, head.site, { subject, title: `\`${title}\``, explains: BODIES });
}

/** A middleware that is there to limit may call its bound as it likes. */
function* loosenedMiddleware(base: AppObject, head: AppObject, facts: Facts): Generator<Loosened> {
  for (const use of base.middleware) {
    const now = head.middleware.find(({ name }) => name === use.name);
    if (now !== undefined)
      yield* loosenedArguments(
        use,
        now,
        { subject: `middleware ${now.name} of ${head.name}`, title: shortName(now.name) },
        isLimiter(use, facts) ? anyLimit : undefined,
      );
  }
}

function isLimiter(use: MiddlewareUse, facts: Facts): boolean {
  return ['limiter', 'body-limit'].includes(purposeOf(use, facts) ?? '');
}

function said(
  bound: LoosenedBound,
  owner: Site,
  {
    subject,
    title,
    explains,
  }: { readonly subject: string; readonly title: string; readonly explains: readonly string[] },
): Loosened {
  const { at, counterparts } = placesOf(bound);
  return {
    at,
    side: 'LEFT',
    counterparts: [...counterparts, owner],
    subject: `${subject} ${bound.base.name}`,
    what: `${wordsFor(bound)} on ${title}`,
    explains,
  };
}
