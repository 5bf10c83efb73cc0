import { describe, expect, test } from 'vitest';
import { backendPortOf } from '../../../server/src/core/relations/ports.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

/** What is behind the first port of the fixture's first Service, in one line. */
function backendPort(source: string): string {
  const snapshot = snapshotOfFixture(parseFixture(source));
  const service = snapshot.ofKind('Service')[0];
  const port = service?.resource.ports[0];
  if (service === undefined || port === undefined) throw new Error('The fixture has no Service with a port.');
  const found = backendPortOf(snapshot, service, port);
  switch (found.kind) {
    case 'agreed':
      return [`agreed ${found.number}`, ...found.sources.map((source) => source.resource.name)].join(' ');
    case 'different':
      return ['different', ...found.sources.map((source) => `${source.resource.name}:${source.number}`)].join(' ');
    case 'absent':
      return ['absent', ...found.workloads.map((workload) => workload.name)].join(' ');
    case 'unknown':
      return 'unknown';
  }
}

const service = (port: string): string => `
kind: Service
metadata: {name: db}
spec:
  selector: {app: db}
  ports: [${port}]
`;
const pod = (name: string, spec: string): string => `---
kind: Pod
metadata: {name: ${name}, labels: {app: db}}
spec: ${spec}
`;

describe('the Pod port of a Service port', () => {
  test('a number needs no declaration', () => {
    expect(backendPort(service('{port: 80, targetPort: 8080}') + pod('a', '{containers: [{name: a}]}'))).toBe(
      'agreed 8080 a',
    );
  });

  test('an absent targetPort is the port itself, also while no Pod is known', () => {
    expect(backendPort(service('{port: 80}'))).toBe('agreed 80');
  });

  test('a name while no Pod is known', () => {
    expect(backendPort(service('{port: 80, targetPort: web}'))).toBe('unknown');
  });

  test('a name is looked up by name and protocol', () => {
    const ports = '[{name: dns, protocol: UDP, containerPort: 53}, {name: dns, containerPort: 5353}]';
    expect(backendPort(service('{port: 53, targetPort: dns}') + pod('a', `{containers: [{ports: ${ports}}]}`))).toBe(
      'agreed 5353 a',
    );
    expect(
      backendPort(
        service('{port: 53, protocol: SCTP, targetPort: dns}') + pod('a', `{containers: [{ports: ${ports}}]}`),
      ),
    ).toBe('absent a');
  });

  test('a sidecar counts after the containers, a plain init container never', () => {
    const init = (policy: string): string =>
      `{initContainers: [{${policy}ports: [{name: web, containerPort: 9000}]}], containers: [{name: a}]}`;
    expect(backendPort(service('{port: 80, targetPort: web}') + pod('a', init('restartPolicy: Always, ')))).toBe(
      'agreed 9000 a',
    );
    expect(backendPort(service('{port: 80, targetPort: web}') + pod('a', init('')))).toBe('absent a');
  });

  test('Pods that differ, and Pods that lack the port beside one that has it', () => {
    const web = (number: number): string => `{containers: [{ports: [{name: web, containerPort: ${number}}]}]}`;
    const named = service('{port: 80, targetPort: web}');
    expect(backendPort(named + pod('a', web(1)) + pod('b', web(2)))).toBe('different a:1 b:2');
    expect(backendPort(named + pod('a', web(1)) + pod('b', '{containers: []}'))).toBe('different a:1');
    expect(backendPort(named + pod('a', web(1)) + pod('b', web(1)))).toBe('agreed 1 a b');
  });

  test('Pods whose ports a template writes', () => {
    const templated = '{containers: [{name: a, ports: [{name: "{{ .Values.port }}", containerPort: 1}]}]}';
    expect(backendPort(service('{port: 80, targetPort: web}') + pod('a', templated))).toBe('unknown');
  });
});

describe('the endpoint port of a Service without a selector', () => {
  const manual = (port: string, endpoints: string): string => `
kind: Service
metadata: {name: db}
spec: {ports: [${port}]}
---
kind: Endpoints
metadata: {name: db}
subsets: [{addresses: [{ip: 192.0.2.1}], ports: [${endpoints}]}]
`;

  test('that of the Endpoints port of the same name', () => {
    expect(backendPort(manual('{port: 80, targetPort: 1}', '{port: 9376}'))).toBe('agreed 9376 db');
    expect(backendPort(manual('{name: sql, port: 80}', '{name: other, port: 1}, {name: sql, port: 5432}'))).toBe(
      'agreed 5432 db',
    );
  });

  test('a slice counts as Endpoints do', () => {
    const slice = `
kind: Service
metadata: {name: db}
spec: {ports: [{port: 80}]}
---
kind: EndpointSlice
metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
addressType: IPv4
endpoints: [{addresses: [192.0.2.1]}]
ports: [{port: 9376}]
`;
    expect(backendPort(slice)).toBe('agreed 9376 db-1');
  });
});
