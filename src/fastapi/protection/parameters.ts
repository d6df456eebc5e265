import { treeOf } from '../dependency-tree.ts';
import type { DependencyUse, Parameter } from '../model.ts';
import type { Value } from '../value.ts';
import { credentialInQuery } from './credentials.ts';
import type { Origin } from './origins.ts';
import type { Word } from './request-reads.ts';

const ORIGIN_IN_QUERY = { surely: 'raw', perhaps: 'header', no: 'other' } as const;

/** A number, a date or a choice of few is no credential. */
function isTextual(annotation: Value | undefined): boolean {
  const type = annotation?.kind === 'annotated' ? annotation.base : annotation;
  return type?.kind !== 'external' || !/^(builtins\.(int|float|bool)|datetime\.\w+|decimal\.Decimal)$/.test(type.name);
}

/** What the caller names it: `mid: str = Query(alias="id")`. */
export function aliasOf(parameter: Parameter): string {
  const alias = parameter.marker?.kind === 'external-call' ? parameter.marker.args.keywords.get('alias') : undefined;
  return alias?.kind === 'string' ? alias.value : parameter.name;
}

/** What a query parameter brings in, by its name and its type. */
export function originInQuery(parameter: Parameter): Origin {
  return isTextual(parameter.annotation) ? ORIGIN_IN_QUERY[credentialInQuery(aliasOf(parameter))] : 'other';
}

/** The same of `request.query_params.get("token")`. */
export function wordInQuery(name: string): Word | undefined {
  return { surely: 'credential' as const, perhaps: 'header' as const, no: undefined }[credentialInQuery(name)];
}

/** What a dependency brings in that knows of no credential: where it asks nothing of the request, the same for everybody. */
export function originOfNobody({ dependency }: Parameter): Origin {
  return dependency !== undefined && asksNothing(dependency) ? 'deployment' : 'other';
}

function asksNothing(dependency: DependencyUse): boolean {
  return [dependency, ...treeOf(dependency.children)].every(
    ({ value, parameters, alternatives }) =>
      alternatives === undefined &&
      value.kind === 'function' &&
      parameters.every(({ source }) => source === 'dependency'),
  );
}

/** FastAPI's form of a name and a password: whoever fills it in is about to sign in, and what is refused is the password. */
export function isLoginForm(value: Value | undefined): boolean {
  return value?.kind === 'external' && /\.OAuth2PasswordRequestForm(Strict)?$/.test(value.name);
}
