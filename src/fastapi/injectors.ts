import type { ExternalCallValue, Value } from './value.ts';
import { dependsOn } from './markers.ts';

/**
 * What dependency containers put in the place of `Depends(…)`. Source: fastapi-injector 0.9.0, svcs 26.2.0, wireup 2.13.0,
 * lagom 2.7.7. They hand in services; none of them asks who calls.
 */
interface Injector {
  /** The default, the metadata or the annotation that asks for a service. */
  readonly pattern: RegExp;
  /** The callables that FastAPI sees, as Python names them, each below the one before. */
  readonly callables: readonly string[];
}

const INJECTORS: readonly Injector[] = [
  {
    pattern: /^fastapi_injector(\.injected)?\.Injected$/,
    callables: ['fastapi_injector.injected:Injected.<locals>.inject_into_route'],
  },
  { pattern: /^svcs\.fastapi\.DepContainer$/, callables: ['svcs.fastapi:container'] },
  { pattern: /^wireup(\._annotations)?\.Injected\[\]$/, callables: ['wireup._annotations:Inject.<locals>._inner'] },
  {
    pattern: /^lagom\.integrations\.fast_api\.FastApiIntegration\(\)\.depends$/,
    callables: ['_resolver', '_container_from_request'].map(
      (name) => `lagom.integrations.fast_api:FastApiIntegration.depends.<locals>.${name}`,
    ),
  },
];

/** The `Depends(…)` that a container's own word stands for. */
export function injectedBy(value: Value | undefined): ExternalCallValue | undefined {
  const name = value?.kind === 'external' ? value.name : value?.kind === 'external-call' ? value.callee : undefined;
  const injector = name === undefined ? undefined : INJECTORS.find(({ pattern }) => pattern.test(name));
  const callable = injector?.callables[0];
  if (value === undefined || callable === undefined) return undefined;
  return dependsOn({ kind: 'external', name: callable, site: value.site });
}

/** What a container's callable depends on itself; undefined for every other callable. */
export function injectorParts(value: Value): readonly ExternalCallValue[] | undefined {
  if (value.kind !== 'external') return undefined;
  const callables = INJECTORS.map((one) => one.callables).find((names) => names.includes(value.name));
  const below = callables?.[callables.indexOf(value.name) + 1];
  if (callables === undefined) return undefined;
  return below === undefined ? [] : [dependsOn({ ...value, name: below })];
}
