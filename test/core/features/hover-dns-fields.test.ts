import { describe, expect, it, test } from 'vitest';
import { hoverAt } from '../../support/check-features.ts';

const set = (fields: string): string => `
  kind: StatefulSet
  metadata: {name: db, namespace: prod}
  spec:
    serviceName: db
    ${fields}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: db}]}
  ---
  kind: Service
  metadata: {name: db, namespace: prod}
  spec: {clusterIP: None, selector: {app: db}, ports: [{port: 80}]}
`;

const pod = (spec: string): string => `
  kind: Pod
  metadata: {name: web, namespace: shop, labels: {app: web}}
  spec:
    ${spec}
    containers: [{name: web, image: web}]
`;

describe('how many Pods there are', () => {
  it('replicas and ordinals of a StatefulSet make names', () => {
    expect(hoverAt(set('replicas: $03'))).toContain('3 Pods, `db-0` to `db-2`.');
    expect(hoverAt(set('replicas: $03'))).toContain('db-0.db.prod.svc.cluster.local');
    expect(hoverAt(set('replicas: 2\n    ordinals: {start: $05}'))).toContain('2 Pods, `db-5` to `db-6`.');
    expect(hoverAt(set('replicas: $00'))).toContain('No Pods, so no DNS names of Pods.');
  });

  it('of another workload they make addresses behind a headless Service', () => {
    const deployment = set('replicas: $03')
      .replace('kind: StatefulSet', 'kind: Deployment')
      .replace('serviceName: db', '');
    expect(hoverAt(deployment)).toContain('answers with 3 addresses, one for each Pod that is ready.');
    expect(hoverAt(deployment)).toContain('none has a DNS name of its own');
    expect(hoverAt(deployment.replace('clusterIP: None, ', ''))).toBe('');
    const always = deployment.replace('clusterIP: None, ', 'clusterIP: None, publishNotReadyAddresses: true, ');
    expect(hoverAt(always)).toContain('answers with 3 addresses, one for each Pod, ready or not.');
  });

  it('of a workload of an operator as of any other', () => {
    const rollout = set('replicas: $03\n    selector: {matchLabels: {app: db}}')
      .replace('kind: StatefulSet', 'apiVersion: argoproj.io/v1alpha1\n  kind: Rollout')
      .replace('serviceName: db', '');
    expect(hoverAt(rollout)).toContain('answers with 3 addresses, one for each Pod that is ready.');
    const policy = rollout.replace('$03', '3').replace('{containers', '{dnsPolicy: $0Default, containers');
    expect(hoverAt(policy)).toContain('the name servers of their node');
  });

  it('of another workload with hostname and subdomain they share a name', () => {
    const deployment = set('replicas: $03')
      .replace('kind: StatefulSet', 'kind: Deployment')
      .replace('serviceName: db', '')
      .replace('spec: {containers', 'spec: {hostname: one, subdomain: db, containers');
    expect(hoverAt(deployment)).toContain('These Pods all have the name `one.db`');
    expect(hoverAt(deployment.replace('one', 'Bad_Name'))).not.toContain('Bad');
  });
});

describe('who is asked, and how', () => {
  it('dnsPolicy', () => {
    expect(hoverAt(pod('dnsPolicy: $0ClusterFirst'))).toBe(
      'These Pods use the DNS of the cluster. They try a name with the search domains `shop.svc.cluster.local`, `svc.cluster.local` and `cluster.local`, in this order. A name with fewer than 5 dots is tried with these first; any other name is first tried as written.',
    );
    expect(hoverAt(pod('dnsPolicy: $0clusterFirst'))).toBe(
      'The API server rejects `clusterFirst`. The values are `ClusterFirstWithHostNet`, `ClusterFirst`, `Default` and `None`.',
    );
    expect(hoverAt(pod("dnsPolicy: $0''"))).toContain('use the DNS of the cluster');
    expect(hoverAt(pod('dnsPolicy: $0Default'))).toContain(
      'the name servers of their node, which do not know Services.',
    );
    expect(hoverAt(pod('dnsPolicy: $0None\n    dnsConfig: {nameservers: [10.0.0.1], searches: [example.com]}'))).toBe(
      'These Pods use only `10.0.0.1`. They try a name with the search domains `example.com`, in this order. A name with fewer than 1 dots is tried with these first; any other name is first tried as written.',
    );
  });

  it('ndots', () => {
    expect(hoverAt(pod('dnsConfig: {options: [{name: $0ndots, value: "2"}]}'))).toContain('fewer than 2 dots');
  });

  it('setHostnameAsFQDN', () => {
    expect(hoverAt(pod('setHostnameAsFQDN: $0true'))).toContain('It has no effect');
    expect(hoverAt(pod('subdomain: ""\n    setHostnameAsFQDN: $0true'))).toContain('It has no effect');
    expect(hoverAt(pod('subdomain: web\n    setHostnameAsFQDN: $0true'))).toContain('its fully qualified DNS name');
    // A StatefulSet puts its serviceName in the place of the subdomain.
    const set = (fields: string): string =>
      `kind: StatefulSet\nmetadata: {name: db}\nspec: {${fields}, setHostnameAsFQDN: $0true}}}`;
    expect(hoverAt(set('template: {spec: {subdomain: web'))).toContain('It has no effect');
    expect(hoverAt(set('serviceName: db, template: {spec: {dnsPolicy: Default'))).toContain('fully qualified');
  });

  it('near miss: fields of a Pod that have nothing to do with DNS', () => {
    expect(hoverAt(pod('restartPolicy: $0Always'))).toBe('');
  });
});

describe('what is answered', () => {
  it('publishNotReadyAddresses of a Service that selects no Pods', () => {
    for (const spec of ['type: ExternalName\n  externalName: a.b', 'clusterIP: None'])
      expect(
        hoverAt(`kind: Service\nmetadata: {name: db}\nspec:\n  ${spec}\n  publishNotReadyAddresses: $0true\n`),
      ).toBe('It has no effect: the field applies to Pods, and this Service selects none.');
  });

  it('publishNotReadyAddresses', () => {
    const service = (value: string): string =>
      `kind: Service\nmetadata: {name: db}\nspec:\n  clusterIP: None\n  selector: {app: db}\n  publishNotReadyAddresses: $0${value}\n`;
    expect(hoverAt(service('true'))).toContain('also answers with Pods that are not ready');
    expect(hoverAt(service('false'))).toContain('only with Pods that are ready');
  });

  it('subsets and addressType', () => {
    expect(hoverAt('kind: Endpoints\nmetadata: {name: db}\nsub$0sets: [{addresses: [{ip: 10.0.0.1}]}]\n')).toContain(
      'has each port of the same subset',
    );
    const slice = (type: string): string =>
      `kind: EndpointSlice\nmetadata: {name: db}\naddressType: $0${type}\nendpoints: []\n`;
    expect(hoverAt(slice('IPv6'))).toContain('DNS answers with `AAAA` records.');
    expect(hoverAt(slice('FQDN'))).toContain(
      'kube-proxy ignores slices of names; CoreDNS answers with them as aliases (CNAME).',
    );
  });
});

describe('objects that are named', () => {
  const named = (name: string): string => `
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec: {containers: [{name: web, image: web, envFrom: [{configMapRef: {name: $0${name}}}]}]}
    ---
    kind: ConfigMap
    metadata: {name: settings, namespace: shop}
    data: {LEVEL: info, COLOR: red}
  `;

  it('the Pod of an address, or the StatefulSet that makes it', () => {
    const address = (name: string): string => `
      kind: EndpointSlice
      metadata: {name: x, namespace: shop}
      endpoints: [{addresses: [192.0.2.1], targetRef: {kind: Pod, name: $0${name}}}]
      ---
      kind: Pod
      metadata: {name: web, namespace: shop}
      ---
      kind: StatefulSet
      metadata: {name: db, namespace: shop}
    `;
    expect(hoverAt(address('web'))).toContain('Pod web');
    expect(hoverAt(address('db-1'))).toContain('StatefulSet db');
  });

  it('what they are and hold, or what is nearest', () => {
    expect(hoverAt(named('settings'))).toContain('ConfigMap settings');
    expect(hoverAt(named('settings'))).toContain('Its keys: `LEVEL` and `COLOR`.');
    expect(hoverAt(named('setings'))).toContain(
      'This workspace has no ConfigMap `setings` in the namespace `shop`. Did you mean',
    );
  });
});

describe('fields that decide about addresses and connections', () => {
  const service = (spec: string): string => `
    kind: Service
    metadata: {name: db}
    spec: {${spec}, selector: {app: db}, ports: [{port: 80}]}
  `;

  test.each([
    ['$0ipFamilyPolicy: PreferDualStack', 'It gets a virtual IP of each family.'],
    ['clusterIP: None, $0ipFamilyPolicy: RequireDualStack', 'addresses that its Pods have in these families'],
    ['$0ipFamilyPolicy: SingleStack', 'The Service has one address family'],
    ['$0ipFamilies: [IPv6, IPv4]', 'DNS answers for it with `AAAA` and `A` records.'],
    ['$0sessionAffinity: ClientIP', 'go to the same Pod, for three hours'],
    ['$0sessionAffinity: None', 'any Pod that is ready'],
    ['$0internalTrafficPolicy: Local', 'on the node of the client'],
    ['$0trafficDistribution: PreferSameNode', 'on the node of the client while there are any'],
    ['type: LoadBalancer, $0externalTrafficPolicy: Local', 'keep the address of the client'],
    ['$0externalTrafficPolicy: Local', 'The API server rejects it'],
    ['clusterIP: None, $0sessionAffinity: ClientIP', 'no effect'],
  ])('%s', (spec, said) => {
    expect(hoverAt(service(spec))).toContain(said);
  });

  test.each([
    ['$0hostNetwork: true', 'set dnsPolicy to `ClusterFirstWithHostNet`'],
    ['{$0hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet', 'These Pods use the DNS of the cluster.'],
    ['$0hostNetwork: false', 'addresses of their own'],
    ['$0enableServiceLinks: false', 'no variables for Services'],
    ['$0enableServiceLinks: true', '`DB_SERVICE_HOST`'],
    [
      '$0hostAliases: [{ip: 192.0.2.1, hostnames: [old, older]}, {ip: 192.0.2.2, hostnames: [new]}]',
      '`old`, `older` and `new`',
    ],
    ['hostAliases: [{ip: 192.0.2.1, hostnames: [old]}, {ip: 192.0.2.2, hostnames: [$0new]}]', 'contains `new`,'],
  ])('%s', (spec, said) => {
    expect(
      hoverAt(pod(spec.replace('{', spec.startsWith('{') ? '' : '{').replace(', dnsPolicy', '\n    dnsPolicy'))),
    ).toContain(said);
  });
});
