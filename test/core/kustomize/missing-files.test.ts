import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

// Paths of kustomizations that lead nowhere, to folders, or out of the kustomization.

test('files of generators that are not there', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    configMapGenerator:
      - name: settings
        files:
          - app.properties
            ^^^^^^^^^^^^^^ error[invalid-kustomization] 💡 "app.properties" does not exist.
          - key=other.conf
                ^^^^^^^^^^ error[invalid-kustomization] "other.conf" does not exist.
          - there.conf
          - key-of=there.conf
        envs: [app.env, there.env]
               ^^^^^^^ error[invalid-kustomization] "app.env" does not exist.
    secretGenerator:
      - name: token
        env: token.env
             ^^^^^^^^^ error[invalid-kustomization] "token.env" does not exist.
        files: [https://example.com/token, "\${TOKEN_FILE}", ../../out-of-sight/other]
    #- /app/App.properties
    #- /app/there.conf
    #- /app/there.env
  `);
});

test('other files that are not there, whatever they are called', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [all.yaml]
    crds: [crds.json]
           ^^^^^^^^^ error[invalid-kustomization] "crds.json" does not exist.
    openapi: {path: schema.json}
                    ^^^^^^^^^^^ error[invalid-kustomization] "schema.json" does not exist.
    configurations: [names.yml]
                     ^^^^^^^^^ error[invalid-kustomization] 💡 "names.yml" does not exist.
    transformers: [labels.yaml]
                   ^^^^^^^^^^^ error[invalid-kustomization] "labels.yaml" does not exist.
    patches: [{path: change.json, target: {kind: ConfigMap}}]
                     ^^^^^^^^^^^ error[invalid-kustomization] "change.json" does not exist.
    replacements: [{path: value.yaml}]
                          ^^^^^^^^^^ error[invalid-kustomization] "value.yaml" does not exist.
    helmCharts:
      - name: web
        valuesFile: values/web.txt
                    ^^^^^^^^^^^^^^ error[invalid-kustomization] "values/web.txt" does not exist, nor does any other manifest in its folder.
        additionalValuesFiles: [more.yaml, https://example.com/values.yaml]
                                ^^^^^^^^^ error[invalid-kustomization] "more.yaml" does not exist.
    #- /app/all.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /app/names.yaml
    commonLabels: []
  `);
});

test('a folder in the place of a file, and a file out of bounds', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    configMapGenerator:
      - name: settings
        files: [config, ../shared.conf, base]
                ^^^^^^ error[invalid-kustomization] "config" is a folder.
                        ^^^^^^^^^^^^^^ error[invalid-kustomization] "../shared.conf" is outside this kustomization.
                                        ^^^^ error[invalid-kustomization] "base" is a folder.
    crds: [../shared.conf, config]
                           ^^^^^^ error[invalid-kustomization] "config" is a folder.
    #- /app/config/app.conf
    #- /app/base/kustomization.yaml
    resources: [service.yaml]
    #- /app/base/service.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /shared.conf
  `);
});

test('files that are made before the build', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [all.yaml]
    secretGenerator:
      - name: token
        envs: [.env, token.env]
               ^^^^ hint[invalid-kustomization] ".env" does not exist.
                     ^^^^^^^^^ hint[invalid-kustomization] "token.env" does not exist.
        # "make secrets" creates key.pem.
        # Filled in, as its name says: host.conf.in.
        files: [key.pem, password.txt, certificate.pem, host.conf]
                ^^^^^^^ hint[invalid-kustomization] "key.pem" does not exist.
                         ^^^^^^^^^^^^ hint[invalid-kustomization] "password.txt" does not exist.
                                       ^^^^^^^^^^^^^^^ error[invalid-kustomization] "certificate.pem" does not exist.
                                                        ^^^^^^^^^ hint[invalid-kustomization] "host.conf" does not exist.
    #- /app/all.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /app/.env.example
    #- /app/host.conf.in
    #- /app/token.enc.env
    #- /.gitignore
    password.txt
  `);
});

test('a path that leads out of a template, which is copied before it is built', () => {
  const template = (folder: string, level: string): string => `
    #- /${folder}/cert-manager/kustomization.yaml
    resources:
      - ../base
        ^^^^^^^ ${level}[invalid-kustomization] "../base" does not exist.
      - issuer.yaml
        ^^^^^^^^^^^ error[invalid-kustomization] "issuer.yaml" does not exist.
      - issuers.yaml
    #- /${folder}/cert-manager/issuers.yaml
    kind: ConfigMap
    metadata: {name: issuer}
  `;
  checkDiagnostics(template('new-cluster/templates', 'hint'));
  checkDiagnostics(template('clusters', 'error'));
});

test('a path that is misspelt is changed to the one that is there', () => {
  checkFix(
    `
      #- /app/kustomization.yaml
      resources: [./deployment.yml, service.yaml]
      configMapGenerator:
        - {name: nginx, files: [key=config/Nginx.conf]}
      #- /app/deployment.yaml
      kind: ConfigMap
      metadata: {name: settings}
      #- /app/service.yaml
      kind: ConfigMap
      metadata: {name: others}
      #- /app/config/Nginx.conf
    `,
    'Change to "./deployment.yaml"',
    `
      #- /app/kustomization.yaml
      resources: [./deployment.yaml, service.yaml]
      configMapGenerator:
        - {name: nginx, files: [key=config/Nginx.conf]}
      #- /app/deployment.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      #- /app/service.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: others}
      #- /app/config/Nginx.conf
    `,
  );
});

test('the key of a file stays', () => {
  checkFix(
    `
      #- /app/kustomization.yaml
      configMapGenerator:
        - {name: settings, files: [key=config/nginx.conf]}
      #- /app/config/Nginx.conf
    `,
    'Change to "config/Nginx.conf"',
    `
      #- /app/kustomization.yaml
      configMapGenerator:
        - {name: settings, files: [key=config/Nginx.conf]}
      #- /app/config/Nginx.conf
    `,
  );
});

test('the ending of a file may be what is misspelt', () => {
  checkFix(
    `
      #- /app/kustomization.yaml
      configMapGenerator:
        - {name: settings, files: [app.proprties]}
      #- /app/app.properties
      #- /app/app.json
    `,
    'Change to "app.properties"',
    `
      #- /app/kustomization.yaml
      configMapGenerator:
        - {name: settings, files: [app.properties]}
      #- /app/app.properties
      #- /app/app.json
    `,
  );
});

test('what is named already is not meant', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [service.yaml, services.yaml]
                              ^^^^^^^^^^^^^ error[invalid-kustomization] "services.yaml" does not exist.
    #- /app/service.yaml
    kind: ConfigMap
    metadata: {name: others}
  `);
});

test('values of a chart in place are of any form', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    helmCharts:
      - name: web
        valuesInline: {replicas: 2, image: {tag: "1"}, hosts: [a]}
    helmChartInflationGenerator:
      - {chartName: web, valuesLocal: {image: {tag: 1}}}
  `);
});
