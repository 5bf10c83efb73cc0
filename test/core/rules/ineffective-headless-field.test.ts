import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('every field that needs a cluster IP', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      sessionAffinity: ClientIP
      ^^^^^^^^^^^^^^^ information[ineffective-headless-field] 💡 sessionAffinity has no effect on headless Service "db".
      externalIPs:
      ^^^^^^^^^^^ information[ineffective-headless-field] 💡 externalIPs have no effect on headless Service "db".
        - 192.0.2.1
      externalTrafficPolicy: Local
      ^^^^^^^^^^^^^^^^^^^^^ information[ineffective-headless-field] 💡 externalTrafficPolicy "Local" has no effect on headless Service "db".
      internalTrafficPolicy: Local
      ^^^^^^^^^^^^^^^^^^^^^ information[ineffective-headless-field] 💡 internalTrafficPolicy "Local" has no effect on headless Service "db".
      trafficDistribution: PreferClose
      ^^^^^^^^^^^^^^^^^^^ information[ineffective-headless-field] 💡 trafficDistribution has no effect on headless Service "db".
      loadBalancerIP: 192.0.2.2
      ^^^^^^^^^^^^^^ information[ineffective-headless-field] 💡 loadBalancerIP has no effect on headless Service "db".
      selector: {app: db}
  `);
});

test('defaults written out are harmless', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      type: ClusterIP
      clusterIP: None
      sessionAffinity: None
      externalIPs: []
      internalTrafficPolicy: Cluster
      loadBalancerIP: ""
      selector: {app: db}
  `);
});

test('the same fields beside a cluster IP', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      sessionAffinity: ClientIP
      internalTrafficPolicy: Local
      selector: {app: db}
  `);
});

test('the configuration of the affinity goes with it', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      sessionAffinity: ClientIP
      sessionAffinityConfig:
        clientIP:
          timeoutSeconds: 600
      selector: {app: db}
    `,
    'Remove sessionAffinity',
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector: {app: db}
    `,
  );
});

test('externalTrafficPolicy is refused without externalIPs', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      externalIPs: [192.0.2.1]
      externalTrafficPolicy: Local
      selector: {app: db}
    `,
    'Remove externalIPs',
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector: {app: db}
    `,
  );
});
