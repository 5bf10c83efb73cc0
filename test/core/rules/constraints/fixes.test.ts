import { expect, test } from 'vitest';
import { titlesOf } from '../../../support/check-assist.ts';
import { checkDiagnostics, checkFix } from '../../../support/check-diagnostics.ts';

/** A Service around a line, so that a case is the line before and after. */
const spec = (line: string): string =>
  `kind: Service\nmetadata: {name: db}\nspec:\n  ${line.replaceAll('\n', '\n  ')} # kept\n  selector: {app: db}\n  ports: [{name: sql, port: 5432}]\n`;
const alias = (line: string): string =>
  `kind: Service\nmetadata: {name: db}\nspec:\n  type: ExternalName\n  ${line} # kept\n`;
const ports = (line: string): string =>
  `kind: Service\nmetadata: {name: db}\nspec:\n  type: NodePort\n  selector: {app: db}\n  ports:\n    - ${line}\n`;
const slice = (line: string): string =>
  `kind: EndpointSlice\nmetadata: {name: db-1}\naddressType: IPv4\n${line} # kept\n`;
const pod = (line: string): string =>
  `kind: Pod\nmetadata: {name: db}\nspec:\n  ${line} # kept\n  containers: [{name: db, image: db}]\n`;
const labels = (line: string): string =>
  `kind: Service\nmetadata:\n  name: db\n  labels:\n    ${line} # kept\nspec: {selector: {app: db}, ports: [{port: 80}]}\n`;

test.each([
  [spec, 'type: clusterIP', 'Change to ClusterIP', 'type: ClusterIP'],
  [spec, 'type: Headless', 'Change to clusterIP: None', 'clusterIP: None'],
  [spec, 'type: "LoadBalancr"', 'Change to LoadBalancer', 'type: LoadBalancer'],
  [spec, "sessionAffinity: 'clientip'", 'Change to ClientIP', 'sessionAffinity: ClientIP'],
  [spec, 'ipFamilies: [ipv4]', 'Change to IPv4', 'ipFamilies: [IPv4]'],
  [spec, 'clusterIp: None', 'Change the key to clusterIP', 'clusterIP: None'],
  [spec, '"cluster-ip": None', 'Change the key to clusterIP', '"clusterIP": None'],
  [spec, 'headless: true # gone\ntype: NodePort', 'Remove headless', 'type: NodePort'],
  [spec, 'publishNotReadyAddresses: "true"', 'Remove the quotes around true', 'publishNotReadyAddresses: true'],
  [spec, "publishNotReadyAddresses: 'yes'", 'Remove the quotes around true', 'publishNotReadyAddresses: true'],
  [spec, 'externalIPs: [192.000.2.1]', 'Change to 192.0.2.1', 'externalIPs: [192.0.2.1]'],
  [spec, 'internalTrafficPolicy: ""\ntype: NodePort', 'Remove internalTrafficPolicy', 'type: NodePort'],
  [spec, 'clusterIP: None\nclusterIPs: [10.96.0.7]', 'Change to None', 'clusterIP: None\nclusterIPs: [None]'],
  [alias, 'externalName: API.Example.com', 'Change to api.example.com', 'externalName: api.example.com'],
  [
    alias,
    'externalName: "HTTPS://api.example.com:443/v1"',
    'Change to api.example.com',
    'externalName: api.example.com',
  ],
  [alias, 'externalName: api.example.com.:443', 'Change to api.example.com.', 'externalName: api.example.com.'],
  [ports, '{name: My_Port, port: 80}', 'Change to my-port', '{name: my-port, port: 80}'],
  [ports, '{port: 80, nodePort: 80}', 'Remove nodePort', '{port: 80}'],
  [slice, 'ports: [{port: "5432"}]', 'Remove the quotes around 5432', 'ports: [{port: 5432}]'],
  [slice, 'ports: [{port: 5432, protocol: tcp}]', 'Change to TCP', 'ports: [{port: 5432, protocol: TCP}]'],
  [
    slice,
    'endpoints: [{addresses: [10.0.0.1], hostname: DB_0}]',
    'Change to db-0',
    'endpoints: [{addresses: [10.0.0.1], hostname: db-0}]',
  ],
  [pod, 'hostname: Gamma', 'Change to gamma', 'hostname: gamma'],
  [labels, 'version: 1.10', 'Put "1.10" in quotes', 'version: "1.10"'],
  [labels, 'release: 0755', 'Put "0755" in quotes', 'release: "0755"'],
  [labels, 'backup: on', 'Put "on" in quotes', 'backup: "on"'],
  [labels, 'backup: true', 'Put "true" in quotes', 'backup: "true"'],
  [spec, 'clusterIP: N', 'Change to None', 'clusterIP: None'],
  [spec, 'clusterIP: "No"', 'Change to clusterIP: None', 'clusterIP: None'],
] as const)('%#: %s', (frame, before, title, after) => {
  checkFix(frame(before), title, frame(after));
});

test('a dot in a host label is not guessed at', () => {
  const titles = titlesOf(
    'kind: Pod\nmetadata: {name: db}\nspec: {hostname: $0db.0, containers: [{name: db, image: db}]}\n',
  );
  expect(titles.filter((title) => title.startsWith('Change'))).toEqual([]);
});

test('a name where the resolver of a Pod needs an address', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: db}
    spec:
      dnsConfig: {nameservers: [dns.example.com]}
                                ^^^^^^^^^^^^^^^ error[invalid-address] "dns.example.com" is not an IP address.
      hostAliases: [{ip: db, hostnames: [a]}]
                         ^^ error[invalid-address] "db" is not an IP address.
      containers: [{name: db, image: db}]
  `);
});

test('without a path, pathType can be one only', () => {
  const offered = (path: string): readonly string[] =>
    titlesOf(
      `kind: Ingress\nmetadata: {name: web}\nspec: {rules: [{http: {paths: [{$0${path}backend: {service: {name: web, port: {number: 80}}}}]}}]}\n`,
    ).filter((title) => title.startsWith('Add pathType'));
  expect(offered('')).toEqual(['Add pathType: ImplementationSpecific']);
  expect(offered('path: /, ')).toHaveLength(3);
});

test('the addresses of an alias go from both fields', () => {
  const drawn = (addresses: string): string =>
    `kind: Service\nmetadata: {name: db}\nspec: {type: ExternalName, externalName: a.b${addresses}}\n`;
  checkFix(drawn(', clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7]'), 'Remove clusterIP', drawn(''));
});

test('an address of the list stands in clusterIP too', () => {
  checkFix(
    'kind: Service\nmetadata: {name: db}\nspec:\n  clusterIPs: [10.96.0.7]\n  ports: [{port: 80}]\n  selector: {a: b}\n',
    'Add clusterIP: 10.96.0.7',
    'kind: Service\nmetadata: {name: db}\nspec:\n  clusterIPs: [10.96.0.7]\n  ports: [{port: 80}]\n  selector: {a: b}\n  clusterIP: 10.96.0.7\n',
  );
});

test('a field of a load balancer is taken out with its comment', () => {
  checkFix(
    'kind: Service\nmetadata: {name: db}\nspec:\n  loadBalancerClass: example.com/edge # gone\n  selector: {a: b}\n  ports: [{port: 80}]\n',
    'Remove loadBalancerClass',
    'kind: Service\nmetadata: {name: db}\nspec:\n  selector: {a: b}\n  ports: [{port: 80}]\n',
  );
});

test('an annotation of a load balancer is taken out', () => {
  checkFix(
    'kind: Service\nmetadata:\n  name: db\n  annotations:\n    a: b\n    service.beta.kubernetes.io/load-balancer-source-ranges: ""\nspec: {ports: [{port: 80}], selector: {a: b}}\n',
    'Remove service.beta.kubernetes.io/load-balancer-source-ranges',
    'kind: Service\nmetadata:\n  name: db\n  annotations:\n    a: b\nspec: {ports: [{port: 80}], selector: {a: b}}\n',
  );
});

test('two families get a policy for two', () => {
  checkFix(
    'kind: Service\nmetadata: {name: db}\nspec:\n  ipFamilies: [IPv4, IPv6]\n  selector: {a: b}\n  ports: [{port: 80}]\n',
    'Set ipFamilyPolicy to PreferDualStack',
    'kind: Service\nmetadata: {name: db}\nspec:\n  ipFamilies: [IPv4, IPv6]\n  ipFamilyPolicy: PreferDualStack\n  selector: {a: b}\n  ports: [{port: 80}]\n',
  );
});

const path = (backend: string): string =>
  `kind: Ingress\nmetadata: {name: web}\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n${backend.replace(/^/gm, '              ')}`;

test.each([
  ['serviceName: web # kept\nservicePort: 80', 'service:\n  name: web\n  port:\n    number: 80'],
  ['serviceName: web\nservicePort: http', 'service:\n  name: web\n  port:\n    name: http'],
])('a backend of a retired version is written as it is now', (before, after) => {
  checkFix(path(before), 'Rewrite the backend for API version networking.k8s.io/v1', path(after));
});

test('the default of a retired version is written as it is now', () => {
  const spec = (text: string): string => `kind: Ingress\nmetadata: {name: web}\nspec: # kept\n${text}`;
  checkFix(
    spec('  backend:\n    serviceName: web\n    servicePort: 80\n'),
    'Change the key to defaultBackend',
    spec('  defaultBackend:\n    service:\n      name: web\n      port:\n        number: 80\n'),
  );
});

test('one of two ways to say a port is taken out', () => {
  const port = (text: string): string => path(`service:\n  name: web\n  port:\n${text}`);
  checkFix(port('    number: 80\n    name: http\n'), 'Remove number', port('    name: http\n'));
});

test('a path gets a type', () => {
  const paths = (text: string): string =>
    `kind: Ingress\nmetadata: {name: web}\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n${text}            backend: {service: {name: web, port: {number: 80}}}\n`;
  checkFix(paths(''), 'Add pathType: Exact', paths('            pathType: Exact\n'));
  const empty = paths('            pathType: ""\n');
  checkFix(empty, 'Change to Exact', paths('            pathType: Exact\n'));
  expect(titlesOf(empty.replace('""', '"$0"'))).not.toContain('Remove pathType');
});

test.each([
  ['192.0.2.31', 'IPv4'],
  ['"2001:db8::31"', 'IPv6'],
  ['db.example.net', 'FQDN'],
])('a slice gets the type of its addresses: %s', (address, type) => {
  const typed = (text: string): string =>
    `kind: EndpointSlice\nmetadata: {name: db-1}\n${text}endpoints:\n  - addresses: [${address}]\n`;
  checkFix(typed(''), `Add addressType: ${type}`, typed(`addressType: ${type}\n`));
});

test('a kind is written in the group that has it', () => {
  const set = (version: string): string =>
    `apiVersion: ${version} # kept\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}\n`;
  checkFix(set('v1'), 'Change apiVersion to apps/v1', set('apps/v1'));
});
test('a port name that another port has already is left to people', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      selector: {a: b}
      ports: [{name: sql, port: 80}, {name: SQL, port: 81}]
                                            ^^^ error[invalid-port-name]
  `);
});

test('the second of two ports on one node port gets another', () => {
  checkFix(
    'kind: Service\nmetadata: {name: db}\nspec:\n  type: NodePort\n  selector: {a: b}\n  ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30080}]\n',
    'Remove nodePort',
    'kind: Service\nmetadata: {name: db}\nspec:\n  type: NodePort\n  selector: {a: b}\n  ports: [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81}]\n',
  );
});

test('a Service is moved to its group', () => {
  checkFix(
    'apiVersion: apps/v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None}\n',
    'Change apiVersion to v1',
    'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None}\n',
  );
});

test('one item that is no list', () => {
  const frame = (addresses: string): string =>
    `kind: Service\nmetadata: {name: db}\nspec: {selector: {a: b}, ports: [{port: 80}], externalIPs: ${addresses}}\n`;
  checkFix(frame('192.0.2.1'), 'Make it a list with one item', frame('[192.0.2.1]'));
  checkFix(
    'kind: Service\nmetadata: {name: db}\nspec:\n  selector: {a: b}\n  ports:\n    port: 80\n    targetPort: http\n',
    'Make it a list with one item',
    'kind: Service\nmetadata: {name: db}\nspec:\n  selector: {a: b}\n  ports:\n    - port: 80\n      targetPort: http\n',
  );
});

test('the labels of a Service in matchLabels, as workloads have them', () => {
  checkFix(
    'kind: Service\nmetadata: {name: db}\nspec:\n  selector:\n    matchLabels:\n      app: db\n      tier: data\n  ports: [{port: 80}]\n',
    'Move the labels up into the selector',
    'kind: Service\nmetadata: {name: db}\nspec:\n  selector:\n    app: db\n    tier: data\n  ports: [{port: 80}]\n',
  );
});
