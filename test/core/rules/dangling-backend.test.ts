import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

test('a Service of another file is called alike', () => {
  checkDiagnostics(`
    #- /ingress.yaml
    kind: Ingress
    metadata: {name: web}
    spec:
      rules:
        - http:
            paths:
              - path: /
                pathType: Prefix
                backend:
                  service:
                    name: wbe-frontend
                          ^^^^^^^^^^^^ warning[dangling-backend] 💡 There is no Service "wbe-frontend" for this Ingress; there is a Service "web-frontend".
                    port: {number: 80}
    #- /service.yaml
    kind: Service
    metadata:
      name: web-frontend
            ^^^^^^^^^^^^ note[dangling-backend] Service "web-frontend" in namespace "default".
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('the Service is in another namespace', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web, namespace: edge}
    spec:
      defaultBackend:
        service:
          name: web
                ^^^ warning[dangling-backend] Service "web" is in namespace "shop", but this backend looks in "edge".
          port: {number: 80}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('nothing comes near', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: web}
    spec:
      rules:
        - backendRefs:
            - name: storefront
                    ^^^^^^^^^^ hint[dangling-backend] This workspace has no Service "storefront" for this HTTPRoute.
              port: 80
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 80}]}
  `);
});

const brought = (installer: string): string => `
    #- /edge/main/routes/web.yaml
    kind: HTTPRoute
    metadata: {name: web, namespace: shop}
    spec: {rules: [{backendRefs: [{name: storefront, port: 80}]}]}
    #- ${installer.trim()}
  `;

test('a chart beside it may bring the Service', () => {
  checkDiagnostics(
    brought(`/edge/main/routes/release.yaml
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: any, namespace: flux-system}
    `),
  );
});

test.each([
  'apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: any, namespace: shop}',
  'apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: any, namespace: flux}, spec: {targetNamespace: shop}',
  'apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: any}, spec: {source: {chart: any}, destination: {namespace: shop}}',
  'apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, metadata: {name: any}, spec: {template: {spec: {sources: [{path: charts/any, helm: {}}], destination: {namespace: shop}}}}',
])('a chart for its namespace may bring the Service from far away: %s', (installer) => {
  checkDiagnostics(brought(`/clusters/main/apps/any.yaml\n    {${installer}}`));
});

test('a chart in another namespace brings nothing, nor does what installs no chart', () => {
  checkDiagnostics(`
    #- /edge/main/routes/web.yaml
    kind: HTTPRoute
    metadata: {name: web, namespace: shop}
    spec:
      rules:
        - backendRefs:
            - name: storefront
                    ^^^^^^^^^^ hint[dangling-backend]
              port: 80
    #- /clusters/main/apps/any.yaml
    {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: any, namespace: other}}
    ---
    {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: any, namespace: shop}, spec: {source: {chart: any}}}
    ---
    {apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: any}, spec: {source: {path: deploy}, destination: {namespace: shop}}}
  `);
});

test('a name one letter off stays a warning where charts bring Services, too', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: web, namespace: shop}
    spec:
      rules:
        - backendRefs:
            - name: storefrnt
                    ^^^^^^^^^ warning[dangling-backend] 💡
              port: 80
    ---
    kind: Service
    metadata: {name: storefront, namespace: shop}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    {apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {name: any, namespace: shop}}
  `);
});

test('the Service is there, in another file, with the namespace on one side', () => {
  checkDiagnostics(`
    #- /ingress.yaml
    kind: Ingress
    metadata: {name: web, namespace: shop}
    spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
    #- /service.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('an action in an annotation is no Service', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: ssl-redirect, port: {name: use-annotation}}}}
  `);
});

test('a resource and a backend of another kind', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {resource: {apiGroup: k8s.example.com, kind: StorageBucket, name: static}}}
    ---
    kind: HTTPRoute
    metadata: {name: web}
    spec: {rules: [{backendRefs: [{group: example.com, kind: Bucket, name: static}]}]}
  `);
});

test('a route of another kind of the Gateway API', () => {
  checkDiagnostics(`
    kind: GRPCRoute
    metadata: {name: web}
    spec:
      rules:
        - backendRefs:
            - name: frontends
                    ^^^^^^^^^ warning[dangling-backend] 💡 There is no Service "frontends" for this GRPCRoute; there is a Service "frontend".
              port: 80
    ---
    kind: Service
    metadata: {name: frontend}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('a route that names the namespace of the Service', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: web, namespace: edge}
    spec: {rules: [{backendRefs: [{name: web, namespace: shop, port: 80}]}]}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    apiVersion: gateway.networking.k8s.io/v1beta1
    kind: ReferenceGrant
    metadata: {name: routes, namespace: shop}
    spec: {from: [{kind: HTTPRoute, namespace: edge}], to: [{kind: Service}]}
  `);
});

test('a route that names the namespace of a Service, and not quite its name', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: web, namespace: edge}
    spec: {rules: [{backendRefs: [{name: frontnd, namespace: shop, port: 80}]}]}
                                         ^^^^^^^ warning[dangling-backend] 💡
    ---
    kind: Service
    metadata: {name: frontend, namespace: shop}
                     ^^^^^^^^ note[dangling-backend]
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('a file nearby could not be read', () => {
  checkIncomplete(
    `
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
    `,
    { complete: true, unread: ['/service.yaml'] },
  );
});

test('the first scan is not done', () => {
  checkIncomplete(
    `
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
    `,
    { complete: false, unread: [] },
  );
});

test('a Service that a kustomization renames, whose new name routes do not follow', () => {
  const prefixed = (kind: string, service: string, mark = ''): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {type: ExternalName, externalName: web.example.com, ports: [{port: 80}]}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: ${kind}
    metadata: {name: web}
    spec: {rules: [{backendRefs: [{name: ${service}, port: 80}]}]}${mark}
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
  `;
  const mark = (severity: string): string =>
    `\n                                         ^^^ ${severity}[dangling-backend] 💡 Service "web" becomes "prod-web" in "/prod", but not this backend.`;
  checkDiagnostics(prefixed('GRPCRoute', 'web', mark('warning')));
  // Some versions of kustomize let it follow.
  checkDiagnostics(prefixed('HTTPRoute', 'web', mark('hint')));
  checkFix(prefixed('GRPCRoute', 'web'), 'Change the backend to "prod-web"', prefixed('GRPCRoute', 'prod-web'));
});

test('a Service that a patch deletes in one kustomization', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
                                            ^^^ warning[dangling-backend] A patch deletes Service "web" in "/lean".
    #- /full/kustomization.yaml
    resources: [../base]
    #- /lean/kustomization.yaml
    resources: [../base]
    patches:
      - patch: '{$patch: delete, apiVersion: v1, kind: Service, metadata: {name: web}}'
  `);
});

test('the Service that a controller fills for a Gateway is none of a release', () => {
  checkDiagnostics(`
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: web}
    spec:
      rules: [{backendRefs: [{name: web, port: 80}]}]
                                    ^^^ hint[dangling-backend]
    ---
    kind: Service
    metadata: {name: cilium-gateway-web}
    spec:
    ^^^^ hint[missing-endpoints] 💡
      type: LoadBalancer
      ports: [{port: 80}]
  `);
});

test('a Service has the name behind that of a release', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service:
          name: web
                ^^^ warning[dangling-backend] 💡 There is no Service "web" for this Ingress; there is a Service "shop-web".
          port: {number: 80}
    ---
    kind: Service
    metadata: {name: shop-web}
                     ^^^^^^^^ note[dangling-backend] Service "shop-web" in namespace "default".
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});
