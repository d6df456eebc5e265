import type { CallSite } from '../fastapi/facts.ts';
import type { ClassValue } from '../fastapi/value.ts';
import { truthOf } from '../fastapi/values.ts';
import { lastName } from '../fastapi/questions/code.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'lax-content-type',
  summary: 'JSON bodies are read without a JSON content type',
  category: 'input',
  severity: 'medium',
  confidence: 'high',
  cwe: [352],
  owasp: ['API8'],
  seeds: [],
  docs: {
    why: 'Since 0.132 FastAPI refuses a JSON body that does not come as `application/json`. `strict_content_type=False` takes it back: a body without a content type is parsed as JSON again, and a page of any origin can send such a request without a preflight, so CORS no longer stands between it and routes that trust a cookie or the network.',
    fix: 'Leave `strict_content_type` at its default, `True`, and let clients send `Content-Type: application/json`.',
    bad: `from fastapi import FastAPI

app = FastAPI(strict_content_type=False)


@app.post("/items")
def create_item(item: dict[str, int]):
    return item
`,
    good: `from fastapi import FastAPI

app = FastAPI()


@app.post("/items")
def create_item(item: dict[str, int]):
    return item
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/strict-content-type/',
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS#simple_requests',
    ],
    limits: 'Only where the argument is certainly false, or false unless somebody configures it otherwise.',
  },

  *check(facts) {
    for (const call of facts.codes.flatMap((code) => code.calls.filter(isServer))) {
      const value = call.argument('strict_content_type');
      // In a dictionary that is unpacked, the value stands elsewhere.
      const at = call.argumentSite('strict_content_type') ?? value?.site;
      if (value === undefined || at === undefined) continue;
      const settled = value.kind === 'environment' ? value.default : value;
      if (settled === undefined || settled.kind !== 'bool' || truthOf(settled) !== false) continue;
      yield {
        at,
        subject: `strict_content_type of ${lastName(call.callee)} in ${call.code.name}`,
        message: `\`strict_content_type=False\` makes this \`${lastName(call.callee)}\` parse bodies as JSON without a JSON content type, which any web page can send without a preflight. Remove it.`,
        confidence: value.kind === 'bool' ? 'high' : 'medium',
        ...(value.kind === 'bool' && isDirect(call)
          ? { fix: { title: 'Ask for a JSON content type', edits: [{ at, replacement: 'strict_content_type=True' }] } }
          : {}),
      };
    }
  },
});

const SERVER = /^fastapi\.(FastAPI|APIRouter)$/;

/** FastAPI's own classes and what is made of them; where the argument is named, whatever may pass it on to them. */
function isServer(call: CallSite): boolean {
  const called = call.code.valueOf(call.node.func);
  const own = SERVER.test(call.callee) || (called.kind === 'class' && isMadeOf(called));
  if (own) return isDirect(call) || call.node.args.some(({ unpack }) => unpack === '**');
  // One of our functions that takes the argument for itself has its own use for it.
  const passes = called.kind !== 'function' || called.def.params.some(({ kind }) => kind === 'var-keyword');
  return passes && isDirect(call);
}

function isMadeOf(cls: ClassValue): boolean {
  return cls.bases.some(
    (base) => (base.kind === 'external' && SERVER.test(base.name)) || (base.kind === 'class' && isMadeOf(base)),
  );
}

function isDirect(call: CallSite): boolean {
  return call.node.args.some((argument) => argument.name === 'strict_content_type');
}
