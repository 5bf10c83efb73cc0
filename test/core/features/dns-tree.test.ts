import { describe, expect, it } from 'vitest';
import {
  dnsTree,
  treeNodeAt,
  treePathAt,
  type TreeNode,
  type TreeOptions,
} from '../../../server/src/core/features/facade.ts';
import { textAt } from '../../support/check-records.ts';
import { dedent, parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const all: TreeOptions = { countsProblems: () => true };

function treeOf(source: string, options: TreeOptions = all): readonly TreeNode[] {
  return dnsTree([snapshotOfFixture(parseFixture(source))], options);
}

/** The key of a Service of the usual file. */
const keyOf = (name: string): string => `Service ${name} file:///manifest.yaml`;

/** Draws nodes, one a line: the kind, the label, the description, the problems, and the text of the place it leads to. */
function draw(nodes: readonly TreeNode[], depth = 0): string {
  return nodes
    .map(({ kind, label, description, problems, source, children }) => {
      const wrong = Object.entries(problems).flatMap(([level, count]) => (count === 0 ? [] : [`${count} ${level}`]));
      const notes = [...wrong, ...(source === undefined ? [] : [`"${textAt(source).split('\n')[0]}"`])];
      const line = `${kind}: ${label}${description === '' ? '' : ` | ${description}`}  ${notes.join(', ')}`;
      return `${'  '.repeat(depth)}${line.trimEnd()}\n${draw(children?.() ?? [], depth + 1)}`;
    })
    .join('');
}

function checkTree(source: string, expected: string, options?: TreeOptions): void {
  expect(draw(treeOf(source, options))).toBe(dedent(expected));
}

const redis = `
  kind: Service
  metadata: {name: redis, namespace: shop}
  spec:
    clusterIP: None
    selector: {app: redis}
    ports: [{name: client, port: 6379}]
  ---
  kind: StatefulSet
  metadata: {name: redis, namespace: shop}
  spec:
    serviceName: redis
    replicas: 2
    selector: {matchLabels: {app: redis}}
    template:
      metadata: {labels: {app: redis}}
      spec: {containers: [{name: redis, image: redis, ports: [{containerPort: 6379}]}]}
`;

/** One of everything that can be behind a name. */
const others = `
  kind: Service
  metadata: {name: web}
  spec: {type: NodePort, selector: {app: web}, ports: [{name: http, port: 80}, {name: admin, port: 81, targetPort: adm}]}
  ---
  kind: Deployment
  metadata: {name: web}
  spec:
    replicas: 3
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
  ---
  kind: Service
  metadata: {name: pay}
  spec: {type: ExternalName, externalName: pay.example.com}
  ---
  kind: Service
  metadata: {name: old}
  spec: {clusterIP: 10.96.0.7, ports: [{port: 5432}]}
  ---
  kind: Endpoints
  metadata: {name: old}
  subsets: [{addresses: [{ip: 192.0.2.2, hostname: two}], ports: [{port: 5432}]}]
  ---
  kind: Service
  metadata: {name: away}
  spec: {clusterIP: None, selector: {app: away}}
`;

describe('the tree of names', () => {
  it('leads from a namespace to its Services, their names and the Pods, and to the line of each', () => {
    checkTree(
      `${redis}
  ---
  kind: Namespace
  metadata: {name: shop}
      `,
      `
      namespace: shop | 1 Service  "shop"
        headlessService: redis | headless · redis.shop.svc.cluster.local  "redis"
          name: redis | A, SRV · each Pod of StatefulSet redis  "redis"
            pod: Pod redis-0 | StatefulSet redis  "redis"
            pod: Pod redis-1 | StatefulSet redis  "redis"
          name: redis-0.redis | A, SRV · Pod redis-0  "redis"
            pod: Pod redis-0 | StatefulSet redis  "redis"
          name: redis-1.redis | A, SRV · Pod redis-1  "redis"
            pod: Pod redis-1 | StatefulSet redis  "redis"
          portName: _client._tcp.redis | SRV · port 6379 of redis-0.redis and redis-1.redis  "redis"
            pod: Pod redis-0 | StatefulSet redis  "redis"
            pod: Pod redis-1 | StatefulSet redis  "redis"
      `,
    );
  });

  it('shows what is behind a virtual IP, an alias, addresses written by hand, and Pods from elsewhere', () => {
    checkTree(
      others,
      `
      namespace: default | 4 Services  1 warning
        headlessService: away | headless · away.default.svc.cluster.local  "away"
          name: away | A · each Pod it selects  "away"
            awaitedPods: each Pod it selects  "{app: away}"
          note: away | Service "away" has no ports, so there are no SRV records.  "{clusterIP: None, selector: {app: away}}"
        virtualIpService: old | ClusterIP · old.default.svc.cluster.local  "old"
          name: old | A, SRV · 10.96.0.7  "old"
            address: 192.0.2.2 | Endpoints old  "192.0.2.2"
          reverseName: 7.0.96.10.in-addr.arpa | PTR · old  "10.96.0.7"
          name: two.old | A, SRV · 192.0.2.2  "192.0.2.2"
            address: 192.0.2.2 | Endpoints old  "192.0.2.2"
          reverseName: 2.2.0.192.in-addr.arpa | PTR · two.old  "192.0.2.2"
        alias: pay | ExternalName · pay.default.svc.cluster.local  "pay"
          name: pay | CNAME · pay.example.com  "pay"
        virtualIpService: web | NodePort · web.default.svc.cluster.local  1 warning, "web"
          name: web | A, SRV · a virtual IP, set at run time  "web"
            pods: Deployment web | 3 Pods  "web"
          portName: _http._tcp.web | SRV · port 80 of web  "80"
            pods: Deployment web | 3 Pods  "web"
          portName: _admin._tcp.web | SRV · port 81 of web  "81"
      `,
    );
  });

  it('tells what people look for in vain, and why', () => {
    checkTree(
      `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: other, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}}}
      ---
      kind: Service
      metadata: {name: none}
      spec: {clusterIP: None}
      ---
      kind: Service
      metadata: {name: odd}
      spec: {type: Odd}
      `,
      `
      namespace: default | 3 Services  1 error
        headlessService: db | headless · db.default.svc.cluster.local  "db"
          name: db | A, SRV · each Pod of StatefulSet db  "db"
            pods: StatefulSet db | 1 Pod  "db"
          note: _<name>._tcp.db | Port 5432 has no name, so it has no SRV record of its own.  "5432"
          missingName: db-0.db | The serviceName of "db" is "other", not "db". Below "db", Pods are named after their addresses.  "other"
        headlessService: none | headless · none.default.svc.cluster.local  "none"
          missingName: none | Nothing backs Service "none": it has no selector, and no Endpoints or EndpointSlice in this workspace names it.  "none"
        otherService: odd | Odd · odd.default.svc.cluster.local  1 error, "odd"
          missingName: No name in DNS.
      `,
    );
  });

  it('explains a name: each record, when it is there, and what an open address means', () => {
    const name = treeNodeAt(treeOf(redis), ['shop', keyOf('redis'), 'redis-0.redis']);
    expect(name?.name).toBe('redis-0.redis.shop.svc.cluster.local');
    expect(name?.details).toEqual([
      'A: Pod redis-0 (while ready)',
      'SRV: port 6379 of redis-0.redis (while ready, CoreDNS only)',
      'Addresses that exist only once the cluster runs are described in words.',
    ]);
  });

  it('leaves the name open where a template does', () => {
    checkTree(
      `
      #- /shop/Chart.yaml
      apiVersion: v2
      name: shop
      #- /shop/templates/db.yaml
      kind: Service
      metadata: {name: "{{ .Release.Name }}-db"}
      spec: {type: "{{ .Values.type }}"}
      `,
      `
      namespace: default | 1 Service
        otherService: <release>-db | {…} · <release>-db.default.svc.cluster.local · /shop  ""{{ .Release.Name }}-db""
          note: The whole name is known once the template is rendered.
      `,
    );
  });

  it('has a Service once for each kustomization that builds it', () => {
    const source = `
      #- /base/kustomization.yaml
      resources: [db.yaml]
      #- /base/db.yaml
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None}
      #- /one/kustomization.yaml
      namespace: shop
      resources: [../base]
      #- /two/kustomization.yaml
      namespace: shop
      resources: [../base]
    `;
    const services = treeOf(source)[0]?.children?.() ?? [];
    expect(services.map(({ label, description }) => `${label} ${description}`)).toEqual([
      'db headless · db.shop.svc.cluster.local · /one',
      'db headless · db.shop.svc.cluster.local · /two',
    ]);
    expect(new Set(services.map(({ key }) => key)).size).toBe(2);
  });

  it('counts the problems of those files only that it is told to', () => {
    expect(treeOf(others, { countsProblems: () => false })[0]?.problems.warning).toBe(0);
  });

  it('keeps the keys while a Service is changed, and while others come and go', () => {
    const keys = (source: string) => (treeOf(source)[0]?.children?.() ?? []).map(({ key }) => key);
    const [redisKey] = keys(redis);
    expect(keys(redis.replace('clusterIP: None', 'type: NodePort'))).toEqual([redisKey]);
    const before = `
  kind: Service
  metadata: {name: another, namespace: shop}
  spec: {clusterIP: None}
  ---`;
    expect(keys(before + redis)).toContain(redisKey);
  });

  it('tells two Services of one name in one file apart', () => {
    const service = `
  kind: Service
  metadata: {name: same}
  spec: {clusterIP: None}
`;
    const services = treeOf(`${service}  ---${service}`)[0]?.children?.() ?? [];
    expect(services.map(({ key }) => key)).toEqual([keyOf('same'), `${keyOf('same')} #2`]);
  });

  it('joins the namespaces of several worlds', () => {
    const [one, other] = [redis, others.replaceAll('{name: ', '{namespace: shop, name: ')].map((source) =>
      snapshotOfFixture(parseFixture(source)),
    );
    const nodes = dnsTree(
      [one, other].flatMap((snapshot) => snapshot ?? []),
      all,
    );
    expect(nodes.map(({ label, description }) => `${label}: ${description}`)).toEqual(['shop: 5 Services']);
  });

  it('counts what nobody would read', () => {
    const many = redis.replace('replicas: 2', 'replicas: 1200');
    const names = treeNodeAt(treeOf(many), ['shop', keyOf('redis')])?.children?.() ?? [];
    expect(names.length).toBe(1001);
    expect(names.at(-1)?.label).toMatch(/^… \d+ more$/);
  });
});

describe('the tree with a filter', () => {
  const filtered = (filter: string) =>
    treeOf(others + redis.replace(/^/, '\n  ---\n'), { ...all, filter }).flatMap(({ label, children }) =>
      (children?.() ?? []).map((service) => `${service.label}.${label}`),
    );

  it('has the Services that have such a name, be it that of a Pod, a port, or of an address', () => {
    expect(filtered('PAY')).toEqual(['pay.default']);
    expect(filtered('shop.svc')).toEqual(['redis.shop']);
    expect(filtered('redis-1')).toEqual(['redis.shop']);
    expect(filtered('_http')).toEqual(['web.default']);
    expect(filtered('in-addr')).toEqual(['old.default']);
  });

  it('has all of them for nothing, and none for what none is called', () => {
    expect(filtered(' ')).toHaveLength(5);
    expect(filtered('nowhere')).toEqual([]);
  });
});

describe('the way to a Service', () => {
  const pathAt = (source: string, options = all) => {
    const fixture = parseFixture(source);
    return fixture.cursor && treePathAt(snapshotOfFixture(fixture), fixture.cursor, options);
  };
  const toRedis = ['shop', keyOf('redis')];

  it('leads there from the Service, and from what belongs to it', () => {
    expect(pathAt(redis.replace('port: 6379', 'po$0rt: 6379'))).toEqual(toRedis);
    expect(pathAt(redis.replace('replicas: 2', 'repl$0icas: 2'))).toEqual(toRedis);
  });

  it('is none where no Service is meant, and where the filter leaves it out', () => {
    expect(pathAt('kind: ConfigMap\nmetadata: {name: $0none}')).toBeUndefined();
    expect(pathAt(redis.replace('port: 6379', 'po$0rt: 6379'), { ...all, filter: 'web' })).toBeUndefined();
  });
});
