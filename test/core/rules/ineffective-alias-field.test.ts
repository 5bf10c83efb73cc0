import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('all that an alias does not have', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: api.billing.example.com
      selector:
      ^^^^^^^^ information[ineffective-alias-field] 💡 The selector has no effect on ExternalName Service "billing".
        app: billing
      sessionAffinity: ClientIP
      ^^^^^^^^^^^^^^^ information[ineffective-alias-field] 💡 sessionAffinity has no effect on ExternalName Service "billing".
      externalIPs: [192.0.2.1]
      ^^^^^^^^^^^ information[ineffective-alias-field] 💡 externalIPs have no effect on ExternalName Service "billing".
      internalTrafficPolicy: Local
      ^^^^^^^^^^^^^^^^^^^^^ information[ineffective-alias-field] 💡 internalTrafficPolicy has no effect on ExternalName Service "billing".
      trafficDistribution: PreferClose
      ^^^^^^^^^^^^^^^^^^^ information[ineffective-alias-field] 💡 trafficDistribution has no effect on ExternalName Service "billing".
      loadBalancerIP: 192.0.2.1
      ^^^^^^^^^^^^^^ information[ineffective-alias-field] 💡 loadBalancerIP has no effect on ExternalName Service "billing".
      publishNotReadyAddresses: true
      ^^^^^^^^^^^^^^^^^^^^^^^^ information[ineffective-alias-field] 💡 publishNotReadyAddresses has no effect on ExternalName Service "billing".
      ports:
        - port: 443
          nodePort: 30443
          ^^^^^^^^ information[ineffective-alias-field] 💡 nodePort 30443 is never opened: Service "billing" is of type ExternalName.
  `);
});

test('ports and defaults', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: api.billing.example.com
      selector: {}
      sessionAffinity: None
      externalIPs: []
      publishNotReadyAddresses: false
      ports: [{port: 443, targetPort: 8443, nodePort: 0}]
  `);
});

test('a Service of another type', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec: {type: NodePort, selector: {app: billing}, sessionAffinity: ClientIP, ports: [{port: 443, nodePort: 30443}]}
  `);
});

test('the fix takes the settings of the affinity along', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: api.billing.example.com
      sessionAffinity: ClientIP
      sessionAffinityConfig:
        clientIP:
          timeoutSeconds: 60
    `,
    'Remove sessionAffinity',
    `
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: api.billing.example.com
    `,
  );
});
