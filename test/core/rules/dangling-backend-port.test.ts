import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('the port of the Pods', () => {
  checkDiagnostics(`
    #- /ingress.yaml
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service:
          name: web
          port:
            number: 8080
                    ^^^^ warning[dangling-backend-port] 💡 Service "web" has no port 8080.
    #- /service.yaml
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{name: http, port: 80, targetPort: 8080}]
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ note[dangling-backend-port] The ports of Service "web": 80 ("http").
  `);
});

test('the name of a container port', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service:
          name: web
          port:
            name: http-port
                  ^^^^^^^^^ warning[dangling-backend-port] 💡 Service "web" has no port "http-port".
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http-port}]}
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http-port, containerPort: 8080}]}]}
                         ^^^^ error[missing-field] This container needs an image.
  `);
});

test('a port of nobody', () => {
  checkDiagnostics(`
    kind: HTTPRoute
    metadata: {name: web}
    spec:
      rules:
        - backendRefs:
            - name: web
              port: 9000
                    ^^^^ warning[dangling-backend-port] Service "web" has no port 9000; it has 80 ("http"), 81 ("admin").
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: http, port: 80}, {name: admin, port: 81}]}
  `);
});

test('a name, and the Service port has none', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service:
          name: web
          port:
            name: http
                  ^^^^ warning[dangling-backend-port] 💡 Service "web" has no port "http"; it has 80.
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('a name that the Pods have for the number, in the protocol of the Service port', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {name: quic}}}}
                                                              ^^^^ warning[dangling-backend-port] Service "web" has no port "quic"; it has 443 ("https"), 80 ("http").
    ---
    kind: Ingress
    metadata: {name: pods}
    spec: {defaultBackend: {service: {name: web, port: {name: tls}}}}
                                                              ^^^ warning[dangling-backend-port] 💡 Service "web" has no port "tls".
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: https, port: 443, targetPort: 8443}, {name: http, port: 80}]}
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: c, ports: [{name: quic, containerPort: 8443, protocol: UDP}, {name: tls, containerPort: 8443}, {containerPort: 80}]}]}
  `);
});

test('a number and a name of the Service in another file', () => {
  checkDiagnostics(`
    #- /ingress.yaml
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend: {service: {name: web, port: {number: 80}}}
      rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: admin}}}}]}}]
    #- /service.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: admin, port: 81}]}
  `);
});

test('the retired form writes a number as a string', () => {
  checkDiagnostics(`
    apiVersion: networking.k8s.io/v1beta1
                ^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-api-version] The API server does not serve Ingress in "networking.k8s.io/v1beta1".
    kind: Ingress
    metadata: {name: web}
    spec: {backend: {serviceName: web, servicePort: "80"}}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('an alias has no ports to compare', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {number: 443}}}}
    ---
    kind: Service
    metadata: {name: web}
    spec: {type: ExternalName, externalName: www.example.com, ports: [{port: 80}]}
  `);
});

test('one of two variants has the port', () => {
  checkDiagnostics(`
    #- /ingress.yaml
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {number: 81}}}}
    #- /a/service.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /b/service.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 81}]}
  `);
});

test('the fix keeps the form of the reference', () => {
  checkFix(
    `
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {name: http-port}}}}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http-port}]}
    `,
    'Change the port to "http"',
    `
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {name: http}}}}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http-port}]}
    `,
  );
});

test('the fix names a port without a name by its number', () => {
  checkFix(
    `
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service:
          name: web
          port:
            name: http
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    `,
    'Change the port to 80',
    `
    kind: Ingress
    metadata: {name: web}
    spec:
      defaultBackend:
        service:
          name: web
          port:
            number: 80
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    `,
  );
});

test('a port of another protocol than the kind of the route', () => {
  const routed = (kind: string, port: string, protocol: string, mark = ''): string => `
    kind: ${kind}
    metadata: {name: route}
    spec:
      rules:
        - backendRefs:
            - name: names
              port: 53
                    ${mark}
    ---
    kind: Service
    metadata: {name: names}
    spec: {selector: {app: names}, ports: [${port}{name: dns, port: 53, protocol: ${protocol}}]}
`;
  const mark = '^^ warning[dangling-backend-port] Port 53 of Service "names" is';
  for (const kind of ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'])
    checkDiagnostics(routed(kind, '', 'UDP', `${mark} UDP, and this ${kind} needs TCP.`));
  checkDiagnostics(routed('UDPRoute', '', 'TCP', `${mark} TCP, and this UDPRoute needs UDP.`));
  checkDiagnostics(routed('UDPRoute', '', 'UDP'));
  checkDiagnostics(routed('TCPRoute', '{name: tcp, port: 53}, ', 'UDP'));
  checkDiagnostics(routed('TCPRoute', '', '$(PROTOCOL)'));
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: names, port: {name: dns}}}}
                                                                ^^^ warning[dangling-backend-port] Port "dns" of Service "names" is UDP, and this Ingress needs TCP.
    ---
    kind: Service
    metadata: {name: names}
    spec: {selector: {app: names}, ports: [{name: dns, port: 53, protocol: UDP}]}
  `);
});

test('a backend of the Gateway API without a port', () => {
  const route = (port: string): string => `
    kind: HTTPRoute
    metadata: {name: web}
    spec: {rules: [{backendRefs: [{name: web${port}}]}]}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}]}
  `;
  checkFix(route('$0'), 'Add port 80', route(', port: 80'));
  checkDiagnostics(`
    kind: TCPRoute
    metadata: {name: web}
    spec:
      rules:
        - backendRefs:
            - name: elsewhere
                    ^^^^^^^^^ error[dangling-backend-port] This backend has no port.
                    ^^^^^^^^^ hint[dangling-backend]
            - {name: bucket, kind: Bucket, group: storage.example.com}
  `);
});

test('a Service of the name that is far away may be of another example, where neither says its namespace', () => {
  const files = (folder: string, namespaces: readonly [string, string], mark = ''): string => `
    #- /examples/${folder}/web.yaml
    kind: Service
    metadata: {name: web${namespaces[0]}}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /docs/a/b/ingress.yaml
    kind: Ingress
    metadata: {name: web${namespaces[1]}}
    spec:
      defaultBackend:
        service:
          name: web
          port:
            number: 8080
                    ${mark}
  `;
  const warning = '^^^^ warning[dangling-backend-port] 💡';
  const shop = ', namespace: shop';
  checkDiagnostics(files('web', ['', '']));
  checkDiagnostics(files('web', [shop, '']));
  checkDiagnostics(files('web', [shop, shop], warning));
  checkDiagnostics(files('../docs/a/web', ['', ''], warning).replace('/examples/../docs', '/docs'));
});

test('a Service one of whose ports has no number yet', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
    ---
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
        - name: http
          ^^^^ error[missing-field] This port needs a port: the number of the port.
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, image: web}]}
  `);
});
