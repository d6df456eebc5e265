import { siteIn } from '../fastapi/questions/code.ts';
import { brokenDependencies, type BrokenDependency } from '../fastapi/questions/authentication/broken.ts';
import { wrapInDepends } from '../fastapi/questions/authentication/edits.ts';
import { textOf } from '../python/position.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'broken-dependency',
  summary: 'A dependency is called where it should be named, or named without Depends in a list',
  category: 'authentication',
  severity: 'low',
  confidence: 'high',
  cwe: [691],
  owasp: ['API2'],
  seeds: ['S1'],
  docs: {
    why: '`Depends(get_user())` calls the function once, while the module loads, and depends on its result; `dependencies=[get_user]` puts a bare function where FastAPI expects a `Depends`. Neither application starts. It is a bug rather than a hole, until somebody mends it by taking the guard out.',
    fix: 'Write `Depends(get_user)`, without the parentheses.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


async def get_user(x_token: str = Header(default="")):
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user: str = Depends(get_user())):
    return ["first", "second"]
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


async def get_user(x_token: str = Header(default="")):
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user: str = Depends(get_user)):
    return ["first", "second"]
`,
    references: ['https://fastapi.tiangolo.com/tutorial/dependencies/'],
    limits:
      'Factories that return a callable (`Depends(require("admin"))`) are right, and silent; so is every call whose result cannot be told.',
  },

  *check(facts) {
    for (const broken of brokenDependencies(facts)) yield problemOf(broken);
  },
});

function problemOf(broken: BrokenDependency): Problem {
  if (broken.how === 'called') return calledInside(broken);
  if (broken.how === 'held') return heldItem(broken);
  return broken.how === 'bare' ? bareItem(broken) : unlisted(broken);
}

function calledInside({ call, expr, target }: Extract<BrokenDependency, { how: 'called' }>): Problem {
  const name = textOf(call.code.module, expr.func);
  const at = siteIn(call.code, expr);
  return {
    at,
    subject: `dependency ${target.moduleName}:${target.qualname} called in ${call.code.name}`,
    message: `\`${textOf(call.code.module, call.node.func)}(${name}())\` depends on the result of one call, which is no callable: the application does not start. Write \`Depends(${name})\`.`,
    related: [{ at: target.site, message: `\`${name}\` is itself the dependency` }],
    ...(expr.args.length === 0
      ? { fix: { title: 'Name the dependency without calling it', edits: [{ at, replacement: name }] } }
      : {}),
  };
}

function bareItem({ call, expr, what }: Extract<BrokenDependency, { how: 'bare' }>): Problem {
  const name = textOf(call.code.module, expr);
  const edits = wrapInDepends(call.code.module, expr);
  return {
    at: siteIn(call.code, expr),
    subject: `dependency ${name} bare in ${call.code.name}`,
    message: `\`dependencies=[${name}]\` holds the bare ${what}: the application does not start. Write \`Depends(${name})\`.`,
    ...(edits === undefined ? {} : { fix: { title: 'Wrap the dependency in Depends', edits } }),
  };
}

function heldItem({ call, expr, name }: Extract<BrokenDependency, { how: 'held' }>): Problem {
  const text = textOf(call.code.module, expr);
  return {
    at: siteIn(call.code, expr),
    subject: `dependency ${name} of ${text} bare in ${call.code.name}`,
    message: `\`dependencies=${text}\` holds the bare \`${name}\`: the application does not start. Write \`Depends(${name})\` in the list.`,
  };
}

function unlisted({ call, expr }: Extract<BrokenDependency, { how: 'unlisted' }>): Problem {
  const text = textOf(call.code.module, expr);
  const at = siteIn(call.code, expr);
  return {
    at,
    subject: `dependency ${text} outside a list in ${call.code.name}`,
    message: `\`dependencies=${text}\` is one dependency where FastAPI wants a list: the application does not start. Write \`dependencies=[${text}]\`.`,
    fix: { title: 'Put the dependency into a list', edits: [{ at, replacement: `[${text}]` }] },
  };
}
