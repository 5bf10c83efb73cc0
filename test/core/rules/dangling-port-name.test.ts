import { describe, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a probe misspells the port of its container', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - name: web
              ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 9090}]
                             ^^^^ note[dangling-port-name] Port 8080 is called "http".
              readinessProbe: {httpGet: {port: htpp}}
                                               ^^^^ warning[dangling-port-name] 💡 Container "web" has no port named "htpp", and a probe looks only in its own container.
  `);
});

test('what each probe and hook comes to', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          ports: [{name: http, containerPort: 8080}]
          livenessProbe: {tcpSocket: {port: web}}
                                            ^^^ warning[dangling-port-name] 💡 Container "web" has no port named "web", and a probe looks only in its own container.
          startupProbe: {httpGet: {port: web}}
                                         ^^^ warning[dangling-port-name] 💡 Container "web" has no port named "web", and a probe looks only in its own container.
          lifecycle:
            postStart: {httpGet: {port: web}}
                                        ^^^ warning[dangling-port-name] 💡 Container "web" has no port named "web", and a hook looks only in its own container.
            preStop: {httpGet: {port: web}}
                                      ^^^ warning[dangling-port-name] 💡 Container "web" has no port named "web", and a hook looks only in its own container.
  `);
});

test('a probe names the port of another container', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec:
      initContainers:
        - name: proxy
          restartPolicy: Always
          ports: [{name: admin, containerPort: 9901}]
                         ^^^^^ note[dangling-port-name] Port 9901 is called "admin".
      containers:
        - name: web
          ports: [{name: http, containerPort: 8080}]
          readinessProbe: {httpGet: {port: admin}}
                                           ^^^^^ warning[dangling-port-name] 💡 Container "web" has no port named "admin", and a probe looks only in its own container.
  `);
});

test('a container that declares no port', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          readinessProbe: {httpGet: {port: http}}
                                           ^^^^ warning[dangling-port-name] Container "web" has no port named "http", and a probe looks only in its own container.
  `);
});

test('probes that find their port', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          ports: [{name: http, containerPort: 8080}, {name: gossip, containerPort: 7000, protocol: UDP}]
          readinessProbe: {httpGet: {port: http}}
          livenessProbe: {tcpSocket: {port: gossip}}
          startupProbe: {httpGet: {port: 8081}}
    ---
    kind: Pod
    metadata: {name: custom}
    spec:
      containers:
        - name: web
          ports: [{name: "{{ .Values.port }}", containerPort: 8080}]
          readinessProbe: {httpGet: {port: http}}
  `);
});

test('a custom workload, whose operator may name the port', () => {
  checkDiagnostics(`
    apiVersion: example.com/v1
    kind: Runner
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec:
          containers: [{name: web, readinessProbe: {httpGet: {port: http}}}]
  `);
});

test('a port that a patch of a kustomization brings', () => {
  checkDiagnostics(`
    #- /kustomization.yaml
    resources: [web.yaml]
    patches:
      - patch: |
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web}
          spec: {template: {spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}}}
    #- /web.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers: [{name: web, image: web, readinessProbe: {httpGet: {port: http}}}]
  `);
});

test('a policy misspells the port of its Pods, in another file', () => {
  checkDiagnostics(`
    #- /policy.yaml
    kind: NetworkPolicy
    metadata: {name: web-in}
    spec:
      podSelector: {matchLabels: {app: web}}
      ingress:
        - ports:
            - port: htpp
                    ^^^^ warning[dangling-port-name] 💡 No container of the Pods that this entry covers has a TCP port named "htpp".
    #- /web.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
                                                       ^^^^ note[dangling-port-name] Port 8080 is called "http".
  `);
});

test('a policy names a port with another protocol', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: dns-out}
    spec:
      podSelector: {}
      egress:
        - to: [{podSelector: {matchLabels: {app: resolver}}}]
          ports:
            - port: dns
                    ^^^ warning[dangling-port-name] 💡 Port "dns" of the Pods is UDP, but this policy entry is for TCP.
    ---
    kind: Pod
    metadata: {name: resolver, labels: {app: resolver}}
    spec: {containers: [{name: resolver, ports: [{name: dns, containerPort: 53, protocol: UDP}]}]}
                                                        ^^^ note[dangling-port-name] Port 53 is called "dns".
  `);
});

test('a policy that names a port with the other protocol, too', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: dns-in}
    spec:
      podSelector: {matchLabels: {app: resolver}}
      ingress:
        - ports:
            - {port: dns, protocol: TCP}
                     ^^^ information[dangling-port-name] Port "dns" of the Pods is UDP, but this policy entry is for TCP.
            - {port: dns, protocol: UDP}
    ---
    kind: Pod
    metadata: {name: resolver, labels: {app: resolver}}
    spec: {containers: [{name: resolver, ports: [{name: dns, containerPort: 53, protocol: UDP}]}]}
                                                        ^^^ note[dangling-port-name] Port 53 is called "dns".
  `);
});

test('policies that are about other Pods, too, or about some that have the port', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: all-in}
    spec:
      podSelector: {}
      ingress: [{ports: [{port: metrics}]}]
    ---
    kind: NetworkPolicy
    metadata: {name: web-in}
    spec:
      podSelector: {matchLabels: {tier: front}}
      ingress: [{ports: [{port: admin}]}]
    ---
    kind: NetworkPolicy
    metadata: {name: web-out}
    spec:
      podSelector: {}
      egress:
        - to: [{podSelector: {matchLabels: {tier: front}}}, {podSelector: {matchLabels: {app: elsewhere}}}]
          ports: [{port: metrics}]
    ---
    kind: Pod
    metadata: {name: web, labels: {tier: front}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]}
    ---
    kind: Pod
    metadata: {name: admin, labels: {tier: front}}
    spec: {containers: [{name: web, ports: [{name: admin, containerPort: 8080}]}]}
  `);
});

test('a policy for Pods of which an operator may make others', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: cluster-in}
    spec:
      podSelector: {matchLabels: {component: cluster}}
      ingress: [{ports: [{port: extend}]}]
    ---
    kind: Pod
    metadata: {name: probe, labels: {component: cluster}}
    spec: {containers: [{name: probe, ports: [{name: http, containerPort: 8080}]}]}
  `);
});

test('a policy for all Pods that nearly says a port', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: all-in}
    spec:
      podSelector: {}
      ingress: [{ports: [{port: metrcis}]}]
                                ^^^^^^^ warning[dangling-port-name] 💡 No container of the Pods that this entry covers has a TCP port named "metrcis".
    ---
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, ports: [{name: metrics, containerPort: 8080}]}]}
                                                   ^^^^^^^ note[dangling-port-name] Port 8080 is called "metrics".
  `);
});

test('a PodMonitor misspells a port', () => {
  checkDiagnostics(`
    apiVersion: monitoring.coreos.com/v1
    kind: PodMonitor
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      podMetricsEndpoints: [{port: metrcs}]
                                   ^^^^^^ warning[dangling-port-name] 💡 No container of the selected Pods has a port named "metrcs".
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: metrics, containerPort: 8080}]}]}
                                                   ^^^^^^^ note[dangling-port-name] Port 8080 is called "metrics".
  `);
});

describe('a number that a ServiceMonitor gives', () => {
  const scraped = (ports: string, mark = ''): string => `
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: web}}, endpoints: [{targetPort: 8080}]}
${mark}    ---
    kind: Service
    metadata: {name: web, labels: {app: web}}
    spec: {selector: {app: web}, clusterIP: 10.0.0.7, ports: [{port: 80, targetPort: 9090}]}
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, image: web${ports}}]}
`;

  test('is one that the Pods do not declare', () => {
    checkDiagnostics(
      scraped(
        ', ports: [{containerPort: 9090}]',
        '                                                                         ^^^^ warning[dangling-port-name] 💡 No container of the selected Pods declares port 8080; they declare 9090.\n',
      ),
    );
  });

  test('is one that the sidecar of a mesh has', () => {
    checkDiagnostics(scraped(', ports: [{containerPort: 9090}]').replace('8080', '15090'));
  });

  test.each([', ports: [{containerPort: 9090}, {containerPort: 8080}]'])('is one that they declare', (ports) => {
    checkDiagnostics(scraped(ports));
  });
});
