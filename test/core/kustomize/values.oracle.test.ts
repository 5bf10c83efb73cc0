import { describe, expect, test } from 'vitest';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { compareFiles, hasKubectl, type Comparison } from '../../support/kustomize.ts';

// Replacements and vars, held against kubectl's own kustomize: everything that is read of each object.

/** A Service, workloads that ask for it, and a ConfigMap with the values that go around. */
const base = `
  #- /base/kustomization.yaml
  resources: [all.yaml]
  #- /base/all.yaml
  kind: Service
  metadata: {name: db, labels: {app: db}, annotations: {port: "9999"}}
  spec:
    selector: {app: db}
    ports: [{name: sql, port: 5432, targetPort: sql}, {name: admin, port: 80}]
  ---
  kind: ConfigMap
  metadata: {name: values, namespace: tools}
  data: {HOST: db.prod, URL: "http://db.prod:5432/path", NUMBER: "5433", EMPTY: "", with.dots: dotted}
  ---
  kind: Deployment
  metadata: {name: web, labels: {app: web}}
  spec:
    replicas: 2
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec:
        hostname: old
        containers:
          - name: web
            image: web
            ports: [{name: http, containerPort: 8080}]
            env: [{name: HOST, value: HOST}, {name: URL, value: "http://HOST:1/x"}, {name: PORT, value: "1"}]
          - name: web-2
            image: web
            env: [{name: HOST, value: other}]
  ---
  kind: StatefulSet
  metadata: {name: set, labels: {app: set}}
  spec:
    serviceName: none
    selector: {matchLabels: {app: set}}
    template:
      metadata: {labels: {app: set}}
      spec: {containers: [{name: set, image: set, args: [--host, HOST], env: [{name: HOST, value: HOST}]}]}
`;

async function expectVerdicts(
  source: string,
  verdicts: Readonly<Record<string, Comparison['verdict']>>,
): Promise<void> {
  const comparisons = await compareFiles(parseFixture(dedent(base) + dedent(source)).files);
  const found = Object.fromEntries(
    comparisons
      .filter(({ kustomization }) => kustomization in verdicts)
      .map(({ kustomization, verdict }) => [kustomization, verdict]),
  );
  const lines = comparisons.flatMap((one) => one.lines.map((line) => `${one.kustomization}: ${line}`)).join('\n');
  expect(found, lines).toEqual(verdicts);
}

/** One kustomization upon the base for each of some texts. */
function each(texts: Readonly<Record<string, string>>): string {
  const files = Object.entries(texts).map(
    ([name, text]) => `#- /${name}/kustomization.yaml\nresources: [../base]\n${dedent(text)}`,
  );
  return `\n${files.join('\n')}\n`;
}

async function expectAll(
  verdict: Comparison['verdict'],
  texts: Readonly<Record<string, string>>,
  more = '',
): Promise<void> {
  const verdicts = Object.fromEntries(Object.keys(texts).map((name) => [name, verdict]));
  await expectVerdicts(each(texts) + dedent(more), verdicts);
}

describe.skipIf(!hasKubectl)('kustomize writes the same', () => {
  test('values of fields into fields of others', async () => {
    await expectAll('same', {
      name: `
        replacements:
          - source: {kind: Service, name: db}
            targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.hostname]}]
      `,
      value: `
        replacements:
          - source: {kind: ConfigMap, name: values, fieldPath: data.HOST}
            targets:
              - select: {kind: Deployment, name: web}
                fieldPaths: ['spec.template.spec.containers.[name=web].env.[name=HOST].value', spec.template.spec.containers.1.env.0.value]
              - select: {kind: StatefulSet}
                fieldPaths: [spec.serviceName, 'spec.template.spec.containers.0.args.1']
      `,
      pattern: `
        replacements:
          - source: {kind: ConfigMap, fieldPath: data.HOST}
            targets: [{select: {kind: Deployment}, fieldPaths: ['spec.template.spec.containers.[name=web].env.[name=HOST].value']}]
          - source: {kind: ConfigMap, fieldPath: data.NUMBER}
            targets: [{select: {kind: Deployment}, fieldPaths: ['spec.template.spec.containers.[name=^web$].env.[name=PORT].value']}]
      `,
      every: `
        replacements:
          - source: {kind: ConfigMap, fieldPath: data.HOST}
            targets: [{select: {kind: Deployment}, fieldPaths: ['spec.template.spec.containers.*.env.[name=HOST].value']}]
          - source: {kind: ConfigMap, fieldPath: data.HOST}
            targets: [{select: {kind: StatefulSet}, fieldPaths: ['spec.template.spec.containers.*.args.[=HOST]']}]
      `,
      item: `
        replacements:
          - source: {kind: Service, fieldPath: 'spec.ports.[name=admin].port'}
            targets: [{select: {name: web}, fieldPaths: ['spec.template.spec.containers.0.env.[name=PORT].value', spec.replicas]}]
      `,
      given: `
        replacements:
          - sourceValue: given
            targets: [{select: {name: web}, fieldPaths: [spec.template.spec.hostname]}]
      `,
      dots: `
        replacements:
          - source: {kind: ConfigMap, fieldPath: 'data.with\\.dots'}
            targets: [{select: {name: web}, fieldPaths: [spec.template.spec.hostname]}]
          - source: {kind: ConfigMap, fieldPath: 'data.[with.dots]'}
            targets: [{select: {kind: StatefulSet}, fieldPaths: [spec.serviceName]}]
      `,
      names: `
        namePrefix: a-
        namespace: else
        replacements:
          - source: {kind: Service, name: db, fieldPath: metadata.name}
            targets: [{select: {kind: StatefulSet}, fieldPaths: [spec.serviceName]}]
          - source: {kind: Service, name: a-db, namespace: else, fieldPath: metadata.namespace}
            targets: [{select: {kind: Deployment, name: web}, fieldPaths: [spec.template.spec.hostname]}]
      `,
      empty: `
        replacements:
          - source: {kind: ConfigMap, fieldPath: data.EMPTY}
            targets: [{select: {name: web}, fieldPaths: [spec.template.spec.hostname]}]
      `,
      maps: `
        replacements:
          - source: {kind: Service, fieldPath: spec.ports.0}
            targets: [{select: {kind: Service}, fieldPaths: [spec.ports.1]}]
          - source: {kind: Service, fieldPath: spec.selector}
            targets: [{select: {name: web}, fieldPaths: [spec.selector.matchLabels]}]
      `,
    });
  });

  test('parts of strings', async () => {
    const parts = (source: string, target: string): string => `
      replacements:
        - source: {kind: ConfigMap, name: values, fieldPath: data.URL, options: ${source}}
          targets:
            - select: {kind: Deployment}
              fieldPaths: ['spec.template.spec.containers.0.env.[name=URL].value']
              options: ${target}
    `;
    await expectAll('same', {
      first: parts("{delimiter: ':', index: 0}", "{delimiter: ':', index: 0}"),
      second: parts("{delimiter: '/', index: 2}", "{delimiter: '/', index: 2}"),
      end: parts("{delimiter: '/', index: 3}", "{delimiter: '/', index: 99}"),
      before: parts("{delimiter: '/', index: 3}", "{delimiter: '/', index: -1}"),
      nested: parts("{delimiter: '/'}", '{delimiter: HOST, index: 1}'),
      encoded: parts("{delimiter: '/', encoding: base64}", '{encoding: base64}'),
    });
  });

  test('into the objects that are chosen', async () => {
    const chosen = (select: string, reject = '[]'): string => `
      namePrefix: a-
      replacements:
        - source: {kind: ConfigMap, fieldPath: data.HOST}
          targets:
            - {select: ${select}, reject: ${reject}, fieldPaths: [metadata.annotations.host], options: {create: true}}
    `;
    await expectAll('same', {
      all: chosen('{version: v1}'),
      group: chosen('{group: apps}'),
      kind: chosen('{group: apps, kind: StatefulSet}'),
      old: chosen('{name: web}'),
      new: chosen('{name: a-web}'),
      labels: chosen('{labelSelector: "app in (web, set)"}'),
      annotations: chosen('{annotationSelector: "port=9999"}'),
      namespace: chosen('{namespace: tools}'),
      default: chosen('{namespace: default}'),
      rejected: chosen('{version: v1}', '[{name: db}, {kind: StatefulSet}]'),
      rejectedByLabel: chosen('{version: v1}', '[{labelSelector: app=web}]'),
      none: chosen('{kind: Nothing}'),
    });
  });

  test('fields that are made', async () => {
    const made = (field: string, path: string, more = ''): string => `
      replacements:
        - source: {kind: ConfigMap, fieldPath: data.${field}}
          targets: [{select: {kind: Deployment}, fieldPaths: ['${path}'], options: {create: true${more}}}]
    `;
    await expectAll('same', {
      key: made('HOST', 'spec.template.metadata.annotations.host'),
      number: made('NUMBER', 'spec.template.spec.terminationGracePeriodSeconds'),
      item: made('HOST', 'spec.template.spec.containers.[name=new].image'),
      variable: made('HOST', 'spec.template.spec.containers.[name=^web$].env.[name=NEW].value'),
      index: made('HOST', 'spec.template.spec.containers.0.args.0'),
      list: made('HOST', 'spec.template.spec.dnsConfig.searches.0'),
      there: made('HOST', 'spec.template.spec.hostname'),
      first: made('HOST', 'metadata.annotations.host', ', delimiter: "/", index: 0'),
      second: made('HOST', 'metadata.annotations.host', ', delimiter: "/", index: 1'),
      before: made('HOST', 'metadata.annotations.host', ', delimiter: "/", index: -1'),
    });
  });

  test('what files say, one replacement and several', async () => {
    await expectAll(
      'same',
      { one: 'replacements: [{path: one.yaml}]', several: 'replacements: [{path: several.yaml}]' },
      `
      #- /one/one.yaml
      source: {kind: ConfigMap, fieldPath: data.HOST}
      targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.hostname]}]
      #- /several/several.yaml
      - source: {kind: ConfigMap, fieldPath: data.HOST}
        targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.hostname]}]
      - source: {kind: Deployment, fieldPath: spec.template.spec.hostname}
        targets: [{select: {kind: StatefulSet}, fieldPaths: [spec.serviceName]}]
      `,
    );
  });

  test('behind patches, names and generators, in components and in layers', async () => {
    await expectVerdicts(
      `
      #- /generated/kustomization.yaml
      resources: [../base]
      namePrefix: g-
      configMapGenerator: [{name: made, literals: [HOST=db.made]}]
      patches: [{target: {kind: Deployment}, patch: '- {op: add, path: /spec/template/spec/subdomain, value: x}'}]
      replacements:
        - source: {kind: ConfigMap, name: made, fieldPath: data.HOST}
          targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.subdomain]}]
        - source: {kind: Service, name: db}
          targets: [{select: {kind: StatefulSet}, fieldPaths: [spec.serviceName]}]
      #- /layers/kustomization.yaml
      resources: [../middle]
      components: [../part]
      namePrefix: top-
      replacements:
        - source: {kind: Deployment, fieldPath: spec.template.spec.hostname}
          targets: [{select: {kind: StatefulSet}, fieldPaths: ['spec.template.spec.containers.0.env.0.value']}]
      #- /middle/kustomization.yaml
      resources: [../base]
      namePrefix: middle-
      replacements:
        - source: {kind: Service, name: db}
          targets: [{select: {kind: StatefulSet}, fieldPaths: [spec.serviceName]}]
      #- /part/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      replacements:
        - source: {kind: StatefulSet, fieldPath: spec.serviceName}
          targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.hostname]}]
      `,
      { generated: 'same', layers: 'same' },
    );
  });

  test('nothing, where both reject', async () => {
    const rejected = (source: string, target: string): string =>
      `replacements: [{source: ${source}, targets: [${target}]}]`;
    const host = '{kind: ConfigMap, fieldPath: data.HOST}';
    const web = '{select: {name: web}, fieldPaths: [spec.template.spec.hostname]}';
    await expectAll('bothReject', {
      nothing: rejected('{kind: Gone}', web),
      two: rejected('{version: v1}', web),
      field: rejected('{kind: ConfigMap, fieldPath: data.GONE}', web),
      wild: rejected('{kind: Service, fieldPath: "spec.ports.*.port"}', web),
      index: rejected('{kind: Service, fieldPath: spec.ports.5.port}', web),
      part: rejected('{kind: ConfigMap, fieldPath: data.HOST, options: {delimiter: ".", index: 7}}', web),
      list: rejected('{kind: Service, fieldPath: spec.ports, options: {delimiter: "."}}', web),
      target: rejected(host, '{select: {name: web}, fieldPaths: [spec.gone]}'),
      items: rejected(host, '{select: {name: web}, fieldPaths: ["spec.template.spec.containers.[name=gone].image"]}'),
      far: rejected(host, '{select: {name: web}, fieldPaths: [spec.template.spec.containers.7.image]}'),
      map: rejected(host, '{select: {name: web}, fieldPaths: [spec.template], options: {delimiter: "."}}'),
      number: rejected(host, '{select: {name: web}, fieldPaths: [spec.replicas]}'),
      port: rejected(host, '{select: {kind: Service}, fieldPaths: [spec.ports.0.port]}'),
      word: rejected(host, '{select: {name: web}, fieldPaths: [spec.replicas.word]}'),
      append: rejected(
        host,
        '{select: {name: web}, fieldPaths: [spec.template.spec.containers.7.image], options: {create: true}}',
      ),
      select: rejected(host, '{fieldPaths: [spec.template.spec.hostname]}'),
      selector: rejected(host, '{select: {labelSelector: "a=b=c"}, fieldPaths: [spec.template.spec.hostname]}'),
      source: `replacements: [{targets: [${web}]}]`,
      targets: `replacements: [{source: ${host}}]`,
      both: `replacements: [{source: ${host}, sourceValue: x, targets: [${web}]}]`,
      file: 'replacements: [{path: gone.yaml}]',
    });
  });
});

describe.skipIf(!hasKubectl)('kustomize puts in the same', () => {
  const withVars = (vars: string, value: string, more = ''): string => `
    ${more}
    vars: ${vars}
    patches:
      - target: {kind: Deployment}
        patch: '- {op: add, path: /spec/template/spec/containers/0/args, value: ${JSON.stringify([value])}}'
  `;
  const host = '{name: HOST, objref: {kind: Service, name: db, apiVersion: v1}}';
  const port =
    '{name: PORT, objref: {kind: Service, name: db, apiVersion: v1}, fieldref: {fieldpath: "spec.ports[0].port"}}';

  test('for vars', async () => {
    await expectAll('same', {
      name: withVars(`[${host}]`, 'http://$(HOST):80', 'namePrefix: a-'),
      number: withVars(`[${host}, ${port}]`, '$(HOST):$(PORT)'),
      anyCase: withVars(`[${host}, ${port.replace('fieldref', 'FieldRef')}]`, '$(HOST):$(PORT)'),
      alone: withVars(`[${port.replace('fieldpath', 'fieldPath')}]`, '$(PORT)'),
      dollars: withVars(`[${host}]`, '$$(HOST) $$$(HOST) $(OTHER) $HOST $( $(HOST) $'),
      namespace: withVars(
        '[{name: URL, objref: {kind: ConfigMap, name: values, namespace: tools, apiVersion: v1}, fieldref: {fieldPath: data.URL}}]',
        '$(URL)/$(URL)',
      ),
      dots: withVars(
        `[{name: DOTS, objref: {kind: ConfigMap, name: values, apiVersion: v1}, fieldref: {fieldPath: 'data.with\\.dots'}}]`,
        'x$(DOTS)x',
      ),
      map: withVars(
        '[{name: MAP, objref: {kind: ConfigMap, name: values, apiVersion: v1}, fieldref: {fieldPath: data}}]',
        'x$(MAP)x',
      ),
      group: withVars(
        '[{name: SET, objref: {group: apps, version: v1, kind: StatefulSet, name: set}}]',
        '--set=$(SET)',
      ),
      annotation: `
        vars: [${host}]
        commonAnnotations: {note: common}
        patches:
          - target: {kind: Service}
            patch: '- {op: add, path: /metadata/annotations/url, value: "http://$(HOST)/"}'
      `,
    });
  });

  test('for vars of bases, of components and of objects that stay on the machine', async () => {
    await expectVerdicts(
      `
      #- /top/kustomization.yaml
      resources: [../middle, local.yaml]
      components: [../part]
      namePrefix: top-
      vars:
        - {name: LOCAL, objref: {kind: ConfigMap, name: local, apiVersion: v1}, fieldref: {fieldPath: data.HOST}}
      patches:
        - target: {kind: StatefulSet}
          patch: '- {op: replace, path: /spec/template/spec/containers/0/args, value: [$(HOST), $(LOCAL), $(SET)]}'
      #- /top/local.yaml
      kind: ConfigMap
      metadata: {name: local, annotations: {config.kubernetes.io/local-config: "true"}}
      data: {HOST: db.local}
      #- /middle/kustomization.yaml
      resources: [../base]
      vars: [${host}]
      #- /part/kustomization.yaml
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      vars: [{name: SET, objref: {group: apps, version: v1, kind: StatefulSet, name: set}}]
      `,
      { top: 'same' },
    );
  });

  test('in the fields that configurations add', async () => {
    await expectAll(
      'same',
      {
        config: `
          namePrefix: a-
          configurations: [config.yaml]
          vars: [${host}]
          patches:
            - {target: {kind: Deployment}, patch: '- {op: replace, path: /spec/template/spec/hostname, value: $(HOST)}'}
            - {target: {kind: StatefulSet}, patch: '- {op: replace, path: /spec/template/spec/containers/0/env/0/value, value: db}'}
            - {target: {kind: StatefulSet}, patch: '- {op: replace, path: /spec/template/spec/containers/0/args, value: [db, web]}'}
        `,
      },
      `
      #- /config/config.yaml
      nameReference:
        - kind: Service
          version: v1
          fieldSpecs:
            - {path: spec/template/spec/containers/env/value, kind: StatefulSet}
            - {path: spec/template/spec/containers/args, group: apps}
      varReference:
        - {path: spec/template/spec/hostname, kind: Deployment}
      `,
    );
  });

  test('nothing, where both reject', async () => {
    const noNames = withVars('[{name: GONE, objref: {kind: Service, name: gone, apiVersion: v1}}]', '$(GONE)');
    await expectAll('bothReject', {
      gone: noNames,
      version: withVars('[{name: HOST, objref: {kind: Service, name: db}}]', '$(HOST)'),
      field: withVars(
        '[{name: HOST, objref: {kind: Service, name: db, apiVersion: v1}, fieldref: {fieldPath: spec.gone}}]',
        '',
      ),
      twice: withVars(`[${host}, ${host}]`, '$(HOST)'),
      file: 'configurations: [gone.yaml]',
    });
  });
});
