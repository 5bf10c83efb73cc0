import { describe, expect, test } from 'vitest';
import { baseWithHost } from '../../support/base-with-host.ts';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';
import { checkDefinition, checkReferences, hoverAt } from '../../support/check-features.ts';

// Host names that replacements and vars put together are judged, shown and fixed where a person wrote them.

/** A Service with one port, and a workload with a string to be replaced. */
const app = baseWithHost('http://placeholder:5432/x');

describe('a replacement', () => {
  test('a host that comes from a ConfigMap is judged where it is written', () => {
    checkDiagnostics(`${app}
  #- /one/kustomization.yaml
  resources: [../base, values.yaml]
  replacements:
    - source: {kind: ConfigMap, name: values, fieldPath: data.url}
      targets: [{select: {kind: Deployment, name: api}, fieldPaths: ['spec.template.spec.containers.[name=api].env.[name=DB_URL].value']}]
  #- /one/values.yaml
  kind: ConfigMap
  metadata: {name: values}
  data:
    url: http://db:7777/x
                   ^^^^ warning[dangling-host-port] 💡
    `);
  });

  test('a part of a string is put in, and the port behind it is judged where it is written', () => {
    checkDiagnostics(`${app.replace('http://placeholder:5432/x', 'placeholder:7777\n                                   ^^^^ warning[dangling-host-port] 💡')}
  #- /one/kustomization.yaml
  resources: [../base]
  replacements:
    - source: {kind: Service, name: db}
      targets:
        - select: {kind: Deployment, name: api}
          fieldPaths: ['spec.template.spec.containers.0.env.0.value']
          options: {delimiter: ':', index: 0}
    `);
  });

  /** A kustomization that puts a URL of a ConfigMap into the workload. */
  const withValues = (url: string, more = ''): string => `${app}
  #- /one/kustomization.yaml
  namespace: shop
  resources: [../base, values.yaml]
  replacements:
    - source: {kind: ConfigMap, name: values, fieldPath: data.url}
      targets: [{select: {kind: Deployment, name: api}, fieldPaths: ['spec.template.spec.containers.[name=api].env.[name=DB_URL].value']}]
  #- /one/values.yaml
  kind: ConfigMap
  metadata: {name: values}
  data: {url: "${url}"}
  ${more}
  `;

  test('hover and definition stand where the host is written, and where it is put', () => {
    const named = (text: string): string =>
      text.replace('metadata: {name: db}', 'metadata: {name: db}\n                   ^^');
    for (const source of [
      withValues('http://$0db:5432'),
      withValues('http://db:5432').replace('http://placeholder', 'http://$0placeholder'),
    ]) {
      expect(hoverAt(source)).toContain('db.shop.svc.cluster.local');
      checkDefinition(named(source));
    }
  });

  test('references reach the value', () => {
    const source = withValues('http://db:5432').replace(
      'metadata: {name: db}',
      'metadata: {name: $0db}\n                     ^^ declaration',
    );
    checkReferences(
      source.replace('data: {url: "http://db:5432"}', 'data: {url: "http://db:5432"}\n                      ^^'),
    );
  });

  test('the fix changes the value', () => {
    checkFix(withValues('http://db:7777'), 'Change the port to 5432', withValues('http://db:5432'));
  });

  test('the fix changes the string around the value', () => {
    const source = (port: string): string => `${app.replace('http://placeholder:5432/x', `placeholder:${port}`)}
  #- /one/kustomization.yaml
  resources: [../base]
  replacements:
    - source: {kind: Service, name: db}
      targets: [{select: {kind: Deployment, name: api}, fieldPaths: [spec.template.spec.containers.0.env.0.value], options: {delimiter: ':'}}]
    `;
    checkFix(source('7777'), 'Change the port to 5432', source('5432'));
  });

  test('from a literal of a generator into a variable that is made, and from a value of its own', () => {
    checkDiagnostics(`${app}
  #- /one/kustomization.yaml
  resources: [../base]
  configMapGenerator:
    - name: values
      literals: ["URL=http://db:7777"]
                                ^^^^ warning[dangling-host-port] 💡
  replacements:
    - source: {kind: ConfigMap, name: values, fieldPath: data.URL}
      targets:
        - select: {kind: Deployment, name: api}
          fieldPaths: ['spec.template.spec.containers.[name=api].env.[name=MORE].value']
          options: {create: true}
    - sourceValue: db:8888
                      ^^^^ warning[dangling-host-port] 💡
      targets:
        - select: {kind: Deployment, name: api}
          fieldPaths: ['spec.template.spec.containers.[name=api].env.[name=DB_URL].value']
    `);
  });

  test('a port number that is no string keeps the place that it is written at', () => {
    checkDiagnostics(`${app}
  #- /one/kustomization.yaml
  resources: [../base, values.yaml]
  replacements:
    - source: {kind: ConfigMap, name: values, fieldPath: data.port}
      targets: [{select: {kind: Service, name: db}, fieldPaths: ['spec.ports.[name=sql].port']}]
  #- /one/values.yaml
  kind: ConfigMap
  metadata: {name: values}
  data: {port: "70000"}
                ^^^^^ hint[dangling-target-port]
                ^^^^^ error[invalid-port]
    `);
  });

  test('in one of two overlays', () => {
    checkDiagnostics(`${app}
  #- /one/kustomization.yaml
  namespace: one
  resources: [../base]
  configMapGenerator: [{name: values, literals: [HOST=db.one]}]
  replacements: [{path: host.yaml}]
  #- /one/host.yaml
  source: {kind: ConfigMap, name: values, fieldPath: data.HOST}
  targets:
    - select: {kind: Deployment, name: api}
      fieldPaths: [spec.template.spec.containers.0.env.0.value]
      options: {delimiter: /, index: 2}
  #- /two/kustomization.yaml
  namespace: two
  resources: [../base]
  configMapGenerator:
    - name: values
      literals: [HOST=dbb.two.svc]
                      ^^^^^^^^^^^ warning[dangling-host-name] 💡
  replacements: [{path: host.yaml}]
  #- /two/host.yaml
  source: {kind: ConfigMap, name: values, fieldPath: data.HOST}
  targets:
    - select: {kind: Deployment, name: api}
      fieldPaths: [spec.template.spec.containers.0.env.0.value]
      options: {delimiter: /, index: 2}
    `);
  });
});

describe('a var', () => {
  const withVars = (url: string, top = '', more = ''): string => `${app.replace('http://placeholder:5432/x', url)}
  #- /one/kustomization.yaml
  ${top}
  resources: [../base]
  vars:
    - {name: DB, objref: {kind: Service, name: db, apiVersion: v1}}
    - {name: PORT, objref: {kind: Service, name: db, apiVersion: v1}, fieldref: {fieldPath: 'spec.ports[0].port'}}
  ${more}
  `;

  test('the string that it is put into is judged where it stands', () => {
    checkDiagnostics(
      withVars('http://$(DB):7777/x\n                                    ^^^^ warning[dangling-host-port] 💡'),
    );
    checkDiagnostics(withVars('http://$(DB):$(PORT)/x', 'namePrefix: a-'));
  });

  test('the fix leaves it where it is', () => {
    checkFix(
      withVars('http://$(DB):7777', 'namePrefix: a-'),
      'Change the port to 5432',
      withVars('http://$(DB):5432', 'namePrefix: a-'),
    );
  });

  test('hover, definition and references stand at the var', () => {
    const source = withVars('http://$(DB):5432', 'namePrefix: a-');
    expect(hoverAt(source.replace('$(DB)', '$($0DB)'))).toContain('a-db');
    checkDefinition(
      source.replace('$(DB)', '$($0DB)').replace('metadata: {name: db}', 'metadata: {name: db}\n                   ^^'),
    );
    checkReferences(
      source
        .replace('metadata: {name: db}', 'metadata: {name: $0db}\n                     ^^ declaration')
        .replace('http://$(DB):5432', 'http://$(DB):5432\n                              ^^^^^')
        .replace(/^(    - \{name: \w+, objref: \{kind: Service, name: )db,.*$/gm, (line, start: string) =>
          [line, `${' '.repeat(start.length)}^^`].join('\n'),
        ),
    );
  });

  test('a name that no var has stays a variable', () => {
    checkDiagnostics(withVars('http://$(DBB):7777/x'));
  });

  test('a var that is of nothing, and one that is there already', () => {
    checkDiagnostics(`${app}
  #- /one/kustomization.yaml
  resources: [../base]
  vars:
    - name: DB
      objref: {kind: Service, name: db, apiVersion: v1}
    - name: DB
            ^^ error[invalid-kustomization] Another var of this build is also called "DB".
      objref: {kind: Service, name: db, apiVersion: v1}
    - name: GONE
      objref: {kind: Service, name: gone, apiVersion: v1}
                                    ^^^^ error[invalid-kustomization] There is no Service "gone" here to take a value from.
    `);
  });
});
