import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('the settings of an affinity that is not asked for', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{port: 80}]
      sessionAffinity: None
      sessionAffinityConfig:
      ^^^^^^^^^^^^^^^^^^^^^ information[ineffective-service-field] 💡 sessionAffinityConfig is dropped: sessionAffinity of Service "web" is not ClientIP.
        clientIP: {timeoutSeconds: 600}
  `);
});

test('the address of a load balancer that is not made', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      type: NodePort
      selector: {app: web}
      ports: [{port: 80}]
      loadBalancerIP: 192.0.2.7
      ^^^^^^^^^^^^^^ information[ineffective-service-field] 💡 loadBalancerIP has no effect on Service "web": its type is NodePort.
  `);
});

test('both where they are used', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      type: LoadBalancer
      selector: {app: web}
      ports: [{port: 80}]
      loadBalancerIP: 192.0.2.7
      sessionAffinity: ClientIP
      sessionAffinityConfig: {clientIP: {timeoutSeconds: 600}}
  `);
});

test('fields that are written and empty', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}], loadBalancerIP: "", sessionAffinityConfig: null}
  `);
});

test('a status that no controller wrote', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
    status:
    ^^^^^^ information[ineffective-service-field] 💡 The status of Service "web" is dropped.
      loadBalancer: {ingress: [{ip: 192.0.2.7}]}
  `);
});

test('an empty status, as it is exported', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    status:
      loadBalancer: {}
      conditions: null
  `);
});

test('trafficDistribution before the field was taken', () => {
  const manifest = (mark: string): string => `
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{port: 80}]
      trafficDistribution: PreferClose
${mark}
  `;
  const mark =
    '      ^^^^^^^^^^^^^^^^^^^ information[ineffective-service-field] 💡 Kubernetes before 1.31 drops trafficDistribution of Service "web".';
  checkDiagnostics(manifest(mark), { kubernetesVersion: '1.30' });
  checkDiagnostics(manifest(''), { kubernetesVersion: '1.31' });
});
