import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const set = `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db, tier: data}}
        spec: {containers: [{name: db}]}
`;

test('another label, the set in another file', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector:
      ^^^^^^^^ warning[dangling-governing-selector] 💡 Service "db" governs StatefulSet "db" but selects none of its Pods.
        app: database
    #- /db.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ^^ note[dangling-governing-selector] StatefulSet "db" refers to the Service here.
      selector: {matchLabels: {app: db}}
      template:
        metadata:
          labels: {app: db}
                  ^^^^^^^^^ note[dangling-governing-selector] The labels of the Pods: "app: db".
        spec: {containers: [{name: db}]}
  `);
});

test('the set is in a folder far away, and of nothing here', () => {
  checkDiagnostics(`
    #- /lessons/one/web/service.yaml
    kind: Service
    metadata: {name: db, namespace: default}
    spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
    ---
    kind: Deployment
    metadata: {name: web, namespace: default}
    spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
    #- /lessons/two/db/set.yaml${set.replace('name: db}', 'name: db, namespace: default}')}
  `);
});

test('one label misspelt', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector: {app: db, tier: dtaa}
                                ^^^^ warning[dangling-governing-selector] 💡
    ---
    ${set.trim()}
  `);
});

test('no selector and no Endpoints', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
    ^^^^ warning[dangling-governing-selector] 💡 Service "db" governs StatefulSet "db" but has no selector.
      clusterIP: None
    ---
    ${set.trim()}
  `);
});

test('no selector, and Endpoints by hand', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1, hostname: db-0}]}]
    ---
    ${set.trim()}
  `);
});

test('no selector, and Endpoints by hand that name no Pod', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None}
    ^^^^ warning[dangling-governing-selector] 💡 Service "db" governs StatefulSet "db" but has no selector.
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}]}]
    ---
    ${set.trim()}
  `);
});

test('the selector is a part of the labels', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {tier: data}}
    ---
    ${set.trim()}
  `);
});

test('the selector names one Pod by the label its controller adds', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {statefulset.kubernetes.io/pod-name: db-0}}
    ---
    ${set.trim()}
  `);
});

test('of two variants beside the set one selects the Pods', () => {
  checkDiagnostics(`
    #- /db.yaml
    ${set.trim()}
    #- /one.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: other}}
    #- /two.yaml
    kind: Service
    metadata: {name: db}
                     ^^ hint[duplicate-service]
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('labels that a template writes', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: other}}
    #- /db.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      template:
        metadata: {labels: {app: "{{ .Chart.Name }}"}}
        spec: {containers: [{name: db}]}
  `);
});

test('while the first scan is not done', () => {
  checkIncomplete(
    `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: other}}
    ---
    ${set.trim()}
    `,
    { complete: false, unread: [] },
  );
});

test('the fix of one label', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector: {app: db, tier: dtaa}
    ---
    ${set.trim()}
    `,
    'Change the selector to "tier: data"',
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector: {app: db, tier: data}
    ---
    ${set.trim()}
    `,
  );
});

test('the fix takes what the set knows its Pods by', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector:
        app: postgres
        role: primary
    ---
    ${set.trim()}
    `,
    'Select the Pods of StatefulSet "db"',
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector:
        app: db
    ---
    ${set.trim()}
    `,
  );
});

test('the fix where there is no selector', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
    ---
    ${set.trim()}
    `,
    'Select the Pods of StatefulSet "db"',
    `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector:
        app: db
    ---
    ${set.trim()}
    `,
  );
});

test('a set whose Pods have no labels yet is half written', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      template:
        metadata:
  `);
});

test('a pair that a patch brings, at the patch', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [all.yaml]
    labels: [{pairs: {team: a}, includeSelectors: true}]
    #- /base/all.yaml
    kind: Service
    apiVersion: v1
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    ---
    kind: StatefulSet
    apiVersion: apps/v1
    metadata: {name: db}
    spec:
      serviceName: db
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, image: db}]}
    #- /over/kustomization.yaml
    resources: [../base]
    patches:
      - target: {kind: Service}
        patch: |-
          - op: replace
            path: /spec/selector/team
            value: other
                   ^^^^^ warning[dangling-governing-selector] 💡
  `);
});
