import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import type { DependencyUse, Evidence, Guard } from '../../fastapi/model.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import type { ClassValue, FunctionValue, Value } from '../../fastapi/value.ts';
import { differenceOf, headCode, wholeSite } from './code-diff.ts';
import type { Cause } from './guard-cause.ts';
import { propertiesRead } from './lost-answers.ts';
import type { Snapshots } from './snapshots.ts';
import { valueCause } from './value-cause.ts';

/** A guard that is asked as before and whose own code changed. */
export function bodyCause(guard: Guard, use: DependencyUse, snapshots: Snapshots): Cause | undefined {
  const codes = guardCodes(guard, use, snapshots);
  const called = codes.flatMap((code) => calledBy(code, snapshots, 2));
  return codeCause([...codes, ...called], guard.proof, snapshots) ?? valueCause([...codes, ...called], snapshots);
}

/** The bodies of the base that make a guard: its own, and those whose lines prove that it turns somebody away. */
export function guardCodes(guard: Guard, use: DependencyUse | undefined, { base }: Snapshots): readonly Code[] {
  const own = use === undefined ? [] : functionsOf(use.value, base).flatMap((fn) => base.codeOf(fn) ?? []);
  const proving = base.codes.filter(
    (code) => code.def !== undefined && guard.proof.some(({ site }) => holds(code, site)),
  );
  return [...new Set([...own, ...proving])];
}

/**
 * Bodies that a guard leaves the answer to: functions that it calls and that say yes or no, and the methods of permission classes
 * that it was made with.
 */
export function predicateCodes(
  codes: readonly Code[],
  use: DependencyUse | undefined,
  snapshots: Snapshots,
): readonly Code[] {
  const called = codes
    .flatMap((code) => [...calledBy(code, snapshots, 2), ...propertiesKept(code, snapshots)])
    .filter(answersYesOrNo);
  return [...new Set([...called, ...permissionsOf(use, snapshots.base)])].filter((code) => !codes.includes(code));
}

/** One that the guard reads no longer says nothing about it. */
function propertiesKept(code: Code, snapshots: Snapshots): readonly Code[] {
  const now = headCode(snapshots, code.name);
  const left = now === undefined ? [] : propertiesRead(now, snapshots.head).map(({ name }) => name);
  return propertiesRead(code, snapshots.base).filter(({ name }) => left.includes(snapshots.renames.text(name)));
}

function answersYesOrNo({ def }: Code): boolean {
  if (def?.returns !== undefined) return def.returns.kind === 'name' && def.returns.id === 'bool';
  return def !== undefined && /^(?:is|has|can|may)_/u.test(def.name);
}

/** `PermissionsDependency([IsEditor, IsOwner])`. */
function permissionsOf(use: DependencyUse | undefined, base: Facts): readonly Code[] {
  if (use?.value.kind !== 'instance') return [];
  const { positional, keywords } = use.value.args;
  const classes = [...positional, ...keywords.values()].flatMap(classesIn);
  return base.codes.filter(({ owner }) => owner !== undefined && classes.some(({ def }) => def === owner));
}

function classesIn(value: Value): readonly ClassValue[] {
  if (value.kind === 'class') return [value];
  if (value.kind === 'instance') return [value.class];
  return value.kind === 'list' || value.kind === 'tuple' ? value.items.flatMap(classesIn) : [];
}

/** The first of these bodies that the change edited. */
export function codeCause(codes: readonly Code[], proof: readonly Evidence[], snapshots: Snapshots): Cause | undefined {
  for (const code of new Set(codes)) {
    const now = headCode(snapshots, code.name);
    if (now === undefined || code.def === undefined) continue;
    const lines = proof.filter(({ site }) => site.path === code.module.path).map(({ site }) => site.span.startLine);
    const difference = differenceOf(code, now, lines);
    if (difference === undefined) continue;
    const { base, head } = difference;
    const subject = `function ${now.name}`;
    const what = `the checks of \`${shortName(code.name)}\` changed`;
    if (base !== undefined) {
      const counterparts = head === undefined ? [wholeSite(now)] : [head, wholeSite(now)];
      return { at: base, side: 'LEFT', counterparts, subject, what };
    }
    if (head !== undefined) return { at: head, side: 'RIGHT', counterparts: [], subject, what };
  }
  return undefined;
}

/** What runs when a dependency is asked. */
export function functionsOf(value: Value, base: Facts): readonly FunctionValue[] {
  switch (value.kind) {
    case 'function':
      return [value];
    case 'bound-method':
      return [value.function];
    case 'partial':
      return functionsOf(value.function, base);
    case 'instance':
      return [base.methodOf(value.class, '__call__') ?? []].flat();
    case 'class':
      return [base.methodOf(value, '__init__') ?? []].flat();
    default:
      return [];
  }
}

/** Functions of this project that a body calls. */
export function calledBy(code: Code, snapshots: Snapshots, depth: number): readonly Code[] {
  if (depth === 0) return [];
  const direct = code.calls.flatMap(({ target }) =>
    target === undefined ? [] : (snapshots.base.codeOf(target) ?? []),
  );
  return direct.flatMap((inner) => [inner, ...calledBy(inner, snapshots, depth - 1)]);
}

function holds(code: Code, site: Site): boolean {
  if (code.module.path !== site.path) return false;
  const { span } = wholeSite(code);
  return span.startLine <= site.span.startLine && site.span.endLine <= span.endLine;
}
