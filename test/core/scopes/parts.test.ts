import { describe, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

describe('documents that are parts of objects', () => {
  test('a patch that is commented out in its kustomization', () => {
    checkDiagnostics(`
      #- /config/default/kustomization.yaml
      resources: [../manager]
      # patches: [{path: manager_ports_patch.yaml}]
      #- /config/default/manager_ports_patch.yaml
      kind: Deployment
      metadata: {name: manager}
      spec:
        template:
          spec:
            containers: [{name: manager, ports: [{name: webhook, containerPort: 9443}]}]
      #- /config/default/replicas.yaml
      kind: Deployment
      metadata: {name: manager}
      spec: {replicas: 2}
      #- /config/manager/kustomization.yaml
      resources: [manager.yaml]
      #- /config/manager/manager.yaml
      kind: Deployment
      metadata: {name: manager}
      spec:
        selector: {matchLabels: {app: manager}}
        template:
          metadata: {labels: {app: manager}}
          spec: {containers: [{name: manager, image: manager}]}
    `);
  });

  test('an object that says how it is to be merged', () => {
    checkDiagnostics(`
      #- /jobs/exclude.yaml
      $patch: delete
      apiVersion: batch/v1
      kind: Job
      metadata: {name: setup}
    `);
    checkDiagnostics(`
      #- /jobs/job.yaml
      apiVersion: batch/v1
      ^^^^^^^^^^ error[missing-field]
      ^^^^^^^^^^ error[missing-field]
      kind: Job
      metadata: {name: setup, annotations: {note: "$patch: delete"}}
    `);
  });

  test('a patch that Flux applies upon an object', () => {
    const patch = (name: string, level: string): string => `
      #- /services/kustomization.yaml
      resources: [${name}]
      #- /services/${name}
      kind: Service
      metadata: {name: web}
      spec: {ipFamilyPolicy: PreferDualStack}
      ^^^^ ${level}[missing-field]
      ^^^^ hint[missing-endpoints] 💡
    `;
    checkDiagnostics(patch('web-patch.yaml', 'hint'));
    checkDiagnostics(patch('web.yaml', 'error'));
  });

  test('a patch of a Service is no second Service, and makes the first one no other', () => {
    checkDiagnostics(`
      #- /db.yaml
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: {app: db}, ports: [{name: db, port: 5432}]}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        selector: {matchLabels: {app: db}}
        template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
      #- /db-patch.yaml
      kind: Service
      metadata: {name: db, annotations: {team: shop}}
      spec: {sessionAffinity: None}
    `);
  });

  test('a patch in the folder of a chart that a kustomization names as none can be named', () => {
    checkDiagnostics(`
      #- /shop/Chart.yaml
      apiVersion: v2
      name: shop
      version: 1.0.0
      #- /shop/kustomization.yaml
      resources: [./all.yaml]
                  ^^^^^^^^^^ hint[invalid-kustomization]
      patches: [overlays/web.yaml]
                ^^^^^^^^^^^^^^^^^ error[invalid-kustomization]
      #- /shop/overlays/web.yaml
      kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: web, image: web}]}}}
    `);
  });

  test('what a test expects to find', () => {
    checkDiagnostics(`
      #- /tests/smoke/00-install.yaml
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      #- /tests/smoke/00-assert.yaml
      kind: StatefulSet
      metadata: {name: db}
      status: {readyReplicas: 1}
      ---
      kind: Service
      metadata: {name: web-headless}
      spec: {ports: [{port: 80}]}
      #- /tests/smoke/01-scale.yaml
      kind: StatefulSet
      metadata: {name: db}
      spec: {replicas: 3}
      #- /tests/scale/chainsaw-test.yaml
      apiVersion: chainsaw.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: scale}
      #- /tests/scale/scaled.yaml
      kind: StatefulSet
      metadata: {name: db}
      status: {readyReplicas: 3}
    `);
  });
});

describe('documents that are objects', () => {
  test('one that is whole, whatever its file is called', () => {
    checkDiagnostics(`
      #- /patch-server.yaml
      kind: Service
      metadata: {name: Patch}
                       ^^^^^ error[invalid-name]
      spec: {selector: {app: patch}, ports: [{port: 80}]}
    `);
  });

  test('one that lacks what it needs, in a file like any other', () => {
    checkDiagnostics(`
      #- /dispatch.yaml
      kind: Service
      metadata: {name: db}
      spec: {selector: {app: db}}
      ^^^^ error[missing-field]
      #- /asserting/web.yaml
      kind: Deployment
      metadata: {name: web}
      spec: {replicas: 2}
      ^^^^ error[missing-field]
      ^^^^ error[missing-field]
    `);
  });
});
