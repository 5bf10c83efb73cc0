import { describe, expect, test } from 'vitest';
import { completion } from '../../../server/src/core/features/facade.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { checkCompletion } from '../../support/check-features.ts';

const services = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: data}
    spec: {serviceName: db, replicas: 2, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}]}}}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
`;

/** A value of a ConfigMap of the namespace shop. */
const value = (text: string, key = 'url'): string => `
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data: {${key}: "${text}"}
    ---${services}`;

describe('fields that name a Service', () => {
  const near = `
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}}
    ---
    kind: Service
    metadata: {name: peers}
    spec: {clusterIP: None}
    ---
    kind: Service
    metadata: {name: out}
    spec: {type: ExternalName, externalName: example.com}
    #- /far/other.yaml
    kind: Service
    metadata: {name: away}
    spec: {clusterIP: None}
`;

  test('serviceName: headless ones first, then the nearest, no alias', () => {
    checkCompletion(
      `
    kind: StatefulSet
    metadata: {name: x}
    spec:
      serviceName: p$0eer
                   ^^^^^^
    ---${near}`,
      ['peers'],
    );
    checkCompletion(
      `
    kind: StatefulSet
    metadata: {name: x}
    spec:
      serviceName: $0
      replicas: 2
    ---${near}`,
      ['peers', 'away', 'api'],
    );
  });

  test('subdomain, also empty in quotes', () => {
    checkCompletion(
      `
    kind: Deployment
    metadata: {name: x}
    spec: {template: {spec: {hostname: x, subdomain: "$0"}}}
    ---${near}`,
      ['peers', 'away', 'api'],
    );
  });

  test('backends', () => {
    checkCompletion(
      `
    kind: Ingress
    metadata: {name: x}
    spec:
      rules:
      - http:
          paths:
          - backend:
              service:
                name: $0
    ---${near}`,
      ['api', 'out', 'peers', 'away'],
    );
    checkCompletion(
      `
    kind: HTTPRoute
    metadata: {name: x}
    spec: {rules: [{backendRefs: [{name: a$0}]}]}
    ---${near}`,
      ['api', 'away'],
    );
    checkCompletion(
      `
    kind: GRPCRoute
    metadata: {name: x}
    spec: {rules: [{filters: [{requestMirror: {backendRef: {name: a$0}}}]}]}
    ---${near}`,
      ['api', 'away'],
    );
  });

  test('the name of Endpoints: Services without selector first', () => {
    checkCompletion(
      `
    kind: Endpoints
    metadata:
      name: a$0pi
            ^^^^^
    ---${near}`,
      ['away', 'api'],
    );
  });

  test('the label of a slice', () => {
    checkCompletion(
      `
    kind: EndpointSlice
    metadata:
      name: x
      labels:
        kubernetes.io/service-name: o$0
    ---${near}`,
      ['out'],
    );
  });

  test.each([
    'metadata: {name: $0}',
    'metadata: {name: x, labels: {app: $0}}',
    'metadata: {name: x}\n    spec: {replicas: $0}',
  ])('nothing else: %s', (fields) => {
    checkCompletion(
      `
    kind: StatefulSet
    ${fields}
    ---${near}`,
      [],
    );
  });
});

describe('host names in strings', () => {
  test('in a URL as short as can be', () => {
    checkCompletion(value('http://$0'), ['web', 'db.data']);
    checkCompletion(value('postgres://app:x@d$0'), ['db.data']);
    checkCompletion(value('dns:///d$0'), ['db.data']);
  });

  test('longer ones behind a dot', () => {
    checkCompletion(value('http://db.$0'), ['db.data', 'db.data.svc', 'db.data.svc.cluster.local']);
    checkCompletion(value('http://web.$0'), ['web.shop', 'web.shop.svc', 'web.shop.svc.cluster.local']);
    checkCompletion(value('see db.data.$0'), ['db.data.svc', 'db.data.svc.cluster.local']);
  });

  test('Pods by their numbers', () => {
    checkCompletion(value('db-0.db.data:7000,db-$0'), [
      ...['db-0.db.data', 'db-0.db.data.svc', 'db-0.db.data.svc.cluster.local'].map((name) => `${name} #pod`),
      ...['db-1.db.data', 'db-1.db.data.svc', 'db-1.db.data.svc.cluster.local'].map((name) => `${name} #pod`),
    ]);
  });

  test('ports behind an underscore', () => {
    checkCompletion(value('_h$0', 'x'), [
      '_http._tcp.web #port',
      '_http._tcp.web.shop #port',
      '_http._tcp.web.shop.svc #port',
      '_http._tcp.web.shop.svc.cluster.local #port',
    ]);
  });

  test('the value of a variable or flag that is called like a host', () => {
    const pod = (fields: string): string => `
    kind: Pod
    metadata: {name: x, namespace: shop}
    spec: {containers: [{name: x, ${fields}}]}
    ---${services}`;
    checkCompletion(pod('env: [{name: DB_HOST, value: $0}]'), ['web', 'db.data']);
    checkCompletion(pod('env: [{name: COLOR, value: $0}]'), []);
    checkCompletion(pod('args: ["--db-host=d$0"]'), ['db.data']);
    checkCompletion(pod('args: ["--level=d$0"]'), []);
    checkCompletion(pod('image: db.$0'), []);
  });

  test('an alias takes whole names only', () => {
    checkCompletion(
      `
    kind: Service
    metadata: {name: alias, namespace: shop}
    spec: {type: ExternalName, externalName: d$0}
    ---${services}`,
      ['db.data.svc.cluster.local'],
    );
  });

  test('in a block', () => {
    checkCompletion(
      `
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      conf: |
        server http://we$0b.shop:80;
                      ^^^^^^^^^^
    ---${services}`,
      ['web'],
    );
  });

  test.each(['prose w$0', '/etc/w$0', '$(w$0', 'db-$0'])('nothing at %s', (text) => {
    checkCompletion(value(text, 'note'), []);
  });
});

test('in a line that is longer than anybody writes, nothing is looked for', () => {
  for (const [word, offered] of [
    ['a-'.repeat(1000), true],
    ['a-'.repeat(500_000), false],
  ] as const) {
    const text = `kind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\ndata: {x: ${word} "http://`;
    const service = 'kind: Service\napiVersion: v1\nmetadata: {name: db}\nspec: {ports: [{port: 1}]}\n---\n';
    const snapshot = snapshotOf([{ uri: 'a.yaml', path: 'a.yaml', text: `${service}${text}"}` }]);
    expect(completion(snapshot, 'a.yaml', service.length + text.length).length > 0).toBe(offered);
  }
});

describe('more names than a list shows', () => {
  const count = 450;
  const many = Array.from(
    { length: count },
    (_, index) => `apiVersion: v1
kind: Service
metadata: {name: api-${index}, namespace: shop}
spec: {selector: {app: api-${index}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api-${index}, namespace: shop}
spec: {template: {metadata: {labels: {app: api-${index}}}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: api-${index}, namespace: shop}
`,
  ).join('---\n');

  test.each([
    [
      'a Service',
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: x, namespace: shop}\nspec: {serviceName: $0}',
    ],
    ['a host', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\ndata: {url: "http://$0"}'],
    ['a label', 'apiVersion: v1\nkind: Service\nmetadata: {name: x, namespace: shop}\nspec: {selector: {app: $0}}'],
    [
      'an object',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: shop}\nspec: {volumes: [{name: v, configMap: {name: $0}}]}',
    ],
  ])('of %s are all found by typing on', (_, text) => {
    const offered = (word: string): readonly string[] => {
      const own = text.replace('$0', word);
      const snapshot = snapshotOf([
        { uri: 'file:///w/far/many.yaml', path: 'far/many.yaml', text: many },
        { uri: 'file:///w/x.yaml', path: 'x.yaml', text: own },
      ]);
      return completion(snapshot, 'file:///w/x.yaml', text.indexOf('$0') + word.length).map((one) => one.text);
    };
    expect(offered('')).toHaveLength(200);
    expect(offered('api-449')).toEqual(['api-449']);
    expect(offered('API-44')).toEqual(expect.arrayContaining(['api-44', 'api-440', 'api-449']));
  });
});
