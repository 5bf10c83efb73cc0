import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix } from '../support/check-diagnostics.ts';
import { checkRecords, checkResolve } from '../support/check-records.ts';

/** What real clusters and kustomize were seen to do, where a manifest by itself says otherwise. */

const pods = 'template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c}]}}';

test('labels of a kustomization reach a template without metadata, so its Service selects it', () => {
  const source = (labels: string): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    ${labels}
    #- /base/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db, template: {spec: {containers: [{name: c}]}}}
  `;
  for (const labels of ['commonLabels: {app: db}', 'labels: [{pairs: {app: db}, includeSelectors: true}]']) {
    checkDiagnostics(source(labels));
    checkResolve(
      source(labels),
      'db-0.db.default.svc.cluster.local A',
      'NOERROR\n? db-0.db.default.svc.cluster.local. A: The Pod of StatefulSet "db" gets its address when it starts.',
    );
  }
});

test('a governing Service with a cluster IP and without a selector gives no Pod a name', () => {
  const source = `
    kind: Service
    metadata: {name: db}
    spec:
    ^^^^ warning[dangling-governing-selector] 💡 Service "db" governs StatefulSet "db" but has no selector.
      ports: [{port: 5432}]
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db, selector: {matchLabels: {app: db}}, ${pods}}
  `;
  checkDiagnostics(source);
  checkResolve(source.replace(/\n *\^.*/, ''), 'db-0.db.default.svc.cluster.local A', 'NXDOMAIN');
});

describe('one object', () => {
  const service = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}`;
  const pod = `
    kind: Pod
    metadata: {name: one, namespace: data, labels: {app: db}}
    spec: {hostname: one, subdomain: db}`;
  const srv = /SRV/;

  test('in two files is one, so its records and weights count once', () => {
    checkRecords(
      `\n    #- /a.yaml${service}\n    ---${pod}\n    #- /b.yaml${pod}`,
      `
      _sql._tcp.db.data.svc.cluster.local. SRV 0 100 5432 one.db.data.svc.cluster.local. ; while ready
      db.data.svc.cluster.local. SRV 0 100 5432 one.db.data.svc.cluster.local. ; while ready, CoreDNS
      one.db.data.svc.cluster.local. SRV 0 100 5432 one.db.data.svc.cluster.local. ; while ready, CoreDNS
      `,
      srv,
    );
  });

  const controller = (kind: string): string => `
    kind: ${kind}
    metadata: {name: db, namespace: data}
    spec: {replicas: 1, selector: {matchLabels: {app: db}}, ${pods}}`;

  test.each(['ReplicaSet', 'DaemonSet'])('a Pod of its own that a %s adopts has no name any more', (kind) => {
    const source = `${service}\n    ---${pod}\n    ---${controller(kind)}`;
    checkResolve(source, 'one.db.data.svc.cluster.local A', 'NXDOMAIN');
  });

  test('a ReplicaSet leaves a Pod alone that an expression of its selector excludes', () => {
    const excluding = controller('ReplicaSet').replace(
      'matchLabels: {app: db}',
      'matchLabels: {app: db}, matchExpressions: [{key: tier, operator: Exists}]',
    );
    const known = '? one.db.data.svc.cluster.local. A: Pod "one" gets its address when it starts.';
    checkResolve(
      `${service}\n    ---${pod}\n    ---${excluding}`,
      'one.db.data.svc.cluster.local A',
      `NOERROR\n${known}`,
    );
  });

  test('a Deployment, and a StatefulSet, adopt no such Pod', () => {
    const known = '? one.db.data.svc.cluster.local. A: Pod "one" gets its address when it starts.';
    for (const kind of ['Deployment', 'StatefulSet'])
      checkResolve(
        `${service}\n    ---${pod}\n    ---${controller(kind)}`,
        'one.db.data.svc.cluster.local A',
        `NOERROR\n${known}`,
      );
  });
});

test('CoreDNS sends no answer for the address of a hostname in a slice without a Service', () => {
  const source = `
    kind: EndpointSlice
    metadata: {name: lost}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.1], hostname: web-0}, {addresses: [192.0.2.2]}]
  `;
  checkResolve(source, '1.2.0.192.in-addr.arpa PTR', 'unknown');
  checkResolve(source, '2.2.0.192.in-addr.arpa PTR', 'NXDOMAIN');
});

test('ports of peers that nobody declares are reached where the Pods listen: a hint, and no fix', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: etcd}
    spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: db}, ports: [{name: client, port: 2379}]}
    ---
    kind: StatefulSet
    metadata: {name: etcd}
    spec:
      serviceName: etcd
      replicas: 2
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
          - name: etcd
            ports: [{name: client, containerPort: 2379}]
            args: ["--initial-cluster=etcd-0=http://etcd-0.etcd:2380"]
                                                                ^^^^ hint[dangling-host-port]
  `);
});

describe('what the API server takes', () => {
  test('a Job with an empty selector, any hostIP, an Indexed Job without completions', () => {
    checkDiagnostics(`
      apiVersion: batch/v1
      kind: Job
      metadata: {name: a}
      spec:
        selector: {}
        completionMode: Indexed
        template: {spec: {restartPolicy: Never, containers: [{name: c, image: x, ports: [{containerPort: 1, hostIP: any}]}]}}
    `);
  });

  test('an update that makes a headless Service an alias, where all its addresses go with it', () => {
    const source = (addresses: string): string => `
      kind: Service
      metadata: {name: db}
      spec:
        type: ExternalName
        externalName: db.example.com${addresses}
    `;
    const before = source('\n        clusterIP: None\n        clusterIPs: [None]');
    checkFix(before, 'Remove clusterIP: None and keep type ExternalName', source(''));
    checkDiagnostics(source(''));
    checkDiagnostics(
      source('\n        clusterIPs: [None]\n                     ^^^^ error[invalid-headless-type] 💡\n'),
    );
  });

  test('an autoscaler has to say the group of what it scales', () => {
    checkDiagnostics(`
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec:
        maxReplicas: 3
        scaleTargetRef:
        ^^^^^^^^^^^^^^ error[invalid-value]
          kind: Deployment
          name: web
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {selector: {matchLabels: {app: db}}, ${pods.replace('{name: c}', '{name: c, image: x}')}}
    `);
  });

  test('an address of the other family is said at the addresses of its endpoint', () => {
    checkDiagnostics(`
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: a, labels: {kubernetes.io/service-name: a}}
      addressType: IPv4
      endpoints: [{addresses: ["2001:db8::7"]}]
                               ^^^^^^^^^^^^^ error[invalid-address] "2001:db8::7" is not an IPv4 address.
      ---
      kind: Service
      metadata: {name: a}
      spec: {ports: [{port: 80}]}
    `);
  });
});
