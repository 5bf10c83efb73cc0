import { test } from 'vitest';
import { checkDiagnostics, checkIncomplete } from '../../support/check-diagnostics.ts';

test('the port of a Service in another file', () => {
  checkDiagnostics(`
    #- /policy.yaml
    kind: NetworkPolicy
    metadata: {name: api-in}
    spec:
      podSelector: {matchLabels: {app: api}}
      ingress:
        - ports:
            - port: 80
                    ^^ warning[misleading-policy-port] 💡 Port 80 belongs to Service "api", but its Pods listen on 8080.
    #- /service.yaml
    kind: Service
    metadata: {name: api}
    spec:
      selector: {app: api}
      ports:
        - port: 80
          targetPort: web
                      ^^^ note[misleading-policy-port] Port 80 of Service "api" leads to 8080 of the Pods.
    #- /api.yaml
    kind: Deployment
    metadata: {name: api}
    spec:
      template:
        metadata: {labels: {app: api}}
        spec: {containers: [{name: api, ports: [{name: web, containerPort: 8080}]}]}
  `);
});

test('the port name of a Service', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: api-in}
    spec:
      podSelector: {matchLabels: {app: api}}
      ingress:
        - ports:
            - port: http
                    ^^^^ warning[misleading-policy-port] 💡 "http" is a port name of Service "api"; its Pods have no port of that name.
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{name: http, port: 80, targetPort: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {containers: [{name: api, ports: [{name: web, containerPort: 8080}]}]}
  `);
});

test('on the way out, to Pods of the namespace', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: web-out}
    spec:
      podSelector: {matchLabels: {app: web}}
      egress:
        - to:
            - podSelector: {matchLabels: {app: api}}
          ports:
            - port: 80
                    ^^ warning[misleading-policy-port] 💡 Port 80 belongs to Service "api", but its Pods listen on 8080.
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {}
  `);
});

test('the port of the Pods, by number and by name', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: api-in}
    spec:
      podSelector: {matchLabels: {app: api}}
      ingress: [{ports: [{port: 8080}, {port: web}, {port: 9000}]}]
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: web}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {containers: [{name: api, ports: [{name: web, containerPort: 8080}]}]}
  `);
});

test('another Pod of the selection listens there', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: all-in}
    spec:
      podSelector: {}
      ingress: [{ports: [{port: 80}]}]
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {}
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{containerPort: 80}]}]}
  `);
});

test('a headless Service changes no port', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: api-in}
    spec: {podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 8080}]}]}
    ---
    kind: Service
    metadata: {name: api}
    spec: {clusterIP: None, selector: {app: api}, ports: [{name: web, port: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {}
  `);
});

test('a range, other Pods by an expression, any namespace, another protocol', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: range}
    spec: {podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 80, endPort: 9000}, {port: 80, protocol: UDP}]}]}
    ---
    kind: NetworkPolicy
    metadata: {name: expression}
    spec:
      podSelector: {matchExpressions: [{key: app, operator: In, values: [web, shop]}]}
      ingress: [{ports: [{port: 80}]}]
    ---
    kind: NetworkPolicy
    metadata: {name: out}
    spec:
      podSelector: {matchLabels: {app: web}}
      egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}], ports: [{port: 80}]}, {ports: [{port: 80}]}]
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {}
  `);
});

test.each([
  '{key: app, operator: In, values: [web, api]}',
  '{key: app, operator: NotIn, values: [web]}',
  '{key: app, operator: Exists}',
  '{key: tier, operator: DoesNotExist}',
])('Pods selected by an expression: %s', (expression) => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: api}
    spec:
      podSelector: {matchExpressions: [${expression}]}
      ingress:
        - ports:
            - port: 80
                    ^^ warning[misleading-policy-port] 💡 Port 80 belongs to Service "api", but its Pods listen on 8080.
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {}
  `);
});

test('on the way out, to Pods of a namespace that is named', () => {
  checkDiagnostics(`
    #- /web/policy.yaml
    kind: NetworkPolicy
    metadata: {name: web, namespace: front}
    spec:
      podSelector: {matchLabels: {app: web}}
      egress:
        - to:
            - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: back}}
              podSelector: {matchLabels: {app: api}}
          ports:
            - port: 80
                    ^^ warning[misleading-policy-port] 💡 Port 80 belongs to Service "api", but its Pods listen on 8080.
        - to:
            - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}
              podSelector: {matchLabels: {app: api}}
          ports: [{port: 80}]
        - to:
            - namespaceSelector: {matchLabels: {team: back}}
              podSelector: {matchLabels: {app: api}}
          ports: [{port: 80}]
        - to: [{ipBlock: {cidr: 192.0.2.0/24}}]
          ports: [{port: 80}]
    #- /web/api.yaml
    kind: Service
    metadata: {name: api, namespace: back}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
    ---
    kind: Deployment
    metadata: {name: api, namespace: back}
    spec:
      selector: {matchLabels: {app: api}}
      template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: api}]}}
  `);
});

test('the port of the Pods is let through beside it', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: api}
    spec:
      podSelector: {matchLabels: {app: api}}
      ingress:
        - ports:
            - port: 80
                    ^^ information[misleading-policy-port] 💡 Port 80 belongs to Service "api", but its Pods listen on 8080.
            - port: http
        - ports:
            - port: 80
                    ^^ information[misleading-policy-port] 💡 Port 80 belongs to Service "api", but its Pods listen on 8080.
            - {port: 8000, endPort: 8100}
        - ports:
            - port: 80
                    ^^ warning[misleading-policy-port] 💡 Port 80 belongs to Service "api", but its Pods listen on 8080.
            - {port: 8080, protocol: UDP}
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: http}]}
    ---
    kind: Deployment
    metadata: {name: api}
    spec:
      selector: {matchLabels: {app: api}}
      template:
        metadata: {labels: {app: api}}
        spec: {containers: [{name: api, image: api, ports: [{name: http, containerPort: 8080}]}]}
  `);
});

test('a file nearby could not be read', () => {
  checkIncomplete(
    `
    kind: NetworkPolicy
    metadata: {name: api-in}
    spec: {podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 80}]}]}
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {}
    `,
    { complete: true, unread: ['/api.yaml'] },
  );
});

test('the first scan is not done', () => {
  checkIncomplete(
    `
    kind: NetworkPolicy
    metadata: {name: api-in}
    spec: {podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 80}]}]}
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
    ---
    kind: Pod
    metadata: {name: api, labels: {app: api}}
    spec: {}
    `,
    { complete: false, unread: [] },
  );
});
