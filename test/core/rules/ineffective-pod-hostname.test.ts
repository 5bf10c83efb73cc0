import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('hostname and subdomain of the template', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: shard}
    spec:
    ^^^^ hint[missing-field] This StatefulSet needs a selector.
      serviceName: shard-peers
      template:
        metadata: {labels: {app: shard}}
        spec:
        ^^^^ hint[missing-field] A Pod needs at least one container.
          hostname: fixed
                    ^^^^^ information[ineffective-pod-hostname] 💡 hostname "fixed" is overwritten: each Pod of StatefulSet "shard" gets its own name.
          subdomain: elsewhere
                     ^^^^^^^^^ information[ineffective-pod-hostname] 💡 subdomain "elsewhere" is overwritten: StatefulSet "shard" sets it to its serviceName, "shard-peers".
    ---
    kind: Service
    metadata: {name: shard-peers}
    spec: {clusterIP: None, selector: {app: shard}}
  `);
});

test('a set without serviceName', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: shard}
    spec:
    ^^^^ error[missing-field] This StatefulSet needs a selector.
      template:
        metadata: {labels: {app: shard}}
        spec: {subdomain: elsewhere}
        ^^^^ error[missing-field] A Pod needs at least one container.
                          ^^^^^^^^^ information[ineffective-pod-hostname] 💡 subdomain "elsewhere" is overwritten: StatefulSet "shard" sets it to its serviceName, which is empty.
  `);
});

test('a subdomain that says serviceName again', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: shard}
    spec:
    ^^^^ hint[missing-field] This StatefulSet needs a selector.
      serviceName: shard-peers
      template:
        metadata: {labels: {app: shard}}
        spec:
        ^^^^ hint[missing-field] A Pod needs at least one container.
          subdomain: shard-peers
                     ^^^^^^^^^^^ hint[ineffective-pod-hostname] 💡 subdomain repeats what StatefulSet "shard" sets anyway.
    ---
    kind: Service
    metadata: {name: shard-peers}
    spec: {clusterIP: None, selector: {app: shard}}
  `);
});

test('a Deployment keeps what its template says', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: shard}
    spec:
      template:
        metadata: {labels: {app: shard}}
        spec: {hostname: fixed, subdomain: shard-peers}
    ---
    kind: Service
    metadata: {name: shard-peers}
    spec: {clusterIP: None, selector: {app: shard}}
  `);
});

test('empty fields, and other fields of the host', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: shard}
    spec:
    ^^^^ error[missing-field] This StatefulSet needs a selector.
      template:
        metadata: {labels: {app: shard}}
        spec: {hostname: "", subdomain: "", hostNetwork: true}
        ^^^^ error[missing-field] A Pod needs at least one container.
  `);
});

test('the fix leaves the rest of the template alone', () => {
  checkFix(
    `
    kind: StatefulSet
    metadata: {name: shard}
    spec:
      template:
        metadata: {labels: {app: shard}}
        spec:
          # one for all
          hostname: fixed # not so
          containers: []
    `,
    'Remove hostname',
    `
    kind: StatefulSet
    metadata: {name: shard}
    spec:
      template:
        metadata: {labels: {app: shard}}
        spec:
          # one for all
          containers: []
    `,
  );
});
