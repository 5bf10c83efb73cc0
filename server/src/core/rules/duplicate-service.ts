import { folderOf } from '../util/paths.ts';
import { displayNameOf } from '../objects/describe.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import type { Service } from '../kubernetes/service.ts';
import { defineRule } from './rule.ts';

export const duplicateService = defineRule({
  code: 'duplicate-service',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'A Service is defined twice in one namespace.',
  source:
    'Kubernetes API, ObjectMeta.name; kubernetes pkg/apis/core/validation/validation.go, validateUpgradeDowngradeClusterIPs',
  messages: {
    again:
      'Service "{service}" is defined twice in namespace "{namespace}", and the later one wins. Whatever is applied last replaces the other, or fails where the two differ in clusterIP.',
    kustomization:
      'Service "{service}" comes twice into one kustomization, and kustomize refuses the second. There is one Service of the name in namespace "{namespace}"; what is meant to change it is a patch.',
    folder:
      'Service "{service}" is defined in another file of this folder, too. In namespace "{namespace}" there is one Service of the name; whatever is applied last replaces the other.',
    relatedFirst: 'Service "{service}" is defined here first.',
  },
  *check(service, { snapshot }) {
    const { name } = service.resource.metadata;
    if (name === undefined || service.name === undefined) return;
    const earlier = snapshot
      .contentsOf(service.scope)
      .named('Service', service.name)
      .fitting(service)
      .filter((other) => isSameObject(other, service) && isEarlier(snapshot, other, service));
    const close = earlier.find((other) => isAppliedWith(other, service));
    const first = close ?? earlier.find((other) => isBeside(other, service));
    if (first === undefined) return;
    const values = { service: displayNameOf(service), namespace: service.namespace };
    yield {
      at: name.at,
      message: close === undefined ? 'folder' : service.scope.kind === 'kustomization' ? 'kustomization' : 'again',
      values,
      severity: close === undefined ? 'hint' : 'warning',
      related: [{ resource: first, at: { path: ['metadata', 'name'] }, message: 'relatedFirst', values }],
    };
  },
});

/** A namespace that only one of them writes may be another one. */
function isSameObject(one: Placed<Service>, other: Placed<Service>): boolean {
  if (!one.document.forOthers.certain || !other.document.forOthers.certain) return false;
  return one.namespace === other.namespace && one.namespaceOrigin === other.namespaceOrigin;
}

function isEarlier(snapshot: Questions, one: Placed<Service>, other: Placed<Service>): boolean {
  if (one.resource === other.resource || (one.document === other.document && isSamePlace(one, other))) return false;
  if (one.scope === other.scope && one.scope.kind === 'kustomization') {
    // As the kustomization lists them, which is the order in which they come in.
    const built = snapshot.contentsOf(one.scope).named('Service', one.name ?? '').all;
    return built.indexOf(one) < built.indexOf(other);
  }
  const file = one.document.file;
  if (file !== other.document.file) return bareName(file.path) < bareName(other.document.file.path);
  const all = snapshot.inFile(file.uri);
  return all.indexOf(one) < all.indexOf(other);
}

/** A path without its ending, so that `web.yaml` comes before its variant `web-ipv6.yaml`. */
function bareName(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

/** One object that two kustomizations reach is none twice. */
function isSamePlace(one: Placed, other: Placed): boolean {
  return one.resource.root.join('/') === other.resource.root.join('/');
}

/** Whether both are surely applied together: they are in one file, or in one scope that is more than a folder. */
function isAppliedWith(one: Placed, other: Placed): boolean {
  if (one.scope !== other.scope) return false;
  return one.document.file === other.document.file || (one.scope.kind !== 'plain' && one.scope.kind !== 'chart');
}

function isBeside(one: Placed, other: Placed): boolean {
  return one.scope === other.scope && folderOf(one.document.file.path) === folderOf(other.document.file.path);
}
