import type { Site } from '../core/span.ts';
import { siteOf } from '../python/position.ts';
import { isLost, isUnread, readMetadata } from './annotations.ts';
import { evaluate, evaluateAnnotation } from './interpreter/expressions.ts';
import { currentUserName, currentUserParts } from './fastapi-users.ts';
import { injectedBy, injectorParts } from './injectors.ts';
import type { Machine } from './interpreter/machine.ts';
import { libraryDependency } from './libraries.ts';
import { callableIn, dependsOn } from './markers.ts';
import type { DependencyUse, DependencyVia, Parameter } from './model.ts';
import { callableName } from './naming.ts';
import { hasBase } from './interpreter/attributes.ts';
import { fieldParam, listedSchemeOf, schemeOf, signatureOf, type Signature, type SignatureParam } from './signature.ts';
import type { ChoiceValue, ClassValue, ExternalCallValue, Value } from './value.ts';
import { alternativesOf, argumentOf, defaultOf, stringsOf } from './values.ts';

/** Deeper than any application; one that needs itself has no end. What is below is not read, and counts as unread. */
const MAX_DEPTH = 50;
const MARKERS = new Map<string, Parameter['source']>([
  ['fastapi.Query', 'query'],
  ['fastapi.Path', 'path'],
  ['fastapi.Header', 'header'],
  ['fastapi.Cookie', 'cookie'],
  ['fastapi.Body', 'body'],
  ['fastapi.Form', 'form'],
  ['fastapi.File', 'file'],
]);
const REQUEST_TYPES =
  /^(starlette\.(requests\.(Request|HTTPConnection)|responses\.Response|websockets\.WebSocket|background\.BackgroundTasks)|fastapi\.(BackgroundTasks|security\.SecurityScopes))$/;
const SCALARS =
  /^(builtins\.(str|int|float|bool|bytes)|uuid\.UUID|datetime\.\w+|decimal\.Decimal|pydantic\.(EmailStr|HttpUrl|AnyUrl|PositiveInt|conint|constr).*)$/;
/** `conint(ge=1)`; a `conlist` is a body. */
const CONSTRAINED = /^pydantic(\.types)?\.con(int|str|float|decimal|date|bytes)$/;
/** Documents of Beanie and ODMantic are Pydantic models, and their own documentation takes them as bodies. */
const MODEL_BASES =
  /^(pydantic(\.main)?\.BaseModel|sqlmodel(\.main)?\.SQLModel|beanie(\.\w+)*\.Document|odmantic(\.\w+)*\.Model)$/;

/** Parameters of dependencies that were read already, for routes with the same names in their paths. */
export type ReadParameters = Map<Value, readonly Parameter[]>;

/** Reads what `Depends(...)` pulls in, as FastAPI does: signatures, annotations, and everything below. */
export class DependencyReader {
  readonly #machine: Machine;
  readonly #pathNames: ReadonlySet<string>;

  readonly #read: ReadParameters;

  constructor(machine: Machine, pathNames: ReadonlySet<string> = new Set(), read: ReadParameters = new Map()) {
    this.#machine = machine;
    this.#pathNames = pathNames;
    this.#read = read;
  }

  /** One item of a `dependencies=[…]` list. Undefined for what is certainly no dependency. */
  listItem(value: Value, via: DependencyVia): DependencyUse | undefined {
    const marker = markerOf(value);
    return marker === undefined ? undefined : this.#use({ marker, via, site: value.site, depth: 0 });
  }

  /** The parameters of a callable, with the dependencies among them. */
  parameters(callable: Value, depth = 0): readonly Parameter[] {
    // A dependency of many routes is read once; the routes' own parameters are read for each.
    const known = depth > 0 ? this.#read.get(callable) : undefined;
    if (known !== undefined) return known;
    const signature = signatureOf(this.#machine, callable);
    if (signature === undefined) return [];
    const parameters = signature.params
      .filter((param) => param.kind !== 'var-positional' && param.kind !== 'var-keyword')
      .map((param) => this.#parameter(signature, param, depth));
    if (depth > 0) this.#read.set(callable, parameters);
    return parameters;
  }

  /** Annotated attributes of a class-based view, own and inherited: dependencies of each of its routes. */
  viewAttributes(cls: ClassValue, depth = 0): DependencyUse[] {
    const inherited = cls.bases.flatMap((base) => (base.kind === 'class' ? this.viewAttributes(base, depth) : []));
    const scope = this.#machine.classFrame(cls);
    const below = cls.bases.some((base) => base.kind === 'class' && this.#machine.views.has(base.def));
    if (scope === undefined || below) return inherited;
    // The libraries read the hints without their `Annotated` metadata: only a default carries a dependency.
    const own = cls.def.body.flatMap(fieldParam).flatMap((param) => {
      // The attribute may go by the name of what it depends on: `db: Session = Depends(db)`.
      const value = param.default === undefined ? undefined : scope.own(param.name);
      if (value === undefined || markerOf(value) === undefined) return [];
      const given = new Map([[param, { default: value }]]);
      return this.#parameter({ params: [], scope, given }, param, depth, 'class-attribute').dependency ?? [];
    });
    return [...inherited, ...own];
  }

  #parameter(
    signature: Signature,
    param: SignatureParam,
    depth: number,
    via: DependencyVia = depth === 0 ? 'parameter' : 'nested',
  ): Parameter {
    const { scope } = signature;
    const given = signature.given?.get(param);
    const annotation = this.#annotation(signature, param);
    const fallback =
      param.default === undefined
        ? param.shown?.default
        : (given?.default ?? evaluate(this.#machine, param.default, scope));
    const site = param.shown?.site ?? siteOf(scope.module, param);
    const metadata = annotation?.kind === 'annotated' ? readMetadata(this.#machine, annotation) : [];
    const marker =
      (fallback === undefined ? undefined : (markerOf(fallback) ?? injectedBy(fallback))) ??
      lastMarker(metadata) ??
      injectedBy(annotation);
    const shared = {
      name: param.name,
      site,
      ...(annotation === undefined ? {} : { annotation }),
      ...(fallback === undefined ? {} : { default: fallback }),
    };
    if (marker === undefined) {
      const fieldMarker = [...(fallback === undefined ? [] : [fallback]), ...metadata].find(
        (one) => one.kind === 'external-call' && MARKERS.has(one.callee),
      );
      return {
        ...shared,
        source: this.#source(param.name, annotation, fieldMarker),
        ...(fieldMarker === undefined ? {} : { marker: fieldMarker }),
      };
    }
    const base = annotation?.kind === 'annotated' ? annotation.base : annotation;
    const dependency = this.#use({
      marker,
      via,
      site,
      depth,
      parameter: param.name,
      ...(base === undefined ? {} : { annotation: base }),
    });
    return { ...shared, source: 'dependency', marker, dependency };
  }

  #annotation(signature: Signature, param: SignatureParam): Value | undefined {
    const { scope } = signature;
    const { annotation, shown } = param;
    if (annotation === undefined) return shown?.annotation;
    if (isLost(annotation, scope) || isUnread(this.#machine, signature, annotation)) return undefined;
    return signature.given?.get(param)?.annotation ?? evaluateAnnotation(this.#machine, annotation, scope);
  }

  #source(name: string, annotation: Value | undefined, marker: Value | undefined): Parameter['source'] {
    if (marker?.kind === 'external-call') return MARKERS.get(marker.callee) ?? 'unknown';
    if (this.#pathNames.has(name)) return 'path';
    const type = annotation?.kind === 'annotated' ? annotation.base : annotation;
    if (type === undefined) return 'query';
    return sourceOfType(type);
  }

  #use(request: {
    marker: ExternalCallValue;
    via: DependencyVia;
    site: Site;
    depth: number;
    parameter?: string;
    annotation?: Value;
  }): DependencyUse {
    const { marker, via, site, depth, parameter } = request;
    const given = argumentOf(marker.args, 'dependency', 0);
    const value = given === undefined || given.kind === 'none' ? request.annotation : callableIn(defaultOf(given));
    const scopes = scopesOf(marker);
    const shared = {
      via,
      site,
      marker: marker.site,
      security: marker.callee === 'fastapi.Security',
      scopes,
      ...(parameter === undefined ? {} : { parameter }),
    };
    if (value === undefined)
      return {
        ...shared,
        name: '?',
        value: { kind: 'unknown', reason: 'Depends() without a type', site },
        children: [],
        parameters: [],
        resolved: false,
      };
    if (value.kind === 'choice') return this.#choiceOf(value, { ...shared, name: callableName(value), value }, depth);
    const scheme = schemeOf(value);
    const listedAs = listedSchemeOf(value);
    const below = depth < MAX_DEPTH ? this.parameters(value, depth + 1) : [];
    const children =
      value.kind === 'external-call' && currentUserName(value) !== undefined
        ? this.#partsOf(value, depth)
        : (injectorParts(value)?.map((part) => this.#use({ marker: part, via: 'nested', site, depth: depth + 1 })) ??
          below.flatMap((one) => one.dependency ?? []));
    return {
      ...shared,
      name: callableName(value),
      value,
      children,
      parameters: below,
      resolved: depth < MAX_DEPTH && this.#isResolved(value, children),
      ...(scheme === undefined ? {} : { scheme }),
      ...(listedAs === undefined ? {} : { listedAs }),
    };
  }

  /** `if settings.login: def user(…)` and `else: def user(…)`: one of several. */
  #choiceOf(
    value: ChoiceValue,
    shared: Omit<DependencyUse, 'children' | 'parameters' | 'resolved'>,
    depth: number,
  ): DependencyUse {
    const alternatives = value.alternatives.map((one) =>
      this.#use({ marker: dependsOn(one.value), via: shared.via, site: shared.site, depth: depth + 1 }),
    );
    return {
      ...shared,
      children: [],
      parameters: [],
      alternatives,
      resolved: alternatives.every((one) => one.resolved),
    };
  }

  /** What fastapi-users' guard brings along. */
  #partsOf(value: ExternalCallValue, depth: number): DependencyUse[] {
    return currentUserParts(value).map((part) =>
      this.#use({ marker: dependsOn(part), via: 'nested', site: value.site, depth: depth + 1 }),
    );
  }

  #isResolved(value: Value, children: readonly DependencyUse[]): boolean {
    if (!children.every((child) => child.resolved)) return currentUserName(value) !== undefined;
    if (schemeOf(value) !== undefined || injectorParts(value) !== undefined) return true;
    if (value.kind === 'external')
      return /^(fastapi|starlette|builtins)\./.test(value.name) || libraryDependency(value) !== undefined;
    if (value.kind === 'external-call')
      return /^fastapi\./.test(value.callee) || libraryDependency(value) !== undefined;
    return signatureOf(this.#machine, value) !== undefined;
  }
}

/** The `Depends(...)` or `Security(...)` that a value is; a configurable one is not certain and counts as none here. */
export function markerOf(value: Value): ExternalCallValue | undefined {
  const settled = defaultOf(value);
  if (
    settled.kind === 'external-call' &&
    (settled.callee === 'fastapi.Depends' || settled.callee === 'fastapi.Security')
  )
    return settled;
  return undefined;
}

/** Two in one `Annotated`: the last counts. */
function lastMarker(metadata: readonly Value[]): ExternalCallValue | undefined {
  return metadata.map(markerOf).findLast((one) => one !== undefined);
}

function scopesOf(marker: ExternalCallValue): readonly string[] {
  const value = argumentOf(marker.args, 'scopes', marker.callee === 'fastapi.Security' ? 1 : undefined);
  if (value === undefined) return [];
  // A plain string is iterated by FastAPI, letter by letter.
  if (value.kind === 'string') return [...new Set(value.value)];
  return (
    stringsOf(value) ??
    (value.kind === 'list' || value.kind === 'tuple'
      ? value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
      : [])
  );
}

function sourceOfType(type: Value): Parameter['source'] {
  if (type.kind === 'external') {
    if (REQUEST_TYPES.test(type.name)) return 'request';
    if (type.name === 'fastapi.UploadFile') return 'file';
    if (SCALARS.test(type.name)) return 'query';
    return /^builtins\.(dict|list)$|^typing\.(Any|Dict|List)$/.test(type.name) ? 'body' : 'unknown';
  }
  if (type.kind === 'external-call' && type.callee.endsWith('[]')) {
    const inner = type.args.positional.filter((one) => one.kind !== 'none').map(sourceOfType);
    if (inner.includes('file')) return 'file';
    if (/(^|\.)[dD]ict\[\]$/.test(type.callee)) return 'body';
    if (inner.includes('body')) return 'body';
    return inner.includes('query')
      ? /(^|\.)([lL]ist|[sS]et|[tT]uple)\[\]$/.test(type.callee)
        ? 'body'
        : 'query'
      : 'unknown';
  }
  if (type.kind === 'external-call' && CONSTRAINED.test(type.callee)) return 'query';
  if (type.kind === 'class') return hasBase(type, MODEL_BASES) || isDataclass(type) ? 'body' : 'unknown';
  const alternatives = alternativesOf(type);
  return alternatives.length > 1 && alternatives[0] !== undefined ? sourceOfType(alternatives[0].value) : 'unknown';
}

function isDataclass(cls: ClassValue): boolean {
  return cls.def.decorators.some((one) => /\bdataclass\b/.test(cls.module.text.slice(one.start, one.end)));
}
