import { describe, expect, it } from 'vitest';
import { checkHover, hoverAt } from '../../support/check-features.ts';

describe('hover on the name of a Service', () => {
  it('a headless Service over a StatefulSet', () => {
    checkHover(
      `
      kind: Service
      metadata:
        name: d$0b
              ^^^^
        namespace: prod
      spec:
        clusterIP: None
        selector: {app: db}
        ports:
          - {name: redis, port: 6379}
      ---
      kind: StatefulSet
      metadata: {name: db, namespace: prod}
      spec:
        serviceName: db
        replicas: 3
        template:
          metadata: {labels: {app: db}}
      `,
      `
      \`db.prod.svc.cluster.local\`

      Headless Service: DNS answers with the addresses of its Pods. There is no load balancing.

      | Name in \`prod.svc.cluster.local\` | Type | Answer (while ready) |
      | :--- | :--- | :--- |
      | \`db\` | A | each Pod of \`StatefulSet db\` |
      | \`_redis._tcp.db\` | SRV | port \`6379\` of each of 3 names |
      | \`db-0.db\` | A | Pod \`db-0\` |
      | \`db-1.db\` | A | Pod \`db-1\` |
      | \`db-2.db\` | A | Pod \`db-2\` |

      Short names: \`db\` within the namespace \`prod\`, \`db.prod\` from any other.

      Backed by [StatefulSet db · manifest.yaml:14](file:///manifest.yaml#L14) (3 Pods).
      `,
    );
  });

  it('a partner in another file is linked there, whatever its name', () => {
    const shown = hoverAt(`
      #- /a/service.yaml
      kind: Service
      metadata: {name: w$0eb}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      #- /a/deployment(1).yaml
      kind: Deployment
      metadata: {name: web}
      spec: {replicas: 2, template: {metadata: {labels: {app: web}}}}
    `);
    expect(shown).toContain(
      'Backed by [Deployment web · deployment(1).yaml:3](file:///a/deployment%281%29.yaml#L3) (2 Pods).',
    );
  });

  it('a ClusterIP Service answers with its address, SRV with its own port', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: $0web, namespace: shop}
      spec:
        clusterIP: 10.0.0.8
        selector: {app: web}
        ports: [{name: http, port: 80, targetPort: 8080}]
      ---
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec: {template: {metadata: {labels: {app: web}}}}
      `,
      `
      \`web.shop.svc.cluster.local\`

      ClusterIP Service: DNS answers with its virtual IP, which spreads connections across the Pods behind it.

      | Name in \`shop.svc.cluster.local\` | Type | Answer |
      | :--- | :--- | :--- |
      | \`web\` | A | \`10.0.0.8\` |
      | \`_http._tcp.web\` | SRV | port \`80\` of \`web\` |

      Short names: \`web\` within the namespace \`shop\`, \`web.shop\` from any other.

      Backed by [Deployment web · manifest.yaml:11](file:///manifest.yaml#L11) (1 Pod).
      `,
    );
  });

  it('a NodePort Service that governs a StatefulSet: names of Pods come from CoreDNS alone', () => {
    const shown = hoverAt(`
      kind: Service
      metadata: {name: $0zk}
      spec: {type: NodePort, selector: {app: zk}, ports: [{port: 2181}]}
      ---
      kind: StatefulSet
      metadata: {name: zk}
      spec: {serviceName: zk, template: {metadata: {labels: {app: zk}}}}
    `);
    expect(shown).toContain('NodePort Service: DNS answers with its virtual IP');
    expect(shown).toContain('| `zk-0.zk` | A | Pod `zk-0` | while ready, CoreDNS only |');
  });

  it('an alias', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: $0my-external-service}
      spec: {type: ExternalName, externalName: example.com}
      `,
      `
      \`my-external-service.default.svc.cluster.local\`

      Alias: DNS answers with another name, \`example.com\`, and clients connect to that directly.

      | Name in \`default.svc.cluster.local\` | Type | Answer |
      | :--- | :--- | :--- |
      | \`my-external-service\` | CNAME | \`example.com\` |

      Short names: \`my-external-service\` within the namespace \`default\`, \`my-external-service.default\` from any other.
      `,
    );
  });

  it('an alias to an address has no records and no short names', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: $0ext}
      spec: {type: ExternalName, externalName: 192.0.2.1}
      `,
      `
      \`ext.default.svc.cluster.local\`

      The externalName \`192.0.2.1\` is an IP address: a CNAME cannot point to an address, so DNS has no record.
      `,
    );
  });

  it('a Service without selector, called headless, over Endpoints', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: $0my-headless-service}
      spec: {ports: [{port: 80, targetPort: 9376}]}
      ---
      kind: Endpoints
      metadata: {name: my-headless-service}
      subsets: [{addresses: [{ip: 1.2.3.4}], ports: [{port: 9376}]}]
      `,
      `
      \`my-headless-service.default.svc.cluster.local\`

      ClusterIP Service: DNS answers with its virtual IP, which spreads connections across the addresses behind it.

      | Name in \`default.svc.cluster.local\` | Type | Answer |
      | :--- | :--- | :--- |
      | \`my-headless-service\` | A | a virtual IP, set at run time |

      Short names: \`my-headless-service\` within the namespace \`default\`, \`my-headless-service.default\` from any other.

      Backed by [Endpoints my-headless-service · manifest.yaml:8](file:///manifest.yaml#L8) (1 address).
      `,
    );
  });

  it('a headless Service over Endpoints and a slice lists their addresses', () => {
    const shown = hoverAt(`
      kind: Service
      metadata: {name: $0ext}
      spec: {clusterIP: None, ports: [{name: pg, port: 5432}]}
      ---
      kind: EndpointSlice
      metadata: {name: ext-1, labels: {kubernetes.io/service-name: ext}}
      addressType: IPv4
      endpoints: [{addresses: [10.0.0.1], hostname: one}, {addresses: [10.0.0.2], conditions: {ready: false}}]
      ports: [{name: pg, port: 5432}]
    `);
    expect(shown).toContain('DNS answers with the addresses of its endpoints.');
    expect(shown).toContain('| Type | Answer |');
    expect(shown).toContain('| `ext` | A | `10.0.0.1` |');
    expect(shown).toContain('| `_pg._tcp.ext` | SRV | port `5432` of `one.ext` |');
    expect(shown).toContain('| `one.ext` | A | `10.0.0.1` |');
    expect(shown).not.toContain('| `10.0.0.2`');
    expect(shown).toContain('The address `10.0.0.2` in `ext-1` is not ready, so DNS does not answer with it.');
    expect(shown).toContain('(2 addresses)');
  });

  it('Pods that are published before they are ready', () => {
    const shown = hoverAt(`
      kind: Service
      metadata: {name: $0db}
      spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: db}}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
    `);
    expect(shown).toContain('| Answer (ready or not) |');
    expect(shown).toContain('| `db-0.db` | A | Pod `db-0` |');
    expect(shown).toContain('Service `db` has no ports, so there are no SRV records.');
  });

  it('long lists are cut with a count, and the whole fits a hover', () => {
    const ports = Array.from({ length: 9 }, (_, index) => `{name: p${index}, port: ${9000 + index}}`).join(', ');
    const shown = hoverAt(`
      kind: Service
      metadata: {name: $0db}
      spec: {clusterIP: None, selector: {app: db}, ports: [${ports}]}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: db, replicas: 100, template: {metadata: {labels: {app: db}}}}
    `);
    expect(shown).toContain('| `db-2.db` | A | Pod `db-2` |\n| … 97 more |  |  |');
    expect(shown).toContain('| … 6 more |  |  |');
    expect(shown).toContain('| `_p0._tcp.db` | SRV | port `9000` of each of 100 names |');
    expect(shown).toContain('| Answer (while ready) |');
    expect(shown.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(15);
  });

  it('a headless Service without known Pods shows what it waits for', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: $0kubia}
      spec: {clusterIP: None, selector: {app: kubia}, ports: [{name: http, port: 80}]}
      `,
      `
      \`kubia.default.svc.cluster.local\`

      Headless Service: DNS answers with the addresses of its Pods. There is no load balancing.

      | Name in \`default.svc.cluster.local\` | Type | Answer (while ready) |
      | :--- | :--- | :--- |
      | \`kubia\` | A | each Pod it selects |
      | \`_http._tcp.kubia\` | SRV | port \`80\` of each Pod it selects |

      Short names: \`kubia\` within the namespace \`default\`, \`kubia.default\` from any other.

      No workload in this workspace has the labels it selects. The name exists only while Pods with these labels, from elsewhere, are ready.
      `,
    );
  });

  it('one that has Pods also while they are not ready does not wait for that', () => {
    const hover = hoverAt(`
      kind: Service
      metadata: {name: $0kubia}
      spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: kubia}, ports: [{name: http, port: 80}]}
    `);
    expect(hover).toContain('The name exists only while there are Pods with these labels, from elsewhere.');
    expect(hover).not.toContain('are ready');
  });

  it('a headless Service without selector and endpoints', () => {
    expect(
      hoverAt(`
      kind: Service
      metadata: {name: $0lost}
      spec: {clusterIP: None, ports: [{name: http, port: 80}]}
    `),
    ).toContain('Not in DNS: `lost`. Nothing backs Service `lost`: it has no selector');
  });

  it('Endpoints beside a selector have no effect', () => {
    expect(
      hoverAt(`
      kind: Service
      metadata: {name: $0mail}
      spec: {selector: {app: mail}, ports: [{port: 25}]}
      ---
      kind: Endpoints
      metadata: {name: mail}
    `),
    ).toContain(
      'The Service has a selector, so the Endpoints `mail` are overwritten and have no effect. See [Endpoints mail · manifest.yaml:8](file:///manifest.yaml#L8).',
    );
  });

  it('a type that Kubernetes does not have', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: $0web}
      spec: {type: Headless}
      `,
      `
      \`web.default.svc.cluster.local\`

      Kubernetes has no Service type \`Headless\`, so DNS has nothing to answer with.
      `,
    );
  });

  it('the cluster domain and the default namespace are settings', () => {
    const source = `
      kind: Service
      metadata: {name: $0web}
      spec: {clusterIP: 10.0.0.1}
    `;
    expect(hoverAt(source, { clusterDomain: 'k8s.example', defaultNamespace: 'team' })).toContain(
      '`web.team.svc.k8s.example`',
    );
  });

  it('nothing over fields that DNS does not know', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: web}
      spec: {health$0CheckNodePort: 30000}
      `,
      undefined,
    );
  });
});

describe('why a record of a Service will not exist', () => {
  const why = (service: string, workload: string): string =>
    hoverAt(`
      kind: Service
      metadata: {name: $0db}
      spec: ${service}
      ---
      ${workload.trim()}
    `);
  const headless = '{clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432, targetPort: pg}]}';
  const set = (spec: string, labels = 'app: db'): string => `kind: StatefulSet
      metadata: {name: db}
      spec: {${spec}template: {metadata: {labels: {${labels}}}, spec: {containers: [{ports: [{name: pg, containerPort: 1}]}]}}}`;

  it('a StatefulSet in order misses nothing', () => {
    expect(why(headless, set('serviceName: db, '))).not.toMatch(/Not in DNS|no names|no SRV/);
  });

  it('a StatefulSet without serviceName', () => {
    expect(why(headless, set(''))).toContain(
      'Not in DNS: `db-0.db`. The StatefulSet `db` has no serviceName, so its Pods get no names of their own.',
    );
  });

  it('a StatefulSet of another Service', () => {
    expect(why(headless, set('serviceName: other, '))).toContain(
      'Not in DNS: `db-0.db`. The serviceName of `db` is `other`, not `db`. Below `db`, Pods are named after their addresses. See [StatefulSet db · manifest.yaml:9](file:///manifest.yaml#L9).',
    );
  });

  it('a StatefulSet that is not selected', () => {
    expect(why(headless, set('serviceName: db, ', 'app: database'))).toContain(
      'Not in DNS: `db-0.db`. The Service `db` does not select the Pods of `db`. They get no names of their own.',
    );
  });

  it('a Deployment', () => {
    const deployment = set('').replace('StatefulSet', 'Deployment');
    expect(why(headless, deployment)).toContain(
      'The Pods of Deployment `db` have no names of their own below Service `db`.',
    );
  });

  it('a port name that no container has', () => {
    const other = set('serviceName: db, ').replace('name: pg', 'name: postgres');
    expect(why(headless, other)).toContain(
      'Not in DNS: `_sql._tcp.db`. No Pod that Service `db` selects has a TCP port named `pg`.',
    );
  });

  it('ports without names', () => {
    const unnamed = '{clusterIP: None, selector: {app: db}, ports: [{port: 5432}, {port: 5433}]}';
    const shown = why(unnamed, set('serviceName: db, '));
    expect(shown).toContain('Port `5432` has no name, so it has no SRV record of its own.');
    expect(shown).not.toContain('5433');
  });

  it('a port without a name behind a virtual IP is nothing to tell', () => {
    expect(why('{selector: {app: db}, ports: [{port: 5432}]}', set(''))).not.toContain('SRV');
  });

  it('an alias that governs a StatefulSet', () => {
    expect(why('{type: ExternalName, externalName: a.example}', set('serviceName: db, '))).toContain(
      'Not in DNS: `db-0.db`. The Service `db` is an alias, so no names exist below it.',
    );
  });

  it('a namespace that only one side writes', () => {
    const shown = why(headless, set('serviceName: db, ').replace('name: db}', 'name: db, namespace: prod}'));
    expect(shown).toContain('StatefulSet `db` is in namespace `prod`');
    expect(shown).not.toContain('| `db-0');
  });
});

describe('how many Pods are behind a Service', () => {
  const behind = (workload: string, more = ''): string =>
    hoverAt(`
      kind: Service
      metadata: {name: w$0eb}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      ---
      ${workload}${more}
    `);
  const work = (fields: string): string =>
    `{kind: Job, apiVersion: batch/v1, metadata: {name: web}, spec: {${fields}, template: {metadata: {labels: {app: web}}}}}`;
  const scaler = (kind: string, apiVersion: string, target: string): string => `
      ---
      kind: ${kind}
      apiVersion: ${apiVersion}
      metadata: {name: web}
      spec: {scaleTargetRef: {${target}}}`;

  it('of a Job no more at a time than it has to complete', () => {
    expect(behind(work('parallelism: 5, completions: 2'))).toContain('(up to 2 Pods at a time)');
    expect(behind(work('completionMode: Indexed, parallelism: 2, completions: 5'))).toContain(
      '(up to 2 Pods at a time)',
    );
    expect(behind(work('parallelism: 5, suspend: true'))).toContain('(no Pods)');
  });

  it('none of a StatefulSet whose Pods cannot be called so', () => {
    const set = `{kind: StatefulSet, apiVersion: apps/v1, metadata: {name: ${'w'.repeat(63)}}, spec: {replicas: 3, template: {metadata: {labels: {app: web}}}}}`;
    expect(behind(set)).toContain('(no Pods)');
  });

  it('as many as an autoscaler wants, be it of Kubernetes or of KEDA', () => {
    const workload = (kind: string, apiVersion = 'apps/v1'): string =>
      `{kind: ${kind}, apiVersion: ${apiVersion}, metadata: {name: web}, spec: {replicas: 3, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}}`;
    const deployment = workload('Deployment');
    const keda = (target: string): string => scaler('ScaledObject', 'keda.sh/v1alpha1', target);
    expect(behind(deployment, keda('kind: Deployment, name: web'))).toContain('(autoscaled Pods)');
    expect(behind(deployment, keda('kind: StatefulSet, name: web'))).toContain('(3 Pods)');
    const kubernetes = (kind: string): string =>
      scaler('HorizontalPodAutoscaler', 'autoscaling/v2', `kind: ${kind}, name: web`);
    expect(behind(deployment, kubernetes('Deployment'))).toContain('(autoscaled Pods)');
    expect(behind(deployment, kubernetes('Rollout'))).toContain('(3 Pods)');
    expect(behind(workload('Rollout', 'argoproj.io/v1alpha1'), kubernetes('Rollout'))).toContain('(autoscaled Pods)');
  });
});
