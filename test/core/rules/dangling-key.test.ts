import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const pod = (source: string): string => `
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, image: web, env: [{name: A, valueFrom: ${source}}]}]}
    ---
    kind: ConfigMap
    metadata: {name: settings}
    data: {log.level: info, log.format: json}
    ---
    kind: Secret
    metadata: {name: login}
    stringData: {password: a}
`;

test('a key that is misspelt, and one that is nowhere', () => {
  checkDiagnostics(`
    #- /web.yaml
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - name: web
              image: web
              env:
                - name: LEVEL
                  valueFrom: {configMapKeyRef: {name: settings, key: log.levle}}
                                                                     ^^^^^^^^^ warning[dangling-key] 💡 ConfigMap "settings" has no key "log.levle"; there is "log.level".
                - name: COLOR
                  valueFrom: {configMapKeyRef: {name: settings, key: color}}
                                                                     ^^^^^ hint[dangling-key] ConfigMap "settings" has no key "color"; it has "log.level".
                - name: TOKEN
                  valueFrom: {secretKeyRef: {name: login, key: token}}
                                                               ^^^^^ hint[dangling-key] Secret "login" has no key "token"; it has "password".
          volumes:
            - name: settings
              configMap: {name: settings, items: [{key: log.levels, path: level}]}
                                                        ^^^^^^^^^^ warning[dangling-key] 💡 ConfigMap "settings" has no key "log.levels"; there is "log.level".
    #- /maps.yaml
    kind: ConfigMap
    metadata: {name: settings}
                     ^^^^^^^^ note[dangling-key] ConfigMap "settings".
                     ^^^^^^^^ note[dangling-key] ConfigMap "settings".
                     ^^^^^^^^ note[dangling-key] ConfigMap "settings".
    data: {log.level: info}
    ---
    kind: Secret
    metadata: {name: login}
                     ^^^^^ note[dangling-key] Secret "login".
    stringData: {password: a}
  `);
});

test('keys that are there, and one that need not be', () => {
  checkDiagnostics(pod('{configMapKeyRef: {name: settings, key: log.format}}'));
  checkDiagnostics(pod('{secretKeyRef: {name: login, key: password}}'));
  checkDiagnostics(pod('{configMapKeyRef: {name: settings, key: color, optional: true}}'));
});

test('a map that others fill', () => {
  const filled = (map: string): string =>
    pod('{configMapKeyRef: {name: settings, key: color}}').replace(/kind: ConfigMap[^-]*/, map);
  checkDiagnostics(filled('kind: ConfigMap\n    metadata: {name: settings}\n    '));
  checkDiagnostics(
    filled(
      'kind: ConfigMap\n    metadata: {name: settings, labels: {config.openshift.io/inject-trusted-cabundle: "true"}}\n    data: {a: b}\n    ',
    ),
  );
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, image: web, env: [{name: A, valueFrom: {secretKeyRef: {name: login, key: token}}}]}]}
    ---
    kind: Secret
    metadata: {name: login}
    stringData: {password: a}
    ---
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata: {name: more}
    spec: {target: {name: login, creationPolicy: Merge}}
  `);
});

test('the fix takes the key that is nearest', () => {
  checkFix(
    pod('{configMapKeyRef: {name: settings, key: log_level}}'),
    'Change the key to "log.level"',
    pod('{configMapKeyRef: {name: settings, key: log.level}}'),
  );
});

test('a key that is another thing, and a map that a custom resource fills', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          image: web
          env:
            - {name: A, valueFrom: {secretKeyRef: {name: login, key: ca.key}}}
                                                                     ^^^^^^ hint[dangling-key] Secret "login" has no key "ca.key"; it has "ca.pem" and "DB_HOST".
            - {name: B, valueFrom: {secretKeyRef: {name: login, key: DB_PORT}}}
                                                                     ^^^^^^^ hint[dangling-key] Secret "login" has no key "DB_PORT"; it has "ca.pem" and "DB_HOST".
    ---
    kind: Secret
    metadata: {name: login}
    stringData: {ca.pem: a, DB_HOST: a}
  `);
  checkDiagnostics(`${pod('{secretKeyRef: {name: login, key: pasword}}').trimEnd()}
    ---
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata: {name: login}
    spec: {target: {creationPolicy: Merge}}
  `);
});

test('keys that are called as variables are no placeholders', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, image: web, env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: DB_PROT}}}]}]}
                                                                                                                   ^^^^^^^ warning[dangling-key] 💡 ConfigMap "settings" has no key "DB_PROT"; there is "DB_PORT".
    ---
    kind: ConfigMap
    metadata: {name: settings}
    data: {DB_PORT: "5432", DB_NAME: orders}
  `);
});

test('a file that a container mounts of a volume, which is called as a key', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          image: web
          volumeMounts:
            - {name: conf, mountPath: /a, subPath: nginx.cnf}
                                                   ^^^^^^^^^ warning[dangling-key] 💡 ConfigMap "conf" has no key "nginx.cnf"; there is "nginx.conf".
            - {name: conf, mountPath: /b, subPath: mime.types}
                                                   ^^^^^^^^^^ hint[dangling-key] ConfigMap "conf" has no key "mime.types"; it has "nginx.conf".
            - {name: conf, mountPath: /c, subPath: nginx.conf}
            - {name: items, mountPath: /d, subPath: renamed.conf}
            - {name: data, mountPath: /e, subPath: anything}
      volumes:
        - {name: conf, configMap: {name: conf}}
        - {name: items, configMap: {name: conf, items: [{key: nginx.conf, path: renamed.conf}]}}
        - {name: data, emptyDir: {}}
    ---
    kind: ConfigMap
    metadata: {name: conf}
                     ^^^^ note[dangling-key] ConfigMap "conf".
                     ^^^^ note[dangling-key] ConfigMap "conf".
    data: {nginx.conf: "events {}"}
  `);
});
