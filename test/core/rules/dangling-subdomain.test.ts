import { expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

test('no such Service at all', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      hostname: indexer-0
      subdomain: search
                 ^^^^^^ warning[dangling-subdomain] There is no Service "search" to give Pod "indexer" the name indexer-0.search.
  `);
});

test('the Service of another file is called alike', () => {
  checkDiagnostics(`
    #- /pod.yaml
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      hostname: indexer
      subdomain: serach
                 ^^^^^^ warning[dangling-subdomain] 💡 The subdomain of Pod "indexer" names no Service; there is a Service "search".
    #- /service.yaml
    kind: Service
    metadata:
      name: search
            ^^^^^^ note[dangling-subdomain] Service "search" in namespace "default".
    spec: {clusterIP: None, selector: {app: indexer}}
  `);
});

test('a headless Service that is called otherwise selects the Pod', () => {
  const before = `
    kind: Pod
    metadata: {name: busybox, labels: {name: busybox}}
    spec:
      hostname: busybox-1
      subdomain: default-subdomain
                 ^^^^^^^^^^^^^^^^^ warning[dangling-subdomain] 💡 There is no Service "default-subdomain" to give Pod "busybox" the name busybox-1.default-subdomain.
      containers: [{name: busybox, image: busybox}]
    ---
    kind: Service
    metadata:
      name: busybox-subdomain
            ^^^^^^^^^^^^^^^^^ note[dangling-subdomain] Headless Service "busybox-subdomain" selects these Pods.
    spec: {clusterIP: None, selector: {name: busybox}}
  `;
  const plain = before.replace(/^ *\^.*\n/gm, '');
  checkDiagnostics(before);
  checkFix(
    plain,
    'Change subdomain to "busybox-subdomain"',
    plain.replace('subdomain: default-subdomain', 'subdomain: busybox-subdomain'),
  );
});

test('the Service is in another namespace', () => {
  checkDiagnostics(`
    #- /pod.yaml
    kind: Pod
    metadata: {name: indexer, namespace: shop, labels: {app: indexer}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      hostname: indexer
      subdomain: search
                 ^^^^^^ warning[dangling-subdomain] 💡 Service "search" is in namespace "infra", but Pod "indexer" is in "shop".
    #- /service.yaml
    kind: Service
    metadata: {name: search, namespace: infra}
    spec: {clusterIP: None, selector: {app: indexer}}
  `);
});

test('the Service selects other Pods', () => {
  checkDiagnostics(`
    #- /pod.yaml
    kind: Pod
    metadata:
      name: indexer
      labels:
      ^^^^^^ note[dangling-subdomain] The labels of the Pods: "app: indexer".
        app: indexer
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      hostname: indexer
      subdomain: search
                 ^^^^^^ note[dangling-subdomain] Pod "indexer" refers to the Service here.
    #- /service.yaml
    kind: Service
    metadata: {name: search}
    spec:
      clusterIP: None
      selector:
      ^^^^^^^^ warning[dangling-subdomain] Service "search" is the subdomain of Pod "indexer" but does not select it.
        app: query
    ---
    kind: Pod
    metadata: {name: query, labels: {app: query}}
    spec: {}
    ^^^^ error[missing-field] A Pod needs at least one container.
  `);
});

test('one label of the selector is misspelt', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    ^^^^ error[missing-field] A Pod needs at least one container.
    ---
    kind: Service
    metadata: {name: search}
    spec:
      clusterIP: None
      selector:
        app: indxer
             ^^^^^^ warning[dangling-subdomain] 💡 Service "search" is the subdomain of Pod "indexer" but does not select it.
  `);
});

test('the Service has no selector', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    ^^^^ error[missing-field] A Pod needs at least one container.
    ---
    kind: Service
    metadata: {name: search}
    spec:
    ^^^^ warning[dangling-subdomain] 💡 Service "search" is the subdomain of Pod "indexer" but has no selector.
      clusterIP: None
  `);
});

test('the Service is an alias', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec:
    ^^^^ error[missing-field] A Pod needs at least one container.
      hostname: indexer
      subdomain: search
                 ^^^^^^ warning[dangling-subdomain] Service "search" is an alias and gives Pod "indexer" no name.
    ---
    kind: Service
    metadata: {name: search}
    spec: {type: ExternalName, externalName: search.example.com}
  `);
});

test('an Indexed Job without its Service', () => {
  checkDiagnostics(`
    kind: Job
    metadata: {name: train}
    spec:
      completionMode: Indexed
      completions: 4
      template:
        metadata: {labels: {app: train}}
        spec:
          subdomain: trainers
                     ^^^^^^^^ warning[dangling-subdomain] There is no Service "trainers" to give Job "train" the name train-0.trainers.
  `);
});

test('the Service of another file selects the Pod', () => {
  checkDiagnostics(`
    #- /pod.yaml
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer, tier: back}}
    spec: {hostname: indexer, subdomain: search}
    ^^^^ error[missing-field] A Pod needs at least one container.
    #- /service.yaml
    kind: Service
    metadata: {name: search}
    spec: {clusterIP: None, selector: {app: indexer}}
  `);
});

test('a namespace that only one side writes', () => {
  checkDiagnostics(`
    #- /pod.yaml
    kind: Pod
    metadata: {name: indexer, namespace: shop, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    ^^^^ error[missing-field] A Pod needs at least one container.
    #- /service.yaml
    kind: Service
    metadata: {name: search}
    spec: {clusterIP: None, selector: {app: indexer}}
  `);
});

test('a StatefulSet overwrites both', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: db}
    spec:
    ^^^^ hint[missing-field] This StatefulSet needs a selector.
      serviceName: db
      template:
        metadata: {labels: {app: db}}
        spec: {hostname: "", subdomain: db}
        ^^^^ hint[missing-field] A Pod needs at least one container.
                                        ^^ hint[ineffective-pod-hostname] 💡 subdomain repeats what StatefulSet "db" sets anyway.
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('hand-made endpoints stand behind the Service', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    ^^^^ error[missing-field] A Pod needs at least one container.
    ---
    kind: Service
    metadata: {name: search}
    spec: {clusterIP: None}
    ---
    kind: Endpoints
    metadata: {name: search}
    subsets: [{addresses: [{ip: 192.0.2.1, hostname: indexer}]}]
  `);
});

test('a file nearby could not be read', () => {
  checkIncomplete(
    `
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    `,
    { complete: true, unread: ['/services.yaml'] },
  );
});

test('the first scan is not done', () => {
  checkIncomplete(
    `
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    `,
    { complete: false, unread: [] },
  );
});

test('the fix moves the Service', () => {
  const note = checkFix(
    `
    #- /pod.yaml
    kind: Pod
    metadata: {name: indexer, namespace: shop, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    #- /service.yaml
    kind: Service
    metadata: {name: search, namespace: infra}
    spec: {clusterIP: None, selector: {app: indexer}}
    `,
    'Move Service "search" to namespace "shop"',
    `
    #- /pod.yaml
    kind: Pod
    metadata: {name: indexer, namespace: shop, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    #- /service.yaml
    kind: Service
    metadata: {name: search, namespace: shop}
    spec: {clusterIP: None, selector: {app: indexer}}
    `,
  );
  expect(note).toBe('The running Service "search" stays in namespace "infra" until it is deleted.');
});

test('the fix selects the Pod', () => {
  checkFix(
    `
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    ---
    kind: Service
    metadata: {name: search}
    spec:
      clusterIP: None
      selector:
        component: search # later
    `,
    'Select the Pods of Pod "indexer"',
    `
    kind: Pod
    metadata: {name: indexer, labels: {app: indexer}}
    spec: {hostname: indexer, subdomain: search}
    ---
    kind: Service
    metadata: {name: search}
    spec:
      clusterIP: None
      selector:
        app: indexer
    `,
  );
});

test('a Service that a kustomization renames, whose new name subdomain does not follow', () => {
  const source = (subdomain: string): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: db, labels: {app: db}}
    spec: {hostname: one, subdomain: ${subdomain}, containers: [{name: db}]}
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
  `;
  checkFix(source('db'), 'Change subdomain to "prod-db"', source('prod-db'));
});
