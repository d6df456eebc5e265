import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blobId, readFolder } from '../../src/source/folder.ts';
import { isUnsafeName, isWanted, MAX_FILE_BYTES } from '../../src/source/wanted.ts';
import { createFolder, createRepo, removeTestFolders, repositoryAt, writeIn } from '../support/git-repo.ts';

afterAll(removeTestFolders);

const containing = (text: string): unknown => expect.stringContaining(text);

const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 1\n';

describe('readFolder', () => {
  it('reads Python and the few other files that matter, in a stable order', async () => {
    const path = createFolder();
    for (const name of [
      'b.py',
      'a/z.py',
      'a/b/c.py',
      'pyproject.toml',
      'README.md',
      'requirements/dev.txt',
      'data.txt',
      'Dockerfile.prod',
    ]) {
      writeIn(path, name, name);
    }
    const snapshot = await readFolder(path);
    expect([...snapshot.files.keys()]).toEqual([
      'Dockerfile.prod',
      'a/b/c.py',
      'a/z.py',
      'b.py',
      'pyproject.toml',
      'requirements/dev.txt',
    ]);
    expect(snapshot).toMatchObject({ id: 'worktree', skipped: [] });
  });

  it('enters no folder that was installed or generated', async () => {
    const path = createFolder();
    for (const folder of ['.git', 'node_modules/x', '.venv/lib', 'env/lib/python3.12/site-packages/y', '__pycache__'])
      writeIn(path, `${folder}/a.py`, '');
    expect([...(await readFolder(path)).files.keys()]).toEqual([]);
  });

  it('follows no link, neither to a file nor to a folder, in or out of the tree', async () => {
    const outside = createFolder();
    writeIn(outside, 'secret.py', 'secret\n');
    const inside = repositoryAt(createFolder());
    inside.write('real/a.py', 'a\n');
    inside.link('app.py', join(outside, 'secret.py'));
    inside.link('pkg', outside);
    inside.link('alias', 'real');
    inside.link('dangling.py', 'nowhere.py');
    inside.link('loop', '.');
    inside.link('LICENSE', 'real/a.py');
    const snapshot = await readFolder(inside.path);
    expect([...snapshot.files.keys()]).toEqual(['real/a.py']);
    expect(snapshot.skipped.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      'alias symlink',
      'app.py symlink',
      'dangling.py symlink',
      'loop symlink',
      'pkg symlink',
    ]);
  });

  it('may be named through a link itself', async () => {
    const inside = repositoryAt(createFolder());
    inside.write('real/a.py', 'a\n');
    inside.link('alias', 'real');
    expect([...(await readFolder(join(inside.path, 'alias'))).files.keys()]).toEqual(['a.py']);
  });

  it('lists what it leaves: pointers of LFS, large files, pipes, names that mean another place', async () => {
    const path = createFolder();
    writeIn(path, 'pointer.py', LFS);
    writeIn(path, 'large.py', new Uint8Array(MAX_FILE_BYTES + 1));
    writeIn(path, 'full.py', new Uint8Array(MAX_FILE_BYTES));
    writeIn(path, 'C:\\x.py', '');
    execFileSync('mkfifo', [join(path, 'pipe.py')]);
    const snapshot = await readFolder(path);
    expect([...snapshot.files.keys()]).toEqual(['full.py']);
    expect(snapshot.skipped.map(({ path: name, reason }) => `${name} ${reason}`)).toEqual([
      'C:\\x.py unsafe-name',
      'large.py too-large',
      'pipe.py unreadable',
      'pointer.py lfs-pointer',
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('lists what the system does not let it read', async () => {
    const path = createFolder();
    writeIn(path, 'a.py', 'a');
    chmodSync(join(path, 'a.py'), 0);
    expect((await readFolder(path)).skipped).toMatchObject([{ path: 'a.py', reason: 'unreadable' }]);
  });

  it('says what is missing or no folder', async () => {
    const path = createFolder();
    writeIn(path, 'a.py', '');
    await expect(readFolder(join(path, 'x'))).rejects.toMatchObject({ code: 'path-unreadable' });
    await expect(readFolder(join(path, 'a.py'))).rejects.toMatchObject({
      code: 'path-unreadable',
      message: containing('not a folder'),
    });
  });

  it('gives the blob ids that git gives', async () => {
    const repo = createRepo();
    mkdirSync(join(repo.path, 'x'));
    repo.write('a.py', 'é\r\n');
    expect(blobId(new TextEncoder().encode('é\r\n'))).toBe(repo.git('hash-object', '--no-filters', 'a.py').trim());
    expect((await readFolder(repo.path)).files.get('a.py')?.blob).toBe(blobId(new TextEncoder().encode('é\r\n')));
  });
});

describe('isWanted', () => {
  it.each([
    'a.py',
    'x/y/a.py',
    'pyproject.toml',
    'svc/pyproject.toml',
    'setup.cfg',
    'setup.py',
    'requirements.txt',
    'requirements-dev.txt',
    'requirements/base.txt',
    'x/requirements/base.txt',
    'uv.lock',
    'poetry.lock',
    'pdm.lock',
    'Pipfile',
    'Pipfile.lock',
    'Dockerfile',
    'x/Dockerfile.prod',
    'api.Dockerfile',
    'docker-compose.yml',
    'docker-compose.prod.yaml',
    'compose.yaml',
    'Procfile',
    '.github/fastapi-hardening.yml',
    '.github/fastapi-hardening.yaml',
  ])('%s', (path) => expect(isWanted(path)).toBe(true));

  it.each([
    'a.pyi',
    'a.pyc',
    'py',
    'a.py/x',
    '.env',
    'x.ini',
    'requirements/x.md',
    'x/.github/fastapi-hardening.yml',
    'README.md',
    'app.toml',
  ])('not %s', (path) => expect(isWanted(path)).toBe(false));
});

describe('isUnsafeName', () => {
  it.each([
    '',
    '/a.py',
    '../a.py',
    'a/../b.py',
    'a/..',
    './a.py',
    'a//b.py',
    'a\0.py',
    'C:\\a.py',
    'c:/a.py',
    '\\\\host\\a.py',
    'a\\..\\b.py',
    'a\uFFFD.py',
  ])('refuses %j', (path) => expect(isUnsafeName(path)).toBe(true));
  it.each(['a.py', '-a.py', 'a b.py', '..a.py', 'a..py', "it's.py", 'é.py', 'a\nb.py', '...py', 'a"b.py'])(
    'accepts %j',
    (path) => expect(isUnsafeName(path)).toBe(false),
  );
});
