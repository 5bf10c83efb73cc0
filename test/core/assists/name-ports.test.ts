import { expect, test } from 'vitest';
import { assistsOf, checkAssist } from '../../support/check-assist.ts';

const named = (title: string): boolean => title.startsWith('Name');

test('one port, by its container', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - port: 80 # the$0 site
          targetPort: 8080
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
    `,
    'Name the port "http"',
    `
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - name: http
          port: 80 # the site
          targetPort: 8080
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
    `,
  );
});

test('all ports, each by another name', () => {
  checkAssist(
    `
    kind: Service
    metadata: {name: dns$0}
    spec:
      selector: {app: dns}
      ports: [{port: 53, protocol: UDP}, {port: 53}, {name: metrics, port: 9153}, {port: 80, targetPort: metrics}]
    `,
    'Name all ports of Service "dns"',
    `
    kind: Service
    metadata: {name: dns}
    spec:
      selector: {app: dns}
      ports: [{name: udp-53, port: 53, protocol: UDP}, {name: tcp-53, port: 53}, {name: metrics, port: 9153}, {name: tcp-80, port: 80, targetPort: metrics}]
    `,
  );
});

test('the ports of hand-made endpoints in another file get the name, too', () => {
  checkAssist(
    `
    #- /service.yaml
    kind: Service
    metadata: {name: db$0}
    spec:
      ports:
        - port: 5432
    #- /slice.yaml
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{port: 15432}]
    endpoints: [{addresses: [192.0.2.1]}]
    `,
    'Name the port "tcp-5432"',
    `
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      ports:
        - name: tcp-5432
          port: 5432
    #- /slice.yaml
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{name: tcp-5432, port: 15432}]
    endpoints: [{addresses: [192.0.2.1]}]
    `,
  );
});

test('what endpoints call the port already is taken', () => {
  const slice = `kind: EndpointSlice
metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
addressType: IPv4
ports: [{name: sql, port: 5432}]
endpoints: [{addresses: [192.0.2.1]}]
`;
  const offered = assistsOf(`kind: Service\nmetadata: {name: db$0}\nspec: {ports: [{port: 5432}]}\n---\n${slice}`);
  expect(offered.filter(named)).toEqual(['Name the port "sql"']);
});

test('nothing is offered where all ports have names', () => {
  const service = (ports: string): string => `kind: Service\nmetadata: {name: db$0}\nspec: {ports: [${ports}]}\n`;
  expect(assistsOf(service('{name: sql, port: 5432}')).filter(named)).toEqual([]);
  expect(assistsOf(service('')).filter(named)).toEqual([]);
  expect(assistsOf(service('{port: 1}, {port: 2}')).filter(named)).toEqual([
    'Name all ports of Service "db"',
    'Name the port "tcp-1"',
    'Name the port "tcp-2"',
  ]);
});
