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
    const elsewhere = ['--cluster-domain', 'other.example'];
    expect((await folder.headlight(['resolve', 'db.prod.svc.k8s.example.', ...elsewhere])).stdout).toContain(
      'forwarded',
    );
    expect((await folder.headlight(['resolve', 'db.prod.svc.other.example', ...elsewhere])).code).toBe(0);
    expect((await folder.headlight(['resolve', 'db.prod.svc.other.example'])).stdout).toContain('forwarded');
  });
});
