import { describe, test } from 'vitest';
import { checkPicture } from '../../../support/check-picture.ts';

const shop = `
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
      spec: {containers: [{name: db, image: busybox}]}
  ---
  kind: Service
  metadata: {name: data, namespace: shop}
  spec: {type: ExternalName, externalName: store.shop.svc.cluster.local}
  ---
  kind: Service
  metadata: {name: store, namespace: shop}
  spec: {type: ExternalName, externalName: redis.shop.svc.cluster.local}
  ---
  kind: Service
  metadata: {name: redis, namespace: shop}
  spec: {clusterIP: 10.96.0.7, ports: [{port: 6379}]}
`;

describe('the picture of a name', () => {
  test('has the tries of a search list in order, each with what it found or why not', () => {
    checkPicture(
      shop,
      { kind: 'name', name: 'redis.shop.svc', from: 'jobs' },
      `
      How redis.shop.svc resolves, asked by a Pod in the namespace jobs
      * [Question redis.shop.svc]
          asked by a Pod in jobs
          ndots 5
        asks for: Try 1 redis.shop.svc.jobs.svc.cluster.local
        asks for: Try 2 redis.shop.svc.svc.cluster.local
        asks for: Try 3 redis.shop.svc.cluster.local
      --Try 1 redis.shop.svc.jobs.svc.cluster.local--
          does not exist
          There is no namespace "jobs".
      --Try 2 redis.shop.svc.svc.cluster.local--
          does not exist
          There is no namespace "svc".
      [Try 3 redis.shop.svc.cluster.local]
          answers
        finds: A 10.96.0.7
      [A 10.96.0.7] @/manifest.yaml:33
    `,
    );
  });

  test('has the aliases that lead on, one after the other', () => {
    checkPicture(
      shop,
      { kind: 'name', name: 'data', from: 'shop' },
      `
      How data resolves, asked by a Pod in the namespace shop
      * [Question data]
          asked by a Pod in shop
          ndots 5
        asks for: Try 1 data.shop.svc.cluster.local
      [Try 1 data.shop.svc.cluster.local]
          answers
        is an alias of: CNAME store.shop.svc.cluster.local
      [CNAME store.shop.svc.cluster.local] @/manifest.yaml:23
        is an alias of: CNAME redis.shop.svc.cluster.local
      [CNAME redis.shop.svc.cluster.local] @/manifest.yaml:28
        finds: A 10.96.0.7
      [A 10.96.0.7] @/manifest.yaml:33
    `,
    );
  });

  test('of a port fans out to the targets of its SRV records and their addresses', () => {
    checkPicture(
      shop,
      { kind: 'name', name: '_pg._tcp.db.shop.svc.cluster.local', from: undefined },
      `
      How _pg._tcp.db.shop.svc.cluster.local resolves
      * [Question _pg._tcp.db.shop.svc.cluster.local]
          absolute, without a search list
        asks for: Try 1 _pg._tcp.db.shop.svc.cluster.local
      [Try 1 _pg._tcp.db.shop.svc.cluster.local]
          answers
        finds: SRV port 5432 of db-0.db.shop.svc.cluster.local
        finds: SRV port 5432 of db-1.db.shop.svc.cluster.local
      [SRV port 5432 of db-0.db.shop.svc.cluster.local] @/manifest.yaml:11
          weight 50
          while ready
        finds: A Pod db-0
      [A Pod db-0] @/manifest.yaml:11
          while ready
      [SRV port 5432 of db-1.db.shop.svc.cluster.local] @/manifest.yaml:11
          weight 50
          while ready
        finds: A Pod db-1
      [A Pod db-1] @/manifest.yaml:11
          while ready
    `,
    );
  });

  test('that does not exist says why', () => {
    checkPicture(
      shop,
      { kind: 'name', name: 'db-2.db.shop.svc.cluster.local', from: undefined },
      `
      How db-2.db.shop.svc.cluster.local resolves
      * [Question db-2.db.shop.svc.cluster.local]
          absolute, without a search list
        asks for: Try 1 db-2.db.shop.svc.cluster.local
      --Try 1 db-2.db.shop.svc.cluster.local-- @/manifest.yaml:14
          does not exist
          There is no Pod "db-2": StatefulSet "db" has "db-0" to "db-1".
    `,
    );
  });

  test('in the hosts file of a Pod never gets to DNS', () => {
    checkPicture(
      `
  kind: Pod
  metadata: {name: job}
  spec: {hostAliases: [{ip: 192.0.2.1, hostnames: [db]}], containers: [{name: job, image: busybox}]}
`,
      { kind: 'name', name: 'db', from: 'default/job' },
      `
      How db resolves, asked by a Pod in the namespace default
      * [Question db] @/manifest.yaml:3
          asked by a Pod in default
          ndots 5
        asks for: Try 1 db
      [Try 1 db] @/manifest.yaml:4
          The hosts file of the Pod has it; DNS is not asked.
        finds: A 192.0.2.1
      [A 192.0.2.1] @/manifest.yaml:4
    `,
    );
  });

  test('that cannot be asked for is one node that says so', () => {
    checkPicture(
      shop,
      { kind: 'name', name: 'db..shop', from: undefined },
      `
      How db..shop resolves
      * --Question db..shop--
          absolute, without a search list
          The name "db..shop" has an empty part between dots.
    `,
    );
  });

  test('asked by a Pod that no manifest makes is none', () => {
    checkPicture(shop, { kind: 'name', name: 'db', from: 'shop/nobody' }, 'nothing');
  });
});
