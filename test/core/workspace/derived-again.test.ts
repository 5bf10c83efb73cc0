import { afterEach, expect, test, vi } from 'vitest';
import { rules } from '../../../server/src/core/rules/index.ts';
import { findProblems } from '../../../server/src/core/rules/run.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

// What one edit costs, counted in the objects that are judged again.

afterEach(() => {
  vi.restoreAllMocks();
});

const service = (namespace: string, port: number): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: ${namespace}}\nspec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: ${port}}]}\n`;
const clients = (namespace: string, host: string): string =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web, namespace: ${namespace}}\nspec:\n  serviceName: web\n  selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: c, ports: [{containerPort: 80}], env: [{name: PEER, value: "http://${host}"}]}]}}\n`;

test('of 2,500 Services of one name, an edit of one has those judged again that have to do with it', () => {
  const workspace = filled(2500, (app) => [
    [`apps/${app}/service.yaml`, service(`app-${app}`, 80)],
    [`apps/${app}/set.yaml`, clients(`app-${app}`, app % 10 === 0 ? 'wbe.shop.svc' : 'web')],
  ]);
  judgeAll(workspace);
  edit(workspace, 'apps/7/service.yaml', service('app-7', 81));
  const judged = judgeAll(workspace);
  expect(judged).toEqual(expect.arrayContaining(['Service web.app-7', 'StatefulSet web.app-7']));
  expect(judged.length).toBeLessThanOrEqual(20);
});

test('an edit of a client has nobody else judged again', () => {
  const workspace = filled(300, (app) => [
    [`apps/${app}/service.yaml`, service(`app-${app}`, 80)],
    [`apps/${app}/set.yaml`, clients(`app-${app}`, 'web')],
  ]);
  judgeAll(workspace);
  edit(workspace, 'apps/7/set.yaml', clients('app-7', 'web.app-8:80'));
  expect(judgeAll(workspace).length).toBeLessThanOrEqual(4);
});

test('a quote that is opened and closed in one of many documents has that one judged again, and what refers to it', () => {
  const documents = Array.from({ length: 400 }, (_, app) => service(`app-${app}`, 80));
  const workspace = filled(1, () => [['all.yaml', documents.join('---\n')]]);
  judgeAll(workspace);
  edit(workspace, 'all.yaml', documents.map((text, index) => (index === 200 ? text.replace('name: web', 'name: "web') : text)).join('---\n'));
  expect(judgeAll(workspace).length).toBeLessThanOrEqual(2);
  edit(workspace, 'all.yaml', documents.join('---\n'));
  expect(judgeAll(workspace)).toEqual(['Service web.app-200']);
});

test('in an open file a quote that is opened and closed has nobody judged again', () => {
  const documents = Array.from({ length: 50 }, (_, app) => service(`app-${app}`, 80));
  const workspace = filled(1, () => [['all.yaml', documents.join('---\n')]]);
  judgeAll(workspace);
  for (const name of ['name: web', 'name: "web', 'name: "we', 'name: web']) {
    const text = documents.map((one, index) => (index === 20 ? one.replace('name: web', name) : one)).join('---\n');
    workspace.apply({ files: [{ uri: 'all.yaml', path: 'all.yaml', text, isOpen: true }] });
    expect(judgeAll(workspace)).toEqual([]);
  }
});

test('a comment above everything moves all documents, and has none judged again', () => {
  const documents = Array.from({ length: 50 }, (_, app) => service(`app-${app}`, 80));
  const workspace = filled(1, () => [['all.yaml', `# one\n---\n${documents.join('---\n')}`]]);
  judgeAll(workspace);
  edit(workspace, 'all.yaml', `# one, two\n---\n${documents.join('---\n')}`);
  expect(judgeAll(workspace)).toEqual([]);
});

test('what was found to be absent is judged again once it is there, however much has come and gone before', () => {
  const workspace = filled(1, () => [['set.yaml', clients('shop', 'web')]]);
  judgeAll(workspace);
  for (let round = 0; round < 50; round++) edit(workspace, 'other.yaml', service(`other-${round}`, 80));
  judgeAll(workspace);
  edit(workspace, 'service.yaml', service('shop', 80));
  expect(judgeAll(workspace)).toContain('StatefulSet web.shop');
});

function filled(apps: number, filesOf: (app: number) => readonly (readonly [string, string])[]): Workspace {
  const workspace = new Workspace();
  const files = Array.from({ length: apps }, (_, app) => filesOf(app)).flat();
  workspace.apply({ files: files.map(([path, text]) => ({ uri: path, path, text })), complete: true });
  return workspace;
}

function edit(workspace: Workspace, path: string, text: string): void {
  workspace.apply({ files: [{ uri: path, path, text }] });
}

/** Checks all files. Returns what any rule looked at for it. */
function judgeAll({ snapshot }: Workspace): readonly string[] {
  const judged = new Set<string>();
  for (const rule of rules) {
    const check = rule.check.bind(rule);
    vi.spyOn(rule, 'check').mockImplementation((placed, context) => {
      judged.add(`${placed.resource.kind} ${placed.name ?? ''}.${placed.namespace}`);
      return check(placed, context);
    });
  }
  for (const file of snapshot.files.values()) findProblems(snapshot, file);
  vi.restoreAllMocks();
  return [...judged].sort();
}
