/** Archives and patches are read from bytes that somebody else may have made. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { structuredPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { cutToBytes } from '../../src/github/bytes.ts';
import { blobId } from '../../src/github/blobs.ts';
import { readTarball, TAR_LIMITS } from '../../src/github/tar.ts';
import { unpatch } from '../../src/github/unpatch.ts';
import { readZip } from '../../src/github/zip.ts';
import { zipOf } from '../action/support/zip-of.ts';

/** What `git archive` makes of these files, as GitHub serves it. */
function archive(files: Readonly<Record<string, string>>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    const git = (...args: string[]): Buffer =>
      execFileSync('git', ['-c', 'user.name=o', '-c', 'user.email=o@o', ...args], { cwd: folder });
    git('init', '--quiet');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync('main.py', join(folder, 'link.py'));
    git('add', '--all');
    git('commit', '--quiet', '-m', 'x');
    return git('archive', '--format=tar.gz', '--prefix=octo-app-0123/', 'HEAD');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const everything = (): boolean => true;
const LONG = `${'a-long-folder-name/'.repeat(12)}ünïcode.py`;
const FILES = { 'main.py': 'a = 1\n', 'empty.py': '', [LONG]: 'b = 2\n', 'big.py': 'x'.repeat(70_000) };

describe('an archive', () => {
  it('is read also where it was unpacked on its way', async () => {
    const packed = await readTarball(archive(FILES), everything);
    expect(await readTarball(gunzipSync(archive(FILES)), everything)).toEqual(packed);
  });

  it('gives every file with its bytes, and links as what they are', async () => {
    const entries = await readTarball(archive(FILES), everything);
    const files = entries.filter(({ kind }) => kind === 'file');
    expect(Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes ?? []).toString()]))).toEqual(
      FILES,
    );
    expect(
      entries
        .filter(({ kind }) => kind === 'link')
        .map(({ path, bytes }) => [path, Buffer.from(bytes ?? []).toString()]),
    ).toEqual([['link.py', 'main.py']]);
  });

  it('keeps no bytes of what is not wanted or too large', async () => {
    const limits = { ...TAR_LIMITS, maxFileBytes: 1000 };
    const entries = await readTarball(archive(FILES), (path) => path !== 'main.py', limits);
    const without = entries.filter(({ bytes }) => bytes === undefined).map(({ path }) => path);
    expect(without.sort()).toEqual(['big.py', 'main.py']);
  });

  it('that breaks off anywhere is no archive', async () => {
    const whole = archive({ 'main.py': 'a = 1\n' });
    for (let length = 0; length < whole.length; length += 7) {
      await expect(readTarball(whole.subarray(0, length), everything)).rejects.toThrow('archive cannot be read');
    }
  });

  it('that is a bomb stops at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    await expect(readTarball(bomb, everything, { ...TAR_LIMITS, maxTotalBytes: 1_000_000 })).rejects.toThrow(
      'too large',
    );
    await expect(readTarball(archive(FILES), everything, { ...TAR_LIMITS, maxEntries: 2 })).rejects.toThrow('too many');
    await expect(readTarball(archive(FILES), everything, { ...TAR_LIMITS, maxKeptBytes: 100 })).rejects.toThrow(
      'too much',
    );
  });

  it('of noise is refused and never hangs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (noise) => {
        const read = await readTarball(gzipSync(noise), everything).catch((error: unknown) => error);
        expect(Array.isArray(read) || read instanceof Error).toBe(true);
      }),
    );
  });
});

describe('a zip archive', () => {
  const limits = { maxEntries: 2, maxEntryBytes: 1000 };

  it('gives its files', () => {
    expect(
      [...readZip(zipOf({ 'a.json': '{}' }), limits)].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
    ).toEqual([['a.json', '{}']]);
  });

  it('with too much in it is refused', () => {
    expect(() => readZip(zipOf({ a: '1', b: '2', c: '3' }), limits)).toThrow('too many');
    expect(() => readZip(zipOf({ a: 'x'.repeat(2000) }), limits)).toThrow('too large');
  });

  it('that lies about a size is refused', () => {
    const zip = zipOf({ a: 'x'.repeat(5000) });
    const entry = zip.indexOf('PK\x01\x02', 0, 'latin1');
    zip.writeUInt32LE(10, entry + 24);
    expect(() => readZip(zip, limits)).toThrow('artifact cannot be read');
  });

  it('that is damaged anywhere is refused, or as it was', () => {
    const whole = zipOf({ 'a.json': '{"a":1}' });
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const zip = Buffer.from(whole);
        zip[at] = byte;
        try {
          readZip(zip, limits);
        } catch (error) {
          expect(String(error)).toContain('artifact cannot be read');
        }
      }),
    );
  });
});

describe('the old file of a patch', () => {
  const texts = fc
    .array(fc.constantFrom('a\n', 'b\n', 'c\n', '-x\n', '+x\n', '@@ -1 +1 @@\n', '\\ no\n', 'é\r\n', '\n'), {
      maxLength: 25,
    })
    .chain((lines) => fc.constantFrom(lines.join(''), lines.join('').replace(/\n$/, '')));

  it('is exact for every pair of texts', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const patch = structuredPatch('f', 'f', before, after, '', '', { context: 3 })
          .hunks.map((hunk) => {
            const old = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
            const now = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
            return [
              `@@ -${String(old)},${String(hunk.oldLines)} +${String(now)},${String(hunk.newLines)} @@`,
              ...hunk.lines,
            ].join('\n');
          })
          .join('\n');
        fc.pre(patch !== '');
        const bytes = unpatch(Buffer.from(after), patch);
        expect(bytes === undefined ? undefined : Buffer.from(bytes).toString()).toBe(before);
      }),
    );
  });

  it('is not made up where the patch is of other bytes', () => {
    expect(unpatch(Buffer.from('other\n'), '@@ -1 +1 @@\n-a\n+b')).toBeUndefined();
    expect(unpatch(Buffer.from('b\n'), '@@ -1 +1 @@\n-\uFFFD\n+b')).toBeUndefined();
  });
});

describe('a text cut to bytes', () => {
  it('fits, and ends with a whole character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 3, max: 80 }), (text, max) => {
        const cut = cutToBytes(text, max);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(max);
        expect(cut.includes('\uFFFD')).toBe(text.includes('\uFFFD') && cut.includes('\uFFFD'));
        if (Buffer.byteLength(text) <= max) expect(cut).toBe(text);
      }),
    );
  });
});

it('a blob has the id that git gives it', () => {
  const id = execFileSync('git', ['hash-object', '--stdin'], { input: 'a = 1\n' }).toString().trim();
  expect(blobId(Buffer.from('a = 1\n'))).toBe(id);
});
