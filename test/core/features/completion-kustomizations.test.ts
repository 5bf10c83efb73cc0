import { test } from 'vitest';
import { checkCompletion } from '../../support/check-features.ts';

/** An object that names others, beside objects that a kustomization renames. */
const renamed = (object: string): string => `
    #- /k/kustomization.yaml
    namePrefix: dev-
    namespace: prod
    resources: [all.yaml]
    #- /k/all.yaml
    ${object}
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: Secret
    metadata: {name: token}
    ---
    kind: ConfigMap
    metadata: {name: settings}
`;

/** Which of these fields follow a new name was read from what kubectl's kustomize builds of them. */
test.each([
  ['serviceName of a StatefulSet', 'kind: StatefulSet\n    metadata: {name: x}\n    spec: {serviceName: $0}', 'db'],
  ['what is written of it', 'kind: StatefulSet\n    metadata: {name: x}\n    spec: {serviceName: d$0}', 'db'],
  [
    'a backend',
    'apiVersion: networking.k8s.io/v1\n    kind: Ingress\n    metadata: {name: x}\n    spec: {defaultBackend: {service: {name: $0}}}',
    'db',
  ],
  [
    'the Service of a webhook',
    'apiVersion: admissionregistration.k8s.io/v1\n    kind: ValidatingWebhookConfiguration\n    metadata: {name: x}\n    webhooks: [{name: a.b.c, clientConfig: {service: {name: $0}}}]',
    'db',
  ],
  [
    'the Secret of an annotation',
    'apiVersion: networking.k8s.io/v1\n    kind: Ingress\n    metadata: {name: x, annotations: {nginx.ingress.kubernetes.io/auth-secret: $0}}',
    'token #object',
  ],
  [
    'a ConfigMap',
    'kind: Pod\n    metadata: {name: x}\n    spec: {containers: [{name: x, envFrom: [{configMapRef: {name: $0}}]}]}',
    'settings #object',
  ],
])('in a kustomization, a name that follows is offered as it is written: %s', (_, object, offered) => {
  checkCompletion(renamed(object), [offered]);
});

test.each([
  ['the subdomain of a Pod', 'kind: Pod\n    metadata: {name: x}\n    spec: {subdomain: $0}', 'dev-db'],
  [
    'the label of a slice',
    'apiVersion: discovery.k8s.io/v1\n    kind: EndpointSlice\n    metadata: {name: x, labels: {kubernetes.io/service-name: $0}}',
    'dev-db',
  ],
  [
    'a certificate of a Gateway',
    'apiVersion: gateway.networking.k8s.io/v1\n    kind: Gateway\n    metadata: {name: x}\n    spec: {listeners: [{tls: {certificateRefs: [{name: $0}]}}]}',
    'dev-token #object',
  ],
])('one that does not is offered as it will be: %s', (_, object, offered) => {
  checkCompletion(renamed(object), [offered]);
});

test('an item of a patch is the one of its key, whatever a later patch makes of the rest', () => {
  checkCompletion(
    `
    #- /kustomization.yaml
    resources: [web.yaml]
    patches: [{path: first.yaml}, {path: later.yaml}]
    #- /first.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        spec:
          containers:
            - name: proxy
              image: proxy:1
              readinessProbe: {httpGet: {port: $0}}
    #- /later.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: web}, {name: proxy, image: "proxy:2"}]}}}
    #- /web.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - {name: web, image: web, ports: [{name: http, containerPort: 8080}]}
            - {name: proxy, image: proxy, ports: [{name: admin, containerPort: 9901}]}
  `,
    ['admin #port', '9901 #port'],
  );
});

const patched = (inPlace: string, inFile: string): string => `
    #- /k/kustomization.yaml
    namePrefix: dev-
    resources: [all.yaml]
    patches:
      - path: file.yaml
      - patch: |-
          apiVersion: v1
          kind: Service
          metadata: {name: ${inPlace}}
    #- /k/file.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: ${inFile}}
    spec: {sessionAffinity: ClientIP}
    #- /k/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: worker}
    spec: {selector: {app: worker}, ports: [{port: 80}]}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: walrus}
`;

test('the objects that a patch can be for, as they are written, whether it is for one yet or not', () => {
  checkCompletion(patched('web', 'w$0b'), ['web #object', 'worker #object']);
  checkCompletion(patched('web', 'we$0b'), ['web #object']);
  checkCompletion(patched('w$0eb', 'web'), ['web #object', 'worker #object']);
  checkCompletion(patched('wo$0n', 'web'), ['worker #object']);
});
