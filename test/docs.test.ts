import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/fixtures.ts';

/** Pages that people read; the rules' own are generated and checked elsewhere. */
function pages(): readonly string[] {
  const top = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  return [...top, ...docs.map((name) => `docs/${name.replaceAll('\\', '/')}`)];
}

describe.each(pages())('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  it('links to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    const missing = targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  it('names no path of one machine', () => {
    expect(text).not.toMatch(/(?:^|[\s`(])\/(?:home|root|tmp|Users|work)\//m);
  });
});
