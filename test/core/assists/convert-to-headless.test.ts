import { expect, test } from 'vitest';
import { assistsOf, checkAssist, titlesOf } from '../../support/check-assist.ts';
import { dedent } from '../../support/fixture.ts';

const live = 'Convert to Headless Service (delete and re-create a running one)';
const inPlace = 'Convert to Headless Service';

test('a ClusterIP Service without a type', () => {
  checkAssist(
    `
    kind: Service
    metadata:
      name: web # the$0 name
    spec:
      # who
      selector:
        app: web
      ports:
        - port: 80
    `,
    live,
    `
    kind: Service
    metadata:
      name: web # the name
    spec:
      clusterIP: None
      # who
      selector:
        app: web
      ports:
        - port: 80
    `,
    {
      note: 'Kubernetes does not allow this change on the running Service "web". Delete it, then apply again (kubectl replace --force does both). It loses its cluster IP.',
    },
  );
});

test('a NodePort Service with comments everywhere', () => {
  checkAssist(
    `
    # licence
    kind: Service
    metadata: {name: web}
    spec:
      type: NodePort # on every node
      externalTrafficPolicy: Local # keep the source
      ports:
        # the site
        - name: http
          nodePort: 30080 # fixed
          port: 80
        - nodePort: 30443
          # encrypted
          name: https
          port: 443
        - {name: metrics, port: 9090, nodePort: 30090}
      selector: { app: "web" }$0
      # the end
    `,
    live,
    `
    # licence
    kind: Service
    metadata: {name: web}
    spec:
      type: ClusterIP # on every node
      clusterIP: None
      ports:
        # the site
        - name: http
          port: 80
        - # encrypted
          name: https
          port: 443
        - {name: metrics, port: 9090}
      selector: { app: "web" }
      # the end
    `,
    {
      note: 'Kubernetes does not allow this change on the running Service "web". Delete it, then apply again (kubectl replace --force does both). It loses its cluster IP and node ports.',
    },
  );
});

test('a LoadBalancer Service with everything that would be refused', () => {
  checkAssist(
    `
    kind: Service
    metadata:
      name: web
      annotations:
        # from the office only
        service.beta.kubernetes.io/load-balancer-source-ranges: 10.0.0.0/8
    spec:
      type: LoadBalancer
      clusterIP: 10.0.0.7
      clusterIPs:
        - 10.0.0.7
        - fd00::7 # six
      ipFamilyPolicy: PreferDualStack
      ipFamilies: [IPv4, IPv6]
      externalTrafficPolicy: Local
      internalTrafficPolicy: Local
      healthCheckNodePort: 30001
      allocateLoadBalancerNodePorts: false
      loadBalancerClass: example.com/lb
      loadBalancerIP: 192.0.2.9
      loadBalancerSourceRanges:
        - 10.0.0.0/8
        # and the other office
        - 10.1.0.0/16
      sessionAffinity: ClientIP
      selector:
        app: web
      ports:
        - port: 80$0
          nodePort: 30080
    `,
    live,
    `
    kind: Service
    metadata:
      name: web
    spec:
      type: ClusterIP
      clusterIP: None
      clusterIPs:
        - None
      ipFamilyPolicy: PreferDualStack
      ipFamilies: [IPv4, IPv6]
      internalTrafficPolicy: Local
      loadBalancerIP: 192.0.2.9
      sessionAffinity: ClientIP
      selector:
        app: web
      ports:
        - port: 80
    `,
  );
});

test('other annotations stay, and values that count for nothing', () => {
  checkAssist(
    `
    kind: Service
    metadata:
      name: web
      annotations:
        a: b
        service.beta.kubernetes.io/load-balancer-source-ranges: ""
    spec:
      type: LoadBalancer
      externalTrafficPolicy: ""
      healthCheckNodePort: 0
      loadBalancerClass: null
      loadBalancerSourceRanges: []
      ports: [{port: 80, nodePort: 0}]$0
    `,
    live,
    `
    kind: Service
    metadata:
      name: web
      annotations:
        a: b
    spec:
      type: ClusterIP
      clusterIP: None
      externalTrafficPolicy: ""
      healthCheckNodePort: 0
      loadBalancerClass: null
      loadBalancerSourceRanges: []
      ports: [{port: 80, nodePort: 0}]
    `,
  );
});

test('a traffic policy stays beside external IPs', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: web$0}
    spec:
      externalIPs: [203.0.113.1]
      externalTrafficPolicy: Local
      ports: [{port: 80}]
    `,
    live,
    `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      externalIPs: [203.0.113.1]
      externalTrafficPolicy: Local
      ports: [{port: 80}]
    `,
  );
});

test('an ExternalName Service, which changes in place', () => {
  checkAssist(
    `
    kind: Service
    metadata:
      name: my-external-service
    spec:
      type: ExternalName$0
      externalName: example.com # over there
    `,
    inPlace,
    `
    kind: Service
    metadata:
      name: my-external-service
    spec:
      type: ClusterIP
      clusterIP: None
    `,
    {
      note: 'The running Service "my-external-service" can be changed in place. Give "my-external-service" a selector, Endpoints or an EndpointSlice. Without them its name does not resolve.',
    },
  );
});

test('an alias that governs a StatefulSet selects its Pods afterwards', () => {
  const set = `
    ---
    kind: StatefulSet
    metadata: {name: web}
    spec: {serviceName: web, template: {metadata: {labels: {app: web}}}}
    `;
  checkAssist(
    `
    kind: Service
    metadata: {name: web}
    spec:
      type: ExternalName$0
      externalName: example.com${set}`,
    inPlace,
    `
    kind: Service
    metadata: {name: web}
    spec:
      type: ClusterIP
      clusterIP: None
      selector:
        app: web${set}`,
    { note: 'The running Service "web" can be changed in place.' },
  );
});

test('a Service in JSON', () => {
  checkAssist(
    `
    #- /service.json
    {
      "apiVersion": "v1",
      "kind": "Service",
      "metadata": {"name": "web"},
      "spec": {
        "type": "NodePort",$0
        "ports": [
          {
            "port": 80,
            "nodePort": 30080
          }
        ]
      }
    }
    `,
    live,
    `
    #- /service.json
    {
      "apiVersion": "v1",
      "kind": "Service",
      "metadata": {"name": "web"},
      "spec": {
        "type": "ClusterIP",
        "clusterIP": "None",
        "ports": [
          {
            "port": 80
          }
        ]
      }
    }
    `,
  );
});

test('a Service on one line of flow style', () => {
  checkAssist(
    `
    {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80, nodePort: 30080}], type: NodePort}}$0
    `,
    live,
    `
    {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}], type: ClusterIP, clusterIP: None}}
    `,
  );
});

test('a file with CRLF line endings', () => {
  checkAssist(
    `
    kind: Service
    metadata:
      name: web
    spec:
      type: NodePort
      ports:
        - port: 80
          nodePort: 30080$0
    `,
    live,
    `
    kind: Service
    metadata:
      name: web
    spec:
      type: ClusterIP
      clusterIP: None
      ports:
        - port: 80
    `,
    { lineEnding: '\r\n' },
  );
});

test('one item of a List', () => {
  checkAssist(
    `
    apiVersion: v1
    kind: List
    items:
    - apiVersion: v1
      kind: Service
      metadata: {name: one}
      spec:
        type: NodePort
    - apiVersion: v1
      kind: Service
      metadata: {name: two}
      spec:
        type: NodePort$0
        ports: [{port: 1}]
    `,
    live,
    `
    apiVersion: v1
    kind: List
    items:
    - apiVersion: v1
      kind: Service
      metadata: {name: one}
      spec:
        type: NodePort
    - apiVersion: v1
      kind: Service
      metadata: {name: two}
      spec:
        type: ClusterIP
        clusterIP: None
        ports: [{port: 1}]
    `,
  );
});

test('quoted values and a misspelt None', () => {
  checkAssist(
    `
    kind: "Service"
    metadata: {name: 'web'}
    spec:
      "type": 'NodePort'
      "clusterIP": "none"$0
      'ports': [{'port': 80, 'nodePort': 30080}]
    apiVersion: v1
    `,
    live,
    `
    kind: "Service"
    metadata: {name: 'web'}
    spec:
      "type": ClusterIP
      "clusterIP": None
      'ports': [{'port': 80}]
    apiVersion: v1
    `,
  );
});

test('a Service without spec, and one with an empty one', () => {
  checkAssist(
    'kind: Service\nmetadata: {name: web$0}\n',
    live,
    'kind: Service\nmetadata: {name: web}\nspec:\n  clusterIP: None\n',
  );
  checkAssist(
    'kind: Service\nmetadata: {name: web$0}\nspec: {}\n',
    live,
    'kind: Service\nmetadata: {name: web}\nspec: {clusterIP: None}\n',
  );
});

test('clusterIP None on a type that the API server refuses it for', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      type: NodePort$0
      ports: [{port: 80, nodePort: 30080}]
    `,
    live,
    `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      type: ClusterIP
      ports: [{port: 80}]
    `,
  );
});

const pods = (kind: string, name: string, ports: string): string => `---
    kind: ${kind}
    metadata: {name: ${name}}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          containers: [{name: web, ports: [${ports}]}]`;

test('ports become those of the Pods, by number and by name, and those who use the old ones are named', () => {
  const rest = `
    ---
    kind: Ingress
    metadata: {name: site}
    spec:
      rules:
        - http:
            paths:
              - backend: {service: {name: web, port: {number: 80}}}
    ---
    kind: Ingress
    metadata: {name: by-name}
    spec:
      defaultBackend: {service: {name: web, port: {name: http}}}
    ---
    kind: ConfigMap
    metadata: {name: settings}
    data:
      a: http://web/x
      b: web.default:80
      c: web.default:9090
      d: https://web/x
    ${pods('Deployment', 'web', '{name: main, containerPort: 8080}, {name: probe, containerPort: 9000}')}
  `.trimEnd();
  checkAssist(
    `
    kind: Service
    metadata: {name: web$0}
    spec:
      selector: {app: web}
      ports:
        - name: http
          port: 80
          targetPort: 8080 # of the container
        - name: probe
          port: 81
          targetPort: probe
        - name: same
          port: 7000
          targetPort: 7000
${rest}
    `,
    live,
    `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - name: http
          port: 8080
        - name: probe
          port: 9000
          targetPort: probe
        - name: same
          port: 7000
          targetPort: 7000
${rest}
    `,
    {
      note: 'Kubernetes does not allow this change on the running Service "web". Delete it, then apply again (kubectl replace --force does both). It loses its cluster IP. Port 80 of "web" is now 8080, the port of its Pods. Clients that connect to 80 must now connect to 8080. Still using 80: Ingress "site" and 2 strings in "manifest.yaml". Port 81 of "web" is now 9000, the port of its Pods. Clients that connect to 81 must now connect to 9000.',
    },
  );
});

test('ports stay where Pods are unknown, lack the port, or differ', () => {
  const service = (spec: string, other: string): string =>
    `kind: Service\nmetadata: {name: web}\nspec:\n${spec}  selector: {app: web}\n  ports:\n    - {name: http, port: 80, targetPort: web}\n    - ${other}\n`;
  const before = service('', '{name: other, port: 81, targetPort: 8081}').replace('web}', 'web$0}');
  const known = service('  clusterIP: None\n', '{name: other, port: 8081}');
  const unknown = service('  clusterIP: None\n', '{name: other, port: 81, targetPort: 8081}');
  checkAssist(before, live, unknown);
  const one = dedent(`    ${pods('Deployment', 'one', '{name: web, containerPort: 8080}')}\n`);
  const two = dedent(`    ${pods('StatefulSet', 'two', '{name: web, containerPort: 9090}')}\n`);
  checkAssist(before + one + two, live, known + one + two);
  const lacking = dedent(`    ${pods('Deployment', 'one', '{containerPort: 8080}')}\n`);
  checkAssist(before + lacking, live, known + lacking);
});

test('two StatefulSets that agree on a named port', () => {
  const sets = `${pods('StatefulSet', 'one', '{name: web, containerPort: 8080}')}\n    ${pods('StatefulSet', 'two', '{name: web, containerPort: 8080}')}\n`;
  checkAssist(
    `
    kind: Service
    metadata: {name: web$0}
    spec:
      selector: {app: web}
      ports: [{port: 80, targetPort: web}]
    ${sets}`,
    live,
    `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports: [{port: 8080, targetPort: web}]
    ${sets}`,
  );
});

test('ports that would become the same stay as they are', () => {
  const workload = `${pods('Deployment', 'web', '{containerPort: 8080}')}\n`;
  checkAssist(
    `
    kind: Service
    metadata: {name: web$0}
    spec:
      selector: {app: web}
      ports:
        - {name: a, port: 80, targetPort: 8080}
        - {name: b, port: 81, targetPort: 8080}
        - {name: c, port: 82, targetPort: 80}
        - {name: d, port: 80, targetPort: 8080, protocol: UDP}
    ${workload}`,
    live,
    `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - {name: a, port: 80, targetPort: 8080}
        - {name: b, port: 81, targetPort: 8080}
        - {name: c, port: 82, targetPort: 80}
        - {name: d, port: 8080, protocol: UDP}
    ${workload}`,
  );
});

test('a Service without selector gets the port of its Endpoints', () => {
  const endpoints = `---
    kind: Endpoints
    metadata:
      name: my-headless-service
    subsets:
      - addresses:
          - ip: 1.2.3.4
        ports:
          - port: 9376`;
  checkAssist(
    `
    kind: Service
    metadata:
      name: my-headless-service$0
    spec:
      ports:
        - protocol: TCP
          port: 80
          targetPort: 9376
    ${endpoints}
    `,
    live,
    `
    kind: Service
    metadata:
      name: my-headless-service
    spec:
      clusterIP: None
      ports:
        - protocol: TCP
          port: 9376
    ${endpoints}
    `,
    {
      note: 'Kubernetes does not allow this change on the running Service "my-headless-service". Delete it, then apply again (kubectl replace --force does both). It loses its cluster IP. Port 80 of "my-headless-service" is now 9376, the port of its endpoints. Clients that connect to 80 must now connect to 9376.',
    },
  );
});

test('fields from a merge key are overridden, and nothing is offered where one had to be taken out', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: web$0}
    x: &defaults
      type: NodePort
    spec:
      <<: *defaults
      ports: [{port: 80}]
    `,
    live,
    `
    kind: Service
    metadata: {name: web}
    x: &defaults
      type: NodePort
    spec:
      clusterIP: None
      <<: *defaults
      ports: [{port: 80}]
      type: ClusterIP
    `,
  );
  const shared =
    'kind: Service\nmetadata: {name: web$0}\nx: &p {port: 80, nodePort: 30080}\nspec: {type: NodePort, ports: [*p]}\n';
  expect(assistsOf(shared)).not.toContain(live);
});

test('nothing is offered for a headless Service, a template, and text between resources', () => {
  expect(
    assistsOf('kind: Service\nmetadata: {name: web$0}\nspec: {clusterIP: None, ports: [{port: 80}]}\n'),
  ).not.toContain(live);
  expect(titlesOf('kind: Service\nmetadata: {name: "{{ .Release.Name }}"}\nspec: {ports: [{port: 80$0}]}\n')).toEqual(
    [],
  );
  expect(assistsOf('# only a comment$0\n---\nkind: Service\nmetadata: {name: web}\n')).toEqual([]);
  expect(assistsOf('a: b$0\n')).toEqual([]);
});
