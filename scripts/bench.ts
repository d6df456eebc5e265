/**
 * Prints how work grows: a review with the services of a repository, reading with the length of a file. Counts and
 * ratios; seconds say little on a shared machine. Run with `npm run bench`.
 */
import { createAnalyser } from '../src/app/analysis.ts';
import { auditTree } from '../src/app/audit.ts';
import { productTools } from '../src/app/tools.ts';
import { DEFAULT_CONFIG } from '../src/config/config.ts';
import { diffTexts } from '../src/source/diff-texts.ts';
import { blobId } from '../src/source/folder.ts';
import type { Change, Snapshot } from '../src/source/snapshot.ts';

const ROUTES = 20;

await benchServices([1, 10, 50]);
await benchLines([1_000, 2_000, 4_000, 8_000]);

/** One route of one service changes; the others stand beside it. */
async function benchServices(counts: readonly number[]): Promise<void> {
  const rows = [];
  for (const count of counts) {
    const base = new Map(Array.from({ length: count }, (_, index) => service(`service${String(index)}`)).flat());
    const path = 'service0/users.py';
    const before = base.get(path) ?? '';
    const after = `${before}\n@router.get("/more")\ndef more(): ...\n`;
    const change: Change = {
      base: snapshot(base),
      head: snapshot(new Map([...base, [path, after]])),
      files: [{ status: 'modified', path, lines: diffTexts(before, after) }],
    };
    const analyser = await createAnalyser(productTools(), [change.base]);
    const [{ head }, milliseconds] = await timed(() => analyser.analyseChange(change, DEFAULT_CONFIG));
    rows.push({
      services: count,
      files: base.size,
      'files read': head.facts.modules.length,
      routes: head.facts.application.routes.length,
      'CPU ms': Math.round(milliseconds),
    });
  }
  console.log('A review of one changed route');
  console.table(rows);
}

/** One file, longer and longer: each row against the one before. */
async function benchLines(lengths: readonly number[]): Promise<void> {
  const rows = [];
  let last: number | undefined;
  for (const lines of lengths) {
    const tree = snapshot(new Map([['main.py', application(Math.round(lines / 4))]]));
    const [{ report }, milliseconds] = await timed(() => auditTree(tree, DEFAULT_CONFIG, productTools()));
    rows.push({
      lines,
      routes: report.result.coverage.routes,
      'CPU ms': Math.round(milliseconds),
      'times the row before': last === undefined ? '' : (milliseconds / last).toFixed(1),
    });
    last = milliseconds;
  }
  console.log('An audit of one file');
  console.table(rows);
}

function service(name: string): [path: string, text: string][] {
  return [
    [`${name}/__init__.py`, ''],
    [
      `${name}/main.py`,
      'from fastapi import FastAPI\nfrom . import users\napp = FastAPI()\napp.include_router(users.router)\n',
    ],
    [`${name}/users.py`, `from fastapi import APIRouter\nrouter = APIRouter()\n${routes('router', ROUTES)}`],
  ];
}

function application(count: number): string {
  return `from fastapi import FastAPI\napp = FastAPI()\n${routes('app', count)}`;
}

function routes(owner: string, count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `\n@${owner}.get("/r${String(index)}")\ndef r${String(index)}(q: str = ""): return {"q": q}\n`,
  ).join('');
}

function snapshot(files: ReadonlyMap<string, string>): Snapshot {
  const sources = [...files].map(([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    return [path, { path, blob: blobId(bytes), bytes }] as const;
  });
  return { id: 'bench', files: new Map(sources), skipped: [] };
}

async function timed<T>(work: () => T | Promise<T>): Promise<[T, milliseconds: number]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}
