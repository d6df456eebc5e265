import { groupBy } from '../core/group.ts';
import type { Facts } from '../fastapi/facts.ts';
import { nameOf } from '../fastapi/questions/code.ts';
import { leaksIn, type Leak } from '../fastapi/questions/http/errors.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'error-detail-leak',
  summary: 'The text of an internal error is sent to the caller',
  category: 'exposure',
  severity: 'medium',
  confidence: 'medium',
  cwe: [209],
  owasp: ['API8'],
  seeds: ['S3'],
  docs: {
    why: 'The text of an unexpected exception holds what was never meant for callers: SQL with its values, host names, file paths, keys of a configuration. Sent as `detail` or in a response it tells an attacker how the service is built, and confirms each guess.',
    fix: 'Log the exception (`logger.exception(...)`) and answer with a text of your own. Texts of own exceptions, written for callers, may go out.',
    bad: `from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/orders/{order_id}")
def read_order(order_id: int):
    try:
        return load(order_id)
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error))


def load(order_id: int):
    return {"id": order_id}
`,
    good: `import logging

from fastapi import FastAPI, HTTPException

app = FastAPI()
logger = logging.getLogger(__name__)


@app.get("/orders/{order_id}")
def read_order(order_id: int):
    try:
        return load(order_id)
    except Exception:
        logger.exception("order %s cannot be read", order_id)
        raise HTTPException(status_code=500, detail="The order cannot be read.")


def load(order_id: int):
    return {"id": order_id}
`,
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html',
      'https://cwe.mitre.org/data/definitions/209.html',
    ],
    limits:
      'Broad exceptions (`Exception`, database, system and client errors), tracebacks, and SQL in `detail`, in `HTTPException`, responses, what routes return, and handlers for every exception. The texts of own exceptions and of `ValueError` and its kind are left alone, and so is what a debug condition keeps to development. More than twelve in one file are one finding.',
  },

  *check(facts) {
    const leaks = facts.codes.flatMap((code) => leaksIn(facts, code));
    for (const [path, all] of groupBy(leaks, ({ site }) => site.path)) {
      const [first] = all;
      if (first === undefined) continue;
      if (all.length > MANY)
        yield {
          ...problemOf(facts, first),
          subject: `errors in ${path}`,
          related: all.slice(1).map(({ site }) => ({ at: site, message: 'and here' })),
        };
      else for (const leak of all) yield problemOf(facts, leak);
    }
  },
});

const WHAT: Record<Leak['what'], (leak: Leak) => string> = {
  traceback: () => 'a traceback',
  exception: ({ caught }) => `the text of the exception \`${caught?.name ?? 'e'}\``,
  sql: () => 'an SQL statement',
};

/** A habit of the whole file: one remark is enough. */
const MANY = 12;

function problemOf(facts: Facts, leak: Leak): Problem {
  const where = leak.code.def === undefined ? leak.site.path : nameOf(leak.code);
  const what = WHAT[leak.what](leak);
  const how = leak.sink === 'return' ? 'returns' : `puts into \`${leak.sink}\``;
  const routes = facts.routesOf(leak.code).length;
  return {
    at: leak.site,
    subject: `${leak.what} in ${leak.code.name}`,
    message: `\`${where}\` ${how} ${what}, which tells callers about the inside of the service. Log it and answer with a text of your own.`,
    ...(leak.caught === undefined ? {} : { related: [{ at: leak.caught.site, message: 'caught here' }] }),
    ...(leak.what === 'traceback'
      ? { confidence: 'high' as const }
      : routes === 0
        ? { confidence: 'low' as const }
        : {}),
  };
}
