import { describe, expect, test } from 'vitest';
import { completion } from '../../../server/src/core/features/facade.ts';
import { defaultSettings } from '../../../server/src/core/settings/settings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { checkCompleted, checkCompletion } from '../../support/check-features.ts';
import { parseFixture } from '../../support/fixture.ts';

/** Holds what is offered at `$0` in a text that somebody makes of one that could be read. */
function checkTyped(draw: (typed: string) => string, before: string, typed: string, expected: readonly string[]): void {
  const now = parseFixture(draw(typed));
  const workspace = new Workspace();
  workspace.apply({ files: parseFixture(draw(before)).files, settings: defaultSettings, complete: true });
  expect(workspace.snapshot.resources.length).toBeGreaterThan(1);
  workspace.apply({ files: now.files.map((file) => ({ ...file, isOpen: true })) });
  const { uri, offset } = now.cursor ?? { uri: '', offset: 0 };
  expect(completion(workspace.snapshot, uri, offset).map(({ text }) => text)).toEqual(expected);
}

const kustomization = (patches: string): string => `
  #- /kustomization.yaml
  resources: [web.yaml]
  patches:
    - ${patches}
  #- /web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: web}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: db}
`;
const operation = 'patch: "[{op: add, path: /spec/replicas, value: 2}]"';

describe('the target of a patch in a kustomization that cannot be read meanwhile', () => {
  const before = `target: {kind: Deployment, name: web}\n      ${operation}`;
  test.each([
    ['without its brace', `target: {kind: Deployment, name: $0\n      ${operation}`],
    ['before the next one', `target: {kind: Deployment, name: $0\n    - target: {kind: Service}\n      ${operation}`],
    ['in a quote that is open', `target: {kind: Deployment, name: "$0}\n      ${operation}`],
    ['with its brace in a comment', `target: {kind: Deployment, name: $0 # note}\n      ${operation}`],
    [
      'with an operation that is still to say where',
      'target: {kind: Deployment, name: $0}\n      patch: "[{op: add}]"',
    ],
  ])('%s', (_, typed) => {
    checkTyped(kustomization, before, typed, ['web']);
  });
});

describe('the label that a workload has behind the place where its text breaks off', () => {
  const draw = (selector: string): string => `
    kind: Deployment
    metadata: {name: web}
    spec:
      selector:
        matchLabels:${selector}
      template: {metadata: {labels: {app: web}}}
    ---
    kind: Service
    metadata: {name: web}
  `;
  test.each([
    ['a value in an open quote', " {app: '$0}", ['web']],
    ['a value before a line that is no YAML', '\n          app: $0\n      a b: c: d', ['web']],
    ['a pair', '\n          $0\n      a b: c: d', ['app: web']],
  ])('%s', (_, typed, expected) => {
    checkTyped(draw, ' {app: web}', typed, expected);
  });
});

test.each(['&a ', '!!str ', '&a !!str ', '&a "', '*'])('a name behind %s', (sign) => {
  const draw = (name: string): string => `
    kind: StatefulSet
    metadata: {name: web}
    spec: {serviceName: ${sign}${name}}
    ---
    kind: Service
    metadata: {name: "1"}
    spec: {clusterIP: None}
  `;
  if (sign === '*') checkTyped(draw, 'a', '$0', []);
  else if (sign.endsWith('"')) checkCompleted(draw('$0"'), '1', draw('1"'));
  else checkCompleted(draw('$0'), '1', draw('"1"'));
});

describe('the volumes that a workload has behind the place where its text breaks off', () => {
  const draw = (mount: string): string => `
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          volumeMounts:
            - ${mount}
      volumes:
        - name: settings
          emptyDir: {}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
  `;
  test.each([
    ['in a quote that is open', '{name: "sett$0, mountPath: /etc}'],
    ['in an empty one', "{name: '$0"],
    ['without its brace', '{name: $0'],
    ['in a block', 'name: "$0'],
  ])('%s', (_, typed) => {
    checkTyped(draw, '{name: settings, mountPath: /etc}', typed, ['settings']);
  });
});

test('behind a blank in an item, which only a path has, nothing else is offered', () => {
  checkCompletion(
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: a}
    spec:
      tls:
        - hosts:
            - web $0
    ---
    kind: Service
    metadata: {name: web}
    `,
    [],
  );
});
