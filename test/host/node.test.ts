import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mayHoldManifests } from '../../server/src/host/manifest-files.ts';
import { createMemoryHost } from '../support/memory-host.ts';
import type { Reach, ReadResult } from '../../server/src/host/host.ts';
import { nodeHost } from '../../server/src/host/node-host.ts';
import { hostReason } from '../../server/src/host/unread-reasons.ts';

const limit = 4 * 1024 * 1024;
let folder = '';
let outside = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'headlight-host-')));
  outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'headlight-outside-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(outside, { recursive: true, force: true });
});

describe('finding files', () => {
  test('manifests are found by their ending, in the order of their paths', async () => {
    write('b.yaml', 'a/deep/c.yml', 'a.json', 'Kustomization', 'notes.txt', 'script.yaml.sh', 'UPPER.YAML');
    expect(await found()).toEqual(['Kustomization', 'UPPER.YAML', 'a.json', 'a/deep/c.yml', 'b.yaml']);
  });

  test('what lies under node_modules, .git and the excludes is left out', async () => {
    write(
      'node_modules/x/a.yaml',
      'a/node_modules/b.yaml',
      '.git/c.yaml',
      'vendor/d.yaml',
      'a/vendor/e.yaml',
      'a/f.gen.yaml',
      '.github/g.yaml',
    );
    expect(await found(['vendor', '**/*.gen.yaml'])).toEqual(['.github/g.yaml', 'a/vendor/e.yaml']);
    expect(await found(['**/vendor', '**/.github/**'])).toEqual(['a/f.gen.yaml']);
    const { leftOut } = await nodeHost.findFiles(uriOf(folder), ['vendor', '**/*.gen.yaml'], [uriOf(folder)]);
    expect(leftOut.map((one) => `${path.relative(folder, one.path)}, ${one.reason}`)).toEqual([
      'a/f.gen.yaml, excluded by headlight.exclude or files.exclude',
      'vendor, excluded by headlight.exclude or files.exclude',
    ]);
  });

  test('names with spaces and special characters have the URI that VS Code gives them', async () => {
    write("a b (c)'+&#.yaml");
    const { uris } = await nodeHost.findFiles(uriOf(folder), [], [uriOf(folder)]);
    expect(uris).toEqual([`${uriOf(folder)}/a%20b%20%28c%29%27%2B%26%23.yaml`]);
    expect(await nodeHost.readFile(uris[0] ?? '', limit, [uriOf(folder)])).toEqual({ kind: 'text', text: '' });
  });

  test('links are not followed: what is inside is found where it stands, and those that lead out are reported', async () => {
    write('real/a.yaml');
    writeFileSync(path.join(outside, 'far.yaml'), '');
    writeFileSync(path.join(outside, 'notes.txt'), '');
    link('twin', path.join(folder, 'real'));
    link('real/up', folder);
    link('real/self', 'self');
    link('same.yaml', path.join(folder, 'real/a.yaml'));
    link('disk', path.parse(folder).root);
    link('one', outside);
    link('real/two', outside);
    link('far.yaml', path.join(outside, 'far.yaml'));
    link('far.txt', path.join(outside, 'notes.txt'));
    link('vendor', outside);
    link('node_modules', outside);
    const { uris, unread } = await nodeHost.findFiles(uriOf(folder), ['vendor'], [uriOf(folder)]);
    expect(uris.map(below)).toEqual(['real/a.yaml']);
    expect(unread.map((one) => [relative(one), one.reason])).toEqual(
      ['disk', 'far.yaml', 'one', 'real/two'].map((name) => [name, hostReason('outside')]),
    );
  });

  test('a link from one folder into another one that is read stays inside', async () => {
    writeFileSync(path.join(outside, 'far.yaml'), '');
    link('one', outside);
    const both = [uriOf(folder), uriOf(outside)];
    expect(await nodeHost.findFiles(uriOf(folder), [], both)).toMatchObject({ uris: [], unread: [] });
  });

  test('a folder that is a link itself is searched where a person named it, and not where it is one of what is found', async () => {
    writeFileSync(path.join(outside, 'far.yaml'), '');
    link('one', outside);
    const named = uriOf(path.join(folder, 'one'));
    expect((await nodeHost.findFiles(named, [], [named])).uris.map(below)).toEqual(['one/far.yaml']);
    const found = await nodeHost.findFiles(named, [], [uriOf(folder)]);
    expect(found.uris).toEqual([]);
    expect(found.unread.map(({ reason }) => reason)).toEqual([hostReason('outside')]);
    const beside = await nodeHost.findFiles(named, [], [uriOf(folder), named]);
    expect(beside.uris.map(below)).toEqual(['one/far.yaml']);
  });

  test('a link to nothing and a folder that does not exist are reported', async () => {
    symlinkSync(path.join(folder, 'gone'), path.join(folder, 'broken.yaml'));
    const { uris, unread } = await nodeHost.findFiles(uriOf(folder), [], [uriOf(folder)]);
    expect(uris).toEqual([]);
    expect(unread).toEqual([
      { uri: `${uriOf(folder)}/broken.yaml`, path: `${slashed(folder)}/broken.yaml`, reason: 'It does not exist.' },
    ]);
    expect((await nodeHost.findFiles(`${uriOf(folder)}/none`, [], [`${uriOf(folder)}/none`])).unread).toEqual([
      { uri: `${uriOf(folder)}/none`, path: `${slashed(folder)}/none`, reason: 'It does not exist.' },
    ]);
  });

  test('a folder of another scheme is reported', async () => {
    const { uris, unread } = await nodeHost.findFiles('vscode-vfs://github/x', [], ['vscode-vfs://github/x']);
    expect(uris).toEqual([]);
    expect(unread[0]?.reason).toBe('It is not on the disk of this machine.');
  });
});

describe('reading a file', () => {
  const cases: readonly [string, Uint8Array | string, unknown][] = [
    ['text', 'kind: Pod\r\n', { kind: 'text', text: 'kind: Pod\r\n' }],
    ['a byte order mark', '\uFEFFkind: Pod\n', { kind: 'text', text: 'kind: Pod\n' }],
    ['an empty file', '', { kind: 'text', text: '' }],
    ['a NUL', 'a\0b', { kind: 'unread', reason: 'It is a binary file.' }],
    [
      'bytes that are no UTF-8',
      new Uint8Array([0x61, 0xe9, 0x0a]),
      { kind: 'unread', reason: 'It is not valid UTF-8. Save it as UTF-8.' },
    ],
    [
      'UTF-16',
      new Uint8Array([0xff, 0xfe, 0x61, 0]),
      { kind: 'unread', reason: 'It is encoded as UTF-16. Save it as UTF-8.' },
    ],
  ];
  test.each(cases)('%s', async (_situation, content, expected) => {
    writeFileSync(path.join(folder, 'file.yaml'), content);
    expect(await nodeHost.readFile(`${uriOf(folder)}/file.yaml`, limit, [uriOf(folder)])).toEqual(expected);
    expect(
      await createMemoryHost([['file:///file.yaml', content]]).readFile('file:///file.yaml', limit, ['file:///']),
    ).toEqual(expected);
  });

  test('a file above the limit', async () => {
    writeFileSync(path.join(folder, 'big.yaml'), 'a'.repeat(1_600_000));
    expect(await nodeHost.readFile(`${uriOf(folder)}/big.yaml`, 1024 * 1024, [uriOf(folder)])).toEqual({
      kind: 'unread',
      reason: 'It is 1.5 MB, more than the limit of 1 MB. Raise the setting maxFileSize to read it.',
    });
  });

  test('a link that leads out of the folders, to a file or by a folder above it, and one that stays inside', async () => {
    write('real/a.yaml');
    writeFileSync(path.join(outside, 'far.yaml'), 'secret');
    link('far.yaml', path.join(outside, 'far.yaml'));
    link('one', outside);
    link('twin', path.join(folder, 'real'));
    const read = (name: string, within: Reach = [uriOf(folder)]): Promise<ReadResult> =>
      nodeHost.readFile(uriOf(path.join(folder, name)), limit, within);
    expect(await read('far.yaml')).toEqual({ kind: 'unread', reason: hostReason('outside') });
    expect(await read('one/far.yaml')).toEqual({ kind: 'unread', reason: hostReason('outside') });
    expect(await read('one/../real/a.yaml')).toEqual({ kind: 'text', text: '' });
    expect(await read('twin/a.yaml')).toEqual({ kind: 'unread', reason: hostReason('linked') });
    expect(await read('far.yaml', 'anywhere')).toEqual({ kind: 'text', text: 'secret' });
  });

  test('a file beside a link, one after the other, and a folder that has become a link since', async () => {
    write('real/a.yaml');
    writeFileSync(path.join(outside, 'a.yaml'), 'secret');
    link('real/b.yaml', path.join(outside, 'a.yaml'));
    const read = (name: string): Promise<ReadResult> =>
      nodeHost.readFile(`${uriOf(folder)}/${name}`, limit, [uriOf(folder)]);
    expect(await read('real/a.yaml')).toEqual({ kind: 'text', text: '' });
    expect(await read('real/b.yaml')).toEqual({ kind: 'unread', reason: hostReason('outside') });
    expect(await read('real/../real/a.yaml')).toEqual({ kind: 'text', text: '' });
    await new Promise((resolve) => setImmediate(resolve));
    rmSync(path.join(folder, 'real'), { recursive: true });
    link('real', outside);
    expect(await read('real/a.yaml')).toEqual({ kind: 'unread', reason: hostReason('outside') });
  });

  test.skipIf(process.platform === 'win32')('a pipe is not waited for', async () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe.yaml')]);
    expect(await nodeHost.readFile(uriOf(path.join(folder, 'pipe.yaml')), limit, [uriOf(folder)])).toEqual({
      kind: 'unread',
      reason: 'It is not a regular file.',
    });
  });

  test('a file that is not there, and a folder', async () => {
    expect(await nodeHost.readFile(`${uriOf(folder)}/none.yaml`, limit, [uriOf(folder)])).toEqual({
      kind: 'unread',
      reason: 'It does not exist.',
    });
    expect(await nodeHost.readFile(uriOf(folder), limit, [uriOf(folder)])).toEqual({
      kind: 'unread',
      reason: 'It is a folder.',
    });
  });
});

test('JSON is indexed only where it has apiVersion and kind', () => {
  expect(mayHoldManifests('/a.json', '{"apiVersion": "v1", "kind": "Service"}')).toBe(true);
  expect(mayHoldManifests('/package-lock.json', '{"name": "a", "lockfileVersion": 3}')).toBe(false);
  expect(mayHoldManifests('/patch.json', '[{"op": "remove", "path": "/spec"}]')).toBe(true);
  expect(mayHoldManifests('/tasks.json', '{"op": "remove", "path": "/spec"}')).toBe(false);
  expect(mayHoldManifests('/a.yaml', 'name: a')).toBe(true);
});

test('a host in memory finds files as the one on disk does', async () => {
  const host = createMemoryHost(
    ['/w/a.yaml', '/w/node_modules/b.yaml', '/w/gen/c.yaml', '/w/d.txt', '/v/e.yaml'].map((file) => [
      `file://${file}`,
      '',
    ]),
  );
  const { uris } = await host.findFiles('file:///w', ['gen'], ['file:///w']);
  expect(uris).toEqual(['file:///w/a.yaml']);
});

describe('listing a folder', () => {
  const listed = (name: string) => nodeHost.listFolder(uriOf(path.join(folder, name)), [uriOf(folder)]);

  test('what is in it is told, whatever it is called', async () => {
    write('a/app.conf', 'a/.env', 'a/below/x');
    link('a/linked', path.join(folder, 'a/app.conf'));
    const entries = await listed('a');
    expect(entries === 'absent' ? [] : entries?.map(({ name, kind }) => `${kind} ${name}`).sort()).toEqual([
      'file .env',
      'file app.conf',
      'folder below',
      'link linked',
    ]);
  });

  test('a folder that a link leads over counts as a link: what is in it is known by another path', async () => {
    write('a/below/x', 'a/app.conf');
    link('linked', path.join(folder, 'a'));
    const entries = await listed('linked');
    expect(entries === 'absent' ? [] : entries?.map(({ name, kind }) => `${kind} ${name}`).sort()).toEqual([
      'file app.conf',
      'link below',
    ]);
  });

  test('one that is not there is absent, also below a file', async () => {
    write('a/app.conf');
    expect(await listed('b')).toBe('absent');
    expect(await listed('b/c/d')).toBe('absent');
    expect(await listed('a/app.conf/c')).toBe('absent');
  });

  test('of one outside, also by a link, nothing is told', async () => {
    link('elsewhere', outside);
    expect(await listed('elsewhere')).toBeUndefined();
    expect(await nodeHost.listFolder(uriOf(outside), [uriOf(folder)])).toBeUndefined();
    expect(await nodeHost.listFolder('untitled:a', [uriOf(folder)])).toBeUndefined();
  });
});

async function found(exclude: readonly string[] = []): Promise<readonly string[]> {
  const { uris } = await nodeHost.findFiles(uriOf(folder), exclude, [uriOf(folder)]);
  return uris.map(below);
}

function below(uri: string): string {
  return relative({ path: slashed(fileURLToPath(uri)) });
}

function relative(file: { readonly path: string }): string {
  return path.posix.relative(slashed(folder), file.path);
}

function link(name: string, target: string): void {
  symlinkSync(target, path.join(folder, name));
}

function write(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), '');
  }
}

function uriOf(file: string): string {
  return pathToFileURL(file).href;
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}
