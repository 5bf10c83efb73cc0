import { describe, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

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
