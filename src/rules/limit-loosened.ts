import { relatedRoutes } from './comparison/affected.ts';
import { loosenedLimits } from './comparison/loosened-bounds.ts';
import { loosenedRates } from './comparison/loosened-rates.ts';
import { problemOf, type Loosened } from './comparison/loosened.ts';
import { loosenedSizes } from './comparison/size-checks.ts';
import { snapshotsOf } from './comparison/snapshots.ts';
import { defineComparison, type ComparisonProblem } from './contract/rule.ts';

export default defineComparison({
  id: 'limit-loosened',
  summary: 'A change raises or drops a limit',
  category: 'comparison',
  severity: 'medium',
  confidence: 'high',
  cwe: [770],
  owasp: ['API4'],
  seeds: [],
  docs: {
    why: 'A limit is what stands between one client and all of the memory, the database or the passwords. When it goes, nothing breaks until somebody asks for a million rows.',
    fix: 'Keep the limit, or raise it only as far as the slowest request still bears.',
    bad: `from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def list_items(limit: int = Query(20)):
    return fetch_items(limit)
`,
    good: `from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def list_items(limit: int = Query(20, le=100)):
    return fetch_items(limit)
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/query-params-str-validations/',
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
    ],
    limits:
      'Silent when the limit moved to a decorator, a dependency or the body of the function, when the type itself became narrower, and when a value cannot be told.',
  },

  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const seen = new Set<string>();
    for (const rate of loosenedRates(snapshots)) {
      seen.add(keyOf(rate));
      yield { ...worded(rate), related: relatedRoutes(rate.routes, (title) => `\`${title}\` is limited less`) };
    }
    for (const bound of [...loosenedLimits(snapshots), ...loosenedSizes(snapshots)]) {
      if (seen.has(keyOf(bound))) continue;
      seen.add(keyOf(bound));
      yield worded(bound);
    }
  },
});

function worded(loosened: Loosened): ComparisonProblem {
  return problemOf(loosened, 'Keep the limit, or raise it only as far as needed.');
}

/** One line of the base has one cause, however many routes lead to it. */
function keyOf({ at: { path, span } }: Loosened): string {
  return [path, span.startLine, span.startColumn, span.endLine, span.endColumn].join('\u0000');
}
