import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

const service = `
    kind: Service
    metadata: {name: queue}
    spec: {selector: {app: queue}, ports: [{port: 5672}]}
`;
const pod = (spec: string, host: string): string => `
    kind: Pod
    metadata: {name: worker}
    spec: {${spec}containers: [{name: c, env: [{name: QUEUE, value: "amqp://${host}:5672"}]}]}
    ---${service}`;

test('Default asks the node', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: worker}
    spec:
      dnsPolicy: Default
                 ^^^^^^^ warning[unreachable-dns-policy] 💡 dnsPolicy Default uses the name servers of the node, which do not know cluster names.
      containers:
      - name: c
        env:
        - name: QUEUE
          value: amqp://queue.default.svc.cluster.local:5672
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ note[unreachable-dns-policy] The name "queue.default.svc.cluster.local" is used here.
    ---${service}`);
});

test('None, without the search domains that a short name needs', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: worker}
    spec:
      dnsPolicy: None
                 ^^^^ warning[unreachable-dns-policy] The search list of this Pod does not complete "queue".
      dnsConfig: {nameservers: [192.0.2.53], searches: [example.com]}
      containers: [{name: c, args: ["--queue=amqp://queue:5672"]}]
    ---${service}`);
});

test('None, with servers that are not in the cluster', () => {
  const asking = (servers: string): string => `
    kind: Pod
    metadata: {name: worker}
    spec:
      dnsPolicy: None
      dnsConfig: {nameservers: [${servers}]}
      containers: [{name: c, args: ["--queue=amqp://queue.default.svc.cluster.local:5672"]}]
    ---${service}`;
  const mark =
    '                 ^^^^ warning[unreachable-dns-policy] 💡 dnsPolicy None asks 8.8.8.8, 1.1.1.1, outside the cluster, where its names are unknown.';
  checkDiagnostics(asking('8.8.8.8, 1.1.1.1').replace('None\n', `None\n${mark}\n`));
  for (const servers of ['8.8.8.8, 10.96.0.10', '127.0.0.1', '"fd00::a"', '192.0.2.1'])
    checkDiagnostics(asking(servers));
});

test.each([
  ['a name outside of the cluster', pod('dnsPolicy: Default, ', 'queue.example.com')],
  ['the policy asks the cluster', pod('dnsPolicy: ClusterFirst, ', 'queue')],
  [
    'a whole name, asked of servers of its own',
    pod('dnsPolicy: None, dnsConfig: {nameservers: [10.96.0.10]}, ', 'queue.default.svc.cluster.local'),
  ],
  [
    'a search domain completes it',
    pod('dnsPolicy: None, dnsConfig: {nameservers: [10.96.0.10], searches: [default.svc.cluster.local]}, ', 'queue'),
  ],
  ['few dots are enough', pod("dnsConfig: {options: [{name: ndots, value: '1'}]}, ", 'queue.default.svc')],
  [
    'the hosts file has the name',
    pod('dnsPolicy: Default, hostAliases: [{ip: 192.0.2.1, hostnames: [queue]}], ', 'queue'),
  ],
])('%s', (_, source) => {
  checkDiagnostics(source);
});
