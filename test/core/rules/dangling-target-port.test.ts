import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const pods = (ports: string): string => `
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - name: web
              ports: [${ports}]
`;
const service = (port: string): string => `
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - ${port}
`;

test('the Pods in another file call the port otherwise', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - port: 80
          targetPort: htpp
                      ^^^^ warning[dangling-target-port] 💡 No Pod that Service "web" selects has a TCP port named "htpp".
    #- /web.yaml
    kind: Deployment
    metadata:
      name: web
            ^^^ note[dangling-target-port] The Pods of Deployment "web".
    spec:
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9000}]}]}
  `);
});

test('the name belongs to a port of another protocol', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - port: 53
          targetPort: dns
                      ^^^ warning[dangling-target-port] 💡 Port "dns" of the Pods of Service "web" is UDP, not TCP.
    ---
    ${pods('{name: dns, containerPort: 53, protocol: UDP}').trim()}
  `);
});

test('the name is found', () => {
  checkDiagnostics(`
    ${service('{port: 80, targetPort: http}').trim()}
    ---
    ${pods('{name: http, containerPort: 8080}').trim()}
  `);
});

test('a number needs no container port', () => {
  checkDiagnostics(`
    ${service('{port: 80, targetPort: 8080}').trim()}
    ---
    ${pods('').trim()}
  `);
});

test('some of the Pods have the port', () => {
  checkDiagnostics(`
    ${service('{port: 80, targetPort: http}').trim()}
    ---
    ${pods('{name: http, containerPort: 8080}').trim()}
    ---
    kind: Pod
    metadata: {name: extra, labels: {app: web}}
    spec: {containers: [{name: web}]}
  `);
});

test('no Pods are known', () => {
  checkDiagnostics(service('{port: 80, targetPort: http}'));
});

test('beside Pods that a template writes', () => {
  checkDiagnostics(`
    #- /web.yaml
    ${service('{port: 80, targetPort: http}').trim()}
    ---
    ${pods('').trim()}
    #- /more.yaml
    kind: Pod
    metadata: {name: more, labels: {app: "{{ .Values.app }}"}}
    spec: {containers: [{name: web}]}
  `);
});

const absent = `
    ${service('{port: 80, targetPort: http}').trim()}
    ---
    ${pods('').trim()}
`;

test('while the first scan is not done', () => {
  checkIncomplete(absent, { complete: false, unread: [] });
});

test('beside a file that could not be read', () => {
  checkIncomplete(absent, { complete: true, unread: ['/web.yaml'] });
});

test('the fix takes the name that is alike', () => {
  const ports = '{name: http, containerPort: 8080}, {name: admin, containerPort: 9000}';
  checkFix(
    `
    ${service('{port: 80, targetPort: htpp}').trim()}
    ---
    ${pods(ports).trim()}
    `,
    'Change targetPort to "http"',
    `
    ${service('{port: 80, targetPort: http}').trim()}
    ---
    ${pods(ports).trim()}
    `,
  );
});

test('the fix takes the only port there is', () => {
  checkFix(
    `
    ${service('{port: 80, targetPort: http}').trim()}
    ---
    ${pods('{containerPort: 8080}').trim()}
    `,
    'Change targetPort to 8080',
    `
    ${service('{port: 80, targetPort: 8080}').trim()}
    ---
    ${pods('{containerPort: 8080}').trim()}
    `,
  );
});

test('the fix takes the protocol of the port', () => {
  checkFix(
    `
    ${service('{port: 53, targetPort: dns}').trim()}
    ---
    ${pods('{name: dns, containerPort: 53, protocol: UDP}').trim()}
    `,
    'Change protocol to UDP',
    `
    ${service('{port: 53, targetPort: dns, protocol: UDP}').trim()}
    ---
    ${pods('{name: dns, containerPort: 53, protocol: UDP}').trim()}
    `,
  );
});

describe('a sidecar has the port', () => {
  const source = (mark: string): string => `
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - port: 80
          targetPort: proxy
${mark}
    ---
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          initContainers:
            - {name: proxy, image: proxy, restartPolicy: Always, ports: [{name: proxy, containerPort: 15001}]}
          containers: [{name: web, image: web}]
    `;

  test('before Kubernetes 1.33', () => {
    checkDiagnostics(
      source(
        '                      ^^^^^ warning[dangling-target-port] 💡 Port "proxy" belongs to a sidecar, and Kubernetes 1.32 does not look there.',
      ),
      { kubernetesVersion: '1.32' },
    );
  });

  test('since Kubernetes 1.33', () => {
    checkDiagnostics(source(''), { kubernetesVersion: '1.33' });
  });
});

test('a name that no port can have, which the API server refuses', () => {
  checkDiagnostics(`
    #- /pods.yaml${pods('{containerPort: 8080}')}
    #- /service.yaml
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{port: 80, targetPort: "8080"}]
                                     ^^^^^^ error[invalid-port-name] 💡
  `);
});

const numbered = (port: string, ports: string, fields = ''): string => `
    kind: Service
    metadata: {name: web}
    spec: {${fields}selector: {app: web}, ports: [{port: 80${port}}]}
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: c${ports}}]}
`;

test('a number that no Pod declares', () => {
  checkDiagnostics(
    numbered(', targetPort: 8080', ', ports: [{containerPort: 3000}]').replace(
      '8080}]}',
      '8080}]}\n                                                                ^^^^ hint[dangling-target-port] No Pod that Service "web" selects declares port 8080; they declare 3000/TCP.',
    ),
  );
});

test.each<readonly [string, string]>([
  ['it is declared', numbered(', targetPort: 3000', ', ports: [{containerPort: 3000}]')],
  ...['args: [--metrics=:8080]', 'env: [{name: PORT, value: "8080"}]', 'readinessProbe: {httpGet: {port: 8080}}'].map(
    (said) =>
      [
        `the Pods say it in ${said}`,
        numbered(', targetPort: 8080', `, ports: [{containerPort: 3000}], ${said}`),
      ] as const,
  ),
  ['the Pods declare nothing', numbered(', targetPort: 8080', '')],
  ['a sidecar of a mesh has it', numbered(', targetPort: 15020', ', ports: [{containerPort: 3000}]')],
])('a number: %s', (_, source) => {
  checkDiagnostics(source);
});

test('a number that the Pods declare for another protocol', () => {
  const source = numbered(', targetPort: 53', ', ports: [{containerPort: 53, protocol: UDP}]');
  checkDiagnostics(
    source.replace(
      '53}]}',
      '53}]}\n                                                                ^^ hint[dangling-target-port] 💡 The Pods of Service "web" declare port 53 only for UDP, not for TCP.',
    ),
  );
  checkFix(source, 'Change protocol to UDP', source.replace('targetPort: 53}', 'targetPort: 53, protocol: UDP}'));
  const both = source.replace('[{port: 80', '[{name: udp, port: 53, protocol: UDP}, {name: tcp, port: 80');
  checkDiagnostics(both);
});

test('the Pods are far away, and rather of another installation', () => {
  const source = (folder: string, mark: string): string => `
    #- /bundle/manifests/service.yaml
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - {port: 443, targetPort: https}
                                  ${mark}
    #- /${folder}/web.yaml
    kind: Deployment
    metadata: {name: web}
    spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, ports: [{name: http, containerPort: 80}]}]}}}
  `;
  checkDiagnostics(source('bundle/web', '^^^^^ warning[dangling-target-port] 💡'));
  checkDiagnostics(source('examples/web', ''));
});
