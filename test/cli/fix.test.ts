import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../server/src/cli/formats/unified-diff.ts';
import { replaceText } from '../../server/src/host/write-file.ts';
import { folderWith, textOf } from './command-line.ts';

const misspelt = `apiVersion: v1
kind: Service
metadata: {name: db}   # the database
spec:
  clusterIP: none # headless
  sessionAffinity: ClientIP
  selector: {app: db}
  ports: [{name: db, port: 5432}]
---
apiVersion: v1
kind: Pod
metadata: {name: db, labels: {app: db}}
spec: {containers: [{name: db, image: db, ports: [{containerPort: 5432}]}]}
`;
const fixed = misspelt.replace('none', 'None').replace('  sessionAffinity: ClientIP\n', '');

test('safe fixes are made, listed, and nothing else is touched', async () => {
  const folder = folderWith();
  folder.write('db.yaml', misspelt);
  const run = await folder.headlight(['fix']);
  expect(run).toEqual({
    code: 0,
    stdout: [
      'db.yaml',
      '  Change to clusterIP: None  invalid-cluster-ip',
      '  Remove sessionAffinity  ineffective-headless-field',
      '',
      '2 fixes in 1 file made.',
      'After the fixes: No problems in 1 file with 2 Kubernetes objects.',
      '',
    ].join('\n'),
    stderr: '',
  });
  expect(readFileSync(path.join(folder.path, 'db.yaml'), 'utf8')).toBe(fixed);
  expect(readdirSync(folder.path)).toEqual(['db.yaml']);
  expect((await folder.headlight(['fix'])).stdout).toMatch(/^Nothing to fix\.\n/);
});

test('a dry run prints a diff that patch takes, and writes nothing', async () => {
  const folder = folderWith();
  folder.write('deploy/db.yaml', misspelt);
  const { code, stdout, stderr } = await folder.headlight(['fix', '--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toBe(`--- a/deploy/db.yaml
+++ b/deploy/db.yaml
@@ -2,8 +2,7 @@
 kind: Service
 metadata: {name: db}   # the database
 spec:
-  clusterIP: none # headless
-  sessionAffinity: ClientIP
+  clusterIP: None # headless
   selector: {app: db}
   ports: [{name: db, port: 5432}]
 ---
`);
  expect(stderr).toBe(
    '2 fixes in 1 file would be made.\nAfter the fixes: No problems in 1 file with 2 Kubernetes objects.\n',
  );
  expect(readFileSync(path.join(folder.path, 'deploy/db.yaml'), 'utf8')).toBe(misspelt);
  execFileSync('git', ['apply', '-'], { cwd: folder.path, input: stdout });
  expect(readFileSync(path.join(folder.path, 'deploy/db.yaml'), 'utf8')).toBe(fixed);
});

test('a dry run above the working folder has paths that git takes', async () => {
  const folder = folderWith();
  folder.write('db.yaml', misspelt);
  folder.write('deploy/web.txt', '');
  const { stdout, stderr } = await folder.headlight(['fix', '--dry-run', '..'], { in: 'deploy' });
  expect(stdout).toMatch(/^--- a\/db\.yaml\n\+\+\+ b\/db\.yaml\n/);
  expect(stderr).toContain(`The paths of the diff begin in ${folder.path}.`);
  execFileSync('git', ['apply', '-'], { cwd: folder.path, input: stdout });
  expect(readFileSync(path.join(folder.path, 'db.yaml'), 'utf8')).toBe(fixed);
});

test('one rule alone, and a rule that is off', async () => {
  const folder = folderWith();
  folder.write('db.yaml', misspelt);
  const only = await folder.headlight(['fix', '--only', 'ineffective-headless-field']);
  // The field is ineffective only once the Service is headless.
  expect(only).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^Nothing to fix\.\nAfter the fixes: 1 problem/) as unknown,
  });
  const off = await folder.headlight(['fix', '--rule', 'invalid-cluster-ip=off']);
  expect(off.code).toBe(0);
  expect(off.stdout).toMatch(/^Nothing to fix\./);
  expect(readFileSync(path.join(folder.path, 'db.yaml'), 'utf8')).toBe(misspelt);
  const unknown = await folder.headlight(['fix', '--only', 'invalid-clusterip']);
  expect(unknown).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean "invalid-cluster-ip"?') as unknown,
  });
});

test('the exit code is that of what is left', async () => {
  const folder = folderWith();
  folder.write('a.yaml', misspelt.replace('name: db, port: 5432', 'port: 1}, {port: 2'));
  expect((await folder.headlight(['fix'])).code).toBe(1);
});

test('byte order mark, line ends, permissions and symbolic links stay', async () => {
  const folder = folderWith();
  const crlf = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  mkdirSync(path.join(folder.path, 'real'));
  folder.write('real/db.txt', crlf(misspelt));
  chmodSync(path.join(folder.path, 'real/db.txt'), 0o640);
  symlinkSync(path.join('real', 'db.txt'), path.join(folder.path, 'db.yaml'));
  expect((await folder.headlight(['fix', 'db.yaml'])).code).toBe(0);
  expect(readFileSync(path.join(folder.path, 'real/db.txt'), 'utf8')).toBe(crlf(fixed));
  expect(lstatSync(path.join(folder.path, 'db.yaml')).isSymbolicLink()).toBe(true);
  expect(statSync(path.join(folder.path, 'real/db.txt')).mode & 0o777).toBe(0o640);
});

test('a file that cannot be written is said and stays, and the others are fixed', async () => {
  const folder = folderWith();
  // Beside a name of this length no other fits, under which the new text could be written.
  const long = `${'a'.repeat(250)}.yaml`;
  folder.write(long, misspelt);
  folder.write('db.yaml', misspelt.replaceAll('db', 'other'));
  const run = await folder.headlight(['fix']);
  expect(run).toMatchObject({
    code: 2,
    stderr: `headlight: "${long}" is unchanged. It cannot be written: ENAMETOOLONG.\n`,
    stdout: expect.stringMatching(/^db\.yaml\n[^]*\n2 fixes in 1 file made\.\n/) as unknown,
  });
  expect(readFileSync(path.join(folder.path, long), 'utf8')).toBe(misspelt);
});

test('what a link leads to out of the folders is not rewritten', async () => {
  const folder = folderWith();
  folder.write('outside/db.yaml', misspelt);
  folder.write('in/own.yaml', misspelt.replaceAll('db', 'own'));
  symlinkSync('../outside', path.join(folder.path, 'in/link'));
  symlinkSync('../outside/db.yaml', path.join(folder.path, 'in/db.yaml'));
  const run = await folder.headlight(['fix'], { in: 'in' });
  expect(run.stdout).toMatch(/\n2 fixes in 1 file made\.\n/);
  expect(run.stderr).toBe(
    'headlight: Not read: "db.yaml" and "link". It is a link to a file outside the folders that are read.\n',
  );
  folder.write('in/.headlight.yaml', 'exclude: [link, "*.yaml"]');
  expect((await folder.headlight(['fix', '--dry-run'], { in: 'in' })).stderr).toMatch(/^Nothing to fix\.\n/);
  // Whoever names it has it read, and not written.
  const named = await folder.headlight(['fix', 'db.yaml'], { in: 'in' });
  const leadsTo = path.join(folder.path, 'outside/db.yaml');
  expect(named).toMatchObject({
    code: 2,
    stderr: `headlight: "db.yaml" is unchanged. It is a link to "${leadsTo}", which is outside the folders that Headlight writes to.\n`,
  });
  expect(readFileSync(leadsTo, 'utf8')).toBe(misspelt);
});

test('a file that has changed since it was read is not overwritten', async () => {
  const folder = folderWith();
  folder.write('a.yaml', 'new\n');
  const { href } = pathToFileURL(path.join(folder.path, 'a.yaml'));
  expect(await replaceText(href, 'old\n', 'fixed\n', [folder.path])).toEqual({
    kind: 'rejected',
    reason: 'It has changed since it was read.',
  });
  expect(readFileSync(path.join(folder.path, 'a.yaml'), 'utf8')).toBe('new\n');
});

test('JSON is changed, and stays JSON', async () => {
  const folder = folderWith();
  const json = '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"clusterIP": "none"}}\n';
  folder.write('a.json', json);
  expect((await folder.headlight(['fix'])).stdout).toContain('1 fix in 1 file made.');
  expect(readFileSync(path.join(folder.path, 'a.json'), 'utf8')).toBe(json.replace('"none"', '"None"'));
});

describe('a unified diff', () => {
  const lines = (from: number, to: number): string =>
    Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join('');
  const diff = (before: string, after: string): string => textOf(unifiedDiff('f', before, after));

  test('changes that are far apart have hunks of their own', () => {
    const before = lines(1, 20);
    expect(diff(before, before.replace('\n2\n', '\n').replace('\n19\n', '\nx\n19\n'))).toBe(
      '--- a/f\n+++ b/f\n@@ -1,5 +1,4 @@\n 1\n-2\n 3\n 4\n 5\n@@ -16,5 +15,6 @@\n 16\n 17\n 18\n+x\n 19\n 20\n',
    );
  });

  test('a last line without an end says so', () => {
    expect(diff('a', 'b\n')).toBe('--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n');
  });

  test('equal texts have none, and new ones begin at 0', () => {
    expect(diff('a\n', 'a\n')).toBe('');
    expect(diff('', 'a\n')).toBe('--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n');
  });
});
