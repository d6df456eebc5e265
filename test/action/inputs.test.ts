/** What a workflow may say, what the log may print, and where files may be written. */
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readEnvironment } from '../../src/action/environment.ts';
import { readInside, writeInside } from '../../src/action/files.ts';
import { INPUT_SHAPES, readInputs } from '../../src/action/inputs.ts';
import { inert } from '../../src/action/log.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const given = (inputs: Readonly<Record<string, string>>) =>
  readInputs((name) => ({ token: 't', ...inputs })[name] ?? '');

describe('inputs', () => {
  it('are those of action.yml, no more and no less', () => {
    const Manifest = z.object({ inputs: z.record(z.string(), z.unknown()) });
    const { inputs } = Manifest.parse(parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')));
    expect(Object.keys(inputs)).toEqual(Object.keys(INPUT_SHAPES));
  });

  it('have defaults', () => {
    expect(given({})).toMatchObject({ comments: true, 'max-comments': 50, draft: 'check-only', 'fail-on': undefined });
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    ['fail-on', 'hihg', 'critical, high, medium, low, info, never'],
    ['fail-on', 'High', 'critical, high'],
    ['draft', 'check_only', 'comment, check-only, skip'],
    ['comments', 'yes', 'true or false'],
    ['max-comments', '-1', 'a number from 0 to 200'],
    ['max-comments', '5000', 'a number from 0 to 200'],
    ['min-confidence', 'sure', 'high, medium, low'],
    ['path', '../other', 'inside the repository'],
    ['sarif-file', '/etc/passwd', 'inside the repository'],
    ['ref', '--upload-pack=x', 'a branch, a tag or a commit'],
  ];
  for (const [name, value, says] of wrong) {
    it(`of the wrong kind stop the run: ${name}: ${value}`, () => {
      expect(() => given({ [name]: value })).toThrow(says);
      expect(() => given({ [name]: value })).toThrow(`\`${name}\``);
    });
  }

  it('that are secret are never repeated', () => {
    expect(() => given({ token: '', draft: 'x' })).toThrow(/^(?!.*ghs_)/);
  });
});

describe('a line of the log', () => {
  it('is never a command of the runner', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('::', '##[', 'error', '::error::', ' ', '\r', '\n', '\u2028', '#', '[', ':', 'x')),
        (parts) => {
          const line = inert(parts.join(''));
          expect(line).not.toMatch(/^\s*::/);
          expect(line).not.toContain('##[');
          expect(line).not.toMatch(/[\r\n\u2028]/);
        },
      ),
    );
  });
});

describe('files', () => {
  it('are written inside the workspace, and behind no link', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
    await writeInside(workspace, 'a/b/c.json', '{}');
    expect(await readInside(workspace, 'a/b/c.json')).toBe('{}');
    mkdirSync(join(workspace, 'real'));
    symlinkSync('/tmp', join(workspace, 'linked'));
    symlinkSync('/etc/hostname', join(workspace, 'file-link'));
    await expect(writeInside(workspace, 'linked/x.json', '{}')).rejects.toThrow('symbolic link');
    await expect(writeInside(workspace, 'file-link', '{}')).rejects.toThrow('regular file');
    await expect(writeInside(workspace, '../x.json', '{}')).rejects.toThrow('outside');
    await expect(readInside(workspace, 'missing.json')).rejects.toThrow('does not exist');
  });
});

describe('the environment', () => {
  const minimal = { GITHUB_REPOSITORY: 'octo/app', GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: '/e' };

  it('gives an Enterprise server its own GraphQL address', () => {
    const read = readEnvironment({ ...minimal, GITHUB_API_URL: 'https://git.example/api/v3' });
    expect(read.graphqlUrl).toBe('https://git.example/api/graphql');
  });

  it('names what is missing', () => {
    expect(() => readEnvironment({ ...minimal, GITHUB_REPOSITORY: 'octo' })).toThrow('GITHUB_REPOSITORY');
    expect(() => readEnvironment({ ...minimal, GITHUB_API_URL: 'file:///etc' })).toThrow('GITHUB_API_URL');
  });
});
