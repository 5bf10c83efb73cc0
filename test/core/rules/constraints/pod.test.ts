import { describe } from 'vitest';
import { casesOf, indented, testConstraints } from '../../../support/check-constraints.ts';

const pod = (text: string): string =>
  `kind: Pod\nmetadata: {name: db}\nspec:\n  containers: [{name: db, image: postgres}]\n${indented(text, 2)}\n`;
const whole = (text: string): string => `kind: Pod\nmetadata: {name: db}\nspec:\n${indented(text, 2)}\n`;
const deployment = (text: string): string =>
  `kind: Deployment\nmetadata: {name: db}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n${indented(text, 6)}\n`;
const ports = (text: string): string => whole(`containers:\n  - name: db\n    image: postgres\n    ports: ${text}`);
const probe = (text: string): string => whole(`containers:\n  - name: db\n    image: postgres\n    ${text}`);
const probed = 'spec.containers[0]';
const at = 'spec.containers[0].ports[0]';

describe('a Pod', () => {
  testConstraints([
    ...casesOf(
      (name) => pod('').replace('name: db}', `name: ${name}}`),
      [
        ['a name with dots', 'db.prod'],
        ['an underscore', 'db_1', 'invalid-name metadata.name'],
      ],
    ),
    ...casesOf(pod, [
      ['hostname and subdomain', 'hostname: 0db\nsubdomain: peers'],
      ['empty ones', 'hostname: ""\nsubdomain: ""'],
      ['a hostname with a dot', 'hostname: db.0', 'invalid-host-name spec.hostname'],
      ['a hostname in capitals', 'hostname: DB', 'invalid-host-name spec.hostname'],
      ['a hostname of 64', `hostname: ${'a'.repeat(64)}`, 'invalid-host-name spec.hostname'],
      ['a subdomain with a dot', 'hostname: a\nsubdomain: peers.prod', 'invalid-host-name spec.subdomain'],
      ['a number', 'hostname: 1', 'invalid-field-type spec.hostname'],
      ['setHostnameAsFQDN', 'setHostnameAsFQDN: true'],
      ['hostNetwork in quotes', 'hostNetwork: "true"', 'invalid-field-type spec.hostNetwork'],
      ['hostNetwork as yes', 'hostNetwork: yes'],
      ['an override', 'hostnameOverride: db.example.com'],
      ['an override that is none', 'hostnameOverride: DB_1', 'invalid-host-name spec.hostnameOverride'],
      ['an override that is none @1.34', 'hostnameOverride: DB_1'],
      ['an override of 64', `hostnameOverride: ${'a.'.repeat(31)}ab`],
      ['an override of 65', `hostnameOverride: ${'a.'.repeat(32)}a`, 'invalid-host-name spec.hostnameOverride'],
      [
        'an override and FQDN',
        'hostnameOverride: db\nsetHostnameAsFQDN: true',
        'forbidden-field spec.hostnameOverride',
      ],
      ['an override and no FQDN', 'hostnameOverride: db\nsetHostnameAsFQDN: false'],
      ['an override on the host', 'hostnameOverride: db\nhostNetwork: true', 'forbidden-field spec.hostnameOverride'],
      ['an override on the host @1.34', 'hostnameOverride: db\nhostNetwork: true'],
      ['hostName', 'hostName: db', 'unknown-field spec.hostName'],
    ]),
    ...casesOf(whole, [
      ['no containers', 'hostname: a', 'missing-field spec.containers'],
      ['no image', 'containers: [{name: a}]', 'missing-field spec.containers[0].image'],
      ['no name', 'containers: [{image: a}]', 'missing-field spec.containers[0].name'],
      ['a container in capitals', 'containers: [{name: DB, image: a}]', 'invalid-name spec.containers[0].name'],
      [
        'a value that is a number',
        'containers: [{name: a, image: a, env: [{name: A, value: 1}]}]',
        'invalid-field-type spec.containers[0].env[0].value',
      ],
      [
        'one name in two containers',
        'containers: [{name: a, image: a, ports: [{name: web, containerPort: 1}]}, {name: b, image: b, ports: [{name: web, containerPort: 2}]}]',
      ],
      ['a mount', 'containers: [{name: a, image: a, volumeMounts: [{name: v, mountPath: /v}]}]\nvolumes: [{name: v}]'],
      [
        'a mount of no volume',
        'containers: [{name: a, image: a, volumeMounts: [{name: w, mountPath: /v}]}]\nvolumes: [{name: v}]',
        'invalid-name spec.containers[0].volumeMounts[0].name',
      ],
      [
        'a mount where there are no volumes',
        'containers: [{name: a, image: a}]\ninitContainers: [{name: b, image: a, volumeMounts: [{name: w, mountPath: /v}]}]',
        'invalid-name spec.initContainers[0].volumeMounts[0].name',
      ],
      [
        'a device of no volume',
        'containers: [{name: a, image: a, volumeDevices: [{name: w, devicePath: /v}]}]\nvolumes: []',
        'invalid-name spec.containers[0].volumeDevices[0].name',
      ],
      [
        'two mounts at one path',
        'containers: [{name: a, image: a, volumeMounts: [{name: v, mountPath: /v}, {name: v, mountPath: /v, subPath: w}]}]\nvolumes: [{name: v}]',
        'invalid-value spec.containers[0].volumeMounts[1].mountPath',
      ],
      [
        'one path in two containers',
        'containers: [{name: a, image: a, volumeMounts: [{name: v, mountPath: /v}]}, {name: b, image: a, volumeMounts: [{name: v, mountPath: /v}]}]\nvolumes: [{name: v}]',
      ],
      [
        'two volumes of one name',
        'containers: [{name: a, image: a}]\nvolumes: [{name: v}, {name: v}]',
        'invalid-name spec.volumes[1].name',
      ],
      [
        'a volume without a name',
        'containers: [{name: a, image: a}]\nvolumes: [{emptyDir: {}}]',
        'missing-field spec.volumes[0].name',
      ],
      [
        'volumes that a template fills',
        'containers: [{name: a, image: a, volumeMounts: [{name: w, mountPath: /v}]}]\nvolumes: ${VOLUMES}',
      ],
      [
        'two containers of one name',
        'containers: [{name: a, image: a}, {name: b, image: a}, {name: a, image: a}]',
        'invalid-name spec.containers[2].name',
      ],
      [
        'a container of the name of one that runs before',
        'initContainers: [{name: a, image: a}]\ncontainers: [{name: a, image: a}]',
        'invalid-name spec.initContainers[0].name',
      ],
      [
        'one host port twice in a container that runs before',
        'initContainers: [{name: b, image: a, ports: [{containerPort: 1, hostPort: 80}, {containerPort: 2, hostPort: 80}]}]\ncontainers: [{name: a, image: a}]',
        'duplicate-port spec.initContainers[0].ports[1].hostPort',
      ],
      [
        'one host port in containers that run one after the other',
        'initContainers: [{name: b, image: a, ports: [{containerPort: 1, hostPort: 80}]}, {name: c, image: a, ports: [{containerPort: 1, hostPort: 80}]}]\ncontainers: [{name: a, image: a, ports: [{containerPort: 1, hostPort: 80}]}]',
      ],
      [
        'one host port twice',
        'containers: [{name: a, image: a, ports: [{containerPort: 1, hostPort: 80}]}, {name: b, image: b, ports: [{containerPort: 2, hostPort: 80}]}]',
        'duplicate-port spec.containers[1].ports[0].hostPort',
      ],
      [
        'one host port in two protocols',
        'containers: [{name: a, image: a, ports: [{containerPort: 1, hostPort: 80}, {containerPort: 1, hostPort: 80, protocol: UDP}]}]',
      ],
      [
        'one host port on two addresses',
        'containers: [{name: a, image: a, ports: [{containerPort: 1, hostPort: 80, hostIP: 10.0.0.1}, {containerPort: 1, hostPort: 80, hostIP: 10.0.0.2}]}]',
      ],
      [
        'one port twice on the host',
        'hostNetwork: true\ncontainers: [{name: a, image: a, ports: [{containerPort: 80}]}, {name: b, image: b, ports: [{containerPort: 80}]}]',
        'duplicate-port spec.containers[1].ports[0].hostPort',
      ],
      [
        'one port twice',
        'containers: [{name: a, image: a, ports: [{containerPort: 80}]}, {name: b, image: b, ports: [{containerPort: 80}]}]',
      ],
      [
        'the same port on the host',
        'hostNetwork: true\ncontainers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 80}]}]',
      ],
      [
        'another port on the host',
        'hostNetwork: true\ncontainers: [{name: a, image: a, ports: [{containerPort: 80, hostPort: 81}]}]',
        'invalid-port spec.containers[0].ports[0].hostPort',
      ],
      [
        'ports of init containers',
        'containers: [{name: a, image: a}]\ninitContainers: [{name: b, image: b, ports: [{containerPort: 0}]}]',
        'invalid-port spec.initContainers[0].ports[0].containerPort',
      ],
    ]),
    ...casesOf(probe, [
      ['the name of a port', 'readinessProbe: {httpGet: {port: http}}'],
      ['a number', 'livenessProbe: {tcpSocket: {port: 80}}'],
      [
        'a number in quotes',
        'livenessProbe: {httpGet: {port: "80"}}',
        `invalid-port-name ${probed}.livenessProbe.httpGet.port`,
      ],
      [
        'capitals',
        'startupProbe: {tcpSocket: {port: Http}}',
        `invalid-port-name ${probed}.startupProbe.tcpSocket.port`,
      ],
      ['0', 'readinessProbe: {httpGet: {port: 0}}', `invalid-port ${probed}.readinessProbe.httpGet.port`],
      ['no port', 'readinessProbe: {exec: {command: [ls]}}'],
      [
        'a hook',
        'lifecycle: {preStop: {httpGet: {port: "80"}}}',
        `invalid-port-name ${probed}.lifecycle.preStop.httpGet.port`,
      ],
    ]),
    ...casesOf(ports, [
      ['a port', '[{containerPort: 80}]'],
      ['a named port', '[{name: http, containerPort: 80}]'],
      ['15 characters', '[{name: abcdefghijklmno, containerPort: 80}]'],
      ['16 characters', '[{name: abcdefghijklmnop, containerPort: 80}]', `invalid-port-name ${at}.name`],
      ['digits', '[{name: "80", containerPort: 80}]', `invalid-port-name ${at}.name`],
      ['capitals', '[{name: HTTP, containerPort: 80}]', `invalid-port-name ${at}.name`],
      [
        'one name twice',
        '[{name: a, containerPort: 80}, {name: a, containerPort: 81}]',
        'duplicate-port spec.containers[0].ports[1].name',
      ],
      ['no number', '[{name: a}]', `missing-field ${at}.containerPort`],
      ['too large', '[{containerPort: 65536}]', `invalid-port ${at}.containerPort`],
      ['a string', '[{containerPort: "80"}]', `invalid-field-type ${at}.containerPort`],
      ['a hostPort too large', '[{containerPort: 80, hostPort: 65536}]', `invalid-port ${at}.hostPort`],
      ['small letters', '[{containerPort: 80, protocol: tcp}]', `invalid-value ${at}.protocol`],
      ['containerport', '[{containerport: 80}]', `unknown-field ${at}.containerport`],
    ]),
    ...casesOf(deployment, [
      ['a template', 'containers: [{name: a, image: a}]'],
      [
        'a hostname in a template',
        'hostname: a.b\ncontainers: [{name: a, image: a}]',
        'invalid-host-name spec.template.spec.hostname',
      ],
      [
        'one port twice on the host, in a template',
        'hostNetwork: true\ncontainers: [{name: a, image: a, ports: [{containerPort: 80}]}, {name: b, image: b, ports: [{containerPort: 80}]}]',
      ],
    ]),
  ]);
});

describe('the DNS of a Pod', () => {
  const long = `sx${'x'.repeat(60)}.test`;
  testConstraints(
    casesOf(pod, [
      ['ClusterFirstWithHostNet', 'dnsPolicy: ClusterFirstWithHostNet'],
      ['clusterFirst', 'dnsPolicy: clusterFirst', 'invalid-value spec.dnsPolicy'],
      ['own DNS', 'dnsPolicy: None\ndnsConfig: {nameservers: [192.0.2.1]}'],
      ['own DNS without a configuration', 'dnsPolicy: None', 'missing-field spec.dnsConfig'],
      [
        'own DNS without a nameserver',
        'dnsPolicy: None\ndnsConfig: {searches: [a.b]}',
        'missing-field spec.dnsConfig.nameservers',
      ],
      ['three nameservers', 'dnsConfig: {nameservers: [192.0.2.1, 192.0.2.2, "2001:db8::1"]}'],
      [
        'four nameservers',
        'dnsConfig: {nameservers: [192.0.2.1, 192.0.2.2, 192.0.2.3, 192.0.2.4]}',
        'too-many-items spec.dnsConfig.nameservers',
      ],
      [
        'a nameserver with a port',
        'dnsConfig: {nameservers: ["192.0.2.1:53"]}',
        'invalid-address spec.dnsConfig.nameservers[0]',
      ],
      ['a nameserver on the host', 'dnsConfig: {nameservers: [127.0.0.1]}'],
      [
        'a nameserver with zeros',
        'dnsConfig: {nameservers: [192.000.2.1]}',
        'invalid-address spec.dnsConfig.nameservers[0]',
      ],
      [
        'a nameserver that is a number',
        'dnsConfig: {nameservers: [192.0]}',
        'invalid-field-type spec.dnsConfig.nameservers[0]',
      ],
      ['search domains', 'dnsConfig: {searches: [a.b., _x.test, "."]}'],
      ['an underscore @1.32', 'dnsConfig: {searches: [_x.test]}', 'invalid-host-name spec.dnsConfig.searches[0]'],
      ['a search domain in capitals', 'dnsConfig: {searches: [Prod]}', 'invalid-host-name spec.dnsConfig.searches[0]'],
      ['an empty search domain', 'dnsConfig: {searches: [""]}', 'invalid-host-name spec.dnsConfig.searches[0]'],
      [
        '33 search domains',
        `dnsConfig: {searches: [${Array.from({ length: 33 }, (_, index) => `s${index}`).join(', ')}]}`,
        'too-many-items spec.dnsConfig.searches',
      ],
      [
        '2049 characters of search domains',
        `dnsConfig: {searches: [${Array.from({ length: 31 }, () => long).join(', ')}]}`,
        'too-many-items spec.dnsConfig.searches',
      ],
      ['an option', 'dnsConfig: {options: [{name: ndots, value: "1"}, {name: edns0}]}'],
      [
        'an option without a name',
        'dnsConfig: {options: [{value: "1"}]}',
        'missing-field spec.dnsConfig.options[0].name',
      ],
      [
        'an option that is a number',
        'dnsConfig: {options: [{name: ndots, value: 1}]}',
        'invalid-field-type spec.dnsConfig.options[0].value',
      ],
      ['options for a configuration', 'dnsConfig: [{name: ndots}]', 'invalid-field-type spec.dnsConfig'],
      ['an alias', 'hostAliases: [{ip: 192.0.2.4, hostnames: [db, db.example.com]}]'],
      ['an alias without names', 'hostAliases: [{ip: 192.0.2.4, hostnames: []}]'],
      ['an alias without an address', 'hostAliases: [{hostnames: [db]}]', 'missing-field spec.hostAliases[0].ip'],
      [
        'an alias in capitals',
        'hostAliases: [{ip: 192.0.2.4, hostnames: [DB]}]',
        'invalid-host-name spec.hostAliases[0].hostnames[0]',
      ],
      ['an alias of a name', 'hostAliases: [{ip: db, hostnames: [db]}]', 'invalid-address spec.hostAliases[0].ip'],
      ['a restartPolicy that is none', 'restartPolicy: UnlessStopped', 'invalid-value spec.restartPolicy'],
      ['an account', 'serviceAccountName: my.account'],
      ['an account in capitals', 'serviceAccountName: Db', 'invalid-name spec.serviceAccountName'],
      ['an account by its old name', 'serviceAccount: a_b', 'invalid-name spec.serviceAccount'],
      ['a node in capitals', 'nodeName: Node', 'invalid-name spec.nodeName'],
      ['fqdn', 'fqdn: a.b', 'unknown-field spec.fqdn'],
      ['replicas', 'replicas: 1', 'unknown-field spec.replicas'],
      ['a field of a later version @1.31', 'resources: {}', 'unknown-field spec.resources'],
      ['a field of an earlier version', 'workloadRef: {}', 'unknown-field spec.workloadRef'],
      ['a field of an earlier version @1.35', 'workloadRef: {}'],
    ]),
  );
});

describe('the variables and owners of a Pod', () => {
  const env = (text: string): string => whole(`containers:\n  - name: db\n    image: postgres\n    env: ${text}`);
  const owned = (text: string): string =>
    pod('').replace('metadata: {name: db}', `metadata: {name: db, ownerReferences: ${text}}`);
  const variable = 'spec.containers[0].env[0]';
  const owner = 'apiVersion: apps/v1, kind: ReplicaSet, name: db, uid: a';
  testConstraints([
    ...casesOf(env, [
      ['a variable', '[{name: A.b-c 1, value: x}]'],
      ['a variable with a blank @1.31', '[{name: A b, value: x}]', `invalid-name ${variable}.name`],
      ['an equals sign', '[{name: A=B, value: x}]', `invalid-name ${variable}.name`],
      ['no name', '[{value: x}]', `missing-field ${variable}.name`],
      ['a field of the Pod', '[{name: A, valueFrom: {fieldRef: {fieldPath: "metadata.labels[\'a\']"}}}]'],
      [
        'a field that is none',
        '[{name: A, valueFrom: {fieldRef: {fieldPath: metadata.hostname}}}]',
        `invalid-value ${variable}.valueFrom.fieldRef.fieldPath`,
      ],
      ['no field', '[{name: A, valueFrom: {fieldRef: {}}}]', `missing-field ${variable}.valueFrom.fieldRef.fieldPath`],
      [
        'two values',
        '[{name: A, value: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]',
        `forbidden-field ${variable}.valueFrom`,
      ],
      ['a source that is none', '[{name: A, valueFrom: {}}]', `missing-field ${variable}.valueFrom`],
      ['a map', '{A: x}', 'invalid-field-type spec.containers[0].env'],
    ]),
    ...casesOf(owned, [
      ['an owner', `[{${owner}, controller: true, blockOwnerDeletion: true}]`],
      [
        'an owner without a name',
        '[{apiVersion: apps/v1, kind: ReplicaSet, uid: a}]',
        'missing-field metadata.ownerReferences[0].name',
      ],
      [
        'two controllers',
        `[{${owner}, controller: true}, {${owner}, controller: true}]`,
        'invalid-value metadata.ownerReferences[1].controller',
      ],
    ]),
  ]);
});
