import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('53 characters', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata:
      name: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ineffective-long-name] This StatefulSet cannot create Pods: its name has 53 characters; the limit is 52.
    spec: {template: {metadata: {labels: {app: db}}}}
    ^^^^ error[missing-field] This StatefulSet needs a selector.
           ^^^^^^^^ error[missing-field] A Pod needs at least one container.
  `);
});

test('the number of the last Pod does not fit', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata:
      name: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijab
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ineffective-long-name] This StatefulSet cannot create Pods: with its number, a Pod name has 64 characters.
    spec: {replicas: 3, template: {metadata: {labels: {app: db}}}}
    ^^^^ error[missing-field] This StatefulSet needs a selector.
                        ^^^^^^^^ error[missing-field] A Pod needs at least one container.
  `);
});

test('52 characters', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata:
      name: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijab
    spec: {replicas: 100, template: {metadata: {labels: {app: db}}}}
    ^^^^ error[missing-field] This StatefulSet needs a selector.
                          ^^^^^^^^ error[missing-field] A Pod needs at least one container.
  `);
});

test('a long name of a Deployment', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata:
      name: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc
    spec: {template: {metadata: {labels: {app: db}}}}
  `);
});
