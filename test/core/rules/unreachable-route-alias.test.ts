import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('an alias in another file', () => {
  checkDiagnostics(`
    #- /route.yaml
    kind: HTTPRoute
    metadata: {name: billing}
    spec:
      rules:
        - backendRefs:
            - name: billing
                    ^^^^^^^ warning[unreachable-route-alias] Service "billing" is an ExternalName Service, which many gateways do not follow.
              port: 443
    #- /service.yaml
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
            ^^^^^^^^^^^^ note[unreachable-route-alias] Service "billing" is an alias for "api.billing.example.com".
      externalName: api.billing.example.com
  `);
});

test('one alias of several backends, in another namespace', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: billing, namespace: edge}
    spec:
      rules:
        - backendRefs:
            - {name: web, port: 80}
            - name: billing
                    ^^^^^^^ warning[unreachable-route-alias] Service "billing" is an ExternalName Service, which many gateways do not follow.
              namespace: shop
              port: 443
    ---
    kind: Service
    metadata: {name: billing, namespace: shop}
    spec: {type: ExternalName, externalName: api.billing.example.com}
    ---
    kind: Service
    metadata: {name: web, namespace: edge}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    apiVersion: gateway.networking.k8s.io/v1beta1
    kind: ReferenceGrant
    metadata: {name: routes, namespace: shop}
    spec: {from: [{kind: HTTPRoute, namespace: edge}], to: [{kind: Service}]}
  `);
});

test.each(['GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('a route of another kind: %s', (kind) => {
  checkDiagnostics(`
    kind: ${kind}
    metadata: {name: billing}
    spec:
      rules:
        - backendRefs:
            - name: billing
                    ^^^^^^^ warning[unreachable-route-alias] Service "billing" is an ExternalName Service, which many gateways do not follow.
              port: 443
    ---
    kind: Service
    metadata: {name: billing}
    spec: {type: ExternalName, externalName: api.billing.example.com}
  `);
});

test('an alias that gets copies of the requests', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: web}
    spec:
      rules:
        - filters:
            - type: RequestMirror
              requestMirror:
                backendRef:
                  name: billing
                        ^^^^^^^ warning[unreachable-route-alias] Service "billing" is an ExternalName Service, which many gateways do not follow.
                  port: 443
          backendRefs:
            - name: web
              port: 80
              filters:
                - {type: RequestHeaderModifier, requestHeaderModifier: {remove: [x-debug]}}
                - {type: RequestMirror, requestMirror: {backendRef: {name: billing, port: 443}}}
                                                                           ^^^^^^^ warning[unreachable-route-alias] Service "billing" is an ExternalName Service, which many gateways do not follow.
    ---
    kind: Service
    metadata: {name: billing}
    spec: {type: ExternalName, externalName: api.billing.example.com}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('Services of the other types', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: billing}
    spec: {rules: [{backendRefs: [{name: web, port: 80}, {name: peers, port: 80}]}]}
    ---
    kind: Service
    metadata: {name: web}
    spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata: {name: peers}
    spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80}]}
  `);
});

test('an Ingress to an alias is for its controller to follow', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: billing}
    spec: {defaultBackend: {service: {name: billing, port: {number: 443}}}}
    ---
    kind: Service
    metadata: {name: billing}
    spec: {type: ExternalName, externalName: api.billing.example.com}
  `);
});

test('a route of a Gateway whose implementation follows aliases', () => {
  const route = (gatewayClass: string, mark = '') => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: edge}
    spec: {gatewayClassName: ${gatewayClass}}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: billing}
    spec:
      parentRefs: [{name: edge}]
      rules:
        - backendRefs:
            - name: billing
              ${mark}
              port: 443
    ---
    kind: Service
    metadata: {name: billing}
    spec: {type: ExternalName, externalName: api.billing.example.com}
  `;
  checkDiagnostics(route('nginx'));
  checkDiagnostics(route('istio', '      ^^^^^^^ warning[unreachable-route-alias]'));
});
