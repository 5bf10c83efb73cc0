import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const catalog = `
  kind: Service
  metadata: {name: price-list}
  spec: {selector: {app: catalog}, ports: [{name: http, port: 80}, {name: grpc-web, port: 81}]}
  ---
`;

const headless = `
  kind: Service
  metadata: {name: db}
  spec: {clusterIP: None, selector: {app: db}, ports: [{name: pg, port: 5432}]}
  ---
`;

const podWith = (container: string): string => `
  kind: Pod
  metadata: {name: web}
  spec:
    containers:
      - name: web
${container}
`;

describe('variables that the kubelet sets', () => {
  test('for a Service with a cluster IP, and for that of the API server', () => {
    checkDiagnostics(
      `${catalog}${podWith(`
        args:
          - --catalog=$(PRICE_LIST_SERVICE_HOST):$(PRICE_LIST_SERVICE_PORT)
          - --web=$(PRICE_LIST_SERVICE_PORT_GRPC_WEB)
          - --api=https://$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_SERVICE_PORT_HTTPS)`)}`,
    );
  });

  test('what the container or a map gives is none of them', () => {
    checkDiagnostics(
      `${headless}
  kind: ConfigMap
  metadata: {name: env}
  data: {DB_SERVICE_PORT: "1"}
  ---${podWith(`
        args: ["$(DB_SERVICE_HOST):$(DB_SERVICE_PORT)"]
        env: [{name: DB_SERVICE_HOST, valueFrom: {configMapKeyRef: {name: other, key: a}}}]
        envFrom: [{configMapRef: {name: env}}]`)}`,
    );
  });

  test('nor what may come from a map that is not here', () => {
    checkDiagnostics(
      `${headless}${podWith(`
        args: ["$(DB_SERVICE_HOST)"]
        envFrom: [{secretRef: {name: elsewhere}}]`)}`,
    );
  });

  test('a script that sets it itself, two dollar signs, a comment, and a value for want of another', () => {
    checkDiagnostics(
      `${headless}${podWith(`
        command:
          - sh
          - -c
          - |
            DB_SERVICE_PORT=1; echo $DB_SERVICE_PORT
            # $DB_SERVICE_HOST
            exec \${DB_SERVICE_HOST:-db}
        args: [$$(DB_SERVICE_HOST)]`)}`,
    );
  });
});

describe('a variable that is never set', () => {
  test('of a headless Service: one problem for its address and port', () => {
    checkDiagnostics(
      `${headless}${podWith(`
        args: ["--db=$(DB_SERVICE_HOST):$(DB_SERVICE_PORT_PG)"]
                       ^^^^^^^^^^^^^^^ warning[dangling-service-variable] 💡 "DB_SERVICE_HOST" is not set: Service "db" is headless.`)}`,
    );
  });

  test('of an alias, in a script', () => {
    checkDiagnostics(
      `
  kind: Service
  metadata: {name: mail}
  spec: {type: ExternalName, externalName: mx.example.com}
  ---${podWith(`
        command: [sh, -c, "nc $MAIL_SERVICE_HOST 25"]
                               ^^^^^^^^^^^^^^^^^ warning[dangling-service-variable] 💡 "MAIL_SERVICE_HOST" is not set: Service "mail" is an alias.`)}`,
    );
  });

  test('where the Pod asks for none', () => {
    checkDiagnostics(
      `${catalog}${podWith(`
        env: [{name: A, value: "$(PRICE_LIST_SERVICE_HOST)"}]
                                  ^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-service-variable] 💡 "PRICE_LIST_SERVICE_HOST" is not set: enableServiceLinks is false.
    enableServiceLinks: false`)}`,
    );
  });

  test('of a port that the Service has not', () => {
    checkDiagnostics(
      `${catalog}${podWith(`
        args: ["$(PRICE_LIST_SERVICE_PORT_GRPC_WBE)"]
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-service-variable] 💡`)}`,
    );
  });

  test('one letter off', () => {
    checkDiagnostics(
      `${catalog}${podWith(`
        args: ["$(PRICE_LITS_SERVICE_HOST)"]
                  ^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-service-variable] 💡`)}`,
    );
  });

  test('of a Service of another namespace', () => {
    checkDiagnostics(
      `${catalog.replace('price-list}', 'price-list, namespace: shop}')}${podWith(`
        args: ["$(PRICE_LIST_SERVICE_HOST)"]
                  ^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-service-variable] 💡`).replace(
        'name: web}',
        'name: web, namespace: front}',
      )}`,
    );
  });

  test('of a Service that a kustomization renames', () => {
    checkDiagnostics(`

  #- /app/kustomization.yaml
  namePrefix: prod-
  resources: [all.yaml]
  #- /app/all.yaml${catalog}${podWith(`
        args: ["$(PRICE_LIST_SERVICE_HOST)"]
                  ^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-service-variable]`)}`);
  });

  test('of a Service that nothing here is like', () => {
    checkDiagnostics(
      podWith(`
        args: ["$(QUEUE_SERVICE_HOST)"]
                  ^^^^^^^^^^^^^^^^^^ hint[dangling-service-variable]`),
    );
  });
});

describe('a variable that holds a URL', () => {
  const redis = `
    kind: Service
    metadata: {name: redis}
                     ^^^^^ note[dangling-service-variable] Service "redis".
    spec: {selector: {app: redis}, clusterIP: 10.0.0.7, ports: [{port: 6379}]}`;
  const unmarked = redis.replace(/^ *\^.*\n/m, '');
  const pod = (container: string, more = ''): string => `
    kind: Pod
    metadata: {name: web}
    spec:${more}
      containers:
        - name: web
${container}`;
  const says =
    'warning[dangling-service-variable] 💡 Variable "REDIS_PORT" holds a URL such as "tcp://10.0.0.1:6379", not a port.';

  test.each([
    ['behind an option of a script', '          args: ["redis-cli -h redis -p $REDIS_PORT ping"]', 41],
    ['behind an option in a word of its own', '          args: [--port, $(REDIS_PORT)]', 27],
    ['behind a host', '          env: [{name: ADDRESS, value: "redis:${REDIS_PORT}"}]', 48],
    ['with a value for want of it', '          args: ["app --bind 0.0.0.0:${REDIS_PORT:-80}"]', 39],
    ['in a variable for a port', '          env: [{name: SPRING_REDIS_PORT, value: $(REDIS_PORT)}]', 51],
  ])('%s', (_, container, column) => {
    checkDiagnostics(`${pod(container)}\n${'^^^^^^^^^^'.padStart(column + 10)} ${says}\n    ---${redis}`);
  });

  test.each([
    ['that is taken as one', pod('          env: [{name: REDIS, value: $(REDIS_PORT)}]')],
    ['from which a shell takes the number', pod('          args: ["redis-cli -p ${REDIS_PORT##*:}"]')],
    [
      'that the container sets',
      pod('          args: [--port, $(REDIS_PORT)]\n          env: [{name: REDIS_PORT, value: "1"}]'),
    ],
    ['that a script sets', pod('          args: ["REDIS_PORT=1; redis-cli -p $REDIS_PORT"]')],
    [
      'that a map may set',
      pod('          args: [--port, $(REDIS_PORT)]\n          envFrom: [{configMapRef: {name: all}}]'),
    ],
    ['of no Service', pod('          args: [--port, $(CACHE_PORT)]')],
    [
      'that the Pod does not get',
      pod('          args: [--port, $(REDIS_PORT)]', ' {enableServiceLinks: false}').replace(
        'spec: {enableServiceLinks: false}',
        'spec:\n      enableServiceLinks: false',
      ),
    ],
  ])('silent: %s', (_, container) => {
    checkDiagnostics(`${container}\n    ---${unmarked}`);
  });

  test('the fix takes the number', () => {
    checkFix(
      `${pod('          args: [--port, $(REDIS_PORT)]')}\n    ---${unmarked}`,
      'Change to "REDIS_SERVICE_PORT"',
      `${pod('          args: [--port, $(REDIS_SERVICE_PORT)]')}\n    ---${unmarked}`,
    );
  });
});
