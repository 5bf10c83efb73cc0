// Makes the workspaces that are measured: the same files for the same kind and number.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The kinds of workspaces. */
export const kinds = ['plain', 'overlays'] as const;

/** A workspace that is measured. */
export interface MeasuredWorkspace {
  readonly name: string;
  readonly folder: string;
}

/** Texts by path. */
type Files = Readonly<Record<string, string>>;

/** The mistakes that there are. */
type Slip = 'name' | 'port' | 'field' | undefined;

/** Absent in a base, where overlays say it. */
type Namespace = string | undefined;

/** Makes a workspace of some files, or a few more, in a temporary folder, which goes with the process. */
export function makeWorkspace(kind: (typeof kinds)[number], count: number): MeasuredWorkspace {
  const folder = mkdtempSync(path.join(tmpdir(), `headlight-benchmark-${kind}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  let files = 0;
  for (let number = 0; files < count; number++) {
    for (const [name, text] of Object.entries(kind === 'plain' ? app(number) : family(number))) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      files++;
    }
  }
  return { name: `${kind}, ${files.toLocaleString('en')} files`, folder };
}

/** Every second app has names of its own in a namespace of its team, the others share theirs in namespaces of their own. */
function namesOf(number: number): { readonly db: string; readonly web: string; readonly namespace: string } {
  const isOwn = number % 2 === 0;
  const suffix = isOwn ? `-${number}` : '';
  return { db: `db${suffix}`, web: `web${suffix}`, namespace: isOwn ? `team-${number % 20}` : `tenant-${number}` };
}

/** One in eleven has a mistake, each time another one. */
function slipOf(number: number): Slip {
  return number % 11 === 1 ? (number % 3 === 0 ? 'name' : number % 3 === 1 ? 'port' : 'field') : undefined;
}

/** The files of an app, texts by path. */
function app(number: number): Files {
  const { db, web, namespace } = namesOf(number);
  const slip = slipOf(number);
  const folder = `apps/app-${number}`;
  return {
    [`${folder}/database.yaml`]: documents(
      headless(db, namespace, slip),
      statefulSet(db, namespace, slip === 'name' ? `${db}x` : db),
    ),
    [`${folder}/web.yaml`]: documents(
      service(web, namespace, slip === 'port' ? 'htp' : 'http'),
      deployment(web, namespace, number),
      ingress(web, namespace),
    ),
    [`${folder}/settings.yaml`]: settings(web, namespace, number),
    [`${folder}/outside.yaml`]: documents(
      `apiVersion: v1\nkind: Service\n${metadata('legacy', namespace)}spec:\n  ports:\n    - port: 3306\n`,
      `apiVersion: v1\nkind: Endpoints\n${metadata('legacy', namespace)}subsets:\n  - addresses:\n      - ip: 10.1.${(number >> 8) % 256}.${number % 256}\n    ports:\n      - port: 3306\n`,
      `apiVersion: monitoring.example.com/v1\nkind: Monitor\n${metadata(web, namespace)}spec:\n  selector:\n    matchLabels:\n      app: ${web}\n  interval: 30s\n`,
    ),
  };
}

/** The files of a base and its six overlays, texts by path. */
function family(number: number): Files {
  const folder = `families/family-${number}`;
  const slip = slipOf(number);
  const files: Record<string, string> = {
    [`${folder}/base/kustomization.yaml`]:
      'resources:\n  - database.yaml\n  - web.yaml\n  - settings.yaml\nlabels:\n  - pairs:\n      part-of: shop\n',
    [`${folder}/base/database.yaml`]: documents(
      headless('db', undefined, slip),
      statefulSet('db', undefined, slip === 'name' ? 'dbx' : 'db'),
    ),
    [`${folder}/base/web.yaml`]: documents(
      service('web', undefined, slip === 'port' ? 'htp' : 'http'),
      deployment('web', undefined, number),
    ),
    [`${folder}/base/settings.yaml`]: settings('web', undefined, number),
  };
  for (const [index, stage] of ['dev', 'test', 'qa', 'load', 'stage', 'prod'].entries()) {
    const overlay = `${folder}/overlays/${stage}`;
    const prefix = index % 3 === 0 ? `namePrefix: ${stage}-\n` : '';
    files[`${overlay}/kustomization.yaml`] =
      `namespace: ${stage}-${number}\n${prefix}resources:\n  - ../../base\n  - extra.yaml\npatches:\n  - path: replicas.yaml\nconfigMapGenerator:\n  - name: stage\n    envs:\n      - stage.env\n`;
    files[`${overlay}/replicas.yaml`] =
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  replicas: ${index + 1}\n`;
    files[`${overlay}/extra.yaml`] = settings('web', `${stage}-${number}`, number);
    files[`${overlay}/stage.env`] = `STAGE=${stage}\nUPSTREAM=http://web:8080\n`;
  }
  return files;
}

function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}

function metadata(name: string, namespace: Namespace): string {
  return `metadata:\n  name: ${name}\n${namespace === undefined ? '' : `  namespace: ${namespace}\n`}`;
}

function headless(name: string, namespace: Namespace, slip: Slip): string {
  const misspelt = slip === 'field' ? '  sesionAffinity: None\n' : '';
  return `apiVersion: v1\nkind: Service\n${metadata(name, namespace)}spec:\n  clusterIP: None\n${misspelt}  selector:\n    app: ${name}\n  ports:\n    - name: sql\n      port: 5432\n`;
}

function statefulSet(name: string, namespace: Namespace, serviceName: string): string {
  return `apiVersion: apps/v1\nkind: StatefulSet\n${metadata(name, namespace)}spec:\n  serviceName: ${serviceName}\n  replicas: 3\n  selector:\n    matchLabels:\n      app: ${name}\n${podTemplate(name, 5432, 'sql', [])}`;
}

function service(name: string, namespace: Namespace, targetPort: string): string {
  return `apiVersion: v1\nkind: Service\n${metadata(name, namespace)}spec:\n  selector:\n    app: ${name}\n  ports:\n    - name: http\n      port: 8080\n      targetPort: ${targetPort}\n`;
}

function deployment(name: string, namespace: Namespace, number: number): string {
  return `apiVersion: apps/v1\nkind: Deployment\n${metadata(name, namespace)}spec:\n  replicas: 2\n  selector:\n    matchLabels:\n      app: ${name}\n${podTemplate(name, 8080, 'http', upstreams(number, namespace))}`;
}

function podTemplate(name: string, port: number, portName: string, variables: readonly Variable[]): string {
  const environment = variables.map(([key, value]) => `            - name: ${key}\n              value: ${value}\n`);
  return `  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: registry.example.com/${portName}:1.2
          ports:
            - name: ${portName}
              containerPort: ${port}
          env:
            - name: LOG_LEVEL
              value: info
${environment.join('')}          resources:
            requests:
              cpu: 100m
              memory: 256Mi
`;
}

/** A variable of a container, and its value. */
type Variable = readonly [name: string, value: string];

/** What an app talks to: its own database, and others by their whole names where there are namespaces. */
function upstreams(number: number, namespace: Namespace): readonly Variable[] {
  const own: Variable = ['DATABASE', 'postgres://legacy:3306/shop'];
  if (namespace === undefined) return [['DATABASE', 'postgres://db:5432/shop']];
  return [own, ...[1, 2, 3, 4].map((step): Variable => [`UPSTREAM_${step}`, urlOf(Math.max(0, number - step))])];
}

function urlOf(number: number): string {
  const { web, namespace } = namesOf(number);
  return `http://${web}.${namespace}.svc.cluster.local:8080/api`;
}

function ingress(name: string, namespace: Namespace): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\n${metadata(name, namespace)}spec:\n  rules:\n    - host: ${name}.example.com\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: ${name}\n                port:\n                  name: http\n`;
}

function settings(name: string, namespace: Namespace, number: number): string {
  const url = namespace === undefined ? `http://${name}:8080` : urlOf(number);
  return `apiVersion: v1\nkind: ConfigMap\n${metadata(`${name}-settings`, namespace)}data:\n  settings.properties: |\n    shop.url=${url}\n    shop.retries=3\n    shop.timeout=30s\n  notes: The settings of the shop, number ${number}.\n`;
}
