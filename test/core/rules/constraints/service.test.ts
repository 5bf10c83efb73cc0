import { describe } from 'vitest';
import { casesOf, indented, testConstraints } from '../../../support/check-constraints.ts';

/** A Service with a cluster IP, its spec but for ports and selector. */
const spec = (text: string): string =>
  `kind: Service\nmetadata: {name: db}\nspec:\n  selector: {app: db}\n  ports: [{port: 80}]\n${indented(text, 2)}\n`;
/** A Service of which everything is given. */
const bare = (text: string): string => `kind: Service\nmetadata: {name: db}\nspec:\n${indented(text, 2)}\n`;
const headless = (text: string): string => bare(`clusterIP: None\nselector: {app: db}\n${text}`);
const balancer = (text: string): string =>
  bare(`type: LoadBalancer\nselector: {app: db}\nports: [{port: 80}]\n${text}`);
const alias = (text: string): string => bare(`type: ExternalName\nexternalName: db.example.com\n${text}`);
const ports = (text: string): string => bare(`selector: {app: db}\nports:\n${indented(text, 2)}`);
const nodePorts = (text: string): string => bare(`type: NodePort\nselector: {app: db}\nports:\n${indented(text, 2)}`);

describe('the type', () => {
  testConstraints(
    casesOf(spec, [
      ['ClusterIP', 'type: ClusterIP'],
      ['NodePort', 'type: NodePort'],
      ['LoadBalancer', 'type: LoadBalancer'],
      ['an empty one', 'type: ""'],
      ['null', 'type: null'],
      ['small letters', 'type: clusterIP', 'invalid-value spec.type'],
      ['Headless', 'type: Headless', 'invalid-value spec.type'],
      [
        'what depends on a misspelt type is not judged',
        'type: Loadbalancer\nallocateLoadBalancerNodePorts: true',
        'invalid-value spec.type',
      ],
    ]),
  );
});

describe('clusterIP and clusterIPs', () => {
  testConstraints(
    casesOf(spec, [
      ['an address', 'clusterIP: 10.96.0.7'],
      ['an IPv6 address', 'clusterIP: "fd00::7"'],
      ['None', 'clusterIP: None'],
      ['None in quotes', 'clusterIP: "None"'],
      ['null', 'clusterIP: null'],
      ['a tilde', 'clusterIP: ~'],
      ['an empty one', 'clusterIP: ""'],
      ['none', 'clusterIP: none', 'invalid-cluster-ip spec.clusterIP'],
      ['NONE', 'clusterIP: NONE', 'invalid-cluster-ip spec.clusterIP'],
      ['a name', 'clusterIP: headless', 'invalid-cluster-ip spec.clusterIP'],
      ['a range', 'clusterIP: 10.96.0.0/16', 'invalid-cluster-ip spec.clusterIP'],
      ['a number too large', 'clusterIP: 10.96.0.256', 'invalid-cluster-ip spec.clusterIP'],
      ['false is no string', 'clusterIP: false', 'invalid-field-type spec.clusterIP'],
      ['leading zeros', 'clusterIP: 010.096.014.020', 'invalid-address spec.clusterIP'],
      ['leading zeros @1.36', 'clusterIP: 010.096.014.020', 'invalid-address spec.clusterIP'],
      ['leading zeros @1.35', 'clusterIP: 010.096.014.020'],
      ['IPv4 in IPv6', 'clusterIP: "::ffff:10.96.0.7"', 'invalid-address spec.clusterIP'],
      ['IPv4 in IPv6 @1.35', 'clusterIP: "::ffff:10.96.0.7"'],
      ['both with the same address', 'clusterIP: 10.96.0.7\nclusterIPs: [10.96.0.7]'],
      ['both None', 'clusterIP: None\nclusterIPs: [None]'],
      ['the list alone', 'clusterIPs: [10.96.0.7]', 'invalid-cluster-ip spec.clusterIPs'],
      ['the list alone with None', 'clusterIPs: [None]', 'invalid-cluster-ip spec.clusterIPs'],
      ['an empty list', 'clusterIPs: []'],
      [
        'a list that begins with another address',
        'clusterIP: 10.96.0.7\nclusterIPs: [10.96.0.8]',
        'invalid-cluster-ip spec.clusterIPs[0]',
      ],
      [
        'None and a list with an address',
        'clusterIP: None\nclusterIPs: [10.96.0.8]',
        'invalid-cluster-ip spec.clusterIPs[0]',
      ],
      [
        'None beside an address',
        'clusterIP: None\nclusterIPs: [None, 10.96.0.8]\nipFamilyPolicy: PreferDualStack',
        'invalid-cluster-ip spec.clusterIPs[0]',
      ],
      [
        'an address beside None',
        'clusterIP: 10.96.0.8\nclusterIPs: [10.96.0.8, None]',
        'invalid-cluster-ip spec.clusterIPs[1]',
      ],
      [
        'no address in the second place',
        'clusterIP: 10.96.0.8\nclusterIPs: [10.96.0.8, db]\nipFamilyPolicy: PreferDualStack',
        'invalid-cluster-ip spec.clusterIPs[1]',
      ],
      [
        'an empty second address',
        'clusterIP: 10.96.0.8\nclusterIPs: [10.96.0.8, ""]',
        'invalid-cluster-ip spec.clusterIPs[1]',
      ],
      [
        'two of one family',
        'clusterIP: 10.96.0.8\nclusterIPs: [10.96.0.8, 10.96.0.9]\nipFamilyPolicy: PreferDualStack',
        'invalid-ip-family spec.clusterIPs[1]',
      ],
      [
        'three',
        'clusterIP: 10.96.0.8\nclusterIPs: [10.96.0.8, "fd00::1", "fd00::2"]\nipFamilyPolicy: PreferDualStack',
        'invalid-cluster-ip spec.clusterIPs',
      ],
      [
        'one of each family',
        'clusterIP: 10.96.0.8\nclusterIPs: [10.96.0.8, "fd00::1"]\nipFamilyPolicy: PreferDualStack',
      ],
      [
        'one of each family for one',
        'clusterIP: 10.96.0.8\nclusterIPs: [10.96.0.8, "fd00::1"]',
        'invalid-ip-family spec.ipFamilyPolicy',
      ],
      [
        'an address of another family than its place',
        'clusterIP: 10.96.0.8\nipFamilies: [IPv6]',
        'invalid-ip-family spec.clusterIP',
      ],
      ['an address of its family', 'clusterIP: "fd00::8"\nipFamilies: [IPv6]'],
      ['NodePort and None', 'type: NodePort\nclusterIP: None', 'invalid-headless-type spec.clusterIP'],
      ['LoadBalancer and None', 'type: LoadBalancer\nclusterIP: None', 'invalid-headless-type spec.clusterIP'],
      ['a value that is put in later', 'clusterIP: ${CLUSTER_IP}'],
    ]),
  );
});

describe('families', () => {
  testConstraints([
    ...casesOf(spec, [
      ['one', 'ipFamilies: [IPv4]'],
      ['small letters', 'ipFamilies: [ipv4]', 'invalid-ip-family spec.ipFamilies[0]'],
      ['one that is none', 'ipFamilies: [IPv5]', 'invalid-ip-family spec.ipFamilies[0]'],
      ['twice', 'ipFamilies: [IPv4, IPv4]\nipFamilyPolicy: PreferDualStack', 'invalid-ip-family spec.ipFamilies[1]'],
      ['two without a policy', 'ipFamilies: [IPv4, IPv6]', 'invalid-ip-family spec.ipFamilyPolicy'],
      ['two for one', 'ipFamilies: [IPv4, IPv6]\nipFamilyPolicy: SingleStack', 'invalid-ip-family spec.ipFamilyPolicy'],
      [
        'two, the policy null',
        'ipFamilies: [IPv4, IPv6]\nipFamilyPolicy: null',
        'invalid-ip-family spec.ipFamilyPolicy',
      ],
      ['a policy', 'ipFamilyPolicy: PreferDualStack'],
      ['SingleStack', 'ipFamilyPolicy: SingleStack'],
      ['no policy there is', 'ipFamilyPolicy: DualStack', 'invalid-value spec.ipFamilyPolicy'],
      ['an empty policy', 'ipFamilyPolicy: ""', 'invalid-value spec.ipFamilyPolicy'],
    ]),
    ...casesOf(headless, [
      ['headless with selector and two families', 'ipFamilies: [IPv4, IPv6]', 'invalid-ip-family spec.ipFamilyPolicy'],
    ]),
    ...casesOf(bare, [
      ['headless without selector and two families', 'clusterIP: None\nipFamilies: [IPv4, IPv6]'],
      ['headless with an empty selector and two families', 'clusterIP: None\nselector: {}\nipFamilies: [IPv4, IPv6]'],
      ['headless without selector, RequireDualStack', 'clusterIP: None\nipFamilyPolicy: RequireDualStack'],
      [
        'headless without selector, two families for one',
        'clusterIP: None\nipFamilies: [IPv4, IPv6]\nipFamilyPolicy: SingleStack',
        'invalid-ip-family spec.ipFamilyPolicy',
      ],
    ]),
  ]);
});

describe('ports', () => {
  testConstraints([
    ...casesOf(bare, [
      ['none', 'selector: {app: db}', 'missing-field spec.ports'],
      ['an empty list', 'selector: {app: db}\nports: []', 'missing-field spec.ports'],
      ['null', 'selector: {app: db}\nports: null', 'missing-field spec.ports'],
      ['none on a NodePort', 'type: NodePort\nselector: {app: db}', 'missing-field spec.ports'],
      ['none on a load balancer', 'type: LoadBalancer\nselector: {app: db}', 'missing-field spec.ports'],
      ['none on a headless Service', 'clusterIP: None\nselector: {app: db}'],
      ['none on an alias', 'type: ExternalName\nexternalName: db.example.com'],
      ['a map instead of a list', 'ports: {port: 80}', 'invalid-field-type spec.ports'],
      ['a number instead of a list', 'ports: 80', 'invalid-field-type spec.ports'],
    ]),
    ...casesOf(ports, [
      ['a number', '- port: 80'],
      ['the largest', '- port: 65535'],
      ['none', '- name: sql', 'missing-field spec.ports[0].port'],
      ['null', '- port: null', 'missing-field spec.ports[0].port'],
      ['an item that is null', '- null', 'missing-field spec.ports[0].port'],
      ['zero', '- port: 0', 'invalid-port spec.ports[0].port'],
      ['too large', '- port: 65536', 'invalid-port spec.ports[0].port'],
      ['negative', '- port: -1', 'invalid-port spec.ports[0].port'],
      ['a string', '- port: "80"', 'invalid-field-type spec.ports[0].port'],
      ['a name', '- port: http', 'invalid-field-type spec.ports[0].port'],
      ['a fraction', '- port: 80.5', 'invalid-field-type spec.ports[0].port'],
      ['a whole number with a point', '- port: 80.0'],
      ['an octal number', '- port: 0120'],
      ['larger than the API holds', '- port: 4294967376', 'invalid-field-type spec.ports[0].port'],
      ['one without a name', '- port: 80'],
      [
        'two without names',
        '- port: 80\n- port: 81',
        'missing-port-name spec.ports[0].name',
        'missing-port-name spec.ports[1].name',
      ],
      ['one of two without', '- {name: a, port: 80}\n- port: 81', 'missing-port-name spec.ports[1].name'],
      [
        'one of two with a misspelt key',
        '- {name: a, port: 80}\n- {nmae: b, port: 81}',
        'unknown-field spec.ports[1].nmae',
      ],
      ['a name of 63', `- {name: ${'n'.repeat(63)}, port: 80}`],
      ['a name of 64', `- {name: ${'n'.repeat(64)}, port: 80}`, 'invalid-port-name spec.ports[0].name'],
      ['digits alone are a name', '- {name: "80", port: 80}'],
      ['a name that is a number', '- {name: 80, port: 80}', 'invalid-field-type spec.ports[0].name'],
      [
        'a name that is a number, beside another',
        '- {name: 80, port: 80}\n- {name: b, port: 81}',
        'invalid-field-type spec.ports[0].name',
      ],
      ['capitals', '- {name: HTTP, port: 80}', 'invalid-port-name spec.ports[0].name'],
      ['an underscore', '- {name: my_port, port: 80}', 'invalid-port-name spec.ports[0].name'],
      ['a dot', '- {name: a.b, port: 80}', 'invalid-port-name spec.ports[0].name'],
      ['a dash at the end', '- {name: a-, port: 80}', 'invalid-port-name spec.ports[0].name'],
      ['the same name twice', '- {name: a, port: 80}\n- {name: a, port: 81}', 'duplicate-port spec.ports[1].name'],
      [
        'the same name in two protocols',
        '- {name: dns, port: 53}\n- {name: dns, port: 53, protocol: UDP}',
        'duplicate-port spec.ports[1].name',
      ],
      ['the same number twice', '- {name: a, port: 80}\n- {name: b, port: 80}', 'duplicate-port spec.ports[1].port'],
      [
        'the same number, TCP written once',
        '- {name: a, port: 80}\n- {name: b, port: 80, protocol: TCP}',
        'duplicate-port spec.ports[1].port',
      ],
      ['the same number in two protocols', '- {name: a, port: 53}\n- {name: b, port: 53, protocol: UDP}'],
      ['UDP', '- {port: 53, protocol: UDP}'],
      ['SCTP', '- {port: 53, protocol: SCTP}'],
      ['an empty protocol', '- {port: 53, protocol: ""}'],
      ['small letters', '- {port: 53, protocol: udp}', 'invalid-value spec.ports[0].protocol'],
      ['HTTP', '- {port: 53, protocol: HTTP}', 'invalid-value spec.ports[0].protocol'],
      ['a targetPort', '- {port: 80, targetPort: 8080}'],
      ['targetPort 0', '- {port: 80, targetPort: 0}'],
      ['an empty targetPort', '- {port: 80, targetPort: ""}'],
      ['targetPort null', '- {port: 80, targetPort: null}'],
      ['a named targetPort', '- {port: 80, targetPort: http-alt}'],
      ['a targetPort of 15', '- {port: 80, targetPort: abcdefghijklmno}'],
      [
        'a targetPort of 16',
        '- {port: 80, targetPort: abcdefghijklmnop}',
        'invalid-port-name spec.ports[0].targetPort',
      ],
      ['a targetPort in quotes', '- {port: 80, targetPort: "8080"}', 'invalid-port-name spec.ports[0].targetPort'],
      ['two dashes', '- {port: 80, targetPort: a--b}', 'invalid-port-name spec.ports[0].targetPort'],
      ['a dash at the start', '- {port: 80, targetPort: -a}', 'invalid-port-name spec.ports[0].targetPort'],
      ['capitals in targetPort', '- {port: 80, targetPort: webUI}', 'invalid-port-name spec.ports[0].targetPort'],
      ['targetPort too large', '- {port: 80, targetPort: 70000}', 'invalid-port spec.ports[0].targetPort'],
      ['targetPort negative', '- {port: 80, targetPort: -1}', 'invalid-port spec.ports[0].targetPort'],
      ['targetPort true', '- {port: 80, targetPort: true}', 'invalid-field-type spec.ports[0].targetPort'],
      ['appProtocol', '- {port: 80, appProtocol: https}'],
      ['appProtocol with a slash', '- {port: 80, appProtocol: http/1.1}'],
      ['appProtocol in capitals', '- {port: 80, appProtocol: HTTP}'],
      ['appProtocol of a vendor', '- {port: 80, appProtocol: kubernetes.io/h2c}'],
      ['appProtocol with a colon', '- {port: 80, appProtocol: "http:1"}', 'invalid-value spec.ports[0].appProtocol'],
      ['two slashes', '- {port: 80, appProtocol: a/b/c}', 'invalid-value spec.ports[0].appProtocol'],
      ['an empty appProtocol', '- {port: 80, appProtocol: ""}', 'invalid-value spec.ports[0].appProtocol'],
      ['nodePort without a type', '- {port: 80, nodePort: 30080}', 'forbidden-field spec.ports[0].nodePort'],
      ['nodePort 0', '- {port: 80, nodePort: 0}'],
    ]),
    ...casesOf(headless, [
      [
        'two without names, headless',
        'ports: [{port: 80}, {name: b, port: 81}]',
        'missing-port-name spec.ports[0].name',
      ],
      ['targetPort differs on headless', 'ports: [{port: 80, targetPort: 8080}]'],
      ['nodePort on headless', 'ports: [{port: 80, nodePort: 30080}]', 'forbidden-field spec.ports[0].nodePort'],
    ]),
    ...casesOf(alias, [
      ['ports of an alias', 'ports: [{port: 80}]'],
      ['ports of an alias are looked at', 'ports: [{port: 0}]', 'invalid-port spec.ports[0].port'],
      [
        'two unnamed ports of an alias',
        'ports: [{port: 1}, {name: b, port: 2}]',
        'missing-port-name spec.ports[0].name',
      ],
      ['nodePort of an alias', 'ports: [{port: 80, nodePort: 30080}]'],
      ['any nodePort of an alias', 'ports: [{port: 80, nodePort: 80}]'],
    ]),
  ]);
});

describe('node ports', () => {
  testConstraints([
    ...casesOf(nodePorts, [
      ['none', '- port: 80'],
      ['the first', '- {port: 80, nodePort: 30000}'],
      ['the last', '- {port: 80, nodePort: 32767}'],
      ['below', '- {port: 80, nodePort: 29999}', 'invalid-port spec.ports[0].nodePort'],
      ['above', '- {port: 80, nodePort: 32768}', 'invalid-port spec.ports[0].nodePort'],
      ['a string', '- {port: 80, nodePort: "30080"}', 'invalid-field-type spec.ports[0].nodePort'],
      [
        'one for two ports',
        '- {name: a, port: 80, nodePort: 30080}\n- {name: b, port: 81, nodePort: 30080}',
        'duplicate-port spec.ports[1].nodePort',
      ],
      [
        'one for one port in two protocols',
        '- {name: a, port: 53, nodePort: 30053}\n- {name: b, port: 53, protocol: UDP, nodePort: 30053}',
      ],
      [
        'two for one port in two protocols',
        '- {name: a, port: 53, nodePort: 30053}\n- {name: b, port: 53, protocol: UDP, nodePort: 30054}',
      ],
    ]),
    ...casesOf(balancer, [['an address, and no health check', 'loadBalancerIP: 192.0.2.1\nhealthCheckNodePort: 0']]),
    ...casesOf(bare, [
      [
        'two protocols of a load balancer',
        'type: LoadBalancer\nports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]',
      ],
      ['the kubelet port', 'type: LoadBalancer\nports: [{port: 10250}]'],
      ['the kubelet port @1.33', 'type: LoadBalancer\nports: [{port: 10250}]'],
      ['the kubelet port @1.32', 'type: LoadBalancer\nports: [{port: 10250}]', 'invalid-port spec.ports[0].port'],
      ['the kubelet port on a NodePort @1.32', 'type: NodePort\nports: [{port: 10250}]'],
    ]),
  ]);
});

describe('the other fields', () => {
  testConstraints([
    ...casesOf(spec, [
      ['sessionAffinity ClientIP', 'sessionAffinity: ClientIP'],
      ['sessionAffinity None', 'sessionAffinity: None'],
      ['sessionAffinity empty', 'sessionAffinity: ""'],
      ['sessionAffinity of another kind', 'sessionAffinity: Cookie', 'invalid-value spec.sessionAffinity'],
      ['sessionAffinity in other letters', 'sessionAffinity: clientIP', 'invalid-value spec.sessionAffinity'],
      ['a timeout', 'sessionAffinity: ClientIP\nsessionAffinityConfig: {clientIP: {timeoutSeconds: 86400}}'],
      [
        'a timeout of 0',
        'sessionAffinity: ClientIP\nsessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}',
        'invalid-value spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      ],
      [
        'a timeout of more than a day',
        'sessionAffinity: ClientIP\nsessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}',
        'invalid-value spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      ],
      ['a configuration without a timeout', 'sessionAffinity: ClientIP\nsessionAffinityConfig: {clientIP: {}}'],
      ['a timeout without affinity', 'sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}'],
      ['a timeout with None', 'sessionAffinity: None\nsessionAffinityConfig: {clientIP: {timeoutSeconds: 90000}}'],
      ['external addresses', 'externalIPs: [192.0.2.1, "2001:db8::1"]'],
      ['an external name', 'externalIPs: [example.com]', 'invalid-address spec.externalIPs[0]'],
      ['unspecified', 'externalIPs: [0.0.0.0]', 'invalid-address spec.externalIPs[0]'],
      ['unspecified in IPv6', 'externalIPs: ["::"]', 'invalid-address spec.externalIPs[0]'],
      ['loopback', 'externalIPs: [192.0.2.1, 127.0.0.53]', 'invalid-address spec.externalIPs[1]'],
      ['loopback in IPv6', 'externalIPs: ["::1"]', 'invalid-address spec.externalIPs[0]'],
      ['link-local', 'externalIPs: [169.254.10.1]', 'invalid-address spec.externalIPs[0]'],
      ['link-local in IPv6', 'externalIPs: ["fe80::1"]', 'invalid-address spec.externalIPs[0]'],
      ['the end of link-local', 'externalIPs: ["febf::1"]', 'invalid-address spec.externalIPs[0]'],
      ['behind link-local', 'externalIPs: ["fec0::1"]'],
      ['link-local multicast', 'externalIPs: [224.0.0.251]', 'invalid-address spec.externalIPs[0]'],
      ['link-local multicast in IPv6', 'externalIPs: ["ff02::fb"]', 'invalid-address spec.externalIPs[0]'],
      ['link-local multicast with flags', 'externalIPs: ["ff12::fb"]', 'invalid-address spec.externalIPs[0]'],
      ['other multicast', 'externalIPs: [224.0.1.1, "ff05::2"]'],
      ['broadcast', 'externalIPs: [255.255.255.255]'],
      ['an external address with zeros', 'externalIPs: [192.000.2.1]', 'invalid-address spec.externalIPs[0]'],
      ['an external address with zeros @1.35', 'externalIPs: [192.000.2.1]'],
      ['a mapped loopback is a loopback', 'externalIPs: ["::ffff:127.0.0.1"]', 'invalid-address spec.externalIPs[0]'],
      ['an empty external address', 'externalIPs: [""]', 'missing-field spec.externalIPs[0]'],
      [
        'externalTrafficPolicy on ClusterIP',
        'externalTrafficPolicy: Local',
        'forbidden-field spec.externalTrafficPolicy',
      ],
      ['an empty externalTrafficPolicy', 'externalTrafficPolicy: ""'],
      ['a wrong one where none may be', 'externalTrafficPolicy: Global', 'forbidden-field spec.externalTrafficPolicy'],
      ['externalTrafficPolicy with externalIPs', 'externalIPs: [192.0.2.1]\nexternalTrafficPolicy: Local'],
      ['externalTrafficPolicy with externalIPs @1.29', 'externalIPs: [192.0.2.1]\nexternalTrafficPolicy: Local'],
      [
        'externalTrafficPolicy with externalIPs @1.28',
        'externalIPs: [192.0.2.1]\nexternalTrafficPolicy: Local',
        'forbidden-field spec.externalTrafficPolicy',
      ],
      ['externalTrafficPolicy on NodePort', 'type: NodePort\nexternalTrafficPolicy: Local'],
      ['a wrong policy', 'type: NodePort\nexternalTrafficPolicy: Global', 'invalid-value spec.externalTrafficPolicy'],
      ['internalTrafficPolicy', 'internalTrafficPolicy: Local'],
      ['a wrong internalTrafficPolicy', 'internalTrafficPolicy: local', 'invalid-value spec.internalTrafficPolicy'],
      ['an empty internalTrafficPolicy', 'internalTrafficPolicy: ""', 'invalid-value spec.internalTrafficPolicy'],
      ['healthCheckNodePort on ClusterIP', 'healthCheckNodePort: 30000', 'forbidden-field spec.healthCheckNodePort'],
      ['healthCheckNodePort 0', 'healthCheckNodePort: 0'],
      [
        'allocateLoadBalancerNodePorts',
        'allocateLoadBalancerNodePorts: false',
        'forbidden-field spec.allocateLoadBalancerNodePorts',
      ],
      ['loadBalancerClass', 'loadBalancerClass: example.com/edge', 'forbidden-field spec.loadBalancerClass'],
      ['an empty loadBalancerClass', 'loadBalancerClass: ""', 'forbidden-field spec.loadBalancerClass'],
      [
        'loadBalancerSourceRanges',
        'loadBalancerSourceRanges: [10.0.0.0/8]',
        'forbidden-field spec.loadBalancerSourceRanges',
      ],
      ['no loadBalancerSourceRanges', 'loadBalancerSourceRanges: []'],
      ['any loadBalancerIP', 'loadBalancerIP: nothing'],
      ['publishNotReadyAddresses', 'publishNotReadyAddresses: true'],
      ['publishNotReadyAddresses as yes', 'publishNotReadyAddresses: yes'],
      [
        'publishNotReadyAddresses in quotes',
        'publishNotReadyAddresses: "true"',
        'invalid-field-type spec.publishNotReadyAddresses',
      ],
      ['trafficDistribution', 'trafficDistribution: PreferClose'],
      ['trafficDistribution by zone', 'trafficDistribution: PreferSameZone'],
      ['trafficDistribution by node', 'trafficDistribution: PreferSameNode'],
      [
        'trafficDistribution by zone @1.33',
        'trafficDistribution: PreferSameZone',
        'invalid-value spec.trafficDistribution',
      ],
      ['trafficDistribution by zone @1.30', 'trafficDistribution: PreferSameZone'],
      [
        'a trafficDistribution nearly of a later version @1.33',
        'trafficDistribution: preferSameZone',
        'invalid-value spec.trafficDistribution',
      ],
      ['another trafficDistribution', 'trafficDistribution: Close', 'invalid-value spec.trafficDistribution'],
      ['another trafficDistribution @1.31', 'trafficDistribution: Close', 'invalid-value spec.trafficDistribution'],
      ['another trafficDistribution @1.30', 'trafficDistribution: Close'],
      ['an empty trafficDistribution', 'trafficDistribution: ""', 'invalid-value spec.trafficDistribution'],
      ['externalName on another type', 'externalName: "NOT A NAME"'],
    ]),
    ...casesOf(bare, [
      ['a selector', 'selector: {app.kubernetes.io/name: db}\nports: [{port: 80}]'],
      ['an empty selector', 'selector: {}\nports: [{port: 80}]'],
      ['a bad key', 'selector: {"app name": db}\nports: [{port: 80}]', 'invalid-label spec.selector[app name]'],
      ['a bad value', 'selector: {app: "db 1"}\nports: [{port: 80}]', 'invalid-label spec.selector.app'],
      ['a number', 'selector: {app: 1}\nports: [{port: 80}]', 'invalid-field-type spec.selector.app'],
      ['a boolean', 'selector: {app: on}\nports: [{port: 80}]', 'invalid-field-type spec.selector.app'],
      [
        'matchLabels',
        'selector: {matchLabels: {app: db}}\nports: [{port: 80}]',
        'invalid-field-type spec.selector.matchLabels',
      ],
      ['a string', 'selector: app=db\nports: [{port: 80}]', 'invalid-field-type spec.selector'],
    ]),
    ...casesOf(headless, [
      ['affinity on headless', 'sessionAffinity: ClientIP'],
      ['externalIPs on headless', 'externalIPs: [192.0.2.1]'],
      [
        'externalTrafficPolicy on headless',
        'externalTrafficPolicy: Cluster',
        'forbidden-field spec.externalTrafficPolicy',
      ],
      ['externalTrafficPolicy on headless with externalIPs', 'externalTrafficPolicy: Local\nexternalIPs: [192.0.2.1]'],
      ['internalTrafficPolicy on headless', 'internalTrafficPolicy: Local'],
      [
        'a wrong internalTrafficPolicy on headless',
        'internalTrafficPolicy: Node',
        'invalid-value spec.internalTrafficPolicy',
      ],
      [
        'loadBalancerClass on headless',
        'loadBalancerClass: example.com/edge',
        'forbidden-field spec.loadBalancerClass',
      ],
    ]),
    ...casesOf(balancer, [
      ['healthCheckNodePort with Cluster', 'healthCheckNodePort: 30000', 'forbidden-field spec.healthCheckNodePort'],
      ['healthCheckNodePort with Local', 'externalTrafficPolicy: Local\nhealthCheckNodePort: 30000'],
      [
        'healthCheckNodePort out of range',
        'externalTrafficPolicy: Local\nhealthCheckNodePort: 8080',
        'invalid-port spec.healthCheckNodePort',
      ],
      ['allocateLoadBalancerNodePorts', 'allocateLoadBalancerNodePorts: false'],
      ['loadBalancerClass', 'loadBalancerClass: example.com/edge'],
      ['a bad loadBalancerClass', 'loadBalancerClass: "my class"', 'invalid-value spec.loadBalancerClass'],
      ['source ranges', 'loadBalancerSourceRanges: [10.0.0.0/8, " 192.0.2.0/24 ", "2001:db8::/32"]'],
      [
        'an address is no range',
        'loadBalancerSourceRanges: [10.0.0.1]',
        'invalid-address spec.loadBalancerSourceRanges[0]',
      ],
      [
        'a prefix too long',
        'loadBalancerSourceRanges: [10.0.0.0/33]',
        'invalid-address spec.loadBalancerSourceRanges[0]',
      ],
      ['host bits', 'loadBalancerSourceRanges: [10.0.0.1/8]', 'invalid-address spec.loadBalancerSourceRanges[0]'],
      ['host bits @1.35', 'loadBalancerSourceRanges: [10.0.0.1/8]'],
      ['zeros', 'loadBalancerSourceRanges: [010.0.0.0/8]', 'invalid-address spec.loadBalancerSourceRanges[0]'],
      [
        'zeros in the prefix',
        'loadBalancerSourceRanges: [10.0.0.0/08]',
        'invalid-address spec.loadBalancerSourceRanges[0]',
      ],
      ['zeros @1.35', 'loadBalancerSourceRanges: [010.0.0.0/8]'],
      ['one address', 'loadBalancerSourceRanges: [10.0.0.1/32, "2001:db8::1/128"]'],
    ]),
    ...casesOf(alias, [
      ['an alias', 'sessionAffinity: None'],
      ['clusterIP None', 'clusterIP: None', 'invalid-headless-type spec.clusterIP'],
      ['clusterIP empty', 'clusterIP: ""'],
      ['clusterIP', 'clusterIP: 10.96.0.7', 'forbidden-field spec.clusterIP'],
      ['clusterIPs', 'clusterIPs: [10.96.0.7]', 'forbidden-field spec.clusterIPs'],
      ['both', 'clusterIP: 10.96.0.7\nclusterIPs: [10.96.0.7]', 'forbidden-field spec.clusterIP'],
      ['ipFamilies', 'ipFamilies: [IPv4]', 'forbidden-field spec.ipFamilies'],
      ['ipFamilyPolicy', 'ipFamilyPolicy: SingleStack', 'forbidden-field spec.ipFamilyPolicy'],
      ['externalTrafficPolicy', 'externalTrafficPolicy: Local', 'forbidden-field spec.externalTrafficPolicy'],
      ['internalTrafficPolicy', 'internalTrafficPolicy: Local'],
      ['a selector', 'selector: {app: db}'],
      ['externalIPs', 'externalIPs: [192.0.2.1]'],
      ['loadBalancerSourceRanges', 'loadBalancerSourceRanges: [x]', 'forbidden-field spec.loadBalancerSourceRanges'],
    ]),
  ]);
});

describe('externalName', () => {
  const name = (text: string): string => bare(`type: ExternalName\n${text}`);
  testConstraints(
    casesOf(name, [
      ['a name', 'externalName: api.example.com'],
      ['a final dot', 'externalName: api.example.com.'],
      ['one label', 'externalName: db'],
      ['an IPv4 address', 'externalName: 192.0.2.1'],
      ['a label of more than 63', `externalName: ${'a'.repeat(64)}.example.com`],
      ['253 characters', `externalName: ${'a.'.repeat(126)}a`],
      ['254 characters', `externalName: ${'a.'.repeat(126)}aa`, 'invalid-host-name spec.externalName'],
      ['none', 'selector: {app: db}', 'missing-external-name spec.externalName'],
      ['an empty one', 'externalName: ""', 'missing-external-name spec.externalName'],
      ['a dot', 'externalName: "."', 'missing-external-name spec.externalName'],
      ['a misspelt key', 'externalname: api.example.com', 'unknown-field spec.externalname'],
      ['a number', 'externalName: 1', 'invalid-field-type spec.externalName'],
      ['capitals', 'externalName: API.example.com', 'invalid-host-name spec.externalName'],
      ['an underscore', 'externalName: _api.example.com', 'invalid-host-name spec.externalName'],
      ['a URL', 'externalName: https://api.example.com', 'invalid-host-name spec.externalName'],
      ['a port', 'externalName: api.example.com:443', 'invalid-host-name spec.externalName'],
      ['a wildcard', 'externalName: "*.example.com"', 'invalid-host-name spec.externalName'],
      ['two dots', 'externalName: api..example.com', 'invalid-host-name spec.externalName'],
      ['two final dots', 'externalName: api.example.com..', 'invalid-host-name spec.externalName'],
      ['an IPv6 address', 'externalName: "2001:db8::1"', 'unreachable-external-name spec.externalName'],
    ]),
  );
});

describe('metadata', () => {
  const metadata = (text: string): string =>
    `kind: Service\nmetadata:\n${indented(text, 2)}\nspec: {selector: {app: db}, ports: [{port: 80}]}\n`;
  const annotated =
    (type: string) =>
    (text: string): string =>
      `kind: Service\nmetadata:\n  name: db\n  annotations:\n${indented(text, 4)}\nspec: {type: ${type}, ports: [{port: 80}]}\n`;
  const ranges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
  testConstraints([
    ...casesOf(metadata, [
      ['a name', 'name: my-db-2'],
      ['63 characters', `name: ${'a'.repeat(63)}`],
      ['64 characters', `name: ${'a'.repeat(64)}`, 'invalid-name metadata.name'],
      ['capitals', 'name: Db', 'invalid-name metadata.name'],
      ['an underscore', 'name: my_db', 'invalid-name metadata.name'],
      ['a dot', 'name: db.prod', 'invalid-name metadata.name'],
      ['a dash at the start', 'name: -db', 'invalid-name metadata.name'],
      ['a dash at the end', 'name: db-', 'invalid-name metadata.name'],
      ['a digit first', 'name: 9db'],
      ['a digit first @1.36', 'name: 9db'],
      ['a digit first @1.35', 'name: 9db', 'invalid-name metadata.name'],
      ['digits alone, in quotes', 'name: "123"'],
      ['a number', 'name: 123', 'invalid-field-type metadata.name'],
      ['none', 'labels: {app: db}', 'missing-field metadata.name'],
      ['an empty one', 'name: ""', 'missing-field metadata.name'],
      ['generateName', 'generateName: db-'],
      ['a generateName that is none', 'generateName: Db-', 'invalid-name metadata.generateName'],
      ['a generateName with a digit first @1.35', 'generateName: 9db-', 'invalid-name metadata.generateName'],
      ['a namespace', 'name: db\nnamespace: prod'],
      ['a namespace that is none', 'name: db\nnamespace: Prod', 'invalid-name metadata.namespace'],
      ['labels', 'name: db\nlabels: {app.kubernetes.io/name: db, a: "", v: "1.0", Under_score: X}'],
      ['a label that is null', 'name: db\nlabels: {app: null}'],
      [
        'a label without a name behind the slash',
        'name: db\nlabels: {"example.com/": x}',
        'invalid-label metadata.labels[example.com/]',
      ],
      ['a label with a slash first', 'name: db\nlabels: {"/app": x}', 'invalid-label metadata.labels[/app]'],
      [
        'a label with a prefix in capitals',
        'name: db\nlabels: {"Example.com/app": x}',
        'invalid-label metadata.labels[Example.com/app]',
      ],
      ['a key of 64', `name: db\nlabels: {${'k'.repeat(64)}: x}`, `invalid-label metadata.labels.${'k'.repeat(64)}`],
      ['a value of 63', `name: db\nlabels: {app: ${'v'.repeat(63)}}`],
      ['a value of 64', `name: db\nlabels: {app: ${'v'.repeat(64)}}`, 'invalid-label metadata.labels.app'],
      ['a value with a slash', 'name: db\nlabels: {app: a/b}', 'invalid-label metadata.labels.app'],
      ['a value with a dash first', 'name: db\nlabels: {app: -a}', 'invalid-label metadata.labels.app'],
      ['a number', 'name: db\nlabels: {version: 1.10}', 'invalid-field-type metadata.labels.version'],
      ['true', 'name: db\nlabels: {app: true}', 'invalid-field-type metadata.labels.app'],
      ['on', 'name: db\nlabels: {app: on}', 'invalid-field-type metadata.labels.app'],
      ['no', 'name: db\nlabels: {country: no}', 'invalid-field-type metadata.labels.country'],
      ['on in quotes', 'name: db\nlabels: {app: "on"}'],
      ['a list of labels', 'name: db\nlabels: [app]', 'invalid-field-type metadata.labels'],
      ['annotations', 'name: db\nannotations: {Example.COM/Note: "any text, {}"}'],
      [
        'an annotation that is no key',
        'name: db\nannotations: {"my note": x}',
        'invalid-label metadata.annotations[my note]',
      ],
      [
        'an annotation that is a boolean',
        'name: db\nannotations: {prometheus.io/scrape: true}',
        'invalid-field-type metadata.annotations[prometheus.io/scrape]',
      ],
      ['256 KiB of annotations', `name: db\nannotations: {a: "${'x'.repeat(256 * 1024 - 1)}"}`],
      ['more', `name: db\nannotations: {a: "${'x'.repeat(256 * 1024)}"}`, 'too-many-items metadata.annotations'],
      [
        'more in UTF-8',
        `name: db\nannotations: {a: "${'é'.repeat(128 * 1024)}"}`,
        'too-many-items metadata.annotations',
      ],
      [
        'topology that agrees',
        'name: db\nannotations: {service.kubernetes.io/topology-mode: auto, service.kubernetes.io/topology-aware-hints: auto}',
      ],
      [
        'topology that does not',
        'name: db\nannotations: {service.kubernetes.io/topology-mode: Auto, service.kubernetes.io/topology-aware-hints: auto}',
        'invalid-value metadata.annotations[service.kubernetes.io/topology-mode]',
      ],
    ]),
    ...casesOf(annotated('ClusterIP'), [
      ['source ranges', `${ranges}: 10.0.0.0/8`, `forbidden-field metadata.annotations[${ranges}]`],
      ['empty source ranges', `${ranges}: ""`, `forbidden-field metadata.annotations[${ranges}]`],
    ]),
    ...casesOf(annotated('LoadBalancer'), [
      ['source ranges of a balancer', `${ranges}: "10.0.0.0/8, 192.0.2.0/24"`],
      ['empty source ranges of a balancer', `${ranges}: ""`],
      ['no ranges', `${ranges}: "10.0.0.0/8,home"`, `invalid-address metadata.annotations[${ranges}]`],
    ]),
  ]);
});

describe('keys', () => {
  testConstraints([
    ...casesOf(spec, [
      ['clusterIp', 'clusterIp: None', 'unknown-field spec.clusterIp'],
      ['ClusterIP', 'ClusterIP: None', 'unknown-field spec.ClusterIP'],
      ['cluster_ip', 'cluster_ip: None', 'unknown-field spec.cluster_ip'],
      ['a misspelt key', 'sessionAfinity: ClientIP', 'unknown-field spec.sessionAfinity'],
      ['both', 'type: NodePort\nType: NodePort', 'unknown-field spec.Type'],
      ['a key that is like none', 'headless: true', 'unknown-field spec.headless'],
      ['a key of a Service long ago', 'topologyKeys: ["*"]', 'unknown-field spec.topologyKeys'],
      ['a key of a port, beside the ports', 'targetPort: 8080', 'unknown-field spec.targetPort'],
      ['a key of the metadata', 'labels: {app: db}', 'unknown-field spec.labels'],
      [
        'a key of a map below',
        'sessionAffinity: ClientIP\nsessionAffinityConfig: {timeoutSeconds: 60}',
        'unknown-field spec.sessionAffinityConfig.timeoutSeconds',
      ],
      ['a word of a patch', '$retainKeys: [ports]'],
      ['a key that is put in later', '${EXTRA}: 1'],
      ['a key twice', 'type: ClusterIP\ntype: NodePort'],
    ]),
    ...casesOf(bare, [
      ['port for ports', 'selector: {app: db}\nport: [{port: 80}]', 'unknown-field spec.port'],
      ['selectors', 'selectors: {app: db}\nports: [{port: 80}]', 'unknown-field spec.selectors'],
      ['targetport', 'ports: [{port: 80, targetport: 8080}]', 'unknown-field spec.ports[0].targetport'],
      ['selector of a port', 'ports: [{port: 80, selector: {app: db}}]', 'unknown-field spec.ports[0].selector'],
      ['target_port', 'ports: [{port: 80, target_port: 8080}]', 'unknown-field spec.ports[0].target_port'],
      ['clusterIp without ports', 'clusterIp: None\nselector: {app: db}', 'unknown-field spec.clusterIp'],
    ]),
    {
      situation: 'a misspelt key hides what is missing beside it, not further down',
      manifest: `kind: Service\nmetadata: {name: db}\nspec: {slector: {app: db}, ports: [{name: a, port: 80}, {port: 81}]}`,
      rejected: ['missing-port-name spec.ports[1].name', 'unknown-field spec.slector'],
    },
    {
      situation: 'a misspelt key of the object',
      manifest: 'kind: Service\nmetadata: {name: db}\nspecs: {ports: [{port: 80}]}',
      rejected: ['unknown-field specs'],
    },
    {
      situation: 'ports that stand beside the spec are not missing in it',
      manifest: 'kind: Service\nmetadata: {name: db}\nspec: {selector: {app: db}}\nports: [{port: 80}]',
      rejected: ['unknown-field ports'],
    },
    {
      situation: 'ports are missing beside a selector that stands in the wrong place',
      manifest: 'kind: Service\nmetadata: {name: db}\nspec: {}\nselector: {app: db}',
      rejected: ['missing-field spec.ports', 'unknown-field selector'],
    },
    {
      situation: 'a key of the object below spec',
      manifest: 'kind: Service\nmetadata: {name: db}\nspec: {ports: [{port: 80}], status: {}}',
      rejected: ['unknown-field spec.status'],
    },
    {
      situation: 'a key of metadata that is none',
      manifest: 'kind: Service\nmetadata: {name: db, app: db}\nspec: {ports: [{port: 80}]}',
      rejected: ['unknown-field metadata.app'],
    },
    {
      situation: 'a key that is like none in a Pod',
      manifest: 'kind: Pod\nmetadata: {name: db}\nspec: {headless: true, containers: [{name: a, image: b}]}',
      rejected: ['unknown-field spec.headless'],
    },
    {
      situation: 'a spec that is no map',
      manifest: 'kind: Service\nmetadata: {name: db}\nspec: ports',
      rejected: ['invalid-field-type spec'],
    },
    {
      situation: 'an object in a List',
      manifest:
        'kind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: {name: Db}\n    spec: {ports: [{port: 80}]}',
      rejected: ['invalid-name metadata.name'],
    },
    {
      situation: 'a document that is broken',
      manifest: 'kind: Service\nmetadata: {name: Db\nspec: {ports: [{port: 0}]}',
      rejected: ['invalid-syntax '],
    },
    {
      situation: 'a template',
      manifest: 'kind: Service\nmetadata: {name: Db}\nspec: {ports: [{port: {{ .Values.port }}}]}',
      rejected: [],
    },
    {
      situation: 'a Service in the group of the workloads',
      manifest: 'apiVersion: apps/v1\nkind: Service\nmetadata: {name: Db}\nspec: {ports: [{port: 80}]}',
      rejected: ['invalid-api-version apiVersion'],
    },
    {
      situation: 'a slice in the group of the core',
      manifest: 'apiVersion: v1\nkind: EndpointSlice\nmetadata: {name: db-1}\naddressType: IPv4',
      rejected: ['invalid-api-version apiVersion'],
    },
    {
      situation: 'a kind of the same name in a version that is none of the core',
      manifest: 'apiVersion: v1beta\nkind: Job\nmetadata: {name: Db_1}\nspec: {}',
      rejected: [],
    },
    {
      situation: 'a key of Endpoints that is none',
      manifest: 'kind: Endpoints\nmetadata: {name: db}\nspec: {}\nsubsets: [{addresses: [{ip: 192.0.2.1}]}]',
      rejected: ['unknown-field spec'],
    },
    {
      situation: 'a key of an endpoint that is one of its address',
      manifest:
        'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: db-1, labels: {kubernetes.io/service-name: db}}\naddressType: IPv4\nendpoints: [{addresses: [192.0.2.1], ip: 192.0.2.1}]',
      rejected: ['unknown-field endpoints[0].ip'],
    },
    {
      situation: 'another Service than that of the core',
      manifest: 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: Db_1}\nspec: {}',
      rejected: [],
    },
  ]);
});
