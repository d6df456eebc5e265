import { describe, expect, it } from 'vitest';
import { applyFixes } from '../src/app/fixes.ts';
import { ALL_RULES, COMPARISON_RULES, RULES } from '../src/rules/index.ts';
import type { ComparisonRule, Rule } from '../src/rules/contract/rule.ts';
import { analyse, findIn, reviewTrees } from './support/analyse.ts';
import { expectationsIn, type Expectation } from './support/expectations.ts';
import { exampleTree, fixtureFolders, fixturesOf, mapTree, type Tree } from './support/fixtures.ts';

const KNOWN = new Set(ALL_RULES.map((rule) => rule.id));

for (const rule of RULES) {
  describe(rule.id, () => {
    const fixtures = fixturesOf(rule.id);

    for (const { name, files } of fixtures) {
      it(`${name}: reports what is expected`, async () => {
        expect(await places(files, rule)).toEqual(expectedPlaces(files, rule));
      });

      it(`${name}: keeps its fingerprints when lines move`, async () => {
        const moved = mapTree(files, (text, path) => (path.endsWith('.py') ? moveDown(text) : text));
        expect(await fingerprints(moved, rule)).toEqual(await fingerprints(files, rule));
      });

      it(`${name}: bears CRLF`, async () => {
        expect(await places(withCrlf(files), rule)).toEqual(await places(files, rule));
      });

      it(`${name}: its fixes mend, with any end of line`, async () => {
        await expectFixesMend(files, rule);
        await expectFixesMend(withCrlf(files), rule);
      });
    }

    it('has a fixture it reports and one it leaves alone', () => {
      const counts = fixtures.map(({ files }) => expectedPlaces(files, rule).length);
      expect(counts.some((n) => n > 0)).toBe(true);
      expect(counts.some((n) => n === 0)).toBe(true);
    });

    it('leaves an empty file alone', async () => {
      expect(await places(new Map([['main.py', '']]), rule)).toEqual([]);
    });

    it('does what its page shows', async () => {
      expect(await places(exampleTree(rule.docs.bad), rule)).toHaveLength(1);
      expect(await places(exampleTree(rule.docs.good), rule)).toEqual([]);
      await expectFixesMend(exampleTree(rule.docs.bad), rule);
    });
  });
}

for (const rule of COMPARISON_RULES) {
  describe(rule.id, () => {
    it('does what its page shows', async () => {
      const good = exampleTree(rule.docs.good);
      const bad = exampleTree(rule.docs.bad);
      expect(await reviewed(good, bad, rule)).toEqual([rule.id]);
      expect(await reviewed(good, good, rule)).toEqual([]);
      // Taking the change back mends; it is no finding of this rule.
      expect(await reviewed(bad, good, rule)).toEqual([]);
    });

    it('leaves an empty file alone', async () => {
      const empty = new Map([['main.py', '']]);
      expect(await reviewed(empty, empty, rule)).toEqual([]);
    });
  });
}

describe('the rules as a whole', () => {
  it('have fixtures, and fixtures have a rule', () => {
    expect(fixtureFolders().toSorted()).toEqual(ALL_RULES.map((rule) => rule.id).toSorted());
  });

  it('have ids that are unique and in kebab-case', () => {
    expect(KNOWN.size).toBe(ALL_RULES.length);
    for (const id of KNOWN) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('are described whole', () => {
    for (const { id, summary, docs } of ALL_RULES) {
      expect(
        [summary, docs.why, docs.fix].every((text) => text.trim() !== ''),
        id,
      ).toBe(true);
      expect(summary.endsWith('.'), `${id}: the summary is no sentence`).toBe(false);
      for (const url of docs.references) expect(url, id).toMatch(/^https:\/\/\S+$/);
    }
  });
});

/** The ids of what one comparison rule says of a change. */
async function reviewed(base: Tree, head: Tree, rule: ComparisonRule): Promise<readonly string[]> {
  const { findings, crashes } = await reviewTrees(base, head, { rules: [], comparisonRules: [rule] });
  expect(crashes).toEqual([]);
  return findings.map((finding) => finding.ruleId);
}

/** `path:line` of each finding, in order. */
async function places(files: Tree, rule: Rule): Promise<readonly string[]> {
  const findings = await findIn(files, [rule]);
  return findings.map((finding) => `${finding.path}:${finding.startLine}`).toSorted();
}

function expectedPlaces(files: Tree, rule: Rule): readonly string[] {
  const isReported = ({ kind, ruleId }: Expectation): boolean => ruleId === rule.id && kind !== 'expect-missing';
  return [...files]
    .flatMap(([path, text]) => {
      return expectationsIn(text, KNOWN)
        .filter(isReported)
        .map(({ line }) => `${path}:${line}`);
    })
    .toSorted();
}

async function fingerprints(files: Tree, rule: Rule): Promise<readonly string[]> {
  return (await findIn(files, [rule])).map((finding) => finding.fingerprint).toSorted();
}

function withCrlf(files: Tree): Tree {
  return mapTree(files, (text) => text.replaceAll(/\r?\n/g, '\r\n'));
}

/** Below a line that only the top may hold. */
function moveDown(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  return /coding[:=]|^#!/.test(first) ? [first, '# moved', ...rest].join('\n') : `# moved\n\n${text}`;
}

/** Some lines end in CRLF, others in LF alone. */
function mixesEnds(text: string): boolean {
  return text.includes('\r\n') && /(?<!\r)\n/.test(text);
}

/** Each fix alone: what it makes parses, the finding is gone, and no rule finds anything that was not there. */
async function expectFixesMend(files: Tree, rule: Rule): Promise<void> {
  const findings = await findIn(files, [rule]);
  const fixable = findings.filter((finding) => finding.fix !== undefined);
  if (fixable.length === 0) return;
  const before = new Set((await findIn(files, RULES)).map((finding) => finding.fingerprint));
  for (const finding of fixable) {
    const { files: mended } = applyFixes([finding], (path) => files.get(path));
    const after = new Map([...files, ...mended.map(({ path, text }) => [path, text] as const)]);
    const { facts } = await analyse(after);
    expect(facts.modules.flatMap((module) => module.problems)).toEqual([]);
    for (const { path, text } of mended) expect(mixesEnds(text), `${path} mixes ends of line`).toBe(false);
    const left = (await findIn(after, RULES)).map((each) => each.fingerprint);
    const where = `${finding.path}:${finding.startLine}`;
    expect(
      left.filter((fingerprint) => !before.has(fingerprint)),
      `${where} adds a finding`,
    ).toEqual([]);
    expect(left.length, `${where} is not mended`).toBeLessThan(before.size);
  }
}
