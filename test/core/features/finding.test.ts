import { describe, expect, it } from 'vitest';
import {
  codeLenses,
  documentLinks,
  documentSymbols,
  implementation,
  incomingCalls,
  inlayHints,
  outgoingCalls,
  prepareCalls,
  workspaceSymbols,
  type Call,
} from '../../../server/src/core/features/facade.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const shop = `
  #- /prod/db.yaml
  kind: Service
  metadata: {name: db, namespace: prod}
  spec:
    clusterIP: None
    selector: {app: db}
    ports: [{name: sql, port: 5432, targetPort: pg}]
  ---
  kind: StatefulSet
  metadata: {name: db, namespace: prod}
  spec:
    serviceName: db
    replicas: 2
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: db, ports: [{name: pg, containerPort: 5432}]}]}
  #- /prod/api.yaml
  kind: Deployment
  metadata: {name: api, namespace: prod}
  spec:
    selector: {matchLabels: {app: api}}
    template:
      metadata: {labels: {app: api}}
      spec:
        containers:
          - name: api
            image: api
            env: [{name: A, value: "http://db-0.db:5432/db"}, {name: B, value: "https://www.example.com/db"}]
            envFrom: [{configMapRef: {name: settings}}]
  ---
  kind: Deployment
  metadata: {name: idle, namespace: prod}
  spec:
    selector: {matchLabels: {app: idle}}
    template:
      metadata: {labels: {app: idle}}
      spec: {containers: [{name: idle, image: idle, envFrom: [{configMapRef: {name: settings}}]}]}
  ---
  kind: ConfigMap
  metadata: {name: settings, namespace: prod}
  data: {url: "http://web.prod.svc:80"}
  #- /prod/web.yaml
  kind: Service
  metadata: {name: web, namespace: prod}
  spec: {selector: {app: api}, ports: [{port: 80}]}
  ---
  kind: Ingress
  metadata: {name: edge, namespace: prod}
  spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
  #- /lab/db.json
  {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db", "namespace": "lab"}, "spec": {"ports": [{"port": 80}]}}
  #- /lab/pod.yaml
  kind: Service
  metadata: {name: crew, namespace: lab}
  spec: {clusterIP: None, selector: {app: crew}}
  ---
  kind: Pod
  metadata: {name: first, namespace: lab, labels: {app: crew}}
  spec: {hostname: lead, subdomain: crew, containers: [{name: crew, image: crew}]}
`;

const fixture = parseFixture(shop);
const snapshot = snapshotOfFixture(fixture);

/** The place behind a text of a file. */
function at(path: string, text: string): readonly [string, number] {
  const file = fixture.files.find((one) => one.path === path);
  return [`file://${path}`, (file?.text.indexOf(text) ?? 0) + text.length];
}

describe('symbols of the workspace', () => {
  const find = (query: string): readonly string[] =>
    workspaceSymbols(snapshot, query).map(({ name, container }) => `${name} | ${container}`);

  it.each([
    ['db.prod', 'db.prod | Service · /prod/db.yaml'],
    ['db.prod.svc.cluster.local', 'db.prod.svc.cluster.local | Service · /prod/db.yaml'],
    ['db.lab', 'db.lab | Service · /lab/db.json'],
    ['db-1.db.prod', 'db-1.db.prod | StatefulSet · /prod/db.yaml'],
    ['DB-0.db.prod.svc.cluster.local', 'DB-0.db.prod.svc.cluster.local | StatefulSet · /prod/db.yaml'],
    ['lead.crew.lab', 'lead.crew.lab | Pod · /lab/pod.yaml'],
  ])('a name in DNS is the name of what it leads to: %s', (query, first) => {
    expect(find(query)[0]).toBe(first);
  });

  it('the name of a Pod without its namespace, and what is in no namespace', () => {
    expect(find('db-1.db')[0]).toBe('db-1.db | StatefulSet · /prod/db.yaml');
    const namespace = snapshotOfFixture(parseFixture('kind: Namespace\nmetadata: {name: shop}\n'));
    expect(workspaceSymbols(namespace, 'shop').map(({ name }) => name)).toEqual(['shop']);
  });

  it('by name and by kind, with what was asked for in the name', () => {
    expect(find('db')).toEqual([
      'db.lab | Service · /lab/db.json',
      'db.prod | Service · /prod/db.yaml',
      'db.prod | StatefulSet · /prod/db.yaml',
    ]);
    expect(find('statefulset')).toEqual(['StatefulSet db.prod | StatefulSet · /prod/db.yaml']);
    expect(find('edge')).toEqual(['edge.prod | Ingress · /prod/web.yaml']);
  });

  it('by characters in their order, behind those that have them side by side', () => {
    expect(find('wp')).toEqual(['web.prod | Service · /prod/web.yaml']);
    expect(find('edprod')).toEqual(['edge.prod | Ingress · /prod/web.yaml']);
    expect(find('pw')).toEqual([]);
  });

  it('a Pod that is none leads nowhere, and there are at most 200', () => {
    expect(find('db-2.db.prod')).toEqual([]);
    const many = Array.from({ length: 300 }, (_, index) => `kind: Service\nmetadata: {name: s${index}}\n`).join(
      '---\n',
    );
    expect(workspaceSymbols(snapshotOfFixture(parseFixture(many)), '')).toHaveLength(200);
  });
});

describe('links', () => {
  it('a host name in a URL leads to its Service, others to nothing', () => {
    const links = documentLinks(snapshot, 'file:///prod/api.yaml').map(({ span, target }) => {
      const text = fixture.files.find(({ path }) => path === '/prod/api.yaml')?.text ?? '';
      return `${text.slice(span.start, span.end)} → ${target.file.path}`;
    });
    expect(links).toEqual(['db-0.db → /prod/db.yaml', 'web.prod.svc → /prod/web.yaml']);
  });
});

describe('implementations', () => {
  it('what a Service selects, from its name and from a host name', () => {
    for (const place of [
      at('/prod/db.yaml', 'Service\nmetadata: {name: d'),
      at('/prod/web.yaml', 'metadata: {name: we'),
    ]) {
      const found = implementation(snapshot, ...place);
      expect(found?.targets).toHaveLength(1);
    }
    const [target] = implementation(snapshot, ...at('/prod/web.yaml', 'service: {name: we'))?.targets ?? [];
    expect(target?.file.path).toBe('/prod/api.yaml');
    expect(implementation(snapshot, ...at('/prod/api.yaml', 'image: a'))).toBeUndefined();
  });
});

describe('calls', () => {
  const names = (calls: readonly Call[]): readonly string[] =>
    calls.map(({ item, spans }) => `${item.kind} ${item.name} ${spans.length}`).sort();

  it('who talks to a Service: strings, ConfigMaps that are used, routes', () => {
    expect(names(incomingCalls(snapshot, ...at('/prod/web.yaml', '{name: we')))).toEqual([
      'ConfigMap settings 1',
      'Deployment api 1',
      'Deployment idle 1',
      'Ingress edge 1',
    ]);
    expect(names(incomingCalls(snapshot, ...at('/prod/db.yaml', 'Service\nmetadata: {name: d')))).toEqual([
      'Deployment api 1',
    ]);
  });

  it('whom a workload, a route and a Service talk to', () => {
    expect(names(outgoingCalls(snapshot, ...at('/prod/api.yaml', 'metadata: {name: ap')))).toEqual([
      'Service db 1',
      'Service web 1',
    ]);
    expect(names(outgoingCalls(snapshot, ...at('/prod/web.yaml', 'metadata: {name: ed')))).toEqual(['Service web 1']);
    expect(names(outgoingCalls(snapshot, ...at('/prod/web.yaml', '{name: we')))).toEqual(['Deployment api 1']);
  });

  it('begins at the object that the cursor stands in', () => {
    const [item] = prepareCalls(snapshot, ...at('/prod/api.yaml', 'image: a'));
    expect(item).toMatchObject({ kind: 'Deployment', name: 'api', namespace: 'prod' });
  });
});

describe('in the text', () => {
  it('lenses tell Pods, records, references and problems', () => {
    const uri = 'file:///prod/db.yaml';
    const lenses = codeLenses(snapshot, uri).map((one) => one.lenses.map(({ title }) => title));
    expect(lenses).toEqual([
      ['2 Pods', '9 records', '2 references'],
      ['2 Pods', '9 records', '2 references'],
    ]);
    const problem = parseFixture('kind: Service\nmetadata: {name: db}\nspec: {clusterIP: none, ports: [{port: 80}]}\n');
    const [told] = codeLenses(snapshotOfFixture(problem), 'file:///manifest.yaml');
    expect(told?.lenses.map(({ title }) => title)).toContain('1 problem');
  });

  it('a lens of Pods leads to what they are made of', () => {
    const file = snapshot.files.get('file:///prod/db.yaml');
    const lineOf = (offset: number): string => file?.text.slice(0, offset).split('\n').at(-1)?.trim() ?? '';
    const places = codeLenses(snapshot, 'file:///prod/db.yaml').map(({ lenses }) =>
      lenses.flatMap((lens) => (lens.opens === 'pods' ? lens.places : [])).map(({ span }) => lineOf(span.start)),
    );
    expect(places).toEqual([['metadata: {name:'], ['spec:']]);
  });

  it('a lens counts the Pods that a Service selects', () => {
    const onePod = parseFixture(`
      kind: Service
      metadata: {name: db-1}
      spec: {selector: {statefulset.kubernetes.io/pod-name: db-1}, ports: [{port: 80}]}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {replicas: 3, template: {metadata: {labels: {app: db}}}}
    `);
    const lenses = codeLenses(snapshotOfFixture(onePod), 'file:///manifest.yaml').map((one) => one.lenses[0]?.title);
    expect(lenses).toEqual(['1 Pod', '3 Pods']);
  });

  it('hints show whole names and the numbers of ports', () => {
    const hints = inlayHints(snapshot, 'file:///prod/db.yaml', { start: 0, end: 10_000 });
    expect(hints.map(({ text }) => text)).toEqual(['db.prod.svc.cluster.local', '→ 5432', 'db.prod.svc.cluster.local']);
    expect(inlayHints(snapshot, 'file:///prod/db.yaml', { start: 0, end: 5 })).toEqual([]);
  });

  it('an outline lists the objects of a file', () => {
    expect(documentSymbols(snapshot, 'file:///prod/api.yaml').map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Deployment api',
      'Deployment idle',
      'ConfigMap settings',
    ]);
  });
});
