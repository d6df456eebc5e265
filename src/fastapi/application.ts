import type { Site } from '../core/span.ts';
import { siteOf } from '../python/position.ts';
import type { Stmt } from '../python/syntax.ts';
import type { Project } from '../project/project.ts';
import type { Entries } from './entries.ts';
import { classAttribute, getAttribute, hasBase } from './interpreter/attributes.ts';
import { APP_BASE, callValue } from './interpreter/calls.ts';
import { Machine } from './interpreter/machine.ts';
import type { AppNode } from './interpreter/nodes.ts';
import { noteUnproven } from './interpreter/framework/outside-routers.ts';
import { STEPS } from './interpreter/room.ts';
import { runStartup } from './interpreter/framework/startup.ts';
import type { ClassValue, FunctionValue, Value } from './value.ts';
import { alternativesOf, textOfValue } from './values.ts';

/** Runs every entry point; afterwards the machine holds all apps, routers and registrations. */
export function runApplication(
  project: Project,
  entries: Entries,
  parseExpression: Machine['parseExpression'],
): Machine {
  const machine = new Machine(project, parseExpression);
  bounded(machine, () => {
    for (const path of entries.modules) {
      machine.frameOf(path);
      // At once: scripts of other processes further down may set themselves up in the same settings.
      callNamedFactories(machine, entries, path);
    }
    for (const script of machine.scripts.splice(0)) script();
  });
  runStartup(machine);
  // What start-up code makes is no application of its own.
  bounded(machine, () => {
    callOtherFactories(machine, entries);
    callServingMethods(machine, entries);
  });
  runStartup(machine);
  noteUnproven(machine);
  nameServers(machine);
  return machine;
}

function bounded(machine: Machine, work: () => void): void {
  const { stoppedAt } = machine.room.within(STEPS, work);
  if (stoppedAt !== undefined)
    machine.note(
      stoppedAt,
      'code that is too long to follow: what is imported and registered from here on is not read',
    );
}

/** Words of files that rules look into, whether an app reaches them or not. */
const MATTERS =
  /fastapi|starlette|forwarded_allow_ips|\b(jwt|jose|hashlib|passlib|bcrypt|secrets?|passw|token|cookie|authori[sz])/i;

/**
 * Modules that no entry point imports: a library of routers, helpers of another process. They register nothing. What a change can
 * alter is read whatever it is about.
 */
export function readOthers(machine: Machine, project: Project, scope?: Iterable<string>): void {
  for (const path of scope ?? project.sources.keys()) {
    if (machine.frames.has(path)) continue;
    if (scope !== undefined || MATTERS.test(project.text(path))) machine.quietly(() => machine.frameOf(path));
  }
}

/** A factory that a server is told to call, unless something called it already. */
function callNamedFactories(machine: Machine, entries: Entries, module: string): void {
  for (const { path, name } of entries.factories) {
    const value = path === module ? machine.frameOf(path)?.own(name) : undefined;
    if (value?.kind !== 'function' || machine.followed.has(value.def)) continue;
    // What it is called by there may be anything that was imported.
    if (value.module.path === path || makesApp(machine, value, new Set())) callFactory(machine, value);
  }
}

/** A function that makes an app and that nobody in the project calls: tests or a server do. One factory may call others. */
function callOtherFactories(machine: Machine, entries: Entries): void {
  const factories = entries.modules.flatMap((path) => factoriesOf(machine, path));
  // One that another calls runs there, with that one's arguments.
  const calls = (one: FunctionValue, name: string): boolean =>
    new RegExp(`(?<!def )\\b${name}\\(`).test(one.module.text.slice(one.def.start, one.def.end));
  const isCalled = (value: FunctionValue): boolean =>
    factories.some((other) => other !== value && calls(other, nameOf(value)));
  const [outer, inner] = [factories.filter((one) => !isCalled(one)), factories.filter(isCalled)];
  for (const value of [...outer, ...inner]) if (!machine.followed.has(value.def)) callFactory(machine, value);
  // What a caller made and kept to itself is named by the function that makes it.
  for (const app of machine.apps.filter((one) => one.name.startsWith('<'))) {
    const maker = factories.find((one) => holds(siteOf(one.module, one.def), app.site));
    if (maker !== undefined) app.name = factoryName(maker);
  }
}

/** `async def _serve(self): app = FastAPI() … uvicorn.Config(app)`: whoever starts the object serves that application. */
function callServingMethods(machine: Machine, entries: Entries): void {
  for (const path of entries.modules) {
    const frame = machine.frames.get(path);
    for (const statement of frame?.module.body ?? []) {
      const cls = statement.kind === 'class' ? frame?.own(statement.name) : undefined;
      if (cls?.kind !== 'class') continue;
      for (const name of statement.kind === 'class' ? servingIn(frame?.module.text ?? '', statement.body) : []) {
        const method = classAttribute(machine, cls, name, cls.site);
        if (method?.kind !== 'function' || machine.followed.has(method.def)) continue;
        callFactory(machine, method, [someObject(machine, cls)]);
      }
    }
  }
}

function servingIn(text: string, body: readonly Stmt[]): readonly string[] {
  return body.flatMap((one) => {
    const written = one.kind === 'function' ? text.slice(one.start, one.end) : '';
    return one.kind === 'function' && MAKES.test(written) && SERVES.test(written) ? [one.name] : [];
  });
}

const MAKES = /\b(FastAPI|Starlette)\(/;
const SERVES = /\buvicorn\.(run|Config)\(|\b(hypercorn|granian)\b/;

/** An object of the class, with what is known of all of them. */
function someObject(machine: Machine, cls: ClassValue): Value {
  const args = { ...machine.noArguments, open: true };
  return { kind: 'instance', class: cls, args, attributes: machine.knownAttributes(cls), site: cls.site };
}

function holds(outer: Site, inner: Site): boolean {
  const { startLine, endLine } = outer.span;
  const line = inner.span.startLine;
  return outer.path === inner.path && startLine <= line && line <= endLine;
}

function factoriesOf(machine: Machine, path: string): FunctionValue[] {
  const frame = machine.frames.get(path);
  return (frame?.module.body ?? []).flatMap((statement) => {
    if (frame === undefined || statement.kind !== 'function') return [];
    const written = frame.module.text.slice(statement.start, statement.end);
    if (!returns(statement.body) && !(SERVES.test(written) && MAKES.test(written))) return [];
    const value = frame.own(statement.name);
    return value?.kind === 'function' && makesApp(machine, value, new Set()) ? [value] : [];
  });
}

function nameOf(value: FunctionValue): string {
  return value.def.kind === 'function' ? value.def.name : '';
}

/** `def create(): return base_app("billing")`: an app is made here, or by a function or class that is called here. */
function makesApp(machine: Machine, fn: FunctionValue, seen: Set<unknown>): boolean {
  if (fn.def.kind !== 'function' || seen.has(fn.def)) return false;
  seen.add(fn.def);
  const body = fn.module.text.slice(fn.def.signatureEnd, fn.def.end);
  if (/\b(FastAPI|Starlette)\(/.test(body)) return true;
  // What stands below a route decorator answers requests; `return 0` hands over no app.
  if (fn.decorators.some(({ value }) => value.kind !== 'external') || !handsOver(fn.def.body)) return false;
  return [...body.matchAll(/(?<![\w.])([A-Za-z_]\w*(?:\.\w+)*)\(/g)].some(([, callee = '']) => {
    const called = machine.quietly(() => namedBy(machine, fn, callee));
    if (called?.kind === 'class') return hasBase(called, APP_BASE);
    return called?.kind === 'function' && isReturning(called) && makesApp(machine, called, seen);
  });
}

/** What a dotted name in the module of a function stands for, where the project defines it. */
function namedBy(machine: Machine, fn: FunctionValue, dotted: string): Value | undefined {
  const [first = '', ...rest] = dotted.split('.');
  const start = machine.closureOf(fn)?.get(first);
  if (start === undefined || (rest.length > 0 && start.kind !== 'module')) return start;
  return rest.reduce((value, name) => getAttribute(machine, value, name, fn.site), start);
}

function isReturning(fn: FunctionValue): boolean {
  return fn.def.kind === 'function' && returns(fn.def.body);
}

function handsOver(body: readonly Stmt[]): boolean {
  return body.some(
    (one) =>
      one.kind === 'return' &&
      (one.value?.kind === 'name' || one.value?.kind === 'call' || one.value?.kind === 'await'),
  );
}

function returns(body: readonly Stmt[]): boolean {
  return (
    body.some((one) => one.kind === 'return' && one.value !== undefined) ||
    body.some(
      (one) =>
        'body' in one &&
        Array.isArray(one.body) &&
        one.kind !== 'function' &&
        one.kind !== 'class' &&
        returns(one.body),
    )
  );
}

function factoryName(fn: FunctionValue): string {
  return `${fn.moduleName}:${fn.qualname}()`;
}

function callFactory(machine: Machine, fn: FunctionValue, positional: readonly Value[] = []): void {
  const known = machine.apps.length;
  const made: Value = callValue(machine, fn, { ...machine.noArguments, positional }, fn.site);
  for (const { value } of alternativesOf(made))
    if (value.kind === 'app' && value.app.name.startsWith('<')) machine.appNode(value.app).name = factoryName(fn);
  if (made.kind === 'app') return;
  for (const app of machine.apps.slice(known)) if (app.name.startsWith('<')) app.name = factoryName(fn);
}

/** Ties `uvicorn.run(...)` calls to the apps they serve. */
function nameServers(machine: Machine): void {
  for (const server of machine.servers) {
    const app = servedApp(machine, server.target, server.site.path);
    app?.servedBy.push({ site: server.site, args: server.args, underMain: server.underMain });
  }
}

function servedApp(machine: Machine, target: Value, importer: string): AppNode | undefined {
  if (target.kind === 'app') return machine.appNode(target.app);
  const text = textOfValue(target);
  if (text === undefined) return undefined;
  const [module = '', name = 'app'] = text.split(':');
  const found = machine.project.layout.resolve(importer, module, 0);
  const value = found.kind === 'file' ? machine.frames.get(found.path)?.own(name) : undefined;
  if (value?.kind === 'app') return machine.appNode(value.app);
  return machine.apps.length === 1 ? machine.apps[0] : undefined;
}
