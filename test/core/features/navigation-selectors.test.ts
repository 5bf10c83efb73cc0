import { describe, expect, it, test } from 'vitest';
import { checkDefinition, checkHighlights, checkReferences, hoverAt } from '../../support/check-features.ts';

/** A Service with labels, of which one is drawn, and what is beside it. */
const beside = (labels: string, more: string): string => `
  #- /web.yaml
  kind: Service
  metadata:
    name: web
    namespace: shop
    labels:
${labels}
  spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
  ---
  kind: Service
  metadata: {name: web, namespace: lab, labels: {release: main, tier: front}}
  #- /more.yaml
${more}
`;
const labels = `
      release: main
      tier: front`;
const monitor = (spec: string, namespace = 'shop'): string => `
  apiVersion: monitoring.coreos.com/v1
  kind: ServiceMonitor
  metadata: {name: web, namespace: ${namespace}}
  spec: {${spec}}`;

describe('the selector of a ServiceMonitor', () => {
  const marked = `
      release: main
               ^^^^
      tier: front`;

  test.each([
    ['a value', monitor('selector: {matchLabels: {release: ma$0in}}')],
    ['with another that fits', monitor('selector: {matchLabels: {tier: front, release: ma$0in}}')],
    ['an expression', monitor('selector: {matchExpressions: [{key: release, operator: In, values: [ma$0in]}]}')],
    [
      'in another namespace',
      monitor('namespaceSelector: {matchNames: [shop]}, selector: {matchLabels: {release: ma$0in}}', 'mon'),
    ],
  ])('leads to the label of the Service: %s', (_, more) => {
    checkDefinition(beside(marked, more));
  });

  test.each([
    ['of another namespace', monitor('selector: {matchLabels: {release: ma$0in}}', 'mon')],
    ['with one that does not fit', monitor('selector: {matchLabels: {release: ma$0in, tier: back}}')],
    ['of monitors', monitor('selector: {matchLabels: {release: ma$0in}}').replace('ServiceMonitor', 'Prometheus')],
  ])('leads nowhere: %s', (_, more) => {
    checkDefinition(beside(labels, more));
  });

  it('is among the references of the label', () => {
    const asking = `
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: {name: web, namespace: shop}
      spec:
        selector:
          matchLabels:
            release: main
                     ^^^^
    `;
    const own = `
      release: ma$0in
               ^^^^^^ declaration
      tier: front`;
    checkReferences(beside(own, asking));
    checkHighlights(beside(own.replace('declaration', 'write'), asking.replace(/\n *\^+/, '')));
  });

  it('a label that no monitor asks for is nothing that others refer to', () => {
    const own = `
      release: main
      tier: fr$0ont`;
    checkDefinition(beside(own, monitor('selector: {matchLabels: {release: main}}')));
  });
});

describe('hover tells what a selector selects', () => {
  const pods = `
  kind: Deployment
  metadata: {name: web, namespace: shop}
  spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}`;
  const over = (more: string): string => hoverAt(beside(labels, `${more}\n  ---${pods}`));

  it('of Services', () => {
    const shown = over(monitor('selector: {matchLabels: {release: ma$0in}}'));
    expect(shown).toContain('Selects [Service web');
    expect(shown).not.toContain('lab');
    expect(over(monitor('selector: {match$0Labels: {release: main}}'))).toBe(shown);
    expect(over(monitor('selec$0tor: {matchLabels: {release: main}}'))).toBe(shown);
    expect(over(monitor('selector: {matchLabels: {release: ma$0in}}', 'mon'))).toContain(
      'No Service in this workspace',
    );
    expect(
      over(monitor('selector: {matchLabels: {release: ma$0in}}, namespaceSelector: {matchNames: [shop, lab]}')),
    ).toMatch(/Selects \[Service web.* and \[Service web/);
  });

  test.each([
    ['a budget', 'policy/v1', 'PodDisruptionBudget', 'selector: {matchLabels: {app: w$0eb}}'],
    ['a policy', 'networking.k8s.io/v1', 'NetworkPolicy', 'podSelector: {matchLabels: {app: w$0eb}}'],
    [
      'a rule of one',
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: w$0eb}}}]}]',
    ],
    ['a PodMonitor', 'monitoring.coreos.com/v1', 'PodMonitor', 'selector: {matchLabels: {app: w$0eb}}'],
  ])('of Pods: %s', (_, version, kind, spec) => {
    const object = `\n  apiVersion: ${version}\n  kind: ${kind}\n  metadata: {name: x, namespace: shop}\n  spec: {${spec}}`;
    expect(over(object)).toContain('Selects [Deployment web');
    expect(over(object.replace('w$0eb', 'no$0ne'))).toContain('No Pod in this workspace');
    expect(over(object.replace('namespace: shop', 'namespace: lab'))).toContain('No Pod in this workspace');
  });

  it('but not of namespaces, nor where labels say which namespaces', () => {
    const policy = (peer: string): string =>
      `\n  apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: {name: x, namespace: shop}\n  spec: {podSelector: {}, ingress: [{from: [{${peer}}]}]}`;
    expect(over(policy('namespaceSelector: {matchLabels: {team: w$0eb}}'))).toBe('');
    expect(
      over(policy('namespaceSelector: {matchLabels: {team: web}}, podSelector: {matchLabels: {app: w$0eb}}')),
    ).toBe('');
  });
});

/** What kustomize changes an object by its name. */
describe('a kustomization that changes an object refers to it', () => {
  const built = `
    #- /base/kustomization.yaml
    resources: [db.yaml]
    #- /base/db.yaml
    kind: StatefulSet
    metadata:
      name: d$0b
            ^^^^ declaration
    #- /prod/kustomization.yaml
    namePrefix: x-
    resources: [../base]
    replicas:
      - name: db
              ^^
        count: 3
    patches:
      - path: patch.yaml
      - target:
          kind: StatefulSet
          name: db
                ^^
        patch: '[{op: add, path: /metadata/annotations, value: {a: b}}]'
      - target: {kind: Service, name: db}
        patch: '[{op: add, path: /metadata/annotations, value: {a: b}}]'
    #- /prod/patch.yaml
    kind: StatefulSet
    metadata:
      name: db
            ^^
    spec: {replicas: 2}
  `;

  it('from its name', () => {
    checkReferences(built);
  });
});
