import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a quote that is never closed', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: "db}
    ^^^^^^^^^^^^^^^^^^^^^ error[invalid-syntax]
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

test('a conflict that a merge left is called so, and our side is read', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: my-headless
            ^^^^^^^^^^^ information[misleading-headless-name] 💡
    <<<<<<< HEAD
    ^^^^^^^^^^^^ error[invalid-syntax]
    spec: {ports: [{port: 80}], selector: {app: x}}
    =======
    spec: {clusterIP: None, selector: {app: x}}
    >>>>>>> branch
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
