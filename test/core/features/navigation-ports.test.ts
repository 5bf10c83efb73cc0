import { describe, it, test } from 'vitest';
import { checkDefinition, checkHighlights, checkReferences } from '../../support/check-features.ts';

const pods = `
  kind: Deployment
  metadata: {name: web, namespace: shop}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec:
        containers:
        - name: web
          image: web
          ports: [{name: serve, containerPort: 8080}]
`;
const service = `
  kind: Service
  metadata: {name: web, namespace: shop, labels: {app: web}}
  spec:
    selector: {app: web}
    ports:
    - name: http
      port: 80
      targetPort: serve
`;
const marked = (source: string, line: string, mark: string): string => source.replace(line, `${line}\n${mark}`);
const declaredPort = marked(service, '    - name: http', '            ^^^^ declaration');

describe('go to definition', () => {
  const toPort = marked(service, '    - name: http', '            ^^^^');
  const toContainer = marked(
    pods,
    '          ports: [{name: serve, containerPort: 8080}]',
    '                         ^^^^^',
  );

  it.each([
    ['the backend of an Ingress', 'kind: Ingress', 'defaultBackend: {service: {name: web, port: {name: ht$0tp}}}'],
    ['a slice', 'kind: EndpointSlice', ''],
    ['a monitor', 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor', 'endpoints: [{port: ht$0tp}]'],
    ['the name of an SRV record', 'kind: Example', 'url: dns+srv://_ht$0tp._tcp.web.shop.svc.cluster.local'],
  ])('from %s to the port of the Service', (what, kind, spec) => {
    const head = kind.replace('\n', '\n  ');
    const label = what === 'a slice' ? ', labels: {kubernetes.io/service-name: web}' : '';
    const body =
      what === 'a slice'
        ? 'addressType: IPv4\n  ports: [{name: ht$0tp, port: 80}]'
        : `spec:${what === 'a monitor' ? '\n    selector: {matchLabels: {app: web}}' : ''}\n    ${spec}`;
    const version = kind.includes('apiVersion') || kind !== 'kind: Example' ? '' : 'apiVersion: example.com/v1\n  ';
    checkDefinition(`${toPort}  ---\n  ${version}${head}\n  metadata: {name: x, namespace: shop${label}}\n  ${body}\n`);
  });

  it('from targetPort, and from a probe, to the port of the container', () => {
    checkDefinition(`${service.replace('targetPort: serve', 'targetPort: se$0rve')}  ---${toContainer}`);
    checkDefinition(`${toContainer}          livenessProbe: {httpGet: {port: se$0rve}}\n`);
  });

  it('from the variable of a port', () => {
    checkDefinition(`${toPort}  ---${pods}          args: ["--port=$(WEB_SERVICE_PORT_HT$0TP)"]\n`);
  });

  it('from the name of a port that the Service does not have, to the Service', () => {
    checkDefinition(`
      kind: Service
      metadata: {name: web, namespace: shop}
                       ^^^
      spec: {ports: [{name: http, port: 80}]}
      ---
      apiVersion: example.com/v1
      kind: Example
      metadata: {name: x}
      spec: {url: "dns+srv://_ht$0tps._tcp.web.shop.svc.cluster.local"}
    `);
  });
});

test('references of the port of a Service: backends, slices, monitors, names of SRV records, variables', () => {
  checkReferences(`${declaredPort.replace('http\n            ^^^^', 'ht$0tp\n            ^^^^^^')}  ---
  kind: Ingress
  metadata: {name: x, namespace: shop}
  spec: {defaultBackend: {service: {name: web, port: {name: http}}}}
                                                            ^^^^
  ---
  kind: Ingress
  metadata: {name: other, namespace: lab}
  spec: {defaultBackend: {service: {name: web, port: {name: http}}}}
  ---
  apiVersion: monitoring.coreos.com/v1
  kind: ServiceMonitor
  metadata: {name: x, namespace: shop}
  spec: {selector: {matchLabels: {app: web}}, endpoints: [{port: http}]}
                                                                 ^^^^
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: x, namespace: lab}
  data:
    SRV: _http._tcp.web.shop.svc.cluster.local
          ^^^^
    OTHER: _https._tcp.web.shop.svc.cluster.local
  `);
});

test('references of the port of a container: target ports, probes, policies', () => {
  checkReferences(`${marked(
    pods,
    '          ports: [{name: serve, containerPort: 8080}]',
    '                         ^^^^^ declaration',
  )}          readinessProbe: {tcpSocket: {port: serve}}
                                             ^^^^^
  ---${marked(service, '      targetPort: serve', '                  ^^^^^')}  ---
  kind: NetworkPolicy
  metadata: {name: x, namespace: shop}
  spec: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: se$0rve}]}]}
                                                                           ^^^^^^^
  `);
});

test('highlights of a port', () => {
  checkHighlights(
    `${marked(
      pods,
      '          ports: [{name: serve, containerPort: 8080}]',
      '                         ^^^^^ write',
    )}  ---${marked(service, '      targetPort: serve', '                  ^^^^^ read').replace('targetPort: serve', 'targetPort: serve$0')}`,
  );
});

describe('the number of a port leads to the port that it means', () => {
  const toPort = marked(service, '      port: 80', '            ^^');
  const toContainer = marked(
    pods,
    '          ports: [{name: serve, containerPort: 8080}]',
    '                                               ^^^^',
  );
  const object = (version: string, kind: string, fields: string): string => `
  ---
  apiVersion: ${version}
  kind: ${kind}
  metadata: {name: x, namespace: shop}
  ${fields}
`;

  it.each([
    [
      'Ingress',
      'networking.k8s.io/v1',
      'Ingress',
      'spec: {defaultBackend: {service: {name: web, port: {number: 8$00}}}}',
    ],
    ['route', 'gateway.networking.k8s.io/v1', 'HTTPRoute', 'spec: {rules: [{backendRefs: [{name: web, port: 8$00}]}]}'],
    [
      'APIService',
      'apiregistration.k8s.io/v1',
      'APIService',
      'spec: {service: {name: web, namespace: shop, port: 8$00}}',
    ],
  ])('of a Service, from %s', (_, version, kind, fields) => {
    checkDefinition(`${pods}  ---${toPort}${object(version, kind, fields)}`);
  });

  it('of a container', () => {
    checkDefinition(`${toContainer}  ---${service.replace('targetPort: serve', 'targetPort: 80$080')}`);
    const probed = toContainer.replace(
      'name: web\n          image',
      'readinessProbe: {tcpSocket: {port: 808$00}}\n          image',
    );
    checkDefinition(probed);
  });

  it('and nowhere where none has it', () => {
    checkDefinition(`${pods}  ---${service.replace('targetPort: serve', 'targetPort: 80$081')}`);
    checkDefinition(`${pods}  ---${service.replace('port: 80', 'port: 8$00')}`);
  });
});

test.each([
  ['sectionName: ht$0tp', '{name: http, port: 80}', '       ^^^^'],
  ['port: 8$00', '{name: http, port: 80}', '                   ^^'],
])('from a route to the listener of its Gateway: %s', (parent, listener, mark) => {
  checkDefinition(`
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: shop}
    spec: {parentRefs: [{name: edge, ${parent}}]}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: edge}
    spec:
      listeners:
        - ${listener}
          ${mark}
  `);
});

test('from the key of a ConfigMap to where it is', () => {
  checkDefinition(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers: [{name: web, env: [{name: MODE, valueFrom: {configMapKeyRef: {name: web, key: mo$0de}}}]}]
    ---
    kind: ConfigMap
    metadata: {name: web}
    data:
      mode: fast
      ^^^^
  `);
});

describe('a key of a ConfigMap, and a listener of a Gateway', () => {
  const pod = `
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          env: [{name: MODE, valueFrom: {configMapKeyRef: {name: web, key: app.conf}}}]
                                                                           ^^^^^^^^
          volumeMounts: [{name: conf, subPath: app.conf}, {name: other, subPath: app.conf}]
                                               ^^^^^^^^
      volumes:
        - {name: conf, configMap: {name: web}}
        - {name: other, configMap: {name: web2}}
        - {name: one, configMap: {name: web, items: [{key: app.conf, path: app.conf}]}}
                                                           ^^^^^^^^
    `;
  test('are referred to by what names them', () => {
    checkReferences(`${pod}---
    kind: ConfigMap
    metadata: {name: web}
    data:
      app.$0conf: |
      ^^^^^^^^^^ declaration
        app.conf
    `);
    checkReferences(`
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: shop}
    spec: {parentRefs: [{name: edge, sectionName: http}, {name: other, sectionName: http}, {name: edge, port: 80}]}
                                                  ^^^^
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: edge}
    spec: {listeners: [{name: ht$0tp, port: 80}]}
                              ^^^^^^ declaration
    `);
  });
});

describe('a variable that the kubelet puts in', () => {
  const pod = (args: string, value: string): string => `
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          args: [${args}]
          envFrom: [{prefix: X_, configMapRef: {name: web}}]
          env:
            - {name: HOST, value: db}
            - {name: URL, value: "${value}"}
    ---
    kind: ConfigMap
    metadata: {name: web}
    data:
      MODE: a
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 80}]}
    `;
  const marked = (text: string, line: string, mark: string): string => text.replace(line, `${line}\n${mark}`);

  test('leads to where it is declared', () => {
    const host = ['            - {name: HOST, value: db}', '                     ^^^^'] as const;
    checkDefinition(marked(pod('', 'http://$(HO$0ST):80'), ...host));
    checkDefinition(marked(pod('"--url=$(HO$0ST)"', ''), ...host));
    checkDefinition(marked(pod('$(X_MO$0DE)', ''), '      MODE: a', '      ^^^^'));
  });

  test('and nowhere where it is none', () => {
    checkDefinition(pod('$$(HO$0ST)', ''));
    checkDefinition(pod('$(UNKN$0OWN)', ''));
  });
});
