import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a Pod with a subdomain alone', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      subdomain: search
                 ^^^^^^ hint[missing-pod-hostname] 💡 subdomain "search" gives this Pod no name: it has no hostname.
    ---
    kind: Service
    metadata: {name: search}
    spec: {clusterIP: None, selector: {app: indexer}}
  `);
});

test('the replicas of a Deployment would share a name', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: indexer}
    spec:
      replicas: 3
      template:
        metadata: {labels: {app: indexer}}
        spec:
          subdomain: search
                     ^^^^^^ hint[missing-pod-hostname] subdomain "search" gives these Pods no names: they have no hostname.
    ---
    kind: Service
    metadata: {name: search}
    spec: {clusterIP: None, selector: {app: indexer}}
  `);
});

test('a name with dots can be no host name', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer.eu, labels: {app: indexer}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      subdomain: search
                 ^^^^^^ hint[missing-pod-hostname] subdomain "search" gives this Pod no name: it has no hostname.
    ---
    kind: Service
    metadata: {name: search}
    spec: {clusterIP: None, selector: {app: indexer}}
  `);
});

test('hostname alone sets the host name', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer}
    ^^^^ error[missing-field] A Pod needs at least one container.
  `);
});

test('an Indexed Job gives host names itself', () => {
  checkDiagnostics(`
    kind: Job
    metadata: {name: train}
    spec:
      completionMode: Indexed
      completions: 4
      template:
        metadata: {labels: {app: train}}
        spec: {subdomain: train}
    ---
    kind: Service
    metadata: {name: train}
    spec: {clusterIP: None, selector: {job-name: train}}
  `);
});
