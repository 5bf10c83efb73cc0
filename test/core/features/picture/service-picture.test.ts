import { describe, test } from 'vitest';
import { checkPicture } from '../../../support/check-picture.ts';

const database = `
  #- /db.yaml
  kind: Service
  metadata: {name: db, namespace: shop}
  spec:
    clusterIP: None
    selector: {app: db}
    ports: [{name: pg, port: 5432}]
  ---
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec:
    serviceName: db
    replicas: 2
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: busybox, ports: [{name: pg, containerPort: 5432}]}]}
`;

const db = { kind: 'service', namespace: 'shop', name: 'db' } as const;

describe('the picture of a Service', () => {
  test('has ports, what is behind them, and the names that DNS serves', () => {
    checkPicture(
      database,
      db,
      `
      Service db in the namespace shop
      * [Service · headless db] - @/db.yaml:3
        has port: Port pg 5432/TCP
      [Port pg 5432/TCP] @/db.yaml:7
        leads to: StatefulSet db
        is found as: DNS name _pg._tcp.db.shop.svc.cluster.local
      [StatefulSet db] @/db.yaml:11
          2 Pods
        runs: Pod db-0
        runs: Pod db-1
        is found as: DNS name db.shop.svc.cluster.local
      [Pod db-0] @/db.yaml:11
        is found as: DNS name db-0.db.shop.svc.cluster.local
      [Pod db-1] @/db.yaml:11
        is found as: DNS name db-1.db.shop.svc.cluster.local
      [DNS name db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [DNS name _pg._tcp.db.shop.svc.cluster.local] @/db.yaml:11
          SRV, while ready
      [DNS name db-0.db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [DNS name db-1.db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
    `,
    );
  });

  test('has the clients that name it: by a field, in a string, and through a ConfigMap', () => {
    checkPicture(
      `${database}
  #- /web.yaml
  kind: Deployment
  metadata: {name: web, namespace: shop}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: busybox, envFrom: [{configMapRef: {name: settings}}]}]}
  ---
  kind: ConfigMap
  metadata: {name: settings, namespace: shop}
  data: {DATABASE_URL: "postgres://db.shop:5432/orders"}
  ---
  kind: CronJob
  apiVersion: batch/v1
  metadata: {name: backup, namespace: jobs}
  spec:
    schedule: "@daily"
    jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: dump, image: busybox, env: [{name: PGHOST, value: db-0.db.shop.svc.cluster.local}]}]}}}}
  ---
  kind: Ingress
  metadata: {name: edge, namespace: shop}
  spec: {defaultBackend: {service: {name: db, port: {number: 5432}}}}
`,
      db,
      `
      Service db in the namespace shop
      * [Service · headless db] - @/db.yaml:3
        has port: Port pg 5432/TCP
      [Port pg 5432/TCP] @/db.yaml:7
        leads to: StatefulSet db
        is found as: DNS name _pg._tcp.db.shop.svc.cluster.local
      [StatefulSet db] @/db.yaml:11
          2 Pods
        runs: Pod db-0
        runs: Pod db-1
        is found as: DNS name db.shop.svc.cluster.local
      [Pod db-0] @/db.yaml:11
        is found as: DNS name db-0.db.shop.svc.cluster.local
      [Pod db-1] @/db.yaml:11
        is found as: DNS name db-1.db.shop.svc.cluster.local
      [DNS name db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [DNS name _pg._tcp.db.shop.svc.cluster.local] @/db.yaml:11
          SRV, while ready
      [DNS name db-0.db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [DNS name db-1.db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [Ingress edge] @/web.yaml:24
        routes to: Service · headless db
      [ConfigMap settings] @/web.yaml:12
        names (db.shop:5432): Service · headless db
      [Deployment web] @/web.yaml:3
          1 Pod
        uses: ConfigMap settings
      [CronJob backup] @/web.yaml:17
          1 Pod
          namespace jobs
        names (db-0.db.shop.svc.cluster.local): Service · headless db
    `,
    );
  });

  test('has a name that leads to no Pod in dashes between its client and the Service, with the reason', () => {
    checkPicture(
      `${database}
  #- /job.yaml
  kind: Pod
  metadata: {name: job, namespace: shop}
  spec: {containers: [{name: job, image: busybox, env: [{name: PGHOST, value: db-7.db}]}]}
`,
      db,
      `
      Service db in the namespace shop
      * [Service · headless db] - @/db.yaml:3
        has port: Port pg 5432/TCP
      [Port pg 5432/TCP] @/db.yaml:7
        leads to: StatefulSet db
        is found as: DNS name _pg._tcp.db.shop.svc.cluster.local
      [StatefulSet db] @/db.yaml:11
          2 Pods
        runs: Pod db-0
        runs: Pod db-1
        is found as: DNS name db.shop.svc.cluster.local
      [Pod db-0] @/db.yaml:11
        is found as: DNS name db-0.db.shop.svc.cluster.local
      [Pod db-1] @/db.yaml:11
        is found as: DNS name db-1.db.shop.svc.cluster.local
      [DNS name db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [DNS name _pg._tcp.db.shop.svc.cluster.local] @/db.yaml:11
          SRV, while ready
      [DNS name db-0.db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [DNS name db-1.db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      --Not found db-7.db-- @/job.yaml:4
          warning: There is no Pod "db-7": StatefulSet "db" has "db-0" to "db-1".
        asks for: Service · headless db
      [Pod job] @/job.yaml:3
        names: Not found db-7.db
    `,
    );
  });

  test('behind a virtual IP has its own name at the Service, and one node for Pods without names', () => {
    checkPicture(
      `
  kind: Service
  metadata: {name: web}
  spec:
    selector: {app: web}
    ports: [{name: http, port: 80, targetPort: http}, {name: metrics, port: 9090, targetPort: nowhere}]
  ---
  kind: Deployment
  metadata: {name: web}
  spec:
    replicas: 3
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: busybox, ports: [{name: http, containerPort: 8080}]}]}
`,
      { kind: 'service', namespace: 'default', name: 'web' },
      `
      Service web in the namespace default
      * [Service · ClusterIP web] - @/manifest.yaml:3
        has port: Port http 80/TCP
        has port: Port metrics 9090/TCP
        is found as: DNS name web.default.svc.cluster.local
      [Port http 80/TCP] @/manifest.yaml:6
          to port http
        leads to: Deployment web
        is found as: DNS name _http._tcp.web.default.svc.cluster.local
      [Port metrics 9090/TCP] @/manifest.yaml:6
          to port nowhere
          warning: No Pod that Service "web" selects has a TCP port named "nowhere".
        is found as: DNS name _metrics._tcp.web.default.svc.cluster.local
      [Deployment web] @/manifest.yaml:10
          3 Pods
      [DNS name web.default.svc.cluster.local] @/manifest.yaml:3
          A, SRV
      [DNS name _http._tcp.web.default.svc.cluster.local] @/manifest.yaml:6
          SRV
      [DNS name _metrics._tcp.web.default.svc.cluster.local] @/manifest.yaml:6
          SRV
    `,
    );
  });

  test('whose selector selects nothing has the Pods that it asks for in dashes', () => {
    checkPicture(
      `
  kind: Service
  metadata: {name: web}
  spec: {clusterIP: None, selector: {app: wbe}, ports: [{name: http, port: 80}]}
  ---
  kind: Deployment
  metadata: {name: web}
  spec:
    selector: {matchLabels: {app: web}}
    template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: busybox}]}}
`,
      { kind: 'service', namespace: 'default', name: 'web' },
      `
      Service web in the namespace default
      * [Service · headless web] - @/manifest.yaml:3
        has port: Port http 80/TCP
      [Port http 80/TCP] @/manifest.yaml:4
        leads to: Pods app=wbe
      --Pods app=wbe-- @/manifest.yaml:4
          warning: Service "web" selects no Pods: their app is "web", not "wbe".
        is found as: Not in DNS web.default.svc.cluster.local
      --Not in DNS web.default.svc.cluster.local-- @/manifest.yaml:4
          Service "web" selects no Pods: their app is "web", not "wbe".
    `,
    );
  });

  test('without a selector has the addresses that somebody wrote', () => {
    checkPicture(
      `
  kind: Service
  metadata: {name: old}
  spec: {clusterIP: None, ports: [{name: sql, port: 1521}]}
  ---
  kind: EndpointSlice
  metadata: {name: old-1, labels: {kubernetes.io/service-name: old}}
  addressType: IPv4
  ports: [{name: sql, port: 1521}]
  endpoints:
  - {addresses: [192.0.2.7], hostname: first}
  - {addresses: [192.0.2.8]}
`,
      { kind: 'service', namespace: 'default', name: 'old' },
      `
      Service old in the namespace default
      * [Service · headless old] - @/manifest.yaml:3
        has port: Port sql 1521/TCP
      [Port sql 1521/TCP] @/manifest.yaml:4
        leads to: EndpointSlice old-1
        is found as: DNS name _sql._tcp.old.default.svc.cluster.local
      [EndpointSlice old-1] @/manifest.yaml:8
        has: Address 192.0.2.7
        has: Address 192.0.2.8
        is found as: DNS name old.default.svc.cluster.local
      [Address 192.0.2.7] @/manifest.yaml:12
        is found as: DNS name first.old.default.svc.cluster.local
      [Address 192.0.2.8] @/manifest.yaml:13
        is found as: DNS name 192-0-2-8.old.default.svc.cluster.local
      [DNS name old.default.svc.cluster.local] @/manifest.yaml:12
          A, SRV
      [DNS name _sql._tcp.old.default.svc.cluster.local] @/manifest.yaml:12
          SRV
      [DNS name first.old.default.svc.cluster.local] @/manifest.yaml:12
          A, SRV
      [DNS name 192-0-2-8.old.default.svc.cluster.local] @/manifest.yaml:13
          A, SRV, always, CoreDNS only
    `,
    );
  });

  test('that is an alias leads to the Service that it stands for', () => {
    checkPicture(
      `
  kind: Service
  metadata: {name: cache}
  spec: {type: ExternalName, externalName: redis.shop.svc.cluster.local}
  ---
  kind: Service
  metadata: {name: redis, namespace: shop}
  spec: {clusterIP: 10.96.0.7, ports: [{port: 6379}]}
`,
      { kind: 'service', namespace: 'default', name: 'cache' },
      `
      Service cache in the namespace default
      * [Service · ExternalName cache] - @/manifest.yaml:3
        is found as: DNS name cache.default.svc.cluster.local
        is an alias of (redis.shop.svc.cluster.local): Service · ClusterIP redis
      [DNS name cache.default.svc.cluster.local] @/manifest.yaml:4
          CNAME
      [Service · ClusterIP redis] @/manifest.yaml:8
          namespace shop
    `,
    );
  });

  test('that no manifest makes is none', () => {
    checkPicture(database, { ...db, name: 'other' }, 'nothing');
  });
});

describe('the picture at a cursor', () => {
  test('in a StatefulSet has the Service that governs it', () => {
    checkPicture(
      database.replace('replicas: 2', 'replicas: 1$0'),
      'cursor',
      `
      StatefulSet db in the namespace shop
      [Service · headless db] - @/db.yaml:3
        has port: Port pg 5432/TCP
      [Port pg 5432/TCP] @/db.yaml:7
        leads to: StatefulSet db
        is found as: DNS name _pg._tcp.db.shop.svc.cluster.local
      * [StatefulSet db] @/db.yaml:11
          1 Pod
        runs: Pod db-0
        is found as: DNS name db.shop.svc.cluster.local
      [Pod db-0] @/db.yaml:11
        is found as: DNS name db-0.db.shop.svc.cluster.local
      [DNS name db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
      [DNS name _pg._tcp.db.shop.svc.cluster.local] @/db.yaml:11
          SRV, while ready
      [DNS name db-0.db.shop.svc.cluster.local] @/db.yaml:11
          A, SRV, while ready
    `,
    );
  });

  test('at the name of a Service in a string has that Service', () => {
    checkPicture(
      `${database.replace('replicas: 2', 'replicas: 0')}
  #- /job.yaml
  kind: Pod
  metadata: {name: job, namespace: shop}
  spec: {containers: [{name: job, image: busybox, env: [{name: PGHOST, value: d$0b}]}]}
`,
      'cursor',
      `
      Service db in the namespace shop
      * [Service · headless db] - @/db.yaml:3
        has port: Port pg 5432/TCP
      [Port pg 5432/TCP] @/db.yaml:7
        leads to: StatefulSet db
      [StatefulSet db] @/db.yaml:11
          0 Pods
        is found as: Not in DNS db.shop.svc.cluster.local
      --Not in DNS db.shop.svc.cluster.local-- @/db.yaml:14
          "db" has 0 replicas, so there are no Pods.
      [Pod job] @/job.yaml:3
        names (db): Service · headless db
    `,
    );
  });

  test('in a workload has what it names, and in dashes what is not there', () => {
    checkPicture(
      `
  kind: Service
  metadata: {name: redis}
  spec: {clusterIP: 10.96.0.7, ports: [{port: 6379}]}
  ---
  kind: Deployment
  metadata: {name: web$0}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: busybox, env: [{name: CACHE_HOST, value: redis}, {name: API_URL, value: "http://rdeis:80"}]}]}
`,
      'cursor',
      `
      Deployment web in the namespace default
      * [Deployment web] @/manifest.yaml:8
          1 Pod
        names (redis): Service · ClusterIP redis
        names: Not found rdeis
      --Not found rdeis-- @/manifest.yaml:13
          warning: There is no Service "rdeis" in namespace "default"; there is a Service "redis".
      [Service · ClusterIP redis] @/manifest.yaml:3
    `,
    );
  });

  test('outside of every object is none', () => {
    checkPicture('replicas: 1$0', 'cursor', 'nothing');
  });
});

describe('the picture of a namespace', () => {
  test('has its Services, and the clients beside it', () => {
    checkPicture(
      `
  kind: Service
  metadata: {name: redis, namespace: shop}
  spec: {clusterIP: 10.96.0.7, ports: [{port: 6379}]}
  ---
  kind: Pod
  metadata: {name: job, namespace: jobs}
  spec: {containers: [{name: job, image: busybox, env: [{name: CACHE_HOST, value: redis.shop}]}]}
  ---
  kind: Pod
  metadata: {name: alone, namespace: shop}
  spec: {containers: [{name: alone, image: busybox}]}
  ---
  kind: StatefulSet
  metadata: {name: lost, namespace: shop}
  spec:
    serviceName: nowhere
    selector: {matchLabels: {app: lost}}
    template: {metadata: {labels: {app: lost}}, spec: {containers: [{name: lost, image: busybox}]}}
`,
      { kind: 'namespace', namespace: 'shop' },
      `
      Namespace shop
      [Service · ClusterIP redis] - @/manifest.yaml:3
        has port: Port 6379/TCP
        is found as: DNS name redis.shop.svc.cluster.local
      [Port 6379/TCP] @/manifest.yaml:4
      [DNS name redis.shop.svc.cluster.local] @/manifest.yaml:4
          A, SRV
      --Not found nowhere-- @/manifest.yaml:20
          warning: There is no Service "nowhere" to give the Pods of StatefulSet "lost" their names.
      [StatefulSet lost] @/manifest.yaml:18
          1 Pod
        names: Not found nowhere
      [Pod job] @/manifest.yaml:8
          namespace jobs
        names (redis.shop): Service · ClusterIP redis
    `,
    );
  });

  test('that nothing is in is none', () => {
    checkPicture(database, { kind: 'namespace', namespace: 'other' }, 'nothing');
  });
});
