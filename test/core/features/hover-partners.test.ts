import { describe, expect, it } from 'vitest';
import { checkHover, hoverAt } from '../../support/check-features.ts';

const service = (spec: string): string => `
      #- /service.yaml
      kind: Service
      metadata: {name: db, namespace: prod}
      spec: {${spec}}
`;

describe('hover on a StatefulSet', () => {
  const set = (fields: string): string => `
      #- /set.yaml
      kind: StatefulSet
      metadata: {name: ${fields.includes('$0') ? 'db' : '$0db'}, namespace: prod}
      spec: {${fields}template: {metadata: {labels: {app: db}}}}
  `;

  it('its name shows the names of its Pods', () => {
    checkHover(
      `${service('clusterIP: None, selector: {app: db}')}${set('serviceName: db, replicas: 2, ordinals: {start: 5}, ')}`,
      `
      \`db-5.db.prod.svc.cluster.local\`

      Each Pod of \`StatefulSet db\` has its own DNS name under [Service db · service.yaml:3](file:///service.yaml#L3), which it keeps across restarts.

      | Name in \`prod.svc.cluster.local\` | Type | Answer (while ready) |
      | :--- | :--- | :--- |
      | \`db-5.db\` | A | Pod \`db-5\` |
      | \`db-6.db\` | A | Pod \`db-6\` |
      `,
    );
  });

  it('serviceName shows the governing Service first', () => {
    checkHover(
      `${service('clusterIP: None, selector: {app: db}')}${set('serviceName: d$0b, ')}`,
      `
      \`db.prod.svc.cluster.local\`

      Headless Service: DNS answers with the addresses of its Pods. There is no load balancing.

      Each Pod of \`StatefulSet db\` has its own DNS name under [Service db · service.yaml:3](file:///service.yaml#L3), which it keeps across restarts.

      | Name in \`prod.svc.cluster.local\` | Type | Answer (while ready) |
      | :--- | :--- | :--- |
      | \`db\` | A | each Pod of \`StatefulSet db\` |
      | \`db-0.db\` | A | Pod \`db-0\` |
      `,
    );
  });

  it('a governing Service with a virtual IP', () => {
    expect(hoverAt(`${service('selector: {app: db}')}${set('serviceName: db, ')}`)).toContain(
      'The Service `db` is not headless. CoreDNS still serves the names of its Pods; other DNS servers do not.',
    );
  });

  it('a governing Service that is not there', () => {
    const shown = hoverAt(`${service('clusterIP: None, selector: {app: db}')}${set('serviceName: db-headless, ')}`);
    expect(shown).toContain(
      'There is no Service `db-headless` in namespace `prod`; there is a Service `db`. Its Pods are behind [Service db · service.yaml:3](file:///service.yaml#L3).',
    );
  });

  it('a governing Service that selects other Pods', () => {
    expect(hoverAt(`${service('clusterIP: None, selector: {app: web}')}${set('serviceName: db, ')}`)).toContain(
      'The Service `db` does not select the Pods of `db`. They get no names of their own. See [Service db · service.yaml:4](file:///service.yaml#L4).',
    );
  });

  it('no serviceName', () => {
    expect(hoverAt(`${service('selector: {app: db}')}${set('')}`)).toBe(
      'The StatefulSet `db` has no serviceName, so its Pods get no names of their own. Its Pods are behind [Service db · service.yaml:3](file:///service.yaml#L3).',
    );
  });

  it('another Service over the same Pods', () => {
    const other = service('selector: {app: db}')
      .replace('/service.yaml', '/client.yaml')
      .replace('name: db', 'name: client');
    expect(hoverAt(`${service('clusterIP: None, selector: {app: db}')}${other}${set('serviceName: db, ')}`)).toContain(
      'Its Pods are also behind [Service client · client.yaml:3](file:///client.yaml#L3).',
    );
  });

  it('a hostname in its template has no effect', () => {
    const shown = hoverAt(`
      kind: StatefulSet
      metadata: {name: db}
      spec: {template: {spec: {hostname: $0mine}}}
    `);
    expect(shown).toContain('A StatefulSet sets hostname and subdomain of its Pods itself');
  });
});

describe('hover on Endpoints and slices', () => {
  const endpoints = (name: string, subset: string): string => `
      #- /endpoints.yaml
      kind: Endpoints
      metadata: {name: ${name}, namespace: prod}
      subsets: [${subset}]
  `;
  const slice = (label: string, endpoint: string): string => `
      #- /slice.yaml
      kind: EndpointSlice
      metadata: {name: db-1, namespace: prod, labels: {${label}}}
      addressType: IPv4
      endpoints: [${endpoint}]
  `;

  it('the name shows the Service and its records', () => {
    checkHover(
      `${service('clusterIP: None, ports: [{name: pg, port: 5432}]')}${endpoints('$0db', '{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2, hostname: two}], ports: [{name: pg, port: 5432}]}')}`,
      `
      \`db.prod.svc.cluster.local\`

      Addresses of [Service db · service.yaml:3](file:///service.yaml#L3).

      Headless Service: DNS answers with the addresses of its endpoints. There is no load balancing.

      | Name in \`prod.svc.cluster.local\` | Type | Answer | When |
      | :--- | :--- | :--- | :--- |
      | \`db\` | A | \`10.0.0.1\` and \`10.0.0.2\` | always |
      | \`_pg._tcp.db\` | SRV | port \`5432\` of \`10-0-0-1.db\` and \`two.db\` | always |
      | \`10-0-0-1.db\` | A | \`10.0.0.1\` | always, CoreDNS only |
      | \`two.db\` | A | \`10.0.0.2\` | always |
      `,
    );
  });

  it('an address with a hostname', () => {
    checkHover(
      `${service('clusterIP: None')}${endpoints('db', '{addresses: [{ip: 10.0.0.$02, hostname: two}]}')}`,
      `
      \`two.db.prod.svc.cluster.local\`

      [Service db · service.yaml:3](file:///service.yaml#L3) is headless: its name answers with this address.

      | Name in \`prod.svc.cluster.local\` | Type | Answer |
      | :--- | :--- | :--- |
      | \`two.db\` | A | \`10.0.0.2\` |
      `,
    );
  });

  it('an address behind a virtual IP', () => {
    const shown = hoverAt(`${service('')}${endpoints('db', '{addresses: [{ip: $010.0.0.2}]}')}`);
    expect(shown).toMatch(/^`10-0-0-2\.db\.prod\.svc\.cluster\.local`/);
    expect(shown).toContain('answers with a virtual IP, which leads connections here.');
    expect(shown).toContain('| `10-0-0-2.db` | A | `10.0.0.2` |');
    expect(shown).toContain('| Answer (always, CoreDNS only) |');
  });

  it('an address that is not ready', () => {
    expect(
      hoverAt(`${service('clusterIP: None')}${endpoints('db', '{notReadyAddresses: [{ip: $010.0.0.2}]}')}`),
    ).toContain('The address `10.0.0.2` in `db` is not ready, so DNS does not answer with it.');
  });

  it.each([
    ['not ready at its last place', '{addresses: [{ip: $010.0.0.2}], notReadyAddresses: [{ip: 10.0.0.2}]}', true],
    ['ready at its last place', '{notReadyAddresses: [{ip: $010.0.0.2}]}, {addresses: [{ip: 10.0.0.2}]}', false],
  ])('an address that is there twice, %s', (_, subsets, isUnready) => {
    const shown = hoverAt(`${service('clusterIP: None')}${endpoints('db', subsets)}`);
    expect(shown.includes('The address `10.0.0.2` in `db` is not ready')).toBe(isUnready);
    expect(shown.includes('| `10-0-0-2.db` | A | `10.0.0.2` |')).toBe(!isUnready);
  });

  it('no Service of that name', () => {
    expect(hoverAt(`${service('')}${endpoints('$0dbs', '')}`)).toBe(
      'There is no Service `dbs` in namespace `prod`; there is a Service `db`. See [Service db · service.yaml:3](file:///service.yaml#L3). Endpoints belong to the Service with the same name, so nothing uses these.',
    );
  });

  it('a Service with a selector', () => {
    expect(hoverAt(`${service('selector: {app: db}')}${endpoints('$0db', '{addresses: [{ip: 10.0.0.2}]}')}`)).toContain(
      'The Service has a selector, so the Endpoints `db` are overwritten and have no effect.',
    );
  });

  it('an alias', () => {
    expect(hoverAt(`${service('type: ExternalName, externalName: a.b')}${endpoints('$0db', '')}`)).toContain(
      'these addresses have no effect',
    );
  });

  it('Endpoints that nobody copies', () => {
    const kept = endpoints('$0db', '{addresses: [{ip: 10.0.0.2}]}').replace(
      'namespace: prod',
      "namespace: prod, labels: {endpointslice.kubernetes.io/skip-mirror: 'true'}",
    );
    expect(hoverAt(`${service('clusterIP: None')}${kept}`)).toContain(
      'The Endpoints `db` are excluded from mirroring, so DNS never sees them.',
    );
  });

  it('a port that the Service does not have', () => {
    const unmatched = `${service('clusterIP: None, ports: [{name: sql, port: 5432}]')}${endpoints('db', '{addresses: [{ip: 10.0.0.2}], ports: [{name: $0pg, port: 5432}]}')}`;
    expect(hoverAt(unmatched)).toContain(
      'This port matches no port of headless Service `db`, which needs `port "sql" (5432/TCP)`.',
    );
    const ofService = unmatched.replace('$0', '').replace('{name: sql', '{name: s$0ql');
    expect(hoverAt(ofService)).toContain('Nothing behind Service `db` has its `port "sql" (5432/TCP)`.');
    expect(hoverAt(ofService.replace('clusterIP: None, ', ''))).toContain(
      'Connections to port `5432` of the virtual IP go nowhere.',
    );
  });

  it('a slice that a controller takes for its own, or that kube-proxy does not see', () => {
    const shown = (spec: string, label: string): string =>
      hoverAt(`${service(spec)}${slice(`kubernetes.io/service-name: $0db, ${label}`, '{addresses: [10.0.0.3]}')}`);
    const managedBy = 'endpointslice.kubernetes.io/managed-by: endpointslice';
    expect(shown('selector: {app: db}', `${managedBy}-controller.k8s.io`)).toContain(
      'The label of the slice `db-1` hands it to `endpointslice-controller.k8s.io`, which replaces its addresses with the Pods of Service `db`.',
    );
    expect(shown('clusterIP: None', `${managedBy}mirroring-controller.k8s.io`)).toContain(
      'which deletes its slices that have no Endpoints.',
    );
    expect(shown('', "service.kubernetes.io/headless: ''")).toContain('This label hides the slice from kube-proxy');
  });

  it('the label of a slice', () => {
    const shown = hoverAt(
      `${service('clusterIP: None')}${slice('kubernetes.io/service-name: $0db', '{addresses: [10.0.0.3]}')}`,
    );
    expect(shown).toMatch(/^`db\.prod\.svc\.cluster\.local`/);
    expect(shown).toContain('| `db` | A | `10.0.0.3` | always |');
  });

  it('an address of a slice', () => {
    const label = 'kubernetes.io/service-name: db';
    expect(
      hoverAt(`${service('clusterIP: None')}${slice(label, '{addresses: [$010.0.0.3], hostname: three}')}`),
    ).toMatch(/^`three\.db\.prod/);
    expect(
      hoverAt(`${service('clusterIP: None')}${slice(label, '{addresses: [$010.0.0.3], hostname: Three}')}`),
    ).toContain('The API server rejects the address `10.0.0.3` in `db-1` or its hostname');
  });

  it('an address that two objects give', () => {
    const label = 'kubernetes.io/service-name: db';
    const both = `${service('clusterIP: None')}${endpoints('db', '{addresses: [{ip: 10.0.0.2}]}')}${slice(label, '{addresses: [$010.0.0.2]}')}`;
    expect(hoverAt(both)).toContain('its name answers with this address');
  });

  it('a namespace that only one side writes', () => {
    const open = slice('kubernetes.io/service-name: db', '{addresses: [$010.0.0.2]}').replace('namespace: prod, ', '');
    expect(hoverAt(`${service('clusterIP: None')}${open}`)).toContain(
      'As written, Service `db` is in namespace `prod`',
    );
  });

  it('a slice without the label', () => {
    expect(hoverAt(`${service('')}${slice('app: db', '{addresses: [10.0.0.3]}').replace('db-1', '$0db-1')}`)).toBe(
      'A slice belongs to the Service that its label `kubernetes.io/service-name` names. This one has no such label, so nothing uses it.',
    );
  });

  it('a slice of a Service that is not there', () => {
    expect(hoverAt(`${service('')}${slice('kubernetes.io/service-name: $0dbs', '')}`)).toContain(
      'There is no Service `dbs` in namespace `prod`; there is a Service `db`. See [Service db · service.yaml:3](file:///service.yaml#L3). A slice',
    );
  });
});

describe('hover on hostname and subdomain', () => {
  const pod = (spec: string, kind = 'Pod'): string =>
    `
      #- /pod.yaml
      kind: Pod
      metadata: {name: one, namespace: prod, labels: {app: db}}
      spec: {${spec}}
  `.replace('kind: Pod', `kind: ${kind}`);

  it('a Pod with a name in DNS', () => {
    checkHover(
      `${service('clusterIP: None, selector: {app: db}')}${pod('host$0name: first, subdomain: db')}`,
      `
      \`first.db.prod.svc.cluster.local\`

      The Pod has this name in DNS, under [Service db · service.yaml:3](file:///service.yaml#L3).

      | Name in \`prod.svc.cluster.local\` | Type | Answer (while ready) |
      | :--- | :--- | :--- |
      | \`first.db\` | A | Pod \`one\` |
      `,
    );
  });

  it('a subdomain alone', () => {
    expect(hoverAt(`${service('clusterIP: None, selector: {app: db}')}${pod('subdomain: $0db')}`)).toContain(
      'The Pods of `one` have a subdomain but no hostname. They get no names of their own.',
    );
  });

  it('a hostname alone', () => {
    expect(hoverAt(`${service('')}${pod('hostname: $0one')}`)).toContain('A hostname alone gives no DNS name');
  });

  it('no such Service', () => {
    expect(hoverAt(`${service('')}${pod('hostname: one, subdomain: $0dbs')}`)).toBe(
      'There is no Service `dbs` in namespace `prod`; there is a Service `db`. See [Service db · service.yaml:3](file:///service.yaml#L3).',
    );
  });

  it('a Service that does not select the Pod', () => {
    expect(
      hoverAt(`${service('clusterIP: None, selector: {app: web}')}${pod('hostname: one, subdomain: $0db')}`),
    ).toContain('Not in DNS: `one.db`. The Service `db` does not select the Pods of `one`.');
  });

  it('an Indexed Job gives its Pods their hostnames', () => {
    const job = `
      #- /job.yaml
      kind: Job
      metadata: {name: work, namespace: prod}
      spec:
        completionMode: Indexed
        completions: 2
        template: {metadata: {labels: {app: db}}, spec: {subdomain: $0db}}
    `;
    const shown = hoverAt(`${service('clusterIP: None, selector: {app: db}')}${job}`);
    expect(shown).toMatch(/^`work-0\.db\.prod/);
    expect(shown).toContain('`work-1.db`');
    expect(shown).toContain('The Pod has this name in DNS');
  });

  it('a Deployment shares the name among its Pods', () => {
    const deployment = `
      #- /web.yaml
      kind: Deployment
      metadata: {name: web, namespace: prod}
      spec: {template: {metadata: {labels: {app: db}}, spec: {hostname: one, subdomain: $0db}}}
    `;
    expect(hoverAt(`${service('clusterIP: None, selector: {app: db}')}${deployment}`)).toContain(
      'All Pods of [Deployment web · web.yaml:3]',
    );
  });
});

describe('what a route names beside Services', () => {
  const route = (backend: string, secret = 'cert'): string => `
    kind: Ingress
    metadata: {name: web}
    spec: {tls: [{secretName: ${secret}}], defaultBackend: {service: {name: web, port: ${backend}}}}
    ---
    kind: Secret
    metadata: {name: cert}
    ---
    kind: Service
    metadata: {name: web}
    spec: {ports: [{name: http, port: 80, targetPort: 8080}]}`;

  it('a Secret is no Service', () => {
    expect(hoverAt(route('{number: 80}', 'ce$0rt'))).toContain('[Secret cert');
  });

  it('the port of a Service, by name and by number', () => {
    for (const port of ['{name: ht$0tp}', '{number: 8$00}'])
      expect(hoverAt(route(port)), port).toMatch(/_http\._tcp\.web\.default\.svc\.cluster\.local[^]*`8080`/);
    expect(hoverAt(route('{name: ht$0tps}'))).toBe('');
  });

  it('the port of a Service that is scraped', () => {
    const shown = hoverAt(`
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: ht$0tp}]}
    ---
    kind: Service
    metadata: {name: web, labels: {app: web}}
    spec: {ports: [{name: http, port: 80}]}`);
    expect(shown).toContain('_http._tcp.web.default.svc.cluster.local');
  });
});

it('a port of a container, where a probe of it or a policy names it', () => {
  const drawn = (probe: string, policy: string): string => `
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - name: side
              ports: [{name: http, containerPort: 9090}]
            - name: web
              ports: [{name: http, containerPort: 8080}]
              readinessProbe: {httpGet: {path: /, port: ${probe}}}
    ---
    kind: NetworkPolicy
    metadata: {name: web}
    spec: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: ${policy}}]}]}
  `;
  checkHover(
    drawn('ht$0tp', 'http'),
    '`http` is port `8080` of [Deployment web · manifest.yaml:12](file:///manifest.yaml#L12).',
  );
  checkHover(
    drawn('http', 'ht$0tp'),
    '`http` is port `9090` of [Deployment web · manifest.yaml:10](file:///manifest.yaml#L10). `http` is port `8080` of [Deployment web · manifest.yaml:12](file:///manifest.yaml#L12).',
  );
  checkHover(drawn('ad$0min', 'http'), undefined);
});
