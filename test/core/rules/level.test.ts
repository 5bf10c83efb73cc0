import { describe, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

const pod = (name: string, level: string): string => `
    kind: Pod
    metadata: {name: ${name}}
    spec: {}
    ^^^^ ${level}[missing-field]
`;

describe('an object that a cluster printed', () => {
  const set = (metadata: string, level: string): string => `
    kind: StatefulSet
    metadata: {name: db, ${metadata}}
    spec:
      serviceName: gone
                   ^^^^ ${level}[missing-governing-service] 💡
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
            - name: db
              ^^^^ ${level === 'warning' ? 'error' : level}[missing-field]
  `;
  test.each(['generation: 1', 'uid: 7f3a', 'resourceVersion: "17"', 'creationTimestamp: 2026-01-01T00:00:00Z'])(
    '%s',
    (metadata) => {
      checkDiagnostics(set(metadata, 'hint'));
    },
  );

  test.each(['creationTimestamp: null', 'annotations: {uid: a}', 'labels: {generation: a}'])('not %s', (metadata) => {
    checkDiagnostics(set(metadata, 'warning'));
  });

  test('whose owner has lost what differs from run to run', () => {
    checkDiagnostics(`
      kind: Service
      metadata:
        name: db
        ownerReferences:
          - controller: true
            ^^^^^^^^^^ hint[missing-field]
            ^^^^^^^^^^ hint[missing-field]
            kind: Database
            name: db
      spec: {selector: {app: db}, ports: [{port: 80}]}
      ---
      kind: Service
      metadata:
        name: web
        ownerReferences: [{controller: true, apiVersion: example.com/v1, kind: Database, name: db}]
                           ^^^^^^^^^^ error[missing-field]
      spec: {selector: {app: db}, ports: [{port: 80}]}
    `);
  });

  test('the selector of a Job, which only the API server writes', () => {
    const job = (metadata: string, labels: string, level: string): string => `
      kind: Job
      metadata: {name: load${metadata}}
      spec:
        selector: {matchLabels: {${labels}}}
                  ${'^'.repeat(labels.length + 17)} ${level}[invalid-selector]
        template:
          metadata: {labels: {${labels}}}
          spec: {restartPolicy: Never, containers: [{name: load, image: load}]}
    `;
    checkDiagnostics(job('', 'batch.kubernetes.io/controller-uid: a1', 'hint'));
    checkDiagnostics(job(', uid: b2', 'app: load', 'hint'));
    checkDiagnostics(job('', 'app: load', 'error'));
  });

  test('what a tool reads for itself', () => {
    const config = (annotation: string, level: string): string => `
      kind: ConfigMap
      metadata:
        name: label_namespace
              ^^^^^^^^^^^^^^^ ${level}[invalid-name]
        annotations: {${annotation}: "true"}
    `;
    checkDiagnostics(config('config.kubernetes.io/local-config', 'hint'));
    checkDiagnostics(config('example.com/local-config', 'error'));
  });

  test('what is wrong with what it has', () => {
    checkDiagnostics(`
      kind: Service
      metadata: {name: db, uid: a1}
      spec: {selector: {app: db}, ports: [{port: 80, targetPort: Web}]}
                                                                 ^^^ error[invalid-port-name]
    `);
  });
});

test('what tests read, in folders that are called for it, but for versions of the API that are gone', () => {
  const files = (folder: string, level: string): string => `
    #- /pkg/${folder}/set.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: gone
                   ^^^^ ${level === 'error' ? 'warning' : level}[missing-governing-service] 💡
      replica: 2
      ^^^^^^^ ${level}[unknown-field] 💡
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, image: db}]}
    #- /pkg/${folder}/old.yaml
    apiVersion: batch/v1beta1
                ^^^^^^^^^^^^^ error[invalid-api-version]
    kind: CronJob
    metadata: {name: load}
  `;
  const version = (folder: string, level: string): string => `
    #- /pkg/${folder}/web.yaml
    apiVersion: v1
                ^^ ${level}[invalid-api-version] 💡
    kind: Deployment
    metadata: {name: web}
  `;
  checkDiagnostics(version('testdata', 'hint'));
  checkDiagnostics(version('data', 'error'));
  for (const folder of [
    'testdata/sets',
    'test/fixtures',
    'spec/fixture/k8s',
    '__fixtures__',
    'golden',
    'expected',
    'a/test_data',
    'a/test-data',
    'pkg/testData/a',
    'src/test/resources/k8s',
    'integrationtests/cli/assets/simple',
    'test/assets',
    'hack/invalid-examples/v1',
  ])
    checkDiagnostics(files(folder, 'hint'));
  checkDiagnostics(files('mytestdata', 'error'));
});

test('nothing of what a manifest in a folder of tests lacks, which the test fills in, but what is wrong there', () => {
  const pod = (folder: string, mark: string): string => `
    #- /${folder}/pod.yaml
    kind: Pod
    metadata: {name: curl}
    spec:
      replica: 2
      ^^^^^^^ error[unknown-field] 💡
      containers:
        - name: curl
          ${mark}
  `;
  for (const folder of [
    'tests/files',
    'a/test',
    'e2e/pods',
    'integrationtests/pods',
    'integration-tests',
    'e2e-tests/a',
  ])
    checkDiagnostics(pod(folder, ''));
  checkDiagnostics(pod('latest', '^^^^ error[missing-field]'));
});

test('what a test of Chainsaw applies: what is rejected there, and less of what is taken and not used', () => {
  const files = (test: string, level: string): string => `
    #- /policy/.chainsaw-test/${test}
    apiVersion: chainsaw.kyverno.io/v1alpha1
    kind: Test
    metadata: {name: policy}
    spec: {steps: [{try: [{apply: {file: set.yaml}}]}]}
    #- /policy/.chainsaw-test/set.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: gone
                   ^^^^ ${level}[missing-governing-service] 💡
      replica: 2
      ^^^^^^^ error[unknown-field] 💡
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, image: db}]}
  `;
  checkDiagnostics(files('chainsaw-test.yaml', 'hint'));
  checkDiagnostics(files('policy-test.yaml', 'warning'));
});

test('Services and endpoints that a manifest for a test has no need of', () => {
  const files = (folder: string, mark: string): string => `
    #- /${folder}/service.yaml
    kind: Service
    metadata: {name: manual}
    spec:
    ${mark === '' ? '' : '^^^^ hint[missing-endpoints] 💡'}
      ports: [{port: 80}]
    #- /${folder}/ingress.yaml
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service:
          name: nowhere
                ${mark}
          port: {number: 80}
  `;
  const mark = '^^^^^^^ hint[dangling-backend]';
  for (const folder of ['pkg/testdata', 'test/fixtures']) checkDiagnostics(files(folder, ''));
  checkDiagnostics(files('deploy', mark));
});

test('values in a file that is called a template, and not what it says besides', () => {
  const service = (name: string, level: string): string => `
    #- /services/${name}
    kind: Service
    metadata: {name: service_name}
                     ^^^^^^^^^^^^ ${level}[invalid-name]
    spec:
      type: ExternalName
      externalName: service_address
                    ^^^^^^^^^^^^^^^ ${level}[invalid-host-name]
      portz: []
      ^^^^^ error[unknown-field] 💡
  `;
  for (const name of ['template.yaml', 'service-template.yml', 'Service.template.yaml'])
    checkDiagnostics(service(name, 'hint'));
  checkDiagnostics(service('templates.yaml', 'error'));
});

test('what is copied from a module of somebody else', () => {
  const old = (folder: string, level: string): string => `
    #- /${folder}/old.yaml
    apiVersion: batch/v1beta1
                ^^^^^^^^^^^^^ ${level}[invalid-api-version]
    kind: CronJob
    metadata: {name: load}
  `;
  checkDiagnostics(old('tools/vendor/golang.org/x/net', 'hint'));
  checkDiagnostics(old('vendor/argocd', 'error'));
});

test('what the API server takes is not said of what somebody else has written', () => {
  const set = (folder: string, mark: string): string => `
    #- /${folder}/set.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: gone
                   ${mark}
      selector: {matchLabels: {app: db}}
      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
  `;
  checkDiagnostics(set('vendor/k8s.io/kubernetes/test', ''));
  checkDiagnostics(set('argocd/vendor/v3.5.0', '^^^^ hint[missing-governing-service] 💡'));
  checkDiagnostics(set('vendor/db', '^^^^ warning[missing-governing-service] 💡'));
});

test('what is put away in a hidden folder for it', () => {
  const old = (folder: string, level: string): string => `
    #- /${folder}/jobs/old.yaml
    apiVersion: batch/v1beta1
                ^^^^^^^^^^^^^ ${level}[invalid-api-version]
    kind: CronJob
    metadata: {name: load}
  `;
  for (const folder of ['.archive', 'cluster/.archived']) checkDiagnostics(old(folder, 'hint'));
  for (const folder of ['archive', '.config']) checkDiagnostics(old(folder, 'error'));
});

test('what is no YAML in what tests read, but not what Headlight alone reads', () => {
  const file = (folder: string, level: string): string => `
    #- /pkg/${folder}/broken.yaml
    kind: Service
    metadata: {name: "db}
                     ^^^^ ${level}[invalid-syntax]
    #- /pkg/${folder}/commented.yaml
    # headlight-disable-file no-such-rule
                             ^^^^^^^^^^^^ information[unused-suppression] 💡
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 80}], selector: {app: x}}
  `;
  checkDiagnostics(file('testdata', 'hint'));
  checkDiagnostics(file('mytestdata', 'error'));
});

test('what SOPS adds to what it encrypts', () => {
  checkDiagnostics(`
    kind: Secret
    metadata: {name: token}
    stringData: {TOKEN: "ENC[AES256_GCM,data:TQ==,iv:aA==,tag:bQ==,type:str]"}
    sop: {}
    ^^^ error[unknown-field] 💡
    sops:
      mac: "ENC[AES256_GCM,data:TQ==,iv:aA==,tag:bQ==,type:str]"
      version: 3.11.0
    data:
      sops: {}
            ^^ error[invalid-field-type]
  `);
});

test('values that are no numbers in a file that is called a template', () => {
  const service = (name: string, level: string): string => `
    #- /services/${name}
    kind: Service
    metadata: {name: queue}
    spec:
      selector: {app: queue}
      ports: [{port: service_port}]
                     ^^^^^^^^^^^^ ${level}[invalid-field-type]
  `;
  checkDiagnostics(service('queue-template.yaml', 'hint'));
  checkDiagnostics(service('queue.yaml', 'error'));
});

test('what a template of a Pod lacks is put in', () => {
  const pod = (name: string, level: string): string => `
    #- /spark/${name}
    kind: Pod
    metadata: {name: driver}
    spec:
      replica: 2
      ^^^^^^^ error[unknown-field] 💡
      containers:
        - name: spark-kubernetes-driver
          ^^^^ ${level}[missing-field]
  `;
  checkDiagnostics(pod('driver-pod-template.yaml', 'hint'));
  checkDiagnostics(pod('driver.yaml', 'error'));
});

test('a name is missing where metadata are written as nothing, too: kubectl cannot apply it', () => {
  const service = (metadata: string, level: string): string => `
    kind: Service
    metadata: ${metadata}
    ^^^^^^^^ ${level}[missing-field]
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `;
  checkDiagnostics(service('{}', 'error'));
  checkDiagnostics(service('{labels: {app: web}}', 'error'));
});

test('images that an operator fills in: each is written, as nothing', () => {
  const set = (containers: string, level: string): string => `
    kind: DaemonSet
    metadata: {name: agent}
    spec:
      selector: {matchLabels: {app: agent}}
      template:
        metadata: {labels: {app: agent}}
        spec:
          containers:
            - {name: agent, image: ""}
                                   ^^ ${level}[missing-field]
            ${containers}
  `;
  checkDiagnostics(set('', 'hint'));
  checkDiagnostics(set('- {name: proxy, image: proxy}', 'error'));
});

test('volumes that an operator adds with the images', () => {
  const set = (image: string, level: string): string => `
    kind: DaemonSet
    metadata: {name: agent}
    spec:
      selector: {matchLabels: {app: agent}}
      template:
        metadata: {labels: {app: agent}}
        spec:
          containers:
            - name: agent
              image: ${image}
              volumeMounts: [{name: shared, mountPath: /mnt}]
                                    ^^^^^^ ${level}[invalid-name]
  `;
  checkDiagnostics(set('FILLED BY THE OPERATOR', 'hint'));
  checkDiagnostics(set('agent:filled', 'error'));
});

test.each([
  ['', 'hint'],
  ['namespace: elsewhere', 'error'],
])('the namespace of an account in a kustomization that says %j', (namespace, level) => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [binding.yaml]
    ${namespace}
    #- /app/binding.yaml
    kind: ClusterRoleBinding
    apiVersion: rbac.authorization.k8s.io/v1
    metadata: {name: manager}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: manager}
    subjects: [{kind: ServiceAccount, name: manager}]
                ^^^^ ${level}[missing-field]
  `);
});

test('volumes and fields that a patch may add, which is made before the build', () => {
  const files = (patch: string, level: string): string => `
    #- /app/kustomization.yaml
    resources: [set.yaml]
    patches:
      - path: ${patch}
    #- /app/patch.yaml
    kind: DaemonSet
    apiVersion: apps/v1
    metadata: {name: agent, labels: {app: agent}}
    #- /app/set.yaml
    kind: DaemonSet
    apiVersion: apps/v1
    metadata: {name: agent}
    spec:
      selector: {matchLabels: {app: agent}}
      template:
        metadata: {labels: {app: agent}}
        spec:
          containers:
            - name: agent
              ^^^^ ${level}[missing-field]
              volumeMounts: [{name: shared, mountPath: /mnt}]
                                    ^^^^^^ ${level}[invalid-name]
  `;
  const mark = '\n              ^^^^^^^^^^^^^^^^ hint[invalid-kustomization]';
  checkDiagnostics(files(`.made/patch.yaml${mark}`, 'hint'));
  checkDiagnostics(files('patch.yaml', 'error'));
});

describe('a stub', () => {
  test('a name beside other objects, and not by itself', () => {
    checkDiagnostics(`
      #- /one.yaml
      kind: Ingress
      metadata: {name: web}
      spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
      ---
      apiVersion: v1
      ^^^^^^^^^^ hint[missing-endpoints] 💡
      ^^^^^^^^^^ hint[missing-field]
      kind: Service
      metadata: {name: web}
      #- /two.yaml
      apiVersion: v1
      ^^^^^^^^^^ hint[missing-endpoints] 💡
      ^^^^^^^^^^ error[missing-field]
      kind: Service
      metadata: {name: alone}
    `);
  });

  test('a workload that is to be merged into another: it has neither a selector nor an image', () => {
    const patch = (image: string, level: string): string => `
      kind: Deployment
      metadata: {name: manager}
      spec:
      ^^^^ ${level}[missing-field]
        template:
          spec:
            containers:
              - {name: manager, ${image}args: [--zap-log-level=debug]}
      ${image === '' ? `           ^^^^ ${level}[missing-field]` : ''}
    `;
    checkDiagnostics(patch('', 'hint'));
    checkDiagnostics(patch('image: m, ', 'error'));
  });

  test('what lacks its containers and more, and what stands beside it', () => {
    checkDiagnostics(`
    #- /one.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
    ^^^^ hint[missing-field]
      template:
        metadata: {labels: {app: web}}
        spec: {runtimeClassName: runc}
        ^^^^ hint[missing-field]
    ---
    ${pod('beside', 'hint').trim()}
    #- /two.yaml
    ${pod('other', 'error').trim()}
    `);
  });
});

describe('what a test of a policy names', () => {
  const suite = (path: string): string => `
    #- /policies/suite.yaml
    apiVersion: test.gatekeeper.sh/v1alpha1
    kind: Suite
    metadata: {name: images}
    tests: [{name: images, cases: [{name: bad, object: ${path}}]}]
  `;
  test.each([
    ['it is a sample', suite('samples/bad.yaml'), 'hint'],
    ['another file is', suite('samples/good.yaml'), 'error'],
    ['it lies elsewhere', suite('../policies/samples/bad.yaml'), 'error'],
    [
      'it is a resource of a kyverno test',
      suite('samples/bad.yaml').replace('test.gatekeeper.sh', 'cli.kyverno.io'),
      'hint',
    ],
    [
      'Chainsaw expects it',
      suite('samples/bad.yaml').replace('test.gatekeeper.sh', 'chainsaw.kyverno.io').replace('object:', 'assert:'),
      'hint',
    ],
    [
      'Chainsaw applies it',
      suite('samples/bad.yaml').replace('test.gatekeeper.sh', 'chainsaw.kyverno.io').replace('object:', 'apply:'),
      'error',
    ],
    [
      'kuttl expects it',
      suite('samples/bad.yaml').replace('test.gatekeeper.sh', 'kuttl.dev').replace('object:', 'assert:'),
      'hint',
    ],
    ['it is in another kind', suite('samples/bad.yaml').replace('test.gatekeeper.sh', 'example.com'), 'error'],
  ])('%s', (_, tests, level) => {
    checkDiagnostics(`
      ${tests}
    #- /policies/samples/bad.yaml
    ${pod('bad', level).trim()}
    `);
  });
});
