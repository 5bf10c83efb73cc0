import { expect, test } from 'vitest';
import { codeActions, definition, hover, recordsDocument } from '../../../server/src/core/features/facade.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { checkRename } from '../../support/check-rename.ts';
import { parseFixture, snapshotOfFixture, type Fixture } from '../../support/fixture.ts';

const repository = `
  #- /base/kustomization.yaml
  resources:
    - db.yaml
  #- /base/db.yaml
  kind: Service
  metadata:
    name: db
  spec:
    clusterIP: None
    selector: {app: db}
    ports: [{name: sql, port: 5432}]
  ---
  kind: StatefulSet
  metadata: {name: db}
  spec:
    serviceName: db
    replicas: 1
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, ports: [{name: sql, containerPort: 5432}]}]}
  #- /overlays/dev/kustomization.yaml
  namePrefix: dev-
  resources:
    - ../../base
  #- /overlays/prod/kustomization.yaml
  namespace: prod
  namePrefix: prod-
  resources:
    - ../../base
    - https://example.com/more.yaml
  patches:
    - path: replicas.yaml
  #- /overlays/prod/replicas.yaml
  kind: StatefulSet
  metadata: {name: db}
  spec: {replicas: 3}
`;

test('hover shows the name in every kustomization', () => {
  expect(hoverAt(repository.replace('    name: db', '    name: $0db'))).toBe(
    [
      'dev-db.default.svc.cluster.local',
      'It is built by the kustomization in /overlays/dev.',
      'In /overlays/prod: prod-db.prod.svc.cluster.local',
    ].join('\n'),
  );
  expect(hoverAt(repository.replace('serviceName: db', 'serviceName: $0db'))).toContain(
    'In /overlays/prod: prod-db.prod.svc.cluster.local',
  );
});

test('hover tells what entries of a kustomization bring in', () => {
  expect(hoverAt(repository.replace('- db.yaml', '- $0db.yaml'))).toContain('Adds Service dev-db');
  expect(hoverAt(repository.replace('- ../../base\n    - https', '- $0../../base\n    - https'))).toBe(
    'The kustomization /base/kustomization.yaml: 2 objects.',
  );
  expect(hoverAt(repository.replace('- https', '- $0https'))).toContain(
    'It is fetched when the kustomization is built',
  );
  expect(hoverAt(repository.replace('path: replicas', 'path: $0replicas'))).toContain('A patch of StatefulSet prod-db');
});

test('entries of a kustomization lead to their files, names to what they name in each kustomization', () => {
  expect(targets(repository.replace('- db.yaml', '- $0db.yaml'))).toEqual(['/base/db.yaml 1']);
  expect(targets(repository.replace('- ../../base\n  #-', '- $0../../base\n  #-'))).toEqual([
    '/base/kustomization.yaml 1',
  ]);
  expect(targets(repository.replace('path: replicas', 'path: $0replicas'))).toEqual(['/overlays/prod/replicas.yaml 1']);
  expect(targets(repository.replace('serviceName: db', 'serviceName: $0db'))).toEqual(['/base/db.yaml 4']);
});

test('the names of targets and patches show and lead to what they mean, patterns to all that they match', () => {
  const named = (target: string, more = ''): string => `${repository}${more}
  #- /overlays/named/kustomization.yaml
  namespace: named
  resources: [../../base]
  patches:
    - target: {kind: Service, name: ${target}}
      patch: |-
        kind: Service
        metadata: {name: any}
        spec: {publishNotReadyAddresses: true}
    - path: patch.yaml
  #- /overlays/named/patch.yaml
  kind: Service
  metadata: {name: ${target === 'db' ? '$0db' : 'db'}}
  spec: {type: ClusterIP}
  `;
  expect(targets(named('d$0.*'))).toEqual(['/base/db.yaml 4']);
  expect(hoverAt(named('d$0.*'))).toContain('db.named.svc.cluster.local');
  expect(targets(named('d$0.*'))).toEqual(['/base/db.yaml 4']);
  expect(hoverAt(named('db'))).toContain('db.named.svc.cluster.local');
  expect(targets(named('db'))).toEqual(['/base/db.yaml 4']);
});

test('the patch that deletes an object in one overlay leads to it, and follows its name', () => {
  const deleting = (name: string, cursors: readonly [base: string, patch: string] = ['', '']): string => `
  #- /base/kustomization.yaml
  resources: [db.yaml]
  #- /base/db.yaml
  kind: Service
  metadata: {name: ${cursors[0]}${name}}
  ---
  kind: ConfigMap
  metadata: {name: settings}
  #- /with/kustomization.yaml
  resources: [../base]
  #- /without/kustomization.yaml
  resources: [../base]
  patches: [{path: delete.yaml}]
  #- /without/delete.yaml
  $patch: delete
  kind: Service
  metadata: {name: ${cursors[1]}${name}}
  `;
  expect(targets(deleting('db', ['', '$0']))).toEqual(['/base/db.yaml 3']);
  checkRename(deleting('db', ['$0', '']), 'store', deleting('store'));
  checkRename(deleting('db', ['', '$0']), 'store', deleting('store'));
});

test('records are those of every kustomization, and of no base', () => {
  const { snapshot, uri, offset } = at(repository.replace('    name: db', '    name: $0db'));
  const { text } = recordsDocument(snapshot, { kind: 'service', uri, offset });
  const names = [...text.matchAll(/^ {2}(\S*db\S*) /gm)].map(([, name = '']) => name);
  expect(new Set(names)).toEqual(new Set(names.filter((name) => /dev-db|prod-db/.test(name))));
  expect(names.some((name) => name.startsWith('prod-db-2.prod-db'))).toBe(true);
  expect(names.some((name) => name.startsWith('dev-db-0.dev-db'))).toBe(true);
  expect(names.some((name) => name.startsWith('dev-db-2'))).toBe(false);
});

test('a problem of a base is reported once, and names the kustomizations that have it where not all do', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [db.yaml]
    #- /base/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, clusterIP: none, ports: [{name: sql, port: 5432}]}
                                           ^^^^ error[invalid-cluster-ip] 💡
    #- /dev/kustomization.yaml
    namePrefix: dev-
    resources: [../base]
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base, pods.yaml]
    patches:
      - patch: |-
          apiVersion: v1
          kind: Service
          metadata: {name: db}
          spec: {clusterIP: NONE}
                            ^^^^ error[invalid-cluster-ip] 💡
    #- /prod/pods.yaml
    kind: Pod
    metadata: {name: db, labels: {app: db}}
    spec: {containers: [{name: db, ports: [{name: sql, containerPort: 5432}]}]}
  `);
});

test('words that kustomize does not take for booleans, as kubectl does where nothing builds them', () => {
  const service = (name: string, marks: string): string => `
    kind: Service
    metadata: {name: ${name}}
    spec:
      type: ExternalName
      externalName: on
${marks}
  `;
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [service.yaml]
    #- /app/service.yaml${service('built', '      publishNotReadyAddresses: yes\n                                ^^^ error[invalid-field-type] 💡')}
    #- /plain.yaml${service('plain', '                    ^^ error[invalid-field-type] 💡')}
  `);
});

test('a reference that an overlay does not rename dangles there', () => {
  const fixture = parseFixture(`
    #- /base/kustomization.yaml
    resources: [web.yaml]
    #- /base/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80}]}
    ---
    kind: StatefulSet
    metadata: {name: web}
    spec:
      serviceName: web
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, ports: [{name: http, containerPort: 80}]}]}}
    #- /one/kustomization.yaml
    namePrefix: one-
    resources: [../base]
    #- /two/kustomization.yaml
    resources: [../base]
    patches: [{patch: '{apiVersion: v1, kind: Service, metadata: {name: web}, $patch: delete}'}]
  `);
  const snapshot = snapshotOfFixture(fixture);
  const sets = snapshot
    .ofKind('StatefulSet')
    .map((set) => [set.scope.kind, set.name, snapshot.links.from(set)[0]?.to.length]);
  expect(sets).toEqual([
    ['kustomization', 'one-web', 1],
    ['kustomization', 'web', 0],
  ]);
});

test('a fix is offered only if it helps in every kustomization', () => {
  const { snapshot, uri, offset } = at(`
    #- /base/kustomization.yaml
    resources: [db.yaml]
    #- /base/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, clusterIP: $0none, ports: [{name: sql, port: 5432}]}
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
  `);
  const fixes = codeActions(snapshot, uri, { start: offset, end: offset }).filter((offer) => offer.kind === 'quickfix');
  expect(fixes.map((offer) => offer.edit() !== undefined)).not.toContain(false);
  expect(fixes.length).toBeGreaterThan(0);
});

test('editing a kustomization changes everything below it at once', () => {
  const { files } = parseFixture(repository);
  const workspace = new Workspace();
  workspace.apply({ files, complete: true });
  const names = (): readonly string[] =>
    workspace.snapshot.ofKind('Service').map(({ name, namespace }) => `${name}.${namespace}`);
  expect(names()).toEqual(['dev-db.default', 'prod-db.prod']);
  const change = (path: string, edit: (text: string) => string): void => {
    const file = files.find((one) => one.path === path);
    if (file !== undefined) workspace.apply({ files: [{ ...file, text: edit(file.text) }] });
  };
  change('/overlays/dev/kustomization.yaml', (text) => text.replace('dev-', 'test-'));
  expect(names()).toEqual(['test-db.default', 'prod-db.prod']);
  change('/base/db.yaml', (text) => text.replace('name: db', 'name: sql'));
  expect(names()).toEqual(['test-sql.default', 'prod-sql.prod']);
  workspace.apply({ removed: ['file:///overlays/prod/kustomization.yaml'] });
  expect(names()).toEqual(['test-sql.default']);
  workspace.apply({ removed: ['file:///overlays/dev/kustomization.yaml'] });
  expect(names()).toEqual(['sql.default']);
  workspace.apply({ removed: ['file:///base/kustomization.yaml'] });
  expect(names()).toEqual(['sql.default']);
});

test('the files of generators, replacements and configurations are gone to', () => {
  for (const entry of [
    'configMapGenerator: [{name: app, files: [$0conf/app.yaml]}]',
    'secretGenerator: [{name: app, files: [key=conf/$0app.yaml]}]',
    'configMapGenerator: [{name: app, envs: [$0conf/app.yaml]}]',
    'replacements: [{path: $0conf/app.yaml}]',
    'configurations: [$0conf/app.yaml]',
  ]) {
    const files = `
      #- /kustomization.yaml
      ${entry}
      #- /conf/app.yaml
      url: http://db
    `;
    expect(targets(files), entry).toEqual(['/conf/app.yaml 1']);
    expect(hoverAt(files), entry).toBe('');
  }
});

function at(source: string): {
  readonly snapshot: Snapshot;
  readonly uri: string;
  readonly offset: number;
  readonly fixture: Fixture;
} {
  const fixture = parseFixture(source);
  if (fixture.cursor === undefined) throw new Error('The fixture has no cursor.');
  return { snapshot: snapshotOfFixture(fixture), uri: fixture.cursor.uri, offset: fixture.cursor.offset, fixture };
}

/** The lines of a hover that are about names and scopes. */
function hoverAt(source: string): string {
  const { snapshot, uri, offset } = at(source);
  const found = hover(snapshot, uri, offset, { commands: [], format: 'plaintext' });
  const lines = (found?.markdown ?? '')
    .split('\n')
    .filter((line) => /svc\.cluster\.local$|ustomization|overlays|Adds|patch|fetched/.test(line));
  return lines.join('\n');
}

function targets(source: string): readonly string[] {
  const { snapshot, uri, offset } = at(source);
  return (definition(snapshot, uri, offset)?.targets ?? []).map(
    ({ file, selection }) => `${file.path} ${file.text.slice(0, selection.start).split('\n').length}`,
  );
}

test('a kustomization at the root of a file system finds its files', () => {
  checkDiagnostics(`
    #- /kustomization.yaml
    resources: [base, db.yaml]
    #- /base/kustomization.yaml
    resources: [db.yaml]
    #- /base/db.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: base}
    #- /db.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: db}
  `);
});
