import { test } from 'vitest';
import { checkDefinition, checkHighlights, checkNameAt, checkReferences } from '../../support/check-features.ts';

const service = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {clusterIP: None, selector: {app: db}}
`;
const set = `
    kind: StatefulSet
    metadata: {name: db, namespace: data}
    spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
`;

test('the label of a Pod leads to its StatefulSet', () => {
  checkDefinition(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      peers: "a, db-$00.db.data.svc:1"
                 ^^^^^^ origin
    ---${service}    ---
    kind: StatefulSet
    metadata:
      namespace: data
      name: db
            ^^
    spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
  `);
});

test('the label of a Pod that has a hostname leads to it', () => {
  checkDefinition(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      peers: le$0ad.db.data.svc:1
             ^^^^^^ origin
    ---${service}    ---
    kind: Pod
    metadata:
      namespace: data
      labels: {app: db}
      name: first
            ^^^^^
    spec: {hostname: lead, subdomain: db}
  `);
});

test('a Pod has the names that mean it', () => {
  checkReferences(`
    kind: Pod
    metadata: {name: fir$0st, namespace: data, labels: {app: db}}
                     ^^^^^^^ declaration
    spec: {hostname: lead, subdomain: db}
    ---
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {clusterIP: None, selector: {app: db}}
                                      ^^^^^^^^^
    ---
    kind: ConfigMap
    metadata: {name: web}
    data:
      peers: lead.db.data.svc:1,other.db.data.svc:1
             ^^^^
  `);
});

test('the rest of the name leads to the Service', () => {
  checkDefinition(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      peers: db-0.db.d$0ata.svc:1
             ^^^^^^^^^^^^^^^^^^ origin
    ---
    kind: Service
    metadata:
      namespace: data
      name: db
            ^^
    spec: {clusterIP: None, selector: {app: db}}
    ---${set}`);
});

test('a short name leads to the namespace of a search domain', () => {
  checkDefinition(`
    kind: Pod
    metadata: {name: web, namespace: front}
    spec:
      dnsConfig: {searches: [data.svc.cluster.local]}
      containers: [{name: c, env: [{name: DB, value: "http://d$0b:1"}]}]
                                                             ^^^^ origin
    ---
    kind: Service
    metadata:
      namespace: data
      name: db
            ^^
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('in folded, quoted and escaped text', () => {
  checkDefinition(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      text: "db.data \\u0064b.data 'x'\\
        \\tdb.da$0ta.svc"
          ^^^^^^^^^^^^^ origin
    ---
    kind: Service
    metadata:
      namespace: data
      name: db
            ^^
  `);
});

test('a name with a variable, and one of a chart, lead to the Service', () => {
  checkDefinition(`
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, args: ["--peer=$(POD).db.d$0ata"]}]}
    ---
    kind: Service
    metadata:
      namespace: data
      name: db
            ^^
  `);
});

test('the references of a Service are its names in strings, those of a StatefulSet the names of its Pods', () => {
  checkReferences(`
    kind: Service
    metadata:
      namespace: data
      name: d$0b
            ^^^^ declaration
    spec: {clusterIP: None}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: data}
    spec:
      serviceName: db
                   ^^
    ---
    kind: ConfigMap
    metadata: {name: web, namespace: data}
    data:
      one: db-0.db:1,db:2
           ^^^^^^^
                     ^^
      other: db.other.svc
  `);
  checkReferences(`
    kind: StatefulSet
    metadata:
      namespace: data
      name: d$0b
            ^^^^ declaration
    spec: {serviceName: db}
    ---${service}    ---
    kind: ConfigMap
    metadata: {name: web, namespace: data}
    data:
      one: db-0.db:1,db:2,web-0.db:3
           ^^^^
  `);
});

test('the names of Pods are highlighted with their StatefulSet', () => {
  checkHighlights(`
    kind: StatefulSet
    metadata:
      namespace: data
      name: db
            ^^ write
    spec:
      serviceName: db
    ---${service}    ---
    kind: ConfigMap
    metadata: {name: web, namespace: data}
    data:
      one: d$0b-0.db:1,db-1.db:1
           ^^^^^^ read
                       ^^^^ read
  `);
});

test('the name for the clipboard is that of the Pod or port', () => {
  const at = (value: string): string => `
    kind: ConfigMap
    metadata: {name: web}
    data: {x: "${value}"}
    ---${service}`;
  checkNameAt(at('db-0.d$0b.data'), 'db-0.db.data.svc.cluster.local');
  checkNameAt(at('_sql._tcp.d$0b.data.svc'), '_sql._tcp.db.data.svc.cluster.local');
  checkNameAt(at('$(POD).d$0b.data'), 'db.data.svc.cluster.local');
});

test('a variable that the kubelet sets leads to its Service', () => {
  checkDefinition(`
    kind: Pod
    metadata: {name: web, namespace: data}
    spec: {containers: [{name: web, args: ['$(PRICE_$0LIST_SERVICE_HOST)']}]}
                                              ^^^^^^^^^^^^^^^^^^^^^^^^^ origin
    ---
    kind: Service
    metadata:
      namespace: data
      name: price-list
            ^^^^^^^^^^
    spec: {selector: {app: shop}, ports: [{port: 80}]}
  `);
});

test('a Service of an overlay is referred to by its namespace, or through a search domain, from outside of the overlay, and by its name from within', () => {
  checkReferences(`
    #- /base/db.yaml
    kind: Service
    metadata:
      name: d$0b
            ^^^^ declaration
    spec: {clusterIP: None}
    ---
    kind: ConfigMap
    metadata: {name: own}
    data: {host: "db:1"}
                  ^^
    #- /base/kustomization.yaml
    resources: [db.yaml]
    #- /prod/kustomization.yaml
    resources: [../base]
    namespace: prod
    #- /test/kustomization.yaml
    resources: [../base]
    namespace: test
    #- /outside/web.yaml
    kind: Pod
    metadata: {name: web, namespace: front}
    spec:
      dnsConfig: {searches: [test.svc.cluster.local]}
      containers:
        - {name: a, env: [{name: DB, value: "http://db:1"}]}
                                                    ^^
    ---
    kind: ConfigMap
    metadata: {name: web, namespace: front}
    data: {hosts: "db.prod.svc,db.test:1,db:2"}
                   ^^^^^^^^^^^
                               ^^^^^^^
  `);
});
