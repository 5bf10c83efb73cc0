import { describe, expect, test } from 'vitest';
import type { CheckReport } from '../../server/src/cli/check-report.ts';
import { folderWith, jsonOf, type Folder } from './command-line.ts';
import { validates } from './schema.ts';

const service =
  'kind: Service\n  metadata: {name: db}\n  spec: {clusterIP: none, selector: {app: db}, ports: [{name: db, port: 80}]}\n';
const files = (configuration: string): string => `
  #- /.headlight.yaml
  ${configuration}
  #- /deploy/prod/db.yaml
  ${service}
  #- /deploy/test/db.yaml
  ${service}
`;

/** What is found, as `file level code namespace`. */
async function found(folder: Folder, args: readonly string[] = [], from = ''): Promise<readonly string[]> {
  const run = await folder.headlight(['check', '--format', 'json', ...args], { in: from });
  expect(run.stderr).toBe('');
  expect(validates('check', JSON.parse(run.stdout))).toEqual([]);
  return jsonOf<CheckReport>(run).diagnostics.map(
    ({ file, severity, code, resource }) => `${file} ${severity} ${code} ${resource?.namespace ?? 'none'}`,
  );
}

test('without a configuration', async () => {
  const folder = folderWith(files('# nothing').replace('.headlight', 'headlight'));
  expect(await found(folder)).toEqual([
    'deploy/prod/db.yaml error invalid-cluster-ip default',
    'deploy/test/db.yaml error invalid-cluster-ip default',
  ]);
});

describe('what it says is done', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['a rule is off', 'rules: {invalid-cluster-ip: off}', []],
    [
      'a level',
      'rules: {invalid-cluster-ip: hint}',
      ['deploy/prod/db.yaml hint invalid-cluster-ip default', 'deploy/test/db.yaml hint invalid-cluster-ip default'],
    ],
    ['files left out', 'exclude: ["deploy/test/**"]', ['deploy/prod/db.yaml error invalid-cluster-ip default']],
    ['a folder left out', 'exclude: ["**/prod", "**/test"]', []],
    ['files that are too large', 'maxFileSize: 50', []],
    [
      'a default namespace',
      'defaultNamespace: apps',
      ['deploy/prod/db.yaml error invalid-cluster-ip apps', 'deploy/test/db.yaml error invalid-cluster-ip apps'],
    ],
    [
      'namespaces by folder, the last that matches',
      'namespaces: {deploy/**: all, deploy/prod: prod}',
      ['deploy/prod/db.yaml error invalid-cluster-ip prod', 'deploy/test/db.yaml error invalid-cluster-ip all'],
    ],
  ];
  test.each(cases)('%s', async (_situation, configuration, expected) => {
    expect(await found(folderWith(files(configuration)))).toEqual(expected);
  });

  test('also from a folder below, and for one file', async () => {
    const folder = folderWith(files('{rules: {invalid-cluster-ip: hint}, namespaces: {deploy/prod/**: prod}}'));
    expect(await found(folder, [], 'deploy/prod')).toEqual(['db.yaml hint invalid-cluster-ip prod']);
    expect(await found(folder, ['deploy/prod/db.yaml'])).toEqual(['deploy/prod/db.yaml hint invalid-cluster-ip prod']);
  });

  test('a file that is given by name is checked though it is left out', async () => {
    const folder = folderWith(files('exclude: ["**"]'));
    expect(await found(folder)).toEqual([]);
    expect(await found(folder, ['deploy/prod/db.yaml'])).toHaveLength(1);
  });

  test('for records and names as well', async () => {
    const folder = folderWith(
      files('{clusterDomain: k8s.example, namespaces: {deploy/prod/**: prod}}').replaceAll('clusterIP: none, ', ''),
    );
    expect((await folder.headlight(['resolve', 'db.prod.svc.k8s.example'])).code).toBe(0);
    expect(
      (await folder.headlight(['resolve', 'db.prod.svc.k8s.example', '--cluster-domain', 'other.example'])).code,
    ).toBe(1);
  });
});

describe('which one counts', () => {
  test('an option of the command line before the file', async () => {
    const folder = folderWith(files('rules: {invalid-cluster-ip: off}\n  defaultNamespace: apps'));
    expect(await found(folder, ['--rule', 'invalid-cluster-ip=warning', '--default-namespace', 'told'])).toEqual([
      'deploy/prod/db.yaml warning invalid-cluster-ip told',
      'deploy/test/db.yaml warning invalid-cluster-ip told',
    ]);
  });

  test('the nearest above a file', async () => {
    const folder = folderWith(files('rules: {invalid-cluster-ip: off}'));
    folder.write('deploy/prod/.headlight.yaml', 'rules: {invalid-cluster-ip: warning}\n');
    const expected = 'db.yaml warning invalid-cluster-ip default';
    expect(await found(folder)).toEqual([`deploy/prod/${expected}`]);
    expect(await found(folder, ['deploy/prod'])).toEqual([`deploy/prod/${expected}`]);
    expect(await found(folder, [], 'deploy/prod')).toEqual([expected]);
  });

  test('the one given by --config alone, with globs from the working directory', async () => {
    const folder = folderWith(files('rules: {invalid-cluster-ip: off}'));
    folder.write('ci/strict.yaml', 'namespaces: {deploy/prod/**: prod}\nexclude: ["deploy/test/**"]\n');
    expect(await found(folder, ['--config', 'ci/strict.yaml'])).toEqual([
      'deploy/prod/db.yaml error invalid-cluster-ip prod',
    ]);
  });

  test('one given by --config that is not there is bad usage', async () => {
    expect(await folderWith(files('# nothing')).headlight(['check', '--config', 'nowhere.yaml'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'headlight: "nowhere.yaml" does not exist. Give a file or folder that does.\n',
    });
  });
});

test('what is wrong in it is reported at its line', async () => {
  const folder = folderWith(files('clusterDomain: a_b\n  rules: {invalid-cluster-ip: off}'));
  const run = await folder.headlight(['check']);
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/^\.headlight\.yaml\n {2}1:16 {2}warning {2}This value of "clusterDomain"/);
  expect(await found(folder, [], 'deploy/prod')).toEqual(['../../.headlight.yaml warning invalid-configuration none']);
});
