import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { compareCharts, hasHelm, type ChartComparison, type Rendering } from '../../support/helm.ts';

// What we say of Helm charts, held against what helm renders of them: with their defaults, and with values that turn each
// condition around. Where helm is not there, nothing is tested, and it says so.

if (!hasHelm) {
  console.warn('SKIPPED, NOTHING WAS TESTED: there is no helm. `node scripts/kubectl.mjs` gets one, on Linux on x64.');
}

const chart = `
  #- /shop/Chart.yaml
  apiVersion: v2
  name: shop
  version: 1.2.3
  #- /shop/templates/_helpers.tpl
  {{- define "shop.name" -}}
  {{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
  {{- end }}
  {{- define "shop.fullname" -}}
  {{- if .Values.fullnameOverride }}
  {{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
  {{- else }}
  {{- printf "%s-%s" .Release.Name (default .Chart.Name .Values.nameOverride) | trunc 63 | trimSuffix "-" }}
  {{- end }}
  {{- end }}
  {{- define "shop.labels" -}}
  app.kubernetes.io/name: {{ include "shop.name" . }}
  app.kubernetes.io/instance: {{ .Release.Name }}
  {{- end }}
`;

/** Compares a chart, to which the fixture adds files, in each way of rendering it. */
async function compare(source: string, renderings: readonly Rendering[]): Promise<readonly ChartComparison[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'headlight-helm-'));
  try {
    const files = parseFixture(dedent(chart) + dedent(source)).files.map((file) => ({
      path: file.path.replace(/^\//, ''),
      text: file.text,
    }));
    for (const file of files) {
      mkdirSync(path.dirname(path.join(folder, file.path)), { recursive: true });
      writeFileSync(path.join(folder, file.path), file.text);
    }
    const manifests = files.filter((file) => file.path.endsWith('.yaml'));
    const snapshot = snapshotOf(manifests.map((file) => ({ ...file, uri: `file:///${file.path}` })));
    return await compareCharts(snapshot, folder, renderings);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All that is said is true, and no less is held against helm than `least` says, in the first rendering. */
async function expectTrue(
  source: string,
  renderings: readonly Rendering[],
  least: Partial<ChartComparison['checked']>,
): Promise<void> {
  const comparisons = await compare(source, renderings);
  for (const { chart: rendered, verdict, lines } of comparisons) {
    expect(`${rendered}: ${verdict}`, lines.join('\n')).toBe(`${rendered}: true`);
  }
  const checked = comparisons[0]?.checked;
  for (const [key, count] of Object.entries(least) as [keyof ChartComparison['checked'], number][]) {
    expect(checked?.[key], key).toBeGreaterThanOrEqual(count);
  }
}

const database = `
  #- /shop/values.yaml
  name: db
  headless: true
  port: 5432
  extra: {}
  labels: {}
  metrics: false
  #- /shop/templates/db.yaml
  apiVersion: v1
  kind: Service
  metadata:
    name: db
    labels:
      {{- include "shop.labels" . | nindent 4 }}
      tier: back
  spec:
    {{- if .Values.headless }}
    clusterIP: None
    {{- end }}
    selector:
      app: db
    ports:
      - name: sql
        port: 5432
      {{- if .Values.metrics }}
      - name: metrics
        port: 9187
      {{- end }}
  ---
  apiVersion: apps/v1
  kind: StatefulSet
  metadata:
    name: db
  spec:
    serviceName: db
    replicas: {{ .Values.replicas | default 2 }}
    selector:
      matchLabels:
        app: db
    template:
      metadata:
        labels:
          app: db
          {{- with .Values.labels }}
          {{- toYaml . | nindent 8 }}
          {{- end }}
      spec:
        containers:
          - name: db
            image: "{{ .Values.image }}:{{ .Chart.Version }}"
            ports:
              - name: sql
                containerPort: 5432
            env:
              {{- range $name, $value := .Values.extra }}
              - name: {{ $name }}
                value: {{ $value | quote }}
              {{- end }}
              - name: HOST
                value: db-0.db
`;

describe.skipIf(!hasHelm)('helm renders what we say of', () => {
  test('literal names, links and records beside conditions', async () => {
    await expectTrue(
      database,
      [[], ['--set', 'headless=false,metrics=true'], ['--set', 'labels.app2=x,extra.A=b,extra.C=d,replicas=5']],
      { objects: 2, facts: 18, links: 2, records: 4 },
    );
  });

  test('names that helpers and values make', async () => {
    await expectTrue(
      `
      #- /shop/values.yaml
      name: cache
      db: {host: {name: main}}
      #- /shop/templates/all.yaml
      {{- $full := include "shop.fullname" . -}}
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ $full }}-one
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: "{{ .Release.Name }}-{{ .Values.name | default "x" }}"
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: {{ include "shop.name" . }}-{{ .Values.db.host.name | quote | replace "\\"" "" }}
        namespace: {{ .Release.Namespace }}
      spec:
        ports: [{port: 80}]
      ---
      {{- range list "a" "b" }}
      apiVersion: v1
      kind: Pod
      metadata:
        name: {{ $.Values.name }}-{{ . }}
        labels: {{- include "shop.labels" $ | nindent 4 }}
          app: x
      spec:
        hostname: fixed
        containers: [{name: a, image: b}]
      ---
      {{- end }}
      `,
      [[], ['--set', 'name=other,fullnameOverride=front']],
      { objects: 4, facts: 10 },
    );
  });

  test('branches that give a key twice, and kinds that the cluster decides', async () => {
    await expectTrue(
      `
      #- /shop/values.yaml
      public: false
      stateful: false
      #- /shop/templates/web.yaml
      {{- define "shop.unused" }}
      - name: nothing
      {{- end }}
      {{- if .Capabilities.APIVersions.Has "networking.k8s.io/v1" }}
      apiVersion: networking.k8s.io/v1
      {{- else }}
      apiVersion: networking.k8s.io/v1beta1
      {{- end }}
      kind: Ingress
      metadata:
        name: web
      spec:
        defaultBackend:
          service:
            name: web
            port: {number: 80}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        {{- if .Values.public }}
        type: LoadBalancer
        {{- else }}
        type: ClusterIP
        {{- end }}
        selector: {app: web}
        ports:
          - name: http
            port: 80
            targetPort: {{ if .Values.public }}8080{{ else }}80{{ end }}
      ---
      apiVersion: apps/v1
      kind: {{ if .Values.stateful }}StatefulSet{{ else }}Deployment{{ end }}
      metadata:
        name: web
      spec:
        {{- if .Values.stateful }}
        serviceName: web
        {{- end }}
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: web
                image: {{ .Values.image | default "web" }}
                args:
                  - |
                    {{- if .Values.public }}
                    --public
                    {{- end }}
                    --port=80
      `,
      [[], ['--set', 'public=true'], ['--set', 'stateful=true']],
      { objects: 3, facts: 15, links: 1 },
    );
  });

  test('text of files, long strings and braces of other programs', async () => {
    await expectTrue(
      `
      #- /shop/values.yaml
      a: b
      #- /shop/conf/a.conf
      host = db
      #- /shop/templates/config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: config
      data:
        rule: "instance {{ "{{" }} $labels.instance {{ "}}" }} of {{ .Values.a }} is gone, which is a text of some length"
        raw: {{\`{{ $value }}\` | quote}}
        a.conf: |
      {{ .Files.Get "conf/a.conf" | indent 4 }}
        script: |-
          {{- if .Values.long }}
          sleep {{ .Values.seconds }}
          {{- end }}
          exit 0
        literal: db.default.svc
      {{ (.Files.Glob "conf/*").AsConfig | indent 2 }}
      `,
      [[], ['--set', 'long=true,seconds=3']],
      { objects: 1, facts: 4 },
    );
  });

  test('a chart within a chart', async () => {
    await expectTrue(
      `
      #- /shop/values.yaml
      db: {name: given}
      #- /shop/charts/db/Chart.yaml
      apiVersion: v2
      name: db
      version: 0.1.0
      #- /shop/charts/db/values.yaml
      name: own
      port: 80
      #- /shop/charts/db/templates/service.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: {{ .Release.Name }}-{{ .Values.name }}-{{ .Chart.Name }}
      spec:
        ports: [{port: {{ .Values.port }}, name: sql}]
      `,
      [[]],
      { objects: 1, facts: 3 },
    );
  });

  test('and the comparison tells what is not so', async () => {
    // That a helper of the usual name prints the usual name is the one thing that is taken for granted.
    const [comparison] = await compare(
      `
      #- /shop/values.yaml
      a: b
      #- /shop/charts/db/Chart.yaml
      apiVersion: v2
      name: db
      version: 0.1.0
      #- /shop/charts/db/templates/_helpers.tpl
      {{- define "db.fullname" -}}other{{- end }}
      #- /shop/charts/db/templates/config.yaml
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: {{ include "db.fullname" . }}
      `,
      [[]],
    );
    expect(comparison?.verdict).toBe('untrue');
    expect(comparison?.lines).toEqual([
      'shop/charts/db/templates/config.yaml: ConfigMap …: is called other, not <release>-db',
    ]);
  });
});
