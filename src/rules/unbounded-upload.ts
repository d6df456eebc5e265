import { type Site, siteKey } from '../core/span.ts';
import type { CallSite, Code, Facts } from '../fastapi/facts.ts';
import type { Parameter, Route } from '../fastapi/model.ts';
import { nameOf, nodesIn } from '../fastapi/questions/code.ts';
import { titleOf } from '../fastapi/questions/authentication/paths.ts';
import { reachableCode } from '../fastapi/questions/http/bodies.ts';
import { parametersOf } from '../fastapi/questions/input/bodies.ts';
import { mayLimit } from '../fastapi/questions/input/bounds.ts';
import { handedTo, namesFrom, receiversOf } from '../fastapi/questions/input/handlers.ts';
import { bodyLimit, hasRouteLimit } from '../fastapi/questions/input/limits.ts';
import { shapeOf } from '../fastapi/questions/input/types.ts';
import { formFiles, formOf, isUpload, isWhole } from '../fastapi/questions/input/uploads.ts';
import { textOf } from '../python/position.ts';
import { anyBelow } from '../python/walk.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'unbounded-upload',
  summary: 'An upload is read into memory whole, whatever its size',
  category: 'input',
  severity: 'medium',
  confidence: 'medium',
  cwe: [770],
  owasp: ['API4'],
  seeds: ['S3'],
  docs: {
    why: '`await file.read()` without a size brings the whole upload into memory, and FastAPI bounds neither the file nor the request: a few large uploads at once end the process. A parameter of type `bytes` with `File()` is read like that before the function starts.',
    fix: 'Refuse by `file.size` before reading, read at most one byte more than you allow (`await file.read(MAX + 1)`), or bound the request with `max_body_size`. Take `UploadFile` instead of `bytes`.',
    bad: `from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/avatar")
async def avatar(file: UploadFile):
    content = await file.read()
    return {"bytes": len(content)}
`,
    good: `from fastapi import FastAPI, HTTPException, UploadFile

app = FastAPI()
MAX_BYTES = 2_000_000


@app.post("/avatar")
async def avatar(file: UploadFile):
    content = await file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise HTTPException(status_code=413)
    return {"bytes": len(content)}
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/request-files/',
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    ],
    limits:
      'Reads through the functions that the upload is handed to, one step. Any comparison of a size or length on the way, and a body limit of the application, its middleware, the router or the route, keep it silent.',
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const route of facts.application.routes) {
      if (route.kind !== 'http' || isBounded(facts, route)) continue;
      for (const { site, text, subject } of readsOf(facts, route)) {
        if (seen.has(siteKey(site))) continue;
        seen.add(siteKey(site));
        yield {
          at: site,
          subject,
          message: `${text} takes an upload of any size into memory for \`${titleOf(route)}\`. Check \`file.size\`, read a bounded number of bytes, or set \`max_body_size\`.`,
          related: [{ at: route.site, message: `\`${titleOf(route)}\` takes the upload` }],
        };
      }
    }
  },
});

interface Read {
  readonly site: Site;
  readonly text: string;
  readonly subject: string;
}

function readsOf(facts: Facts, route: Route): readonly Read[] {
  const receivers = receiversOf(facts, route);
  if (parametersOf(route).some(boundsLength)) return [];
  if (receivers.some(({ code }) => reachableCode(facts, code, 2).some(checksSize))) return [];
  return receivers.flatMap(({ code, parameters }) => {
    const uploads = new Set([...parameters.filter(isUpload).map(({ name }) => name), ...formFiles(code, parameters)]);
    const whole = parameters
      .filter(isWhole)
      .map(({ name, site }) => ({ site, text: `\`${name}: bytes\``, subject: `parameter ${code.name}.${name}` }));
    return [...whole, ...(uploads.size === 0 ? [] : wholeReads(facts, code, uploads, 1))];
  });
}

/** `content_length: int = Header(lt=5_000_000)`. */
function boundsLength({ name, source, annotation, marker }: Parameter): boolean {
  const metadata = annotation === undefined ? [] : shapeOf(annotation).metadata;
  return (
    source === 'header' &&
    /content_?length/i.test(name) &&
    [...metadata, ...(marker === undefined ? [] : [marker])].some((one) => mayLimit(one, new Set(['le', 'lt'])))
  );
}

function wholeReads(facts: Facts, code: Code, uploads: ReadonlySet<string>, depth: number): readonly Read[] {
  const names = namesFrom(code, uploads);
  return code.calls.flatMap((call): readonly Read[] => {
    if (readsWhole(call, names))
      return [
        {
          site: call.site,
          text: `\`${textOf(code.module, call.node)}\` in \`${nameOf(code)}\``,
          subject: `function ${code.name} reads ${textOf(code.module, call.node.func)}`,
        },
      ];
    return depth === 0
      ? []
      : handedTo(facts, call, names).flatMap((to) => wholeReads(facts, to.code, new Set([to.name]), depth - 1));
  });
}

/** `file.read()` and `file.file.read()`; with a number it is bounded. */
function readsWhole({ node }: CallSite, names: ReadonlySet<string>): boolean {
  if (node.func.kind !== 'attribute' || node.func.attr !== 'read') return false;
  if (node.args.some(({ value }) => !(value.kind === 'unary' && value.op === '-'))) return false;
  const object = node.func.value;
  const holder = object.kind === 'attribute' && object.attr === 'file' ? object.value : object;
  return names.has((holder.kind === 'name' ? holder.id : formOf(holder)) ?? '');
}

const SIZE = /size|length|bytes|max|limit|large|^len$/i;

/** A comparison of something that is named for a size, or a call that checks one. */
function checksSize(code: Code): boolean {
  return nodesIn(code.body).some((node) => {
    if (node.kind === 'string') return /^content-length$/i.test(node.value);
    if (node.kind === 'call') return isSizeCheck(textOf(code.module, node.func));
    if (node.kind !== 'compare' || !node.ops.some((op) => /^[<>]=?$/.test(op))) return false;
    return [node.left, ...node.comparators].some(namesSize);
  });
}

function isSizeCheck(callee: string): boolean {
  return /(check|validate|ensure|verify|limit|assert|enforce)\w*(size|length|upload|file|image)|(size|upload|file|image)\w*(check|validat|limit)/i.test(
    callee.split('.').at(-1) ?? '',
  );
}

function namesSize(expr: Parameters<typeof anyBelow>[0]): boolean {
  return anyBelow(
    expr,
    (node) =>
      (node.kind === 'name' && SIZE.test(node.id)) ||
      (node.kind === 'attribute' && (SIZE.test(node.attr) || node.attr === 'tell')),
  );
}

function isBounded(facts: Facts, route: Route): boolean {
  return hasRouteLimit(route) || [route.app, ...route.outerApps].some((app) => bodyLimit(facts, app) === 'yes');
}
