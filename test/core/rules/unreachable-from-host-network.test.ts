import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('a Service of the workspace in an environment variable', () => {
  checkDiagnostics(`
    #- /agent.yaml
    kind: DaemonSet
    metadata: {name: agent}
    spec:
      template:
        metadata: {labels: {app: agent}}
        spec:
          hostNetwork: true
                       ^^^^ warning[unreachable-from-host-network] 💡 A Pod on the host network uses the name servers of the node, which do not know cluster names.
          containers:
            - name: agent
              image: registry.example.com/agent:3
              env:
                - name: TARGET
                  value: http://collector:4318
                                ^^^^^^^^^ note[unreachable-from-host-network] The name "collector" is used here.
    #- /service.yaml
    kind: Service
    metadata: {name: collector}
    spec: {selector: {app: collector}, ports: [{port: 4318}]}
  `);
});

test('a fully qualified name, and the policy written', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: agent}
    spec:
      hostNetwork: true
                   ^^^^ warning[unreachable-from-host-network] 💡 A Pod on the host network uses the name servers of the node, which do not know cluster names.
      dnsPolicy: Default
      containers:
        - name: agent
          image: registry.example.com/agent:3
          args: [--to=collector.monitoring.svc.cluster.local:4318]
  `);
});

test('the policy is that of the host network', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: agent}
    spec:
      hostNetwork: true
      dnsPolicy: ClusterFirstWithHostNet
      containers:
        - name: agent
          image: registry.example.com/agent:3
          args: [--to=collector.monitoring.svc.cluster.local:4318]
  `);
});

test('the issuer of tokens is an identifier', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: kube-apiserver, namespace: kube-system}
    spec:
      hostNetwork: true
      containers:
        - name: kube-apiserver
          image: registry.example.com/kube-apiserver:1
          command: [kube-apiserver, --service-account-issuer=https://kubernetes.default.svc.cluster.local]
  `);
});

test('a host outside the cluster', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: agent}
    spec:
      hostNetwork: true
      containers:
        - name: agent
          image: registry.example.com/agent:3
          args: [--to=https://collector.example.com:4318, --listen=0.0.0.0:80, --node=localhost:10255]
  `);
});

test('a Pod on the network of the cluster', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: agent}
    spec:
      hostNetwork: false
      containers:
        - name: agent
          image: registry.example.com/agent:3
          args: [--to=collector.monitoring.svc.cluster.local:4318]
  `);
});

test('name servers of its own may be those of the cluster', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: agent}
    spec:
      hostNetwork: true
      dnsPolicy: None
      dnsConfig: {nameservers: [10.96.0.10]}
      containers:
        - name: agent
          image: registry.example.com/agent:3
          args: [--to=collector.monitoring.svc.cluster.local:4318]
  `);
});

test('the fix sets the policy in a List, too', () => {
  checkFix(
    `
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Pod
        metadata: {name: agent}
        spec:
          hostNetwork: true
          dnsPolicy: ClusterFirst # default
          containers:
            - name: agent
              image: registry.example.com/agent:3
              args: [--to=collector.monitoring.svc.cluster.local:4318]
    `,
    'Set dnsPolicy to ClusterFirstWithHostNet',
    `
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Pod
        metadata: {name: agent}
        spec:
          hostNetwork: true
          dnsPolicy: ClusterFirstWithHostNet # default
          containers:
            - name: agent
              image: registry.example.com/agent:3
              args: [--to=collector.monitoring.svc.cluster.local:4318]
    `,
  );
});

test('a name in a comment of a script, and the default of a variable', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: agent}
    spec:
      hostNetwork: true
      containers:
      - name: agent
        command: [sh, -c, "# curl http://collector.data.svc\\ncurl \${URL:-http://collector.data.svc}"]
  `);
});

test('names that nobody looks up: of a search list, of what goes past a proxy, in a comment', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: agent}
    spec:
      hostNetwork: true
      dnsConfig: {searches: [monitoring.svc.cluster.local]}
      hostAliases: [{ip: 192.0.2.1, hostnames: [collector.monitoring.svc]}]
      containers:
        - name: agent
          image: registry.example.com/agent:3
          env:
            - {name: NO_PROXY, value: 'localhost,.svc,collector.monitoring.svc'}
            - {name: no_proxy, value: collector.monitoring.svc.cluster.local}
          command:
            - sh
            - -c
            - |
              # was collector.monitoring.svc
              exec agent
  `);
});

test('the policy is written beside the host network, in the patch that puts the Pods there', () => {
  const files = (patch: string): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    kind: Service
    apiVersion: v1
    metadata: {name: collector}
    spec: {selector: {app: collector}, ports: [{port: 4318}]}
    ---
    kind: Deployment
    apiVersion: apps/v1
    metadata: {name: agent}
    spec:
      selector: {matchLabels: {app: agent}}
      template:
        metadata: {labels: {app: agent}}
        spec:
          containers:
            - name: agent
              image: agent
              env: [{name: TARGET, value: "http://collector:4318"}]
    #- /pods/kustomization.yaml
    resources: [../base]
    #- /hosts/kustomization.yaml
    resources: [../base]
    patches: [{path: host.yaml}]
    #- /hosts/host.yaml
    kind: Deployment
    apiVersion: apps/v1
    metadata: {name: agent}
    spec:
      template:
        spec:
          hostNetwork: true
${patch}
  `;
  checkFix(
    files(''),
    'Set dnsPolicy to ClusterFirstWithHostNet',
    files('          dnsPolicy: ClusterFirstWithHostNet\n').replace(/\n\n/g, '\n'),
  );
});
