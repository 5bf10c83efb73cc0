import { afterAll, describe, expect, test } from 'vitest';
import {
  codeActions,
  codeLenses,
  completion,
  definition,
  documentLinks,
  documentSymbols,
  highlights,
  hover,
  inlayHints,
  pictureOf,
  prepareRename,
  references,
} from '../../server/src/core/features/facade.ts';
import { buildCheckReport } from '../../server/src/cli/check-report.ts';
import { dumpText } from '../../server/src/cli/formats/dump-text.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { growing, startCounting } from '../support/work.ts';

// Twice as much of the same is twice the work, whatever it is: nothing grows with the square.

const service = (name: string, namespace: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec:\n  clusterIP: None\n  selector: {app: ${name}}\n  ports: [{name: sql, port: 5432}]\n`;
const database = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, namespace: shop}\nspec:\n  serviceName: db\n  selector: {matchLabels: {app: db}}\n  template:\n    metadata: {labels: {app: db}}\n    spec: {containers: [{name: c, image: i, ports: [{containerPort: 5432, name: sql}]}]}\n`;
/** What makes Pods that have no names. */
const deployment = (name: string): string =>
  database.replace('kind: StatefulSet', 'kind: Deployment').replace('  serviceName: db\n', '').replaceAll('db', name);
const endpoints = `apiVersion: v1\nkind: Endpoints\nmetadata: {name: db, namespace: shop}\nsubsets:\n  - addresses: [{ip: 10.0.0.1}]\n    ports: [{port: 5432}]\n`;
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('');
const inList = (item: string): string =>
  times(1, () => item)
    .replace(/^/gm, '    ')
    .replace(/^ {4}/, '  - ');

const caller = deployment('web').replace('image: i', 'image: i, env: [{name: A, value: "db.shop:5432"}]');
/** A workload that uses a name, and a policy for the Pods of a label that keeps them from DNS. */
const withPolicy = (name: string, label: string): string =>
  `---\n${caller.replace('name: web', `name: ${name}`).replaceAll('app: web', `app: ${label}`)}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  podSelector: {matchLabels: {app: ${label}}}\n  policyTypes: [Egress]\n  egress: [{ports: [{port: 5432}]}]\n`;

/** A Service with its Pods and who calls it, which so many overlays build. */
const overlaysOf = (count: number, change: (index: number) => string): Readonly<Record<string, string>> => ({
  'base/a.yaml': `${service('db', 'shop')}---\n${database}---\n${deployment('web').replace('image: i', 'image: i, env: [{name: A, value: "db:5432"}]')}`,
  'base/kustomization.yaml': 'resources: [a.yaml]\n',
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `overlay-${index}/kustomization.yaml`,
      `resources: [../base]\n${change(index)}\n`,
    ]),
  ),
});

/** Words that are not alike. */
const wordOf = (index: number): string =>
  [7, 17, 27, 37, 47, 57].map((factor) => String.fromCharCode(97 + (((index + 3) * (index + factor)) % 26))).join('');

/** Files by their paths, with so many of something. */
const cases: Readonly<Record<string, (count: number) => Readonly<Record<string, string>>>> = {
  'a Service again and again in one file': (count) => ({
    'a.yaml': times(count, () => `${service('db', 'shop')}---\n`),
  }),
  'a Service again and again in one List': (count) => ({
    'a.yaml': `apiVersion: v1\nkind: List\nitems:\n${times(count, () => inList(service('db', 'shop').trimEnd()) + '\n')}`,
  }),
  'a Service again and again in files of one folder': (count) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.yaml`, service('db', 'shop')])),
  'a Service again and again in folders of its own': (count) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}/a.yaml`, service('db', 'shop')])),
  'a Service and what names it again and again in folders of their own': (count) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`${index}/a.yaml`, `${service('db', 'shop')}---\n${endpoints}`]),
    ),
  'a Service that misses Pods of its name, and a host that misses it, again and again in folders of their own': (
    count,
  ) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `${index}/a.yaml`,
        `${service('db', 'shop').replace('app: db', 'app: dbx')}---\n${deployment('db').replace('image: i', 'image: i, env: [{name: A, value: "http://dbb:5432"}]')}`.replaceAll(
          'namespace: shop',
          'annotations: {}',
        ),
      ]),
    ),
  'a Service in many namespaces': (count) => ({
    'a.yaml': times(count, (index) => `${service('db', `shop-${index}`)}---\n`),
  }),
  'Services of many names': (count) => ({
    'a.yaml': times(count, (index) => `${service(`db-${index}`, 'shop')}---\n`),
  }),
  'ServiceMonitors, each of a Service of its own': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `${service(`db-${index}`, 'shop').replace('namespace: shop', `namespace: shop, labels: {app: db-${index}, part-of: shop}`)}---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: db-${index}, namespace: shop}\nspec: {selector: {matchLabels: {part-of: shop, app: db-${index}}}, endpoints: [{port: sql}]}\n---\n`,
    ),
  }),
  'ServiceMonitors, each of which asks for a label of Pods': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `${service(`db-${index}`, 'shop').replace('namespace: shop', `namespace: shop, labels: {part-of: shop}`)}---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: db-${index}, namespace: shop}\nspec: {selector: {matchLabels: {part-of: shop, app: db-${index}}}, endpoints: [{port: sql}]}\n---\n`,
    ),
  }),
  'objects of one file that lack a field': (count) => ({
    'a.yaml': times(count, (index) => `${service(`db-${index}`, 'shop').replace(', port: 5432', '')}---\n`),
  }),
  'comments that turn rules off': (count) => ({
    'a.yaml': `${times(count, (index) => `# headlight-disable-next-line one-${1000 + index} two\n`)}${service('db', 'shop')}`,
  }),
  'codes in one comment': (count) => ({
    'a.yaml': `# headlight-disable-file ${times(count, (index) => `rule-${1000 + index}, `)}\n${service('db', 'shop')}`,
  }),
  'actions that nothing closes': (count) => ({ 'a.yaml': '{{\n'.repeat(count) }),
  'actions with strings that nothing closes': (count) => ({ 'a.yaml': `${'{{ `x\n'.repeat(count)}"\n}}` }),
  'comments of templates that nothing closes': (count) => ({ 'a.yaml': `${'{{/*\n'.repeat(count)}*/ x }}` }),
  'actions behind a block scalar': (count) => ({
    'a.yaml': `${service('db', 'shop')}x: |\n${'  {{ x }}\n'.repeat(count)}`,
  }),
  'unknown keys': (count) => ({
    'a.yaml': `${service('db', 'shop')}${times(count, (index) => `  portz${index}: v\n`)}`,
  }),
  ports: (count) => ({
    'a.yaml': `${service('db', 'shop').replace('[{name: sql, port: 5432}]', `[${times(count, (index) => `{name: p${index}, port: ${index + 1}}, `)}]`)}---\n${database}`,
  }),
  'labels and a selector': (count) => ({
    'a.yaml': service('db', 'shop')
      .replace('{app: db}', `{${times(count, (index) => `k${index}: v, `)}}`)
      .replace('namespace: shop', `namespace: shop, labels: {${times(count, (index) => `k${index}: v, `)}}`),
  }),
  'sets of one Service': (count) => ({
    'a.yaml': `${service('db', 'shop')}${times(count, (index) => `---\n${database.replace('name: db', `name: db-${index}`)}`)}`,
  }),
  'selectors and names one letter off': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `${service(`service-${wordOf(index)}`, 'shop').replace(/app: .*/, `app: label-${wordOf(index)}x}`)}---\n${database.replaceAll('db', `label-${wordOf(index)}`).replace('image: i', `image: i, env: [{name: A, value: "servic-${wordOf(index)}.shop.svc.cluster.local"}]`)}---\n`,
    ),
  }),
  'workloads with policies of their own': (count) => ({
    'a.yaml': `${service('db', 'shop')}${times(count, (index) => withPolicy(`web-${index}`, `web-${index}`))}`,
  }),
  'workloads with policies for them all': (count) => ({
    'a.yaml': `${service('db', 'shop')}${times(count, (index) => withPolicy(`web-${index}`, 'web'))}`,
  }),
  'Pods, and controllers that may adopt them': (count) => ({
    'a.yaml': `${service('db', 'shop')}${times(
      count,
      (index) =>
        `---\napiVersion: v1\nkind: Pod\nmetadata: {name: db-${index}, namespace: shop, labels: {app: db, part: p${index}}}\nspec: {containers: [{name: c, image: i}]}\n---\n${database.replace('kind: StatefulSet', 'kind: ReplicaSet').replace('  serviceName: db\n', '').replaceAll('app: db', `part: q${index}`).replace('name: db', `name: other-${index}`)}`,
    )}`,
  }),
  'aliases of names elsewhere': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `apiVersion: v1\nkind: Service\nmetadata: {name: db-${index}, namespace: shop}\nspec: {type: ExternalName, externalName: db-${index}.example.com}\n---\n`,
    ),
  }),
  'aliases of each other, one behind the other': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `apiVersion: v1\nkind: Service\nmetadata: {name: db-${index}, namespace: shop}\nspec: {type: ExternalName, externalName: db-${index + 1}.shop.svc.cluster.local}\n---\n`,
    ),
  }),
  'Services and Endpoints that do not find each other': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `${service(`service-${wordOf(index)}`, 'shop').replace(/  selector: .*\n/, '')}---\napiVersion: v1\nkind: Endpoints\nmetadata: {name: other-${wordOf(index)}, namespace: shop}\nsubsets: [{addresses: [{ip: 10.0.0.1}]}]\n---\n`,
    ),
  }),
  'names of Pods that no set asks for': (count) => ({
    'a.yaml': `${service('db', 'shop')}${times(count, (index) => `---\n${database.replace('name: db', `name: db-${index}`).replace('image: i', `image: i, env: [{name: A, value: "db-${index}-7.db.shop.svc.cluster.local"}]`)}`)}`,
  }),
  'hosts in a ConfigMap that as many workloads use': (count) => ({
    'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: peers, namespace: shop}\ndata:\n  peers: "${times(count, (index) => `db-0.db-${index}.shop.svc, `)}"\n${times(
      count,
      (index) =>
        `---\n${service(`db-${index}`, 'shop')}---\n${database.replaceAll('db', `db-${index}`).replace('image: i', 'image: i, envFrom: [{configMapRef: {name: peers}}], readinessProbe: {exec: {command: [ready]}}').replace('spec:\n  serviceName', 'spec:\n  replicas: 3\n  serviceName')}`,
    )}`,
  }),
  'documents that are no valid YAML': (count) => ({ 'a.yaml': times(count, () => `${service('"db', 'shop')}---\n`) }),
  'Services without Pods and workloads without Services whose names begin alike': (count) => ({
    'a.yaml': times(
      count,
      (index) => `${service(`shop-${wordOf(index)}`, 'shop')}---\n${deployment(`shop-web-${index}`)}---\n`,
    ),
  }),
  'workloads that name Secrets which are not there, beside as many that are': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `apiVersion: v1\nkind: Secret\nmetadata: {name: ${wordOf(index)}, namespace: shop}\n---\n${deployment(`web-${index}`).replace('image: i', `image: i, envFrom: [{secretRef: {name: of-web-${index}}}]`)}---\n`,
    ),
  }),
  'custom resources that all name one which is not there': (count) => ({
    'a.yaml': times(
      count,
      (index) =>
        `apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: web-${index}, namespace: shop}\nspec: {secretName: web-${index}, dnsNames: [web], issuerRef: {name: letsencrypt}}\n---\n`,
    ),
  }),
  'a patch of each form and a replacement for each object of one kustomization': (count) => ({
    'a.yaml': times(count, (index) => `${service(`s${index}`, 'shop')}---\n`),
    'kustomization.yaml': [
      'resources: [a.yaml]\npatches:\n',
      times(
        count,
        (index) =>
          `- patch: '{apiVersion: v1, kind: Service, metadata: {name: s${index}, namespace: shop}, spec: {type: ClusterIP}}'\n` +
          `- target: {name: s${index}}\n  patch: '[{op: remove, path: /spec/clusterIP}]'\n`,
      ),
      'replacements:\n',
      times(
        count,
        (index) =>
          `- source: {kind: Service, name: s${index}}\n  targets: [{select: {name: s${index}}, fieldPaths: [spec.ports.0.name]}]\n`,
      ),
    ].join(''),
  }),
  'items of a list that one patch changes': (count) => ({
    'a.yaml': deployment('web').replace(
      'image: i',
      `image: i, env: [${times(count, (index) => `{name: A${index}, value: x}, `)}]`,
    ),
    'kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: patch.yaml}]\n',
    'patch.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {template: {spec: {containers: [{name: c, env: [${times(count, (index) => `{name: A${index}, value: y}, `)}]}]}}}\n`,
  }),
  'endpoints of one slice': (count) => ({
    'a.yaml': `${service('db', 'shop').replace(/  selector: .*\n/, '')}---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}\naddressType: IPv4\nports: [{name: sql, port: 5432}]\nendpoints:\n${times(count, (index) => `- {addresses: [10.0.${Math.floor(index / 200)}.${(index % 200) + 1}], hostname: h${index}, targetRef: {kind: Pod, name: p${index}, namespace: shop}}\n`)}`,
  }),
  'addresses of one Endpoints': (count) => ({
    'a.yaml': `${service('db', 'shop').replace(/  selector: .*\n/, '')}---\n${endpoints.replace('[{ip: 10.0.0.1}]', `[${times(count, (index) => `{ip: 10.0.${Math.floor(index / 200)}.${(index % 200) + 1}, hostname: h${index}, targetRef: {kind: Pod, name: p${index}}}, `)}]`)}`,
  }),
  'backends of one Ingress': (count) => ({
    'a.yaml': `${times(count, (index) => `${service(`db-${index}`, 'shop')}---\n`)}apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, namespace: shop}\nspec:\n  rules:\n${times(count, (index) => `  - host: h${index}.example.com\n    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: db-${index}, port: {name: sql}}}}]}\n`)}`,
  }),
  'paths of one Ingress to one Service': (count) => ({
    'a.yaml': `${service('db', 'shop')}---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, namespace: shop}\nspec:\n  rules:\n  - http:\n      paths:\n${times(count, (index) => `      - {path: /p${index}, pathType: Prefix, backend: {service: {name: db, port: {number: 5432}}}}\n`)}`,
  }),
  'variables of one container': (count) => ({
    'a.yaml': `${service('db', 'shop')}---\n${deployment('web').replace('image: i', `image: i, env: [${times(count, (index) => `{name: A${index}, value: "http://db.shop.svc:5432/${index}"}, {name: B${index}, valueFrom: {secretKeyRef: {name: s${index}, key: k}}}, `)}]`)}`,
  }),
  'overlays of one base, each with a prefix': (count) => overlaysOf(count, (index) => `namePrefix: p${index}-`),
  'overlays of one base, each with a namespace': (count) => overlaysOf(count, (index) => `namespace: shop-${index}`),
  'files that one kustomization names and that are missing': (count) => ({
    'a.yaml': service('db', 'shop'),
    'kustomization.yaml': `resources:\n- a.yaml\n${times(count, (index) => `- ${wordOf(index)}/${wordOf(index + 1)}.yaml\n`)}`,
  }),
  'files of one folder that one kustomization names, each with a mistake': (count) => ({
    ...Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`${wordOf(index)}.yaml`, service(`db-${index}`, 'shop')]),
    ),
    'kustomization.yaml': `resources:\n${times(count, (index) => `- ${wordOf(index)}x.yaml\n`)}`,
  }),
};

/**
 * Where an answer, or that to one question, is about all of them, for each of them: the ports of each SRV record, the item of a list at an
 * offset, the names below the Service of a set, the workloads that each selector selects.
 */
const sharedByAll: ReadonlySet<string> = new Set([
  'a patch of each form and a replacement for each object of one kustomization',
  'ports',
  'workloads with policies for them all',
  'a Service again and again in one List',
  'names of Pods that no set asks for',
  'sets of one Service: labels',
]);

/** What is asked of a workspace, in this order: what was made for one is there for the next. */
const questions: Readonly<Record<string, (snapshot: Snapshot) => void>> = {
  problems: (snapshot) => buildCheckReport(snapshot, ''),
  answers: (snapshot) => {
    for (const { uri, text } of [...snapshot.files.values()].slice(0, 1)) {
      const whole = { start: 0, end: text.length };
      documentSymbols(snapshot, uri);
      documentLinks(snapshot, uri);
      codeLenses(snapshot, uri);
      inlayHints(snapshot, uri, whole);
      codeActions(snapshot, uri, whole);
      for (const mark of ['name: db', 'name: c,', 'value: "db']) {
        const name = text.indexOf(mark) + mark.length - 1;
        hover(snapshot, uri, name, { commands: [] });
        definition(snapshot, uri, name);
        highlights(snapshot, uri, name);
        references(snapshot, uri, name, { includeDeclaration: true });
        completion(snapshot, uri, name);
        prepareRename(snapshot, uri, name);
      }
    }
  },
  labels: (snapshot) => {
    for (const { uri, text } of [...snapshot.files.values()].slice(0, 1))
      references(snapshot, uri, text.indexOf('app: db') + 'app: d'.length, { includeDeclaration: true });
  },
  dump: (snapshot) => {
    for (const file of snapshot.files.values()) dumpText(snapshot, file, '');
  },
  picture: (snapshot) => pictureOf(snapshot, { kind: 'workspace' }),
};

const counting = startCounting();
afterAll(() => counting.stop());

const nothing: ReadonlyMap<string, number> = new Map();

/** How much work each question is; the first includes reading. */
function work(files: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlyMap<string, number>> {
  let snapshot: Snapshot | undefined;
  const read = () => snapshotOf(Object.entries(files).map(([path, text]) => ({ uri: path, path, text })));
  return new Map(
    Object.entries(questions).map(([name, ask]) => [name, counting.workOf(() => ask((snapshot ??= read())))] as const),
  );
}

describe('twice as many are twice the work', () => {
  test.each(Object.entries(cases))('%s', (name, filesOf) => {
    // Before it is counted, what is made once is made.
    work(filesOf(10));
    const once = work(filesOf(40));
    const twice = work(filesOf(80));
    expect(twice.get('problems')?.size, 'functions that are counted').toBeGreaterThan(100);
    const all = Object.keys(questions).filter((asked) => !sharedByAll.has(`${name}: ${asked}`));
    for (const asked of sharedByAll.has(name) ? ['problems'] : all)
      expect(growing(once.get(asked) ?? nothing, twice.get(asked) ?? nothing), asked).toEqual([]);
  });
});
