import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('hostname and subdomain of a Pod', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: collector, namespace: observability-production, labels: {app: c}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      hostname: collector
      subdomain: telemetry-ingest
      setHostnameAsFQDN: true
                         ^^^^ warning[ineffective-hostname-as-fqdn] 💡 The host name would have 69 characters; Linux allows 64, so the Pod stays pending.
    ---
    kind: Service
    metadata: {name: telemetry-ingest, namespace: observability-production}
    spec: {clusterIP: None, selector: {app: c}}
  `);
});

test('the last Pod of a StatefulSet', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: collector, namespace: observability-prod}
    spec:
    ^^^^ hint[missing-field] This StatefulSet needs a selector.
      serviceName: telemetry-ingest
      replicas: 1001
      template:
        metadata: {labels: {app: c}}
        spec:
        ^^^^ hint[missing-field] A Pod needs at least one container.
          setHostnameAsFQDN: true
                             ^^^^ warning[ineffective-hostname-as-fqdn] 💡 The host name would have 68 characters; Linux allows 64, so the Pod stays pending.
    ---
    kind: Service
    metadata: {name: telemetry-ingest, namespace: observability-prod}
    spec: {clusterIP: None, selector: {app: c}}
  `);
});

test('64 characters are possible', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: collector, namespace: observability-prod, labels: {app: c}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      hostname: collect-01
      subdomain: telemetry-ingst
      setHostnameAsFQDN: true
    ---
    kind: Service
    metadata: {name: telemetry-ingst, namespace: observability-prod}
    spec: {clusterIP: None, selector: {app: c}}
  `);
});

test('without a subdomain it has no effect', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: collector-of-everything-that-happens-in-the-production-cluster, namespace: observability-production}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      setHostnameAsFQDN: true
                         ^^^^ information[ineffective-hostname-as-fqdn] 💡 setHostnameAsFQDN has no effect: the Pod has no subdomain.
  `);
});

test('a random name counts with its shortest length', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: collector, namespace: observability-prod}
    spec:
      template:
        metadata: {labels: {app: c}}
        spec: {subdomain: telemetry, setHostnameAsFQDN: true}
                          ^^^^^^^^^ hint[missing-pod-hostname] subdomain "telemetry" gives these Pods no names: they have no hostname.
    ---
    kind: Service
    metadata: {name: telemetry, namespace: observability-prod}
    spec: {clusterIP: None, selector: {app: c}}
  `);
});
