import fc from 'fast-check';

/** What happens to a workspace: a file gets another text, or goes. */
export interface FileEdit {
  readonly path: string;
  /** From the text it had to the one it has then; `undefined` where there is no file. */
  readonly change: (before: string | undefined) => string | undefined;
}

// Few names, so that the objects of different files meet.
const name = fc.constantFrom('db', 'web', 'cache', 'dbs');
const namespace = fc.constantFrom('', '', 'prod', 'test');
const port = fc.constantFrom('{name: sql, port: 5432}', '{name: http, port: 80, targetPort: http}', '{port: 9}');
const host = fc
  .tuple(
    fc.constantFrom('', '', '', 'db-0.', 'web-1.', 'one.', '_sql._tcp.'),
    name,
    fc.constantFrom(
      ...['', '', '.prod', '.prod.svc.cluster.local', '.test.svc', '.prod.cluster.local', '.default.svc.'],
      ...['.prod.pod.cluster.local', '.prod.service.cluster.local', '.svc.cluster.local', '.prod.svc.cluster'],
    ),
    fc.constantFrom('', ':5432', ':81'),
  )
  .map(([below, service, domain, portNumber]) => `${below}${service}${domain}${portNumber}`);
/** Fields of a Pod that decide which names it has, or who answers it. */
const podFields = fc.constantFrom(
  '',
  '',
  '',
  'hostname: one, subdomain: db, ',
  'hostname: x, subdomain: cache, ',
  'hostname: one, ',
  'subdomain: web, ',
  'dnsPolicy: Default, ',
  'hostNetwork: true, ',
  "dnsPolicy: None, dnsConfig: {nameservers: [192.0.2.1], searches: [prod.svc.cluster.local], options: [{name: ndots, value: '2'}]}, ",
  'hostAliases: [{ip: 192.0.2.2, hostnames: [web, db-0.db.prod]}], ',
);

const document = fc
  .record({ name, namespace, other: name, port, host, podFields, count: fc.nat(3) })
  .chain(({ name, namespace, other, port, host, podFields, count }) => {
    const metadata = `metadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}, labels: {app: ${name}}}`;
    const template = `template: {metadata: {labels: {app: ${other}}}, spec: {${podFields}containers: [{name: c, image: c, ports: [{name: http, containerPort: 80}], env: [{name: PEER, value: "http://${host}"}]}]}}`;
    const folder = ['a', 'b', 'base', 'prod'][count] ?? '';
    const object = (version: string, kind: string, rest: string): string =>
      `apiVersion: ${version}\nkind: ${kind}\n${metadata}\n${rest}\n`;
    return fc.constantFrom(
      object('v1', 'Service', `spec:\n  clusterIP: None\n  selector: {app: ${other}}\n  ports: [${port}]`),
      object('v1', 'Service', `spec:\n  selector: {app: ${other}}\n  ports: [${port}]`),
      object('v1', 'Service', `spec: {type: ExternalName, externalName: ${other}.example.com}`),
      object('v1', 'Service', `spec: {type: ExternalName, externalName: 192.0.2.${count}}`),
      object('v1', 'Service', `spec:\n  ports: [${port}]`),
      object('v1', 'Service', `spec:\n  clusterIP: None\n  ports: [${port}]`),
      object('v1', 'Service', 'spec: {clusterIP: None}'),
      object('v1', 'Endpoints', `subsets:\n- addresses: [{ip: 10.0.0.${count + 1}}]\n  ports: [${port}]`),
      object('v1', 'Endpoints', `subsets:\n- notReadyAddresses: [{ip: 10.0.0.${count + 1}}]\n  ports: [${port}]`),
      object('v1', 'Endpoints', `subsets:\n- addresses: [{ip: 10.0.0.${count + 1}, hostname: one}]`).replace(
        'labels: {',
        "labels: {endpointslice.kubernetes.io/skip-mirror: 'true', ",
      ),
      object('v1', 'Pod', template.slice('template: {metadata: {labels: {app: }}, '.length + other.length, -1)),
      object(
        'apps/v1',
        'StatefulSet',
        `spec:\n  replicas: ${count}\n  serviceName: ${other}\n  selector: {matchLabels: {app: ${other}}}\n  ${template}`,
      ),
      object('apps/v1', 'Deployment', `spec:\n  selector: {matchLabels: {app: ${other}}}\n  ${template}`),
      object(
        'batch/v1',
        'Job',
        `spec:\n  completionMode: Indexed\n  completions: ${count + 1}\n  parallelism: 2\n  ${template.replace('spec: {', 'spec: {restartPolicy: Never, subdomain: web, ')}`,
      ),
      object(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        `spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: ${other}}, maxReplicas: 4}`,
      ),
      object(
        'discovery.k8s.io/v1',
        'EndpointSlice',
        `addressType: IPv4\nendpoints: [{addresses: [10.0.1.${count}], hostname: ${other}-0}]\nports: [${port}]`,
      ).replace('labels: {', `labels: {kubernetes.io/service-name: ${other}, `),
      object(
        'discovery.k8s.io/v1',
        'EndpointSlice',
        `addressType: IPv4\nendpoints: [{addresses: [10.0.2.${count}], hostname: one}, {addresses: [10.0.3.${count}], conditions: {ready: false}}]\nports: [${port}]`,
      ).replace(
        'labels: {',
        `labels: {kubernetes.io/service-name: ${other}, ${count > 1 ? "service.kubernetes.io/headless: ''" : `endpointslice.kubernetes.io/managed-by: endpointslice${count === 1 ? 'mirroring' : ''}-controller.k8s.io`}, `,
      ),
      object('v1', 'ConfigMap', `data:\n  peers: ${name}-${count}.${host}`),
      object('v1', 'ConfigMap', `data:\n  url: "http://${host}/"`),
      object('v1', 'Namespace', ''),
      object(
        'discovery.k8s.io/v1',
        'EndpointSlice',
        `addressType: FQDN\nendpoints: [{addresses: [${name}.example.com]}, {addresses: [web.prod.svc.cluster.local], hostname: ${other}-0}]\nports: [${port}]`,
      ).replace('labels: {', `labels: {kubernetes.io/service-name: ${other}, `),
      object('apps/v1', 'DaemonSet', `spec:\n  selector: {matchLabels: {app: ${other}}}\n  ${template}`),
      object(
        'v1',
        'Pod',
        `spec: {${podFields}containers: [{name: c, image: c, command: [nc, -z, ${host.replace(':', ', ')}]}]}`,
      ),
      object(
        'example.com/v1',
        'Client',
        `spec:\n  url: "http://${host}"\n  template: {spec: {containers: [{name: c, args: ["--peer=${host}"]}]}}`,
      ),
      object(
        'apps/v1',
        'StatefulSet',
        `spec:\n  replicas: 2\n  serviceName: ${name}\n  selector: {matchLabels: {app: ${other}}}\n  ${template.replace('name: c, image: c,', `name: c, image: c, readinessProbe: {exec: {command: [curl, "http://${host}"]}},`)}`,
      ),
      object(
        'argoproj.io/v1alpha1',
        'Application',
        `spec:\n  destination: {namespace: ${other}}\n  source: {path: ${folder}, directory: {recurse: ${count > 1}}}`,
      ),
      object(
        'kustomize.toolkit.fluxcd.io/v1',
        'Kustomization',
        `spec:\n  path: ./${folder}\n  targetNamespace: ${other}\n  postBuild: {substitute: {NAME: ${name}}}`,
      ),
      'plain: YAML that is no manifest\n',
    );
  });

const manifest = fc.array(document, { maxLength: 4 }).map((documents) => documents.join('---\n'));

/** Text that is being written: cut off, or with letters where none belong. */
const broken = fc
  .tuple(manifest, fc.nat(), fc.constantFrom('', '"', '[', ': ', '\t', '{{ .x }}', '---\n', 'x'))
  .map(([text, at, letters]) => `${text.slice(0, at % (text.length + 1))}${letters}`);

const paths = ['a/one.yaml', 'a/two.yaml', 'b/one.yaml', 'base/one.yaml', 'base/two.yaml'] as const;

const base = fc.subarray(['one.yaml', 'two.yaml', 'missing.yaml']).map((files) => `resources: [${files.join(', ')}]\n`);

/** What a kustomization does beside putting names and namespaces: patches of both kinds, generators, values that go around. */
const kustomizing = fc
  .record({ name, other: name, host, behavior: fc.constantFrom('create', 'merge', 'replace'), create: fc.boolean() })
  .chain(({ name, other, host, behavior, create }) =>
    fc.subarray([
      `- target: {kind: Service, name: ${name}}\n  patch: "[{\\"op\\": \\"replace\\", \\"path\\": \\"/spec/selector/app\\", \\"value\\": \\"${other}\\"}]"`,
      `configMapGenerator: [{name: ${name}, behavior: ${behavior}, literals: ["url=http://${host}/"]}]`,
      `replacements: [{source: {kind: Service, name: ${name}}, targets: [{select: {kind: StatefulSet}, fieldPaths: [spec.serviceName], options: {create: ${create}}}]}]`,
      `vars: [{name: SERVICE, objref: {kind: Service, name: ${other}, apiVersion: v1}}]`,
    ]),
  );

const overlay = fc
  .record({ namespace, prefix: fc.constantFrom('', 'x-'), name, other: name, more: kustomizing })
  .map(({ namespace, prefix, name, other, more }) =>
    [
      'resources: [../base]',
      ...(namespace === '' ? [] : [`namespace: ${namespace}`]),
      ...(prefix === '' ? [] : [`namePrefix: ${prefix}`]),
      'patches:',
      `- patch: "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: ${name}}, spec: {serviceName: ${other}}}"`,
      // Those that go on with the patches come first.
      ...more,
      '',
    ].join('\n'),
  );

/** Settings for a folder and what is below it. */
const configuration = fc
  .record({ namespace: fc.constantFrom('prod', 'test', 'default'), level: fc.constantFrom('off', 'hint', 'error') })
  .map(({ namespace, level }) => `defaultNamespace: ${namespace}\nrules: {dangling-selector: ${level}}\n`);

/** Another text, no file, a word in place of another as long, which is the least that can change, or a key that is hit in between. */
const changeTo = (text: fc.Arbitrary<string>): fc.Arbitrary<FileEdit['change']> =>
  fc.oneof(
    { weight: 5, arbitrary: text.map((after) => () => after) },
    { weight: 1, arbitrary: fc.constant(() => undefined) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(
          ['prod', 'test'],
          ['test', 'prod'],
          ['name: web', 'name: dbs'],
          ['app: dbs', 'app: web'],
          ['80', '81'],
        )
        .map(
          ([from = '', to = '']) =>
            (before: string | undefined) =>
              before?.replace(from, to),
        ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat(), fc.constantFrom('"', '[', '\t', '}', '- ', 'x'))
        .map(([at, letters]) => (before: string | undefined) => {
          const place = at % ((before?.length ?? 0) + 1);
          return before && `${before.slice(0, place)}${letters}${before.slice(place)}`;
        }),
    },
  );

/** Whole files of manifests, with names that meet and that miss each other. */
export const manifestFiles = fc.dictionary(
  fc.constantFrom('a/one.yaml', 'a/two.yaml', 'b/one.yaml'),
  fc.array(document, { minLength: 1, maxLength: 5 }).map((documents) => documents.join('---\n')),
  { minKeys: 1, maxKeys: 3 },
);

/** Kustomizations beside them: a base, and overlays that may rename its objects and put them into namespaces. */
export const kustomizationFiles = fc
  .record({ one: manifest, prod: overlay, test: overlay })
  .map(({ one, prod, test }) => ({
    'base/one.yaml': one,
    'base/kustomization.yaml': 'resources: [one.yaml]\n',
    'prod/kustomization.yaml': prod,
    'test/kustomization.yaml': test,
  }));

/** One edit of a workspace with shared names, a base under two overlays, broken text, and files that come and go. */
export const fileEdit: fc.Arbitrary<FileEdit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      path: fc.constantFrom(...paths),
      change: changeTo(fc.oneof({ weight: 3, arbitrary: manifest }, { weight: 1, arbitrary: broken })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ path: fc.constant('base/kustomization.yaml'), change: changeTo(base) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      path: fc.constantFrom('prod/kustomization.yaml', 'test/kustomization.yaml'),
      change: changeTo(overlay),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      path: fc.constantFrom('.headlight.yaml', 'base/.headlight.yaml'),
      change: changeTo(configuration),
    }),
  },
);
