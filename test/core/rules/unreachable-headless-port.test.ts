import { expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const pods = (ports: string): string => `
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, ports: [${ports}]}]}
`;
const service = (port: string): string => `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - ${port}
`;

test('a number, the Pods in another file', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - name: main
          port: 80
          targetPort: 8000
                      ^^^^ warning[unreachable-headless-port] 💡 Port 80 of headless Service "web" leads nowhere: its Pods listen on 8000.
    #- /web.yaml
    kind: Deployment
    metadata:
      name: web
            ^^^ note[unreachable-headless-port] The Pods of Deployment "web".
    spec:
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web}]}
  `);
});

test('a name', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - name: main
          port: 80
          targetPort: http
                      ^^^^ warning[unreachable-headless-port] 💡
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec:
      containers:
        - name: web
          ports:
            - name: http
              containerPort: 8000
                             ^^^^ note[unreachable-headless-port] Port 8000 of the Pods of Pod "web".
  `);
});

test('while no Pods are known it is a hint', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - name: main
          port: 80
          targetPort: 8000
                      ^^^^ hint[unreachable-headless-port] 💡 Headless Service "web" does not translate port 80 to 8000.
  `);
});

test('Pods that have the named port at different numbers', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - name: main
          port: 80
          targetPort: http
                      ^^^^ warning[unreachable-headless-port] Port 80 of headless Service "web" is not the port that its Pods call "http".
    ---
    kind: Pod
    metadata: {name: a, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 1}]}]}
    ---
    kind: Pod
    metadata: {name: b, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 2}]}]}
  `);
});

test('Endpoints in another file have another port', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: legacy}
    spec:
      clusterIP: None
      ports:
        - name: main
          port: 80
                ^^ note[unreachable-headless-port] Port 80 of headless Service "legacy".
          targetPort: 9376
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: legacy}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - name: main
            port: 9376
                  ^^^^ warning[unreachable-headless-port] 💡 Headless Service "legacy" has port 80, but these endpoints have port 9376.
  `);
});

test('a slice has another port', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: legacy}
    spec: {clusterIP: None, ports: [{name: sql, port: 80}]}
    ---
    kind: EndpointSlice
    metadata: {name: legacy-1, labels: {kubernetes.io/service-name: legacy}}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.1]}]
    ports:
      - name: sql
        port: 9376
              ^^^^ warning[unreachable-headless-port] 💡
  `);
});

test('the same number, written, by name and left out', () => {
  checkDiagnostics(`
    ${service('{name: main, port: 8000, targetPort: 8000}').trim()}
    ---
    ${pods('').trim()}
  `);
  checkDiagnostics(`
    ${service('{name: main, port: 8000, targetPort: http}').trim()}
    ---
    ${pods('{name: http, containerPort: 8000}').trim()}
  `);
  checkDiagnostics(`
    ${service('{name: main, port: 8000}').trim()}
    ---
    ${pods('').trim()}
  `);
});

test('a Service with a cluster IP turns one port into the other', () => {
  checkDiagnostics(`
    ${service('{name: main, port: 80, targetPort: 8000}').replace('clusterIP: None', 'type: ClusterIP').trim()}
    ---
    ${pods('').trim()}
  `);
});

test('a name while no Pods are known', () => {
  checkDiagnostics(service('{name: main, port: 80, targetPort: http}'));
});

test('one of the Pods is reached on the port', () => {
  checkDiagnostics(`
    ${service('{name: main, port: 80, targetPort: http}').trim()}
    ---
    ${pods('{name: http, containerPort: 8000}').trim()}
    ---
    kind: Pod
    metadata: {name: b, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: http, containerPort: 80}]}]}
  `);
});

test('while the first scan is not done', () => {
  checkIncomplete(service('{name: main, port: 80, targetPort: 8000}'), { complete: false, unread: [] });
});

test('the fix of a number takes targetPort out', () => {
  const note = checkFix(
    `
    ${service('{name: web, port: 80, targetPort: 8000}').trim()}
    ---
    ${pods('').trim()}
    `,
    'Set port of Service "web" to 8000',
    `
    ${service('{name: web, port: 8000}').trim()}
    ---
    ${pods('').trim()}
    `,
  );
  expect(note).toBe('Clients that use port 80 of Service "web" need 8000 from now on.');
});

test('the fix of a name keeps the name', () => {
  checkFix(
    `
    ${service('{name: main, port: 80, targetPort: http}').trim()}
    ---
    ${pods('{name: http, containerPort: 8000}').trim()}
    `,
    'Set port of Service "web" to 8000',
    `
    ${service('{name: main, port: 8000, targetPort: http}').trim()}
    ---
    ${pods('{name: http, containerPort: 8000}').trim()}
    `,
  );
});

test('no fix where another port has the number already', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - {name: a, port: 80, targetPort: 8000}
                                          ^^^^ warning[unreachable-headless-port]
        - {name: b, port: 8000}
    ---
    ${pods('').trim()}
  `);
});

test('a port without targetPort, where the Pods declare another one alone', () => {
  const source = (ports: string): string => `
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports: [{name: http, port: 80}]
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: c, ports: [${ports}]}]}
`;
  checkDiagnostics(
    source('{containerPort: 8080}').replace(
      '[{name: http, port: 80}]',
      '[{name: http, port: 80}]\n                                 ^^ warning[unreachable-headless-port] 💡 No Pod that headless Service "web" selects declares port 80; they declare 8080.',
    ),
  );
  checkDiagnostics(source('{containerPort: 80}'));
  checkDiagnostics(source('{containerPort: 8080}, {containerPort: 9090}'));
  // What they declare for another protocol says nothing of this one.
  checkDiagnostics(source('{containerPort: 8080, protocol: UDP}'));
  checkDiagnostics(source('{containerPort: 8080}').replace('port: 80}', 'port: 80, protocol: UDP}'));
});

test('two ports the wrong way round are one mistake, and a third one is told by itself', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: None
      selector: {app: web}
      ports:
        - {name: http, port: 9090, targetPort: 8080}
                                               ^^^^ warning[unreachable-headless-port] 💡 Ports 9090 and 8080 of headless Service "web" are swapped.
        - {name: metrics, port: 8080, targetPort: 9090}
        - {name: admin, port: 80, targetPort: 9091}
                                              ^^^^ warning[unreachable-headless-port] 💡 Port 80 of headless Service "web" leads nowhere: its Pods listen on 9091.
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{containerPort: 8080}, {containerPort: 9090}, {containerPort: 9091}]}]}
  `);
});

test('the fix exchanges two ports that are the wrong way round', () => {
  const source = (first: string, second: string): string => `
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      ports:
        - {name: http, port: ${first}}
        - {name: metrics, port: ${second}}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports: [{name: http, port: 8080}, {name: metrics, port: 9090}]
  `;
  checkFix(source('9090', '8080'), 'Swap ports 9090 and 8080 of Service "db"', source('8080', '9090'));
});

test('routes look up endpoints, which have the ports of the Pods', () => {
  const ingress = (port: string): string => `
    kind: Ingress
    metadata: {name: web}
    spec: {defaultBackend: {service: {name: web, port: {${port}}}}}
`;
  const marked = (level: string, port: string): string =>
    `${service(port).trimEnd()}\n${' '.repeat(10 + port.indexOf('8000'))}^^^^ ${level}[unreachable-headless-port] 💡\n`;
  const port = '{name: http, port: 80, targetPort: 8000}';
  const target = pods('{containerPort: 8000}');
  for (const named of ['number: 80', 'name: http'])
    checkDiagnostics(`${marked('information', port)}    ---${target}    ---${ingress(named)}`);
  checkDiagnostics(`${marked('warning', port)}    ---${target}    ---${ingress('number: 80')}    ---
    kind: ConfigMap
    metadata: {name: client}
    data: {url: "http://web:80"}
`);
});
