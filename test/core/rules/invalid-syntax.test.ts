import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a quote that is never closed', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: "db}
                     ^^^^ error[invalid-syntax]
  `);
});

test('only the first slip of a document is told, and the next document is read', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: db
      lab
      ^^^ error[invalid-syntax]
      foo
    ---
    kind: Service
    metadata: {name: my-headless}
                     ^^^^^^^^^^^ information[misleading-headless-name] 💡
    spec: {ports: [{port: 80}], selector: {app: x}}
  `);
});

test('a value that somebody fills in first is worth a hint', () => {
  for (const image of ['{user}/db:1', '[YOUR REGISTRY]/db'])
    checkDiagnostics(`
      kind: Pod
      metadata: {name: db}
      spec:
        containers:
          - image: ${image}
                   ${' '.repeat(image.indexOf('/'))}${'^'.repeat(image.length - image.indexOf('/'))} hint[invalid-syntax] This manifest is not valid YAML until its placeholder "${/\w[\w ]*/.exec(image)?.[0] ?? ''}" is filled in.
    `);
});

test('a placeholder of a format string with an index, or in place of whole lines, is a hint', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - image: {images[web-server]}
                        ^ hint[invalid-syntax] This manifest is not valid YAML until its placeholder "images[web-server]" is filled in.
          name: web
  `);
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      ports:
        - port: 80
      {more_ports}
      ^^^^^^^^^^^^ hint[invalid-syntax] This manifest is not valid YAML until its placeholder "more_ports" is filled in.
      selector: {app: web}
  `);
});

test.each([
  '<issuer>',
  '<ISSUER ANNOTATIONS>',
  '${issuer}',
  '__ISSUER__',
  '@ISSUER@',
  '%%ISSUER%%',
  '[[issuer]]',
  '$ISSUER',
])('a placeholder that stands for whole lines, in the brackets of any tool: %s', (line) => {
  const { name = '' } = /(?<name>[A-Za-z](?:[\w ]*[A-Za-z])?)/.exec(line)?.groups ?? {};
  checkDiagnostics(`
      kind: Ingress
      metadata:
        name: web
        annotations:
          nginx.ingress.kubernetes.io/backend-protocol: HTTP
          ${line}
          ${/^[@%]/.test(line) ? '^' : '^'.repeat(line.length)} hint[invalid-syntax] This manifest is not valid YAML until its placeholder "${name}" is filled in.
          ${line}
      spec: {}
    `);
});

test('what an explanation leaves out is a placeholder', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: web
      ...
      ^^^ hint[invalid-syntax] This manifest is not valid YAML until its placeholder "..." is filled in.
    spec: {}
  `);
});

test('signs that no value begins with are a placeholder', () => {
  checkDiagnostics(`
    kind: ServiceAccount
    metadata:
      name: web
      namespace: %%%
                 ^ hint[invalid-syntax] This manifest is not valid YAML until its placeholder "%%%" is filled in.
  `);
});

test('a word alone is no placeholder', () => {
  for (const line of ['issuer', '<issuer', 'issuer>', '"issuer"'])
    checkDiagnostics(`
      kind: Ingress
      metadata:
        name: web
        annotations:
          nginx.ingress.kubernetes.io/backend-protocol: HTTP
          ${line}
          ${'^'.repeat(line.length)} error[invalid-syntax]
      spec: {}
    `);
});

test('braces that hold more than a name are a mistake', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web, tier[0]}
                               ^ error[invalid-syntax]
  `);
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec:
      ports:
        - port: 80
      {app: web}
      ^^^^^^^^^^ error[invalid-syntax]
      selector: {app: web}
  `);
});

test('a conflict that a merge left is called so', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: my-headless
    <<<<<<< HEAD
    ^^^^^^^^^^^^ error[invalid-syntax]
    spec: {ports: [{port: 80}], selector: {app: x}}
    =======
    spec: {clusterIP: None, selector: {app: x}}
    >>>>>>> branch
  `);
});

test('of a broken document nothing else is said, neither at it nor at what it is linked with', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: Web}
    spec:
      selector: {app: web}
      ports:
        -   protocol: TCP
          port: 80
          ^^^^ error[invalid-syntax]
    ---
    kind: StatefulSet
    metadata: {name: web}
    spec:
      serviceName: web
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: web}]}
    ---
    kind: Service
    metadata: {name: web}
    spec:
      clusterIP: 10.0.0.7
      ports: [{port: 80}
             ^^^^^^^^^^^ error[invalid-syntax]
  `);
});

test("lines of quoted texts and of brackets in the key's column or left of it are no mistake, and the rest is read", () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: x}
    spec:
      containers:
        - name: x
          image: x
          args: [
            "--one",
          "--two",
      "three"
    ]
          command: ["sh", "-c", "echo one;
      echo two;
    echo three"]
          env:
            - name: A
              value: 'one
      two
    three'
    ---
    kind: Service
    metadata:
      name: my-headless
            ^^^^^^^^^^^ information[misleading-headless-name] 💡
      annotations: {
        note: "one
    two"
    }
    spec: {ports: [{port: 80}], selector: {app: x}}
  `);
});

test('what is too broken to have a kind is a manifest all the same', () => {
  checkDiagnostics(`
    # Two files in one.
    apiVersion: apps/v1  namespace: shop
                                  ^ error[invalid-syntax]
    kind: Deployment  labels:
    metadata:    app: web
  `);
  checkDiagnostics(`
    which belong to the core API group.
    kind: Role
        ^ error[invalid-syntax]
    apiVersion: rbac.authorization.k8s.io/v1
  `);
  checkDiagnostics(`
    kubectl apply -f - <<EOF
    apiVersion: v1
    kind: Pod
  `);
});

test('a template, and a file that is no manifest, are not judged', () => {
  checkDiagnostics(`
    #- /chart/templates/db.yaml
    kind: Service
    metadata:
      name: {{ .Release.Name }}-db
      {{- if .Values.labels }}
      labels: {{ toYaml .Values.labels }}
      {{- end }}
    #- /notes.yaml
    title: "open
  `);
});

test('a directive, which kubectl cuts off from its document', () => {
  checkDiagnostics(`
    %YAML 1.2
    ^^^^^^^^^ error[invalid-syntax]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 80}], selector: {app: db}}
  `);
});

test('a tab or a comment may follow a separator', () => {
  for (const behind of ['\t', '\t# the second', '#the second'])
    checkDiagnostics(`
      kind: Service
      metadata: {name: db}
      spec: {ports: [{port: 80}], selector: {app: x}}
      ---${behind}
      apiVersion: v1
      kind: Service
      metadata: {name: my-headless}
                       ^^^^^^^^^^^ information[misleading-headless-name] 💡
      spec: {ports: [{port: 80}], selector: {app: x}}
    `);
});

test('nothing else may follow a separator', () => {
  for (const behind of [' !x', ' {}', ' |', ' kind: X', ' ---', '-', 'x'])
    checkDiagnostics(`
      kind: Service
      metadata: {name: db}
      spec: {ports: [{port: 80}], selector: {app: x}}
      ---${behind}
      ^^^${'^'.repeat(behind.length)} error[invalid-syntax] This manifest is not valid YAML, so kubectl cannot read it.
      ${behind.startsWith(' ') ? '' : 'apiVersion: v1'}
      kind: Service
      metadata: {name: my-headless}
      spec: {ports: [{port: 80}], selector: {app: x}}
    `);
});

test('what follows the end of a document is lost up to the next separator', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 80}], selector: {app: x}}
    ... # the end
    ^^^ warning[invalid-syntax] 💡 kubectl reads this document only up to "...", so what follows is lost.
    kind: Service
    metadata: {name: my-headless}
    spec: {ports: [{port: 80}], selector: {app: x}}
    ---
    kind: Service
    metadata: {name: web}
    spec: {ports: [{port: 80}], selector: {app: x}}
    ...
    # nothing is lost here
  `);
});

test('a document that ends before it begins', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 80}], selector: {app: x}}
    ---
    ...
    ^^^ error[invalid-syntax] This manifest is not valid YAML, so kubectl cannot read it.
    kind: Service
    metadata: {name: my-headless}
    spec: {ports: [{port: 80}], selector: {app: x}}
  `);
});
