import { describe, expect, it } from 'vitest';
import { definition, documentLinks } from '../../../server/src/core/features/facade.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';
import { checkDefinition, checkHighlights, checkReferences } from '../../support/check-features.ts';

describe('go to definition', () => {
  it('from serviceName to the Service in another file', () => {
    checkDefinition(`
      #- /set.yaml
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: d$0b
                     ^^^^ origin
      #- /service.yaml
      kind: Service
      metadata:
        name: db
              ^^
    `);
  });

  it('from the key serviceName', () => {
    checkDefinition(`
      kind: StatefulSet
      metadata: {name: db}
      spec:
        service$0Name: db
      ---
      kind: Service
      metadata:
        name: db
              ^^
    `);
  });

  it('from the name of Endpoints', () => {
    checkDefinition(`
      kind: Endpoints
      metadata: {name: d$0b}
      ---
      kind: Service
      metadata:
        name: db
              ^^
    `);
  });

  it('from the targetRef of an address to the Pod, and to the StatefulSet that makes it', () => {
    checkDefinition(`
      kind: Endpoints
      metadata: {name: x}
      subsets: [{addresses: [{ip: 192.0.2.1, targetRef: {kind: Pod, name: we$0b, namespace: shop}}]}]
      ---
      kind: Pod
      metadata: {name: web, namespace: other}
      ---
      kind: Pod
      metadata: {name: web, namespace: shop}
                       ^^^
    `);
    const slice = (kind: string): string => `
      kind: EndpointSlice
      metadata: {name: x}
      endpoints: [{addresses: [192.0.2.1], targetRef: {kind: ${kind}, name: db-1$0}}]
      ---
      kind: StatefulSet
      metadata: {name: db}`;
    checkDefinition(`${slice('Pod')}\n                       ^^\n`);
    checkDefinition(slice('Node'));
  });

  it('from the label of a slice, its key included', () => {
    checkDefinition(`
      kind: EndpointSlice
      metadata: {name: x, labels: {kubernetes.io/service$0-name: db}}
      ---
      kind: Service
      metadata:
        name: db
              ^^
    `);
  });

  it('from the backend of an Ingress and of an HTTPRoute', () => {
    checkDefinition(`
      kind: Ingress
      metadata: {name: web}
      spec: {rules: [{http: {paths: [{backend: {service: {name: w$0eb, port: {number: 80}}}}]}}]}
      ---
      kind: Service
      metadata:
        name: web
              ^^^
    `);
    checkDefinition(`
      kind: HTTPRoute
      metadata: {name: web}
      spec: {rules: [{backendRefs: [{name: other}, {name: w$0eb, port: 80}]}]}
      ---
      kind: Service
      metadata:
        name: web
              ^^^
    `);
  });

  it('from the subdomain of a Pod', () => {
    checkDefinition(`
      kind: Pod
      metadata: {name: one}
      spec: {hostname: one, subdomain: $0peers}
      ---
      kind: Service
      metadata:
        name: peers
              ^^^^^
    `);
  });

  it('from a selector to the labels of the Pods', () => {
    checkDefinition(`
      kind: Service
      metadata: {name: web}
      spec:
        sel$0ector:
          app: web
      ---
      kind: Deployment
      metadata: {name: web, labels: {app: web}}
      spec:
        template:
          metadata:
            labels:
            ^^^^^^
              app: web
      ---
      kind: Pod
      metadata:
        name: web
        labels:
        ^^^^^^
          app: web
    `);
  });

  it('from one pair of a selector to that label', () => {
    checkDefinition(`
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: w$0eb, tier: front}}
      ---
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata:
            labels:
              tier: front
              app: web
                   ^^^
    `);
  });

  it('from a label that only a controller adds, to the labels', () => {
    checkDefinition(`
      kind: Service
      metadata: {name: db-0}
      spec: {selector: {statefulset.kubernetes.io/pod-name: $0db-0}}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec:
        template:
          metadata:
            labels: {app: db}
            ^^^^^^
    `);
  });

  it('from a host name in a string', () => {
    checkDefinition(`
      kind: ConfigMap
      metadata: {name: web, namespace: shop}
      data:
        url: postgres://user@db.pr$0od.svc.cluster.local:5432/x
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^ origin
      ---
      kind: Service
      metadata:
        name: db
              ^^
        namespace: prod
    `);
  });

  it('from an external name to the Service of the workspace', () => {
    checkDefinition(`
      kind: Service
      metadata: {name: alias}
      spec: {type: ExternalName, externalName: db.$0prod.svc.cluster.local}
      ---
      kind: Service
      metadata:
        name: db
              ^^
        namespace: prod
    `);
  });

  it('a declaration leads to itself, so that editors show what refers to it', () => {
    checkDefinition(`
      kind: Service
      metadata:
        name: d$0b
              ^^^^
      ---
      kind: Endpoints
      metadata: {name: db}
    `);
  });

  it('from a target, a patch and a source of a kustomization, under the name that is written', () => {
    const places = [
      'target: {kind: Service, name: ',
      'kind: Service\n            metadata: {name: ',
      'source: {kind: Service, name: ',
    ];
    const kustomization = `
      #- /base/db.yaml
      kind: Service
      metadata:
        name: db
              ^^
      #- /base/kustomization.yaml
      resources: [db.yaml]
      #- /prod/kustomization.yaml
      namePrefix: x-
      resources: [../base]
      patches:
        - target: {kind: Service, name: db}
          patch: '[{op: add, path: /metadata/annotations, value: {a: b}}]'
        - patch: |-
            kind: Service
            metadata: {name: db}
            spec: {publishNotReadyAddresses: true}
      replacements:
        - source: {kind: Service, name: db, fieldPath: metadata.name}
          targets: [{select: {kind: Deployment, name: web}, fieldPaths: [spec.x]}]
    `;
    for (const place of places) {
      expect(kustomization).toContain(`${place}db`);
      checkDefinition(kustomization.replace(`${place}db`, `${place}$0db`));
    }
  });

  it('inside a List', () => {
    checkDefinition(`
      apiVersion: v1
      kind: List
      items:
        - apiVersion: apps/v1
          kind: StatefulSet
          metadata: {name: db}
          spec: {serviceName: $0db}
        - apiVersion: v1
          kind: Service
          metadata:
            name: db
                  ^^
    `);
  });

  it('nothing from a reference that dangles, nor from other fields', () => {
    checkDefinition(`
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: $0gone}
      ---
      kind: Service
      metadata: {name: db}
    `);
    checkDefinition(`
      kind: Service
      metadata: {name: db}
      spec: {type: $0ClusterIP, ports: [{name: db, port: 1}]}
    `);
  });
});

const everywhere = (cursor: string): string => `
      #- /service.yaml
      kind: Service
      metadata:
        name: db
              ^^ declaration
        namespace: prod
      spec: {selector: {app: db}}
      #- /set.yaml
      kind: StatefulSet
      metadata: {name: db, namespace: prod}
      spec:
        serviceName: db
                     ^^
        template: {metadata: {labels: {app: db}}}
      ---
      kind: Endpoints
      metadata:
        name: ${cursor}db
        ${' '.repeat(6 + cursor.length)}^^
        namespace: prod
      ---
      kind: EndpointSlice
      metadata:
        namespace: prod
        labels:
          kubernetes.io/service-name: db
                                      ^^
      ---
      kind: Pod
      metadata: {name: one, namespace: prod}
      spec:
        subdomain: db
                   ^^
        containers:
          - env: [{name: URL, value: 'http://db-0.db:80/'}]
                                             ^^^^^^^
      #- /web.yaml
      kind: Ingress
      metadata: {name: web, namespace: prod}
      spec:
        defaultBackend:
          service:
            name: db
                  ^^
      #- /other.yaml
      kind: ConfigMap
      metadata: {name: x, namespace: other}
      data:
        good: db.prod
              ^^^^^^^
        bad: db.other
`;

describe('find references', () => {
  it('of a Service, from every end', () => {
    checkReferences(everywhere('$0'));
    checkReferences(everywhere('').replace('name: db\n              ^^ decl', 'name: $0db\n                ^^ decl'));
    checkReferences(
      everywhere('').replace(
        'serviceName: db\n                     ^^',
        'serviceName: $0db\n                       ^^',
      ),
    );
    checkReferences(
      everywhere('').replace('good: db.prod\n              ^^^^^^^', 'good: $0db.prod\n                ^^^^^^^'),
    );
  });

  it('of a Pod and a StatefulSet, from the addresses that are theirs', () => {
    checkReferences(`
      kind: Pod
      metadata: {name: $0web}
                         ^^^ declaration
      ---
      kind: Endpoints
      metadata: {name: x}
      subsets: [{addresses: [{ip: 192.0.2.1, targetRef: {kind: Pod, name: web}}]}]
                                                                          ^^^
    `);
    checkReferences(`
      kind: StatefulSet
      metadata: {name: $0db}
                         ^^ declaration
      ---
      kind: Endpoints
      metadata: {name: x}
      subsets: [{addresses: [{ip: 192.0.2.1, targetRef: {kind: Pod, name: db-1}}]}]
                                                                          ^^^^
    `);
  });

  it('of the labels of Pods', () => {
    checkReferences(`
      kind: Service
      metadata: {name: one}
      spec:
        selector: {app: web}
                  ^^^^^^^^^^
      ---
      kind: Service
      metadata: {name: two}
      spec:
        selector:
        ^^^^^^^^
          app: web
          tier: front
      ---
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata:
            la$0bels:
            ^^^^^^^^ declaration
              app: web
              tier: front
    `);
  });

  it('of one label', () => {
    checkReferences(`
      kind: Service
      metadata: {name: one}
      spec:
        selector: {app: web}
      ---
      kind: Service
      metadata: {name: two}
      spec:
        selector:
          app: web
          tier: $0front
                ^^^^^^^
      ---
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata:
            labels:
              app: web
              tier: front
                    ^^^^^ declaration
    `);
  });

  it('of a workload, by its name: the selectors that select its Pods', () => {
    checkReferences(`
      kind: Service
      metadata: {name: one}
      spec:
        selector:
        ^^^^^^^^
          app: web
      ---
      kind: Deployment
      metadata:
        name: w$0eb
              ^^^^^ declaration
      spec: {template: {metadata: {labels: {app: web}}}}
    `);
  });

  it('of nothing', () => {
    checkReferences(`
      kind: NetworkPolicy
      metadata: {name: one}
      spec: {policyTypes: [In$0gress]}
    `);
  });
});

const users = `
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        template:
          spec:
            serviceAccountName: web
                                ^^^ account
            imagePullSecrets: [{name: web}]
                                      ^^^ secret
            containers:
              - name: web
                envFrom: [{configMapRef: {name: web}}, {secretRef: {name: web}}]
                                                ^^^ map
                                                                          ^^^ secret
                env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: a}}}]
                                                                    ^^^ map
            volumes:
              - {name: web, persistentVolumeClaim: {claimName: web}}
                                                               ^^^ claim
              - {name: more, projected: {sources: [{secret: {name: web}}, {configMap: {name: web}}]}}
                                                                   ^^^ secret
                                                                                             ^^^ map
`;

/** Those of one kind, and the object they name. */
function useOf(label: string, object: string): string {
  const drawn = users.split('\n').filter((line) => !line.includes('^') || line.endsWith(` ${label}`));
  return `${drawn.join('\n').replaceAll(` ${label}`, '')}      ---\n${object}`;
}

describe('objects that Pods use', () => {
  it.each([
    ['map', 'ConfigMap'],
    ['secret', 'Secret'],
    ['account', 'ServiceAccount'],
    ['claim', 'PersistentVolumeClaim'],
  ])('are found by all who name them: %s', (label, kind) => {
    checkReferences(
      useOf(
        label,
        `
      kind: ${kind}
      metadata:
        namespace: shop
        name: w$0eb
              ^^^^^ declaration`,
      ),
    );
  });

  it('the definition, in the namespace of who uses it', () => {
    checkDefinition(`
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: web, envFrom: [{configMapRef: {name: $0web}}]}]}
      ---
      kind: ConfigMap
      metadata:
        name: web
              ^^^
        namespace: shop
      ---
      kind: ConfigMap
      metadata: {name: web, namespace: lab}
      ---
      kind: Secret
      metadata: {name: web, namespace: shop}
    `);
  });

  it('the certificate of an Ingress, the account of a binding, the target of an autoscaler, the Service of a webhook', () => {
    checkReferences(`
      kind: Secret
      metadata: {name: $0tls}
                       ^^^^^ declaration
      ---
      kind: Ingress
      metadata: {name: web}
      spec: {tls: [{secretName: tls}]}
                                ^^^
    `);
    checkDefinition(`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: web, namespace: lab}
      subjects: [{kind: ServiceAccount, name: $0web, namespace: shop}]
      ---
      kind: ServiceAccount
      metadata: {name: web, namespace: shop}
                       ^^^
    `);
    checkDefinition(`
      kind: HorizontalPodAutoscaler
      metadata: {name: web}
      spec: {scaleTargetRef: {kind: StatefulSet, name: $0web}}
      ---
      kind: StatefulSet
      metadata: {name: web}
                       ^^^
      ---
      kind: Deployment
      metadata: {name: web}
    `);
    checkDefinition(`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: web}
      webhooks: [{clientConfig: {service: {name: $0hook, namespace: shop}}}]
      ---
      kind: Service
      metadata: {name: hook, namespace: shop}
                       ^^^^
    `);
  });
});

describe('highlights', () => {
  it('the declaration is written, what refers to it is read', () => {
    checkHighlights(`
      kind: Service
      metadata:
        name: db
              ^^ write
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: $0db
                     ^^^^ read
    `);
  });

  it('only those of the same file', () => {
    checkHighlights(`
      #- /a.yaml
      kind: Service
      metadata: {name: db}
      #- /b.yaml
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: $0db
                     ^^^^ read
      `);
  });
});

describe('namespaces', () => {
  it('lead from each place to the manifest, which all of them refer to', () => {
    checkDefinition(`
      kind: Service
      metadata: {name: web, namespace: sh$0op}
                                       ^^^^^^ origin
      #- /shop.yaml
      kind: Namespace
      metadata:
        name: shop
              ^^^^
    `);
    checkReferences(`
      #- /shop.yaml
      kind: Namespace
      metadata: {name: sh$0op}
                       ^^^^^^ declaration
      #- /web.yaml
      kind: Service
      metadata: {name: web, namespace: shop}
                                       ^^^^
      ---
      kind: ConfigMap
      metadata: {name: web, namespace: lab}
      data: {url: "http://web.shop.svc:80", namespace: shop}
                              ^^^^
    `);
  });
});

describe('selectors that are no links', () => {
  const web = `
      ---
      kind: Pod
      metadata:
        name: web
        labels:
          app: web
  `;

  it('lead from a value to the label of the Pods', () => {
    checkDefinition(`
      kind: NetworkPolicy
      metadata: {name: web}
      spec: {podSelector: {matchLabels: {app: we$0b}}}
                                              ^^^^^ origin${web.trimEnd()}
               ^^^
    `);
  });

  it('are among the references of the label', () => {
    checkReferences(`
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec: {selector: {matchLabels: {app: web, tier: front}}}
      ---
      kind: NetworkPolicy
      metadata: {name: web}
      spec: {podSelector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}}
                                                                                ^^^
      ---
      kind: Pod
      metadata:
        name: web
        labels:
          app: w$0eb
               ^^^^^ declaration
    `);
  });
});

it('entries of a kustomization lead to files, also of texts', () => {
  for (const [entry, path] of [
    ['configMapGenerator: [{name: x, files: [key=app.co$0nf]}]', '/app.conf'],
    ['configMapGenerator: [{name: x, envs: [a.e$0nv]}]', '/a.env'],
    ['resources: [we$0b.yaml]', '/web.yaml'],
  ] as const) {
    const fixture = parseFixture(`
      #- /kustomization.yaml
      ${entry}
      #- /app.conf
      x=1
      #- /a.env
      x=1
      #- /web.yaml
      kind: Service
      metadata: {name: web}
    `);
    const { uri = '', offset = 0 } = fixture.cursor ?? {};
    const snapshot = snapshotOfFixture(fixture);
    expect(definition(snapshot, uri, offset)?.targets.map(({ file }) => file.path)).toEqual([path]);
    const [link] = documentLinks(snapshot, uri);
    expect([link?.tooltip, link && link.span.start <= offset && offset <= link.span.end]).toEqual([path, true]);
  }
});

it('paths that Flux and Argo CD apply lead to a kustomization, a chart, values, or the first file of a folder', () => {
  const flux = (path: string): string => `
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: web}
      spec: {path: ${path}, sourceRef: {kind: GitRepository, name: flux-system}}`;
  const argo = (source: string): string => `
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: web}
      spec: {source: {repoURL: https://example.com/shop, ${source}}}`;
  for (const [object, path] of [
    [flux('./ap$0ps'), '/apps/kustomization.yaml'],
    [flux('./pl$0ain'), '/plain/a.yaml'],
    [argo('path: cha$0rts/web'), '/charts/web/Chart.yaml'],
    [argo('path: charts/web, helm: {valueFiles: [pr$0od.yaml]}'), '/charts/web/prod.yaml'],
  ] as const) {
    const fixture = parseFixture(`
      #- /clusters/prod/web.yaml${object}
      #- /apps/kustomization.yaml
      resources: [../plain/a.yaml]
      #- /plain/a.yaml
      kind: ConfigMap
      metadata: {name: a}
      #- /charts/web/Chart.yaml
      name: web
      #- /charts/web/prod.yaml
      replicas: 2
    `);
    const { uri = '', offset = 0 } = fixture.cursor ?? {};
    const snapshot = snapshotOfFixture(fixture);
    expect(definition(snapshot, uri, offset)?.targets.map(({ file }) => file.path)).toEqual([path]);
    expect(documentLinks(snapshot, uri).map(({ tooltip }) => tooltip)).toContain(path);
  }
});
