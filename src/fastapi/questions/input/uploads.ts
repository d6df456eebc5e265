import type { Expr } from '../../../python/syntax.ts';
import type { Code } from '../../facts.ts';
import type { Parameter } from '../../model.ts';
import { nodesIn } from '../code.ts';
import { partsOf, shapeOf } from './types.ts';

/** Where uploads come in: declared parameters, and forms that a handler reads itself. */

/** `UploadFile`, or a list of them. */
export function isUpload({ source, annotation, marker }: Parameter): boolean {
  if (source !== 'file' && marker === undefined) return false;
  if (annotation === undefined) return false;
  return partsOf(annotation).some((part) => part.kind === 'external' && /(^|\.)UploadFile$/.test(part.name));
}

export function isWhole({ source, annotation }: Parameter): boolean {
  if (source !== 'file' || annotation === undefined) return false;
  const shape = shapeOf(annotation);
  return (
    shape.kind === 'bytes' || (shape.kind === 'list' && shape.items.some((item) => shapeOf(item).kind === 'bytes'))
  );
}

/** `form` of `form = await request.form()`, and what is taken out of it: `form["file"]`. */
export function formFiles(code: Code, parameters: readonly Parameter[]): readonly string[] {
  const requests = new Set(parameters.filter(({ source }) => source === 'request').map(({ name }) => name));
  if (requests.size === 0) return [];
  const forms = assignedIn(code, (value) => {
    const call = value.kind === 'await' ? value.value : value;
    if (call.kind !== 'call' || call.func.kind !== 'attribute' || call.func.attr !== 'form') return false;
    return call.func.value.kind === 'name' && requests.has(call.func.value.id);
  });
  return [...forms, ...assignedIn(code, (value) => forms.has(formOf(value) ?? ''))];
}

/** `form` of `form["file"]` and `form.get("file")`, `form.getlist("files")`. */
export function formOf(value: Expr): string | undefined {
  if (value.kind === 'subscript') return value.value.kind === 'name' ? value.value.id : undefined;
  if (value.kind !== 'call' || value.func.kind !== 'attribute' || !/^(get|getlist)$/.test(value.func.attr))
    return undefined;
  return value.func.value.kind === 'name' ? value.func.value.id : undefined;
}

function assignedIn(code: Code, matches: (value: Expr) => boolean): ReadonlySet<string> {
  return new Set(
    nodesIn(code.body).flatMap((node) => {
      const [targets, value] =
        node.kind === 'for'
          ? [[node.target], node.iter]
          : node.kind === 'assign'
            ? [node.targets, node.value]
            : [[], undefined];
      return value !== undefined && matches(value)
        ? targets.flatMap((target) => (target.kind === 'name' ? [target.id] : []))
        : [];
    }),
  );
}
