import { describe, test } from 'vitest';
import { casesOf, indented, testConstraints } from '../../../support/check-constraints.ts';
import { checkDiagnostics } from '../../../support/check-diagnostics.ts';

const subsets = (text: string): string => `kind: Endpoints\nmetadata: {name: db}\nsubsets:\n${indented(text, 2)}\n`;
const address = (text: string): string => subsets(`- addresses:\n    - ${text}\n  ports: [{port: 5432}]`);
const endpointPorts = (text: string): string => subsets(`- addresses: [{ip: 192.0.2.31}]\n  ports: ${text}`);

describe('Endpoints', () => {
  testConstraints([
    ...casesOf(
      (name) => `kind: Endpoints\nmetadata: {name: ${name}}\nsubsets: []\n`,
      [
        ['a name', 'db'],
        ['a name with dots', 'db.prod'],
        ['capitals', 'Db', 'invalid-name metadata.name'],
        ['an underscore', 'my_db', 'invalid-name metadata.name'],
      ],
    ),
    ...casesOf(subsets, [
      ['addresses', '- addresses: [{ip: 192.0.2.31}]'],
      ['addresses that are not ready', '- notReadyAddresses: [{ip: 192.0.2.31}]'],
      ['no ports', '- addresses: [{ip: 192.0.2.31}]\n  ports: []'],
      ['no addresses', '- ports: [{port: 1}]', 'missing-field subsets[0].addresses'],
      ['empty addresses', '- addresses: []\n  ports: [{port: 1}]', 'missing-field subsets[0].addresses'],
      [
        'no address that is ready',
        '- addresses: []\n  notReadyAddresses: [{ip: 10.0.0.300}]',
        'invalid-address subsets[0].notReadyAddresses[0].ip',
      ],
      ['strings for addresses', '- addresses: [192.0.2.31]', 'invalid-field-type subsets[0].addresses[0]'],
      ['ips for ip', '- addresses: [{ips: 192.0.2.31}]', 'unknown-field subsets[0].addresses[0].ips'],
    ]),
    ...casesOf(address, [
      ['IPv6', '{ip: "2001:db8::31"}'],
      ['a host name', '{ip: db01.example.net}', 'invalid-address subsets[0].addresses[0].ip'],
      ['a range', '{ip: 192.0.2.0/24}', 'invalid-address subsets[0].addresses[0].ip'],
      ['nothing', '{hostname: a}', 'missing-field subsets[0].addresses[0].ip'],
      ['unspecified', '{ip: 0.0.0.0}', 'invalid-address subsets[0].addresses[0].ip'],
      ['loopback', '{ip: 127.0.0.1}', 'invalid-address subsets[0].addresses[0].ip'],
      ['link-local', '{ip: 169.254.169.254}', 'invalid-address subsets[0].addresses[0].ip'],
      ['link-local multicast', '{ip: 224.0.0.1}', 'invalid-address subsets[0].addresses[0].ip'],
      ['other multicast', '{ip: 239.0.0.1}'],
      ['leading zeros', '{ip: 192.000.002.031}', 'invalid-address subsets[0].addresses[0].ip'],
      ['leading zeros @1.35', '{ip: 192.000.002.031}'],
      ['IPv4 in IPv6', '{ip: "::ffff:192.0.2.31"}', 'invalid-address subsets[0].addresses[0].ip'],
      ['IPv4 in IPv6 @1.35', '{ip: "::ffff:192.0.2.31"}'],
      ['a zone', '{ip: "fe80::1%eth0"}', 'invalid-address subsets[0].addresses[0].ip'],
      ['a hostname', '{ip: 192.0.2.31, hostname: db-0}'],
      ['an empty hostname', '{ip: 192.0.2.31, hostname: ""}'],
      [
        'a hostname with a dot',
        '{ip: 192.0.2.31, hostname: db.0}',
        'invalid-host-name subsets[0].addresses[0].hostname',
      ],
      [
        'a hostname in capitals',
        '{ip: 192.0.2.31, hostname: DB}',
        'invalid-host-name subsets[0].addresses[0].hostname',
      ],
      ['a nodeName', '{ip: 192.0.2.31, nodeName: node-1.example.com}'],
      [
        'a nodeName that is none',
        '{ip: 192.0.2.31, nodeName: Node_1}',
        'invalid-name subsets[0].addresses[0].nodeName',
      ],
    ]),
    ...casesOf(endpointPorts, [
      ['a port', '[{port: 1}]'],
      [
        'two unnamed',
        '[{port: 1}, {port: 2}]',
        'missing-port-name subsets[0].ports[0].name',
        'missing-port-name subsets[0].ports[1].name',
      ],
      ['the same name twice', '[{name: a, port: 1}, {name: a, port: 2}]'],
      ['a name that is none', '[{name: A, port: 1}]', 'invalid-port-name subsets[0].ports[0].name'],
      ['no number', '[{name: a}]', 'missing-field subsets[0].ports[0].port'],
      ['too large', '[{port: 70000}]', 'invalid-port subsets[0].ports[0].port'],
      ['a string', '[{port: "1"}]', 'invalid-field-type subsets[0].ports[0].port'],
      ['small letters', '[{port: 1, protocol: tcp}]', 'invalid-value subsets[0].ports[0].protocol'],
      ['an empty protocol', '[{port: 1, protocol: ""}]'],
      ['appProtocol', '[{port: 1, appProtocol: example.com/x}]'],
      ['appProtocol that is none', '[{port: 1, appProtocol: "a b"}]', 'invalid-value subsets[0].ports[0].appProtocol'],
    ]),
  ]);
});

const slice =
  (type: string) =>
  (text: string): string =>
    `kind: EndpointSlice\nmetadata: {name: db-1, labels: {kubernetes.io/service-name: db}}\naddressType: ${type}\n${text}\n`;
const v4 = slice('IPv4');
const ofService = (service: string): string =>
  `kind: EndpointSlice\nmetadata: {name: db-1, labels: {kubernetes.io/service-name: ${service}}}\naddressType: IPv4\nendpoints: []\nports: []\n`;
const v6 = slice('IPv6');
const many = (count: number, item: string): string => Array.from({ length: count }, () => item).join(', ');

describe('EndpointSlice', () => {
  testConstraints([
    ...casesOf(ofService, [
      ['the name of its Service', 'db'],
      ['a number for the name of its Service', '80', 'invalid-field-type metadata.labels[kubernetes.io/service-name]'],
    ]),
    ...casesOf(
      (text) => `kind: EndpointSlice\nmetadata: {name: db-1}\n${text}\nendpoints: []\nports: []\n`,
      [
        ['IPv4', 'addressType: IPv4'],
        ['FQDN', 'addressType: FQDN'],
        ['none', '# no addressType', 'missing-field addressType'],
        ['an empty one', 'addressType: ""', 'missing-field addressType'],
        ['ipv4', 'addressType: ipv4', 'invalid-value addressType'],
        ['IP', 'addressType: IP', 'invalid-value addressType'],
        ['addresstype', 'addresstype: IPv4', 'unknown-field addresstype'],
      ],
    ),
    ...casesOf(
      (name) => `kind: EndpointSlice\nmetadata: {name: ${name}}\naddressType: IPv4\nendpoints: []\n`,
      [
        ['a name with dots', 'db.prod-1'],
        ['an underscore', 'db_1', 'invalid-name metadata.name'],
      ],
    ),
    ...casesOf(
      (label) =>
        `kind: EndpointSlice\nmetadata: {name: db-1, labels: {kubernetes.io/service-name: ${label}}}\naddressType: IPv4\nendpoints: []\n`,
      [
        ['a Service in a label', 'db'],
        ['a number for a Service in a label', '80', 'invalid-field-type metadata.labels[kubernetes.io/service-name]'],
        ['a space in a label', '"d b"', 'invalid-label metadata.labels[kubernetes.io/service-name]'],
      ],
    ),
    ...casesOf(v4, [
      ['an address', 'endpoints: [{addresses: [192.0.2.31]}]'],
      ['no endpoints', 'endpoints: []'],
      ['no addresses', 'endpoints: [{hostname: a}]', 'missing-field endpoints[0].addresses'],
      ['empty addresses', 'endpoints: [{addresses: []}]', 'missing-field endpoints[0].addresses'],
      ['100 addresses', `endpoints: [{addresses: [${many(100, '192.0.2.31')}]}]`],
      [
        '101 addresses',
        `endpoints: [{addresses: [${many(101, '192.0.2.31')}]}]`,
        'too-many-items endpoints[0].addresses',
      ],
      ['1000 endpoints', `endpoints: [${many(1000, '{addresses: [192.0.2.31]}')}]`],
      ['1001 endpoints', `endpoints: [${many(1001, '{addresses: [192.0.2.31]}')}]`, 'too-many-items endpoints'],
      [
        'IPv6 in a slice of IPv4',
        'endpoints: [{addresses: ["2001:db8::1"]}]',
        'invalid-address endpoints[0].addresses[0]',
      ],
      ['a name', 'endpoints: [{addresses: [db.example.com]}]', 'invalid-address endpoints[0].addresses[0]'],
      ['loopback', 'endpoints: [{addresses: [127.0.0.1]}]', 'invalid-address endpoints[0].addresses[0]'],
      ['leading zeros', 'endpoints: [{addresses: [192.000.2.1]}]', 'invalid-address endpoints[0].addresses[0]'],
      ['leading zeros @1.35', 'endpoints: [{addresses: [192.000.2.1]}]'],
      ['IPv4 in IPv6', 'endpoints: [{addresses: ["::ffff:192.0.2.1"]}]', 'invalid-address endpoints[0].addresses[0]'],
      ['a number', 'endpoints: [{addresses: [1]}]', 'invalid-field-type endpoints[0].addresses[0]'],
      ['a hostname', 'endpoints: [{addresses: [192.0.2.1], hostname: db-0}]'],
      [
        'a hostname with dots',
        'endpoints: [{addresses: [192.0.2.1], hostname: a.b}]',
        'invalid-host-name endpoints[0].hostname',
      ],
      [
        'an empty hostname',
        'endpoints: [{addresses: [192.0.2.1], hostname: ""}]',
        'invalid-host-name endpoints[0].hostname',
      ],
      ['a nodeName', 'endpoints: [{addresses: [192.0.2.1], nodeName: Node 1}]', 'invalid-name endpoints[0].nodeName'],
      ['ready', 'endpoints: [{addresses: [192.0.2.1], conditions: {ready: true}}]'],
      [
        'ready in quotes',
        'endpoints: [{addresses: [192.0.2.1], conditions: {ready: "true"}}]',
        'invalid-field-type endpoints[0].conditions.ready',
      ],
      [
        '8 zones',
        `endpoints: [{addresses: [192.0.2.1], hints: {forZones: [${[...'abcdefgh'].map((name) => `{name: ${name}}`).join(', ')}]}}]`.replace(
          'name: y',
          'name: "y"',
        ),
      ],
      [
        '9 zones',
        `endpoints: [{addresses: [192.0.2.1], hints: {forZones: [${[...'abcdefghi'].map((name) => `{name: ${name}}`).join(', ')}]}}]`,
        'too-many-items endpoints[0].hints.forZones',
      ],
      [
        'one zone twice',
        'endpoints: [{addresses: [192.0.2.1], hints: {forZones: [{name: a}, {name: a}]}}]',
        'invalid-value endpoints[0].hints.forZones[1].name',
      ],
      [
        'one node twice',
        'endpoints: [{addresses: [192.0.2.1], hints: {forNodes: [{name: a}, {name: a}]}}]',
        'invalid-value endpoints[0].hints.forNodes[1].name',
      ],
      [
        'a hint about nodes @1.32',
        'endpoints: [{addresses: [192.0.2.1], hints: {forNodes: [{name: a}]}}]',
        'unknown-field endpoints[0].hints.forNodes',
      ],
      ['a port', 'endpoints: []\nports: [{port: 5432}]'],
      ['no number', 'endpoints: []\nports: [{name: a}]'],
      ['any number', 'endpoints: []\nports: [{port: 70000}, {name: b, port: -1}]'],
      ['two unnamed', 'endpoints: []\nports: [{port: 1}, {port: 2}]', 'duplicate-port ports[1].name'],
      [
        'an empty name beside none',
        'endpoints: []\nports: [{port: 1}, {name: "", port: 2}]',
        'duplicate-port ports[1].name',
      ],
      ['one unnamed beside a named one', 'endpoints: []\nports: [{port: 1}, {name: b, port: 2}]'],
      [
        'one name twice',
        'endpoints: []\nports: [{name: b, port: 1}, {name: b, port: 2}]',
        'duplicate-port ports[1].name',
      ],
      ['capitals', 'endpoints: []\nports: [{name: B, port: 1}]', 'invalid-port-name ports[0].name'],
      ['small letters', 'endpoints: []\nports: [{port: 1, protocol: udp}]', 'invalid-value ports[0].protocol'],
      ['an empty protocol', 'endpoints: []\nports: [{port: 1, protocol: ""}]', 'invalid-value ports[0].protocol'],
      ['appProtocol', 'endpoints: []\nports: [{port: 1, appProtocol: "a:b"}]', 'invalid-value ports[0].appProtocol'],
      [
        '20001 ports',
        `endpoints: []\nports: [${Array.from({ length: 20001 }, (_, index) => `{name: p${index}}`).join(',')}]`,
        'too-many-items ports',
      ],
    ]),
    ...casesOf(v6, [
      ['IPv6', 'endpoints: [{addresses: ["2001:db8::1", "2001:db8::2:0:0:1"]}]'],
      ['capitals', 'endpoints: [{addresses: ["2001:DB8::7"]}]', 'invalid-address endpoints[0].addresses[0]'],
      ['capitals @1.32', 'endpoints: [{addresses: ["2001:DB8::7"]}]'],
      ['a zero', 'endpoints: [{addresses: ["2001:db8:0::4"]}]', 'invalid-address endpoints[0].addresses[0]'],
      [
        'a dotted end',
        'endpoints: [{addresses: ["2001:db8::192.0.2.1"]}]',
        'invalid-address endpoints[0].addresses[0]',
      ],
      ['IPv4 in a slice of IPv6', 'endpoints: [{addresses: [192.0.2.1]}]', 'invalid-address endpoints[0].addresses[0]'],
      ['link-local', 'endpoints: [{addresses: ["fe80::1"]}]', 'invalid-address endpoints[0].addresses[0]'],
    ]),
    ...casesOf(slice('FQDN'), [
      ['a domain name', 'endpoints: [{addresses: [db.example.com, db.example.com.]}]'],
      ['like an address', 'endpoints: [{addresses: [192.0.2.1]}]'],
      ['one label', 'endpoints: [{addresses: [db]}]', 'invalid-host-name endpoints[0].addresses[0]'],
      ['capitals', 'endpoints: [{addresses: [DB.example.com]}]', 'invalid-host-name endpoints[0].addresses[0]'],
      [
        'a long label',
        `endpoints: [{addresses: [${'a'.repeat(64)}.example.com]}]`,
        'invalid-host-name endpoints[0].addresses[0]',
      ],
    ]),
    {
      situation: 'a version that is retired',
      manifest: 'apiVersion: discovery.k8s.io/v1beta1\nkind: EndpointSlice\nmetadata: {name: A}\naddressType: IP',
      rejected: ['invalid-api-version apiVersion'],
    },
    {
      situation: 'a group that has no such kind',
      manifest: 'apiVersion: v1\nkind: EndpointSlice\nmetadata: {name: A}\naddressType: IP',
      rejected: ['invalid-api-version apiVersion'],
    },
    {
      situation: 'a group of somebody else',
      manifest: 'apiVersion: example.com/v1\nkind: EndpointSlice\nmetadata: {name: A}\naddressType: IP',
      rejected: [],
    },
  ]);
});

test('IPv6 that is not written as usual is warned of where it is taken', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}], selector: {app: db}, externalIPs: ["2001:DB8::1", "2001:db8::2"]}
                                                                     ^^^^^^^^^^^^^ warning[invalid-address] 💡 "2001:DB8::1" is not the usual form of an IPv6 address, so programs may not find it.
  `);
});
