import { describe, expect, test } from 'vitest';
import { definition, hover } from '../../../server/src/core/features/facade.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { checkRename } from '../../support/check-rename.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const app = `
  #- /apps/shop/kustomization.yaml
  resources: [all.yaml]
  #- /apps/shop/all.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: web}
  spec: {type: ExternalName, externalName: web.example.com}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: db, namespace: data}
  spec: {type: ExternalName, externalName: db.example.com}
`;

/** The same without its kustomization. */
const inFolder = app.slice(app.indexOf('  #- /apps/shop/all.yaml'));

function flux(spec: string, file = 'prod', path = './apps/shop'): string {
  return `
  #- /clusters/${file}.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: shop, namespace: flux-system}
  spec:
    path: ${path}
    ${spec}
  `;
}

function argo(source: string, namespace = 'shop'): string {
  return `
  #- /argocd/shop.yaml
  apiVersion: argoproj.io/v1alpha1
  kind: Application
  metadata: {name: shop, namespace: argocd}
  spec:
    destination: {namespace: ${namespace}}
    ${source}
  `;
}

/** The Services of a workspace with their namespaces, labels and ports. */
function services(source: string): readonly string[] {
  return snapshotOfFixture(parseFixture(source))
    .ofKind('Service')
    .map(({ name, namespace, resource }) => {
      const labels = [...resource.metadata.labels.pairs].map(([key, { value }]) => ` ${key}=${value}`);
      return `${name}.${namespace}${labels.join('')}`;
    });
}

describe('what Flux changes of a kustomization', () => {
  test('its namespace, names, labels, and what patches say', () => {
    expect(services(app + flux('targetNamespace: live'))).toEqual(['web.live', 'db.live']);
    expect(services(app + flux('commonMetadata: {labels: {team: one}}'))).toEqual([
      'web.default team=one',
      'db.data team=one',
    ]);
    const patch = `namePrefix: x-
    patches:
      - target: {kind: Service, name: web}
        patch: '[{"op": "add", "path": "/metadata/labels", "value": {patched: "yes"}}]'
      - patch: '{apiVersion: v1, kind: Service, metadata: {name: db, namespace: data}, $patch: delete}'`;
    expect(services(app + flux(patch.replace('patched', '"patched"')))).toEqual(['x-web.default patched=yes']);
  });

  test('what its file says of names, and before its other patches', () => {
    const own = app.replace('resources', 'namePrefix: own-\n  nameSuffix: -own\n  namespace: own\n  resources');
    expect(services(own + flux('namePrefix: x-'))).toEqual(['x-web-own.own', 'x-db-own.own']);
    const late = own.replace(
      'resources',
      `patchesJson6902: [{target: {version: v1, kind: Service, name: x-web-own}, patch: '[{"op": "add", "path": "/metadata/labels", "value": {a: b}}]'}]\n  resources`,
    );
    expect(services(late.replace('{a: b}', '{"a": "b"}') + flux('namePrefix: x-'))).toEqual([
      'x-web-own.own a=b',
      'x-db-own.own',
    ]);
  });

  test('nothing of another folder, where several differ, and where the path is filled in later', () => {
    const unchanged = ['web.default', 'db.data'];
    expect(services(app + flux('targetNamespace: live', 'prod', './apps/other'))).toEqual(unchanged);
    expect(services(app + flux('targetNamespace: live', 'prod', './apps/${env}'))).toEqual(unchanged);
    expect(services((app + flux('targetNamespace: live', 'prod', './')).replace('/clusters/', '/apps/shop/'))).toEqual(
      unchanged,
    );
    const two = flux('targetNamespace: live') + flux('targetNamespace: test', 'test');
    expect(services(app + two)).toEqual(unchanged);
    const alike = flux('targetNamespace: live') + flux('targetNamespace: live', 'other');
    expect(services(app + alike)).toEqual(['web.live', 'db.live']);
  });

  test('the folder is found from any folder above, and not in one that another kustomization builds', () => {
    const nested = (app + flux('targetNamespace: live')).replaceAll('#- /', '#- /repositories/fleet/');
    expect(services(nested)).toEqual(['web.live', 'db.live']);
    const upper = `
  #- /top/kustomization.yaml
  resources: [../apps/shop]
    `;
    expect(services(app + flux('targetNamespace: live') + upper)).toEqual(['web.default', 'db.data']);
  });
});

describe('the components that are added to a kustomization', () => {
  const component = `
  #- /components/cache/kustomization.yaml
  apiVersion: kustomize.config.k8s.io/v1alpha1
  kind: Component
  resources: [cache.yaml]
  patches: [{target: {kind: Service, name: db}, patch: '[{"op": "replace", "path": "/metadata/namespace", "value": "other"}]'}]
  #- /components/cache/cache.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: cache}
  spec: {type: ExternalName, externalName: cache.example.com}
  `;

  test('are built with it, and not by themselves', () => {
    const built = ['web.live', 'db.live', 'cache.live'];
    const more = 'targetNamespace: live\n    components: [../../components/cache]';
    expect(services(app + component + flux(more))).toEqual(built);
    const options = 'source: {path: apps/shop, kustomize: {namespace: live, components: [../../components/cache]}}';
    expect(services(app + component + argo(options))).toEqual(built);
  });

  test('leave open what comes out where they are not known', () => {
    const isOpen = (source: string): readonly boolean[] =>
      snapshotOfFixture(parseFixture(source)).scopes.bound.map((scope) => scope.kind === 'kustomization' && scope.open);
    expect(isOpen(app + flux('components: [../../components/gone]'))).toEqual([true]);
    expect(isOpen(app + flux('targetNamespace: live'))).toEqual([false]);
    const differing = flux('components: [../../components/gone]') + flux('targetNamespace: test', 'test');
    expect(isOpen(app + differing)).toEqual([true]);
  });
});

describe('what Argo CD changes of a kustomization', () => {
  test('the namespace of objects without one, names and labels', () => {
    expect(services(app + argo('source: {path: apps/shop}'))).toEqual(['web.shop', 'db.data']);
    expect(services(app + argo('sources: [{path: apps/other}, {path: apps/shop}]'))).toEqual(['web.shop', 'db.data']);
    const options = 'source: {path: apps/shop, kustomize: {namePrefix: a-, nameSuffix: -z, commonLabels: {env: one}}}';
    expect(services(app + argo(options))).toEqual(['a-web-z.shop env=one', 'a-db-z.data env=one']);
  });
});

describe('what Argo CD writes into a kustomization', () => {
  test('takes the place of its names', () => {
    const own = app.replace('resources', 'namePrefix: own-\n  nameSuffix: -own\n  namespace: own\n  resources');
    expect(services(own + argo('source: {path: apps/shop, kustomize: {namePrefix: a-}}'))).toEqual([
      'a-web-own.own',
      'a-db-own.own',
    ]);
    const all = 'source: {path: apps/shop, kustomize: {namePrefix: a-, nameSuffix: -z, namespace: other}}';
    expect(services(own + argo(all))).toEqual(['a-web-z.other', 'a-db-z.other']);
  });

  test('patches are files beside it', () => {
    const patch = `
  #- /apps/shop/label.yaml
  [{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]
    `;
    const source = 'source: {path: apps/shop, kustomize: {patches: [{path: label.yaml, target: {name: web}}]}}';
    expect(services(app + patch + argo(source))).toEqual(['web.shop a=b', 'db.data']);
  });
});

describe('a folder without a kustomization', () => {
  const plain = inFolder.replace('all.yaml', 'deep/all.yaml');

  test('has the namespace of its order where its files write none', () => {
    expect(services(inFolder + argo('source: {path: apps/shop}'))).toEqual(['web.shop', 'db.data']);
    expect(services(inFolder + flux('targetNamespace: live'))[0]).toBe('web.live');
    expect(services(inFolder + flux('prune: true'))).toEqual(['web.default', 'db.data']);
    expect(services(inFolder + argo('source: {path: apps/other}'))).toEqual(['web.default', 'db.data']);
  });

  test('Argo CD takes the folders below it where it is told to, Flux always', () => {
    expect(services(plain + argo('source: {path: apps/shop}'))[0]).toBe('web.default');
    expect(services(plain + argo('source: {path: apps/shop, directory: {recurse: true}}'))[0]).toBe('web.shop');
    const chosen = 'source: {path: apps/shop, directory: {recurse: true, exclude: "*.yaml"}}';
    expect(services(plain + argo(chosen))[0]).toBe('web.default');
    expect(services(plain + flux('targetNamespace: live'))[0]).toBe('web.live');
    const kustomized = `
  #- /apps/shop/kustomization.yaml
  namePrefix: x-
    `;
    expect(services(plain + kustomized + flux('targetNamespace: live'))[0]).toBe('web.default');
  });

  test('nothing where several orders differ', () => {
    const two = flux('targetNamespace: live') + flux('targetNamespace: test', 'test');
    expect(services(inFolder + two)[0]).toBe('web.default');
    expect(services(inFolder + flux('targetNamespace: live') + flux('targetNamespace: live', 'other'))[0]).toBe(
      'web.live',
    );
  });

  test('and a setting for the file goes before it', () => {
    const [set] = snapshotOfFixture(parseFixture(inFolder + argo('source: {path: apps/shop}')), {
      namespaces: { 'apps/**': 'set' },
    }).ofKind('Service');
    expect(set?.namespace).toBe('set');
  });

  test('a chart has the namespace of its Application', () => {
    const chart = `
  #- /apps/shop/Chart.yaml
  apiVersion: v2
  name: shop
  version: 1.0.0
    `;
    expect(services(chart + plain + argo('source: {path: apps/shop}'))[0]).toBe('web.shop');
  });
});

test('host names are judged by what comes out', () => {
  checkDiagnostics(`${app}  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}
  data:
    right: http://web.live.svc.cluster.local
    wrong: http://wed.live.svc.cluster.local
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
  ${flux('targetNamespace: live')}`);
});

test.each([
  ['a kustomization', app],
  ['a folder', inFolder],
])('an order for %s that comes, changes and goes is taken in at once', (_, fixture) => {
  const { files } = parseFixture(fixture + flux('targetNamespace: live'));
  const order = files.find(({ path }) => path === '/clusters/prod.yaml');
  if (order === undefined) throw new Error('The fixture has no order.');
  const workspace = new Workspace();
  const namespace = (): string | undefined => workspace.snapshot.ofKind('Service')[0]?.namespace;
  const edit = (text: string): void => workspace.apply({ files: [{ ...order, text }] });
  workspace.apply({ files: [...files], complete: true });
  expect(namespace()).toBe('live');
  edit(order.text.replace('live', 'test'));
  expect(namespace()).toBe('test');
  edit(order.text.replace('kind: Kustomization', 'kind: Other'));
  expect(namespace()).toBe('default');
  edit(order.text);
  expect(namespace()).toBe('live');
  workspace.apply({ files: [], removed: [order.uri] });
  expect(namespace()).toBe('default');
});

test('patches of an order lead to their objects, and follow their names', () => {
  const patched = (name: string, cursors: readonly [own: string, target: string] = ['', '']): string =>
    app.replace('{name: web}', `{name: ${cursors[0]}${name}}`) +
    flux(`patches:
      - target: {kind: Service, name: ${cursors[1]}${name}}
        patch: |-
          apiVersion: v1
          kind: Service
          metadata: {name: ${name}}
          spec: {externalName: other.example.com}`);
  checkRename(patched('web', ['$0', '']), 'site', patched('site'));
  checkRename(patched('web', ['', '$0']), 'site', patched('site'));
  const { cursor, ...fixture } = parseFixture(patched('web', ['', '$0']));
  const snapshot = snapshotOfFixture(fixture as ReturnType<typeof parseFixture>);
  const [uri, offset] = [cursor?.uri ?? '', cursor?.offset ?? 0];
  expect(definition(snapshot, uri, offset)?.targets.map(({ file }) => file.path)).toEqual(['/apps/shop/all.yaml']);
  expect(hover(snapshot, uri, offset, { commands: [] })?.markdown).toContain('web.default.svc.cluster.local');
});

test('images that Flux gives are added to those of the kustomization, and of one name its own count', () => {
  const shop = `
  #- /apps/shop/kustomization.yaml
  resources: [web.yaml]
  images:
    - {name: one, newName: 'hub.tools.svc:5000/one'}
                            ^^^^^^^^^^^^^ warning[unreachable-from-node]
    - {name: two, newName: 'hub.tools.svc:5000/two'}
                            ^^^^^^^^^^^^^ warning[unreachable-from-node]
  #- /apps/shop/web.yaml
  apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec: {containers: [{name: one, image: 'one:1'}, {name: two, image: two}, {name: three, image: three}]}
  `;
  checkDiagnostics(shop);
  const ofFlux = flux("images: [{name: two, newName: example.com/two}, {name: three, newTag: '3'}]");
  const mark = '                            ^^^^^^^^^^^^^ warning[unreachable-from-node]\n';
  checkDiagnostics(
    `${shop.slice(0, shop.lastIndexOf(mark))}${shop.slice(shop.lastIndexOf(mark) + mark.length)}${ofFlux}`,
  );
});
