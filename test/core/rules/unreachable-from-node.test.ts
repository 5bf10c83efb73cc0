import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const service = `
    kind: Service
    metadata: {name: files, namespace: prod}
    spec: {selector: {app: files}, ports: [{port: 2049}]}
`;

test('servers of volumes, in a Pod and in a PersistentVolume', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: one, namespace: prod}
    spec:
      containers: [{name: c, image: c}]
      volumes:
      - name: data
        nfs:
          server: files.prod.svc.cluster.local
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-from-node] The kubelet uses the name servers of the node, which do not know cluster names.
          path: /
    ---
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: data}
    spec:
      nfs:
        server: files.prod.svc
                ^^^^^^^^^^^^^^ warning[unreachable-from-node]
        path: /
    ---${service}`);
});

test('the registry of an image, and hosts of probes and hooks', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: web, namespace: prod}
    spec:
      template:
        spec:
          containers:
          - name: web
            image: files.prod.svc.cluster.local:5000/web:3
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-from-node]
            readinessProbe:
              httpGet:
                host: files
                      ^^^^^ warning[unreachable-from-node] 💡
                port: 2049
            livenessProbe:
              tcpSocket:
                host: files.prod.svc
                      ^^^^^^^^^^^^^^ warning[unreachable-from-node] 💡
                port: 2049
            lifecycle:
              postStart:
                httpGet:
                  host: files.prod.svc
                        ^^^^^^^^^^^^^^ warning[unreachable-from-node] 💡
                  port: 2049
    ---${service}`);
});

test('the registry of OpenShift, which its nodes know', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: one, namespace: prod}
    spec:
      containers:
      - {name: a, image: image-registry.openshift-image-registry.svc:5000/prod/web@sha256:0123}
      - {name: b, image: image-registry.other.svc:5000/prod/web}
                         ^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-from-node]
  `);
  checkDiagnostics(
    `
    kind: Pod
    metadata: {name: one, namespace: prod}
    spec: {containers: [{name: a, image: "image-registry.openshift-image-registry.svc.corp.internal:5000/web"}]}
  `,
    { clusterDomain: 'corp.internal' },
  );
});

test('the URL of a webhook', () => {
  checkDiagnostics(`
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: w}
    webhooks:
    - name: a.example.com
      clientConfig:
        url: https://files.prod.svc:2049/check
                     ^^^^^^^^^^^^^^ warning[unreachable-from-node] 💡 The API server uses the name servers of the node, which do not know cluster names.
    ---${service}`);
});

test.each([
  ['https://files.prod.svc:2049/check', ['name: files', 'namespace: prod', 'path: /check', 'port: 2049']],
  ['https://files.prod.svc.cluster.local:443', ['name: files', 'namespace: prod']],
])('the fix puts a reference in the place of %s', (url, reference) => {
  const hook = (target: string): string => `
    kind: ValidatingWebhookConfiguration
    metadata: {name: w}
    webhooks:
    - name: a.example.com
      clientConfig:
${target}
    ---${service}`;
  const wanted = ['service:', ...reference.map((line) => `  ${line}`)].map((line) => `        ${line}`).join('\n');
  checkFix(hook(`        url: ${url}`), 'Use clientConfig.service with Service "files"', hook(wanted));
});

test('no fix for the URL of a Pod, or with more than a host, a port and a path', () => {
  for (const url of ['https://files-0.files.prod.svc/check', 'https://files.prod.svc/check?a=b'])
    checkDiagnostics(`
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: w}
    webhooks:
    - name: a.example.com
      sideEffects: None
      admissionReviewVersions: [v1]
      clientConfig:
        url: ${url}
        ${' '.repeat('url: https://'.length)}${'^'.repeat(new URL(url).hostname.length)} warning[unreachable-from-node]
    ---${service}`);
});

test.each([
  ['a name of no Service', 'nfs: {server: nas.example.com, path: /}', 'image: registry.example.com:5000/web:3'],
  [
    'what the Pods of a CSI driver ask',
    'csi: {driver: nfs.csi.k8s.io, volumeAttributes: {server: files.prod.svc}}',
    '',
  ],
  ['what a container asks', 'emptyDir: {}', 'args: ["files.prod.svc:2049"]'],
  ['the command of a probe', 'emptyDir: {}', 'readinessProbe: {exec: {command: [nc, files.prod.svc, "2049"]}}'],
  ['an image and its tag', 'emptyDir: {}', 'image: files:2049'],
  ['headers and paths', 'emptyDir: {}', 'readinessProbe: {httpGet: {path: /files.prod.svc, port: 80}}'],
])('%s', (_, volume, container) => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: one, namespace: prod}
    spec: {containers: [{name: c${container && `, ${container}`}}], volumes: [{name: v, ${volume}}]}
    ---${service}`);
});

test('the fix leaves the host out', () => {
  const pod = (host: string): string => `
    kind: Pod
    metadata: {name: one, namespace: prod}
    spec:
      containers:
      - name: c
        readinessProbe:
          tcpSocket:
${host}            port: 2049
    ---${service}`;
  checkFix(pod('            host: files.prod.svc\n'), 'Remove host, so that the Pod itself is used', pod(''));
});

test('GlusterFS names an Endpoints object and no host', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: gluster-cluster}
    spec: {ports: [{port: 1}]}
    ---
    kind: Endpoints
    metadata: {name: gluster-cluster}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 1}]}]
    ---
    kind: Pod
    metadata: {name: web}
    spec:
      containers: [{name: web, image: web}]
      volumes: [{name: data, glusterfs: {endpoints: gluster-cluster, path: data}}]
  `);
});
