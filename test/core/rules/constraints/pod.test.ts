import { describe } from 'vitest';
import { casesOf, indented, testConstraints } from '../../../support/check-constraints.ts';

const pod = (text: string): string =>
  `kind: Pod\nmetadata: {name: db}\nspec:\n  containers: [{name: db, image: postgres}]\n${indented(text, 2)}\n`;
const whole = (text: string): string => `kind: Pod\nmetadata: {name: db}\nspec:\n${indented(text, 2)}\n`;
const deployment = (text: string): string =>
  `kind: Deployment\nmetadata: {name: db}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n${indented(text, 6)}\n`;
const ports = (text: string): string => whole(`containers:\n  - name: db\n    image: postgres\n    ports: ${text}`);
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
