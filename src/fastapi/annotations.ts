import type { Expr, Module } from '../python/syntax.ts';
import { anyBelow, walk } from '../python/walk.ts';
import type { Frame } from './interpreter/frame.ts';
import type { Machine } from './interpreter/machine.ts';
import type { AnnotatedValue, Value } from './value.ts';
import type { Signature } from './signature.ts';

/** Annotations that FastAPI cannot evaluate: what they say of dependencies is not there. */

/** Below 0.123.7 an annotation that is text is evaluated in the callable's globals: without any, it stays text. */
export function isUnread(machine: Machine, { scope, textScope }: Signature, annotation: Expr): boolean {
  if (!machine.ownGlobals || textScope === undefined) return false;
  if (annotation.kind !== 'string' && !postponesAnnotations(scope.module)) return false;
  return textScope === 'none' || namesOf(annotation).some((name) => textScope.get(name) === undefined);
}

/** A postponed annotation with a name that only type checkers import cannot be evaluated: FastAPI sees none of it. */
export function isLost(annotation: Expr, scope: Frame): boolean {
  const names = typeOnlyNames(scope.module);
  if (names.size === 0) return false;
  return anyBelow(annotation, (node) => node.kind === 'name' && names.has(node.id) && scope.get(node.id) === undefined);
}

/** What `Annotated` carries, as far as the release looks through a `type` statement that names it. */
export function readMetadata(machine: Machine, annotation: AnnotatedValue): readonly Value[] {
  return annotation.alias === true && machine.opaqueAliases ? [] : annotation.metadata;
}

const BUILTIN_TYPES = /^(str|int|float|bool|bytes|list|dict|set|tuple|object|None)$/;

/** Names that evaluating the annotation would look up in the globals. */
function namesOf(annotation: Expr): string[] {
  const names: string[] = [];
  walk(annotation, (node) => {
    if (node.kind === 'name' && !BUILTIN_TYPES.test(node.id)) names.push(node.id);
  });
  return names;
}

/** `from __future__ import annotations`: every annotation of the module is text. */
function postponesAnnotations(module: Module): boolean {
  return module.body.some(
    (one) =>
      one.kind === 'import-from' &&
      one.module === '__future__' &&
      one.names !== '*' &&
      one.names.some((name) => name.name === 'annotations'),
  );
}

const typeOnly = new WeakMap<Module, ReadonlySet<string>>();

function typeOnlyNames(module: Module): ReadonlySet<string> {
  const known = typeOnly.get(module);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const statement of module.body) {
    if (
      statement.kind !== 'if' ||
      !/\bTYPE_CHECKING$/.test(module.text.slice(statement.test.start, statement.test.end))
    )
      continue;
    for (const one of statement.body) {
      if (one.kind === 'import')
        for (const name of one.names) names.add(name.as ?? name.name.split('.')[0] ?? name.name);
      if (one.kind === 'import-from' && one.names !== '*')
        for (const name of one.names) names.add(name.as ?? name.name);
    }
  }
  typeOnly.set(module, names);
  return names;
}
