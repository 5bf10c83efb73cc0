import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('one port without a name', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: cache}
    spec:
      clusterIP: None
      selector: {app: cache}
      ports:
        - port: 7100
          ^^^^ hint[missing-headless-port-name] 💡 Port 7100 of headless Service "cache" has no name, so it has no SRV record.
          protocol: UDP
  `);
});

test('an empty name', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: cache}
    spec:
      clusterIP: None
      selector: {app: cache}
      ports:
        - name: ""
          ^^^^ hint[missing-headless-port-name] 💡 Port 7100 of headless Service "cache" has no name, so it has no SRV record.
          port: 7100
  `);
});

test('a named port', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: cache}
    spec: {clusterIP: None, selector: {app: cache}, ports: [{name: peer, port: 7100}]}
  `);
});

test('no port, and a Service with a cluster IP', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: cache}
    spec: {clusterIP: None, selector: {app: cache}}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('the fix takes the name that the container in another file has', () => {
  checkFix(
    `
    #- /service.yaml
    kind: Service
    metadata: {name: cache}
    spec:
      clusterIP: None
      selector: {app: cache}
      ports:
        - port: 7100
    #- /cache.yaml
    kind: Deployment
    metadata: {name: cache}
    spec: {template: {metadata: {labels: {app: cache}}, spec: {containers: [{name: c, ports: [{name: peer, containerPort: 7100}]}]}}}
    `,
    'Name the port "peer"',
    `
    #- /service.yaml
    kind: Service
    metadata: {name: cache}
    spec:
      clusterIP: None
      selector: {app: cache}
      ports:
        - name: peer
          port: 7100
    #- /cache.yaml
    kind: Deployment
    metadata: {name: cache}
    spec: {template: {metadata: {labels: {app: cache}}, spec: {containers: [{name: c, ports: [{name: peer, containerPort: 7100}]}]}}}
    `,
  );
});

test('the fix names the port of hand-made endpoints, too', () => {
  checkFix(
    `
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      ports: [{port: 5432}]
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - port: 5432
    `,
    'Name the port "tcp-5432"',
    `
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      ports: [{name: tcp-5432, port: 5432}]
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - name: tcp-5432
            port: 5432
    `,
  );
});
