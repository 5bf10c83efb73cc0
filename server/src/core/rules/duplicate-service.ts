import { groupBy } from '../util/collections.ts';
import { folderOf } from '../util/paths.ts';
import { displayNameOf, isCertain, type Placed } from '../objects/placed.ts';
import type { Contents } from '../scopes/contents.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import type { Service } from '../kubernetes/service.ts';
import { defineRule, relatedByName } from './rule.ts';

export const duplicateService = defineRule({
  code: 'duplicate-service',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'A Service is defined twice in one namespace.',
  source:
    'Kubernetes API, ObjectMeta.name; kubernetes pkg/apis/core/validation/validation.go, validateUpgradeDowngradeClusterIPs',
  messages: {
    again:
      'Service "{service}" is defined twice in namespace "{namespace}". The one applied last replaces the other, or fails if the two differ in clusterIP. Remove one, or rename it.',
    kustomization:
      'Service "{service}" appears twice in this kustomization, and kustomize rejects the second one. Namespace "{namespace}" can have one Service of that name; to change it, use a patch.',
    folder:
      'Another file in this folder also defines Service "{service}". Namespace "{namespace}" can have one Service of that name; the one applied last replaces the other.',
    relatedFirst: 'Service "{service}" is first defined here.',
  },
  *check(service, { snapshot }) {
    const { name } = service.resource.metadata;
    if (name === undefined || service.name === undefined) return;
    const close = firstBefore(snapshot, service, 'applied together');
    const first = close ?? firstBefore(snapshot, service, 'same folder');
    if (first === undefined || (close === undefined && !isFirstOfFolder(snapshot, service))) return;
    const values = { service: displayNameOf(service), namespace: service.namespace };
    yield {
      at: name.at,
      message: close === undefined ? 'folder' : service.scope.kind === 'kustomization' ? 'kustomization' : 'again',
      values,
      severity: close === undefined ? 'hint' : 'warning',
      related: [relatedByName(first, values, 'relatedFirst')],
    };
  },
});

/** The Services that are the same object as one, if they are applied together: in one folder, or in one scope that is more than that. */
const same = defineIndex(['Service'], (service) =>
  keysIn(service, isHeap(service) ? '' : folderOf(service.document.file.path)),
);

/** Whether a Service is the first of its folder that another file there defines, too: alternatives of a folder are told once. */
function isFirstOfFolder(snapshot: Questions, service: Placed<Service>): boolean {
  const [first] = inFolderOf(snapshot, service);
  return first !== undefined && snapshot.about(first, firstAlternative) === service;
}

/** The first alternative of the folder that a Service is the first of, worked out once for all of them. */
function firstAlternative(snapshot: Questions, first: Placed<Service>): Placed<Service> | undefined {
  return inFolderOf(snapshot, first).find(
    (one) =>
      firstBefore(snapshot, one, 'applied together') === undefined &&
      firstBefore(snapshot, one, 'same folder') !== undefined,
  );
}

function inFolderOf(snapshot: Questions, { scope, document }: Placed<Service>): readonly Placed<Service>[] {
  return snapshot.contentsOf(scope).index(byFolder).get(folderOf(document.file.path)).all;
}

const byFolder = defineIndex(['Service'], ({ document }) => [folderOf(document.file.path)]);

/** What is the same object in a place has one of these. A namespace that only one of them writes may be another one. */
function keysIn(service: Placed<Service>, place: string): readonly string[] {
  const { name, namespace, namespaceOrigin } = service;
  return name === undefined || !isCertain(service) ? [] : [[name, namespace, namespaceOrigin, place].join('\n')];
}

function isHeap({ scope }: Placed): boolean {
  return scope.kind === 'kustomization';
}

/** The first Service that is the same object and comes before one. Files of a folder may be alternatives, which are not applied together. */
function firstBefore(
  snapshot: Questions,
  service: Placed<Service>,
  among: 'applied together' | 'same folder',
): Placed<Service> | undefined {
  const contents = snapshot.contentsOf(service.scope);
  const [key = ''] = same.keysOf(service, contents);
  const all = contents.index(same).get(key).all;
  if (all.length < 2) return undefined;
  const others =
    among === 'same folder' || isHeap(service)
      ? all
      : contents.aboutAlike(key, { key }, sameByFile).get(service.document.file);
  return others?.find((other) => isEarlier(contents, other, service));
}

function sameByFile(contents: Contents, { key }: { readonly key: string }) {
  return groupBy(contents.index(same).get(key).all, ({ document }) => document.file);
}

/** In a kustomization as it lists them, which is the order in which they come in; else by the paths of their files and their places. */
function isEarlier(contents: Contents, one: Placed<Service>, other: Placed<Service>): boolean {
  if (one.resource === other.resource) return false;
  // One object that two kustomizations reach is none twice.
  if (one.document === other.document && !isHeap(one)) return isBefore(one.resource.root, other.resource.root);
  if (one.document === other.document && isSamePath(one.resource.root, other.resource.root)) return false;
  const [oneName, otherName] = [one, other].map(({ document }) => bareName(document.file.path));
  if (!isHeap(one) && oneName !== otherName) return (oneName ?? '') < (otherName ?? '');
  return contents.sorted([one, other])[0] === one;
}

/** A path without its ending, so that `web.yaml` comes before its variant `web-ipv6.yaml`. */
function bareName(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

/** Whether the way to an object of a list points to an earlier item than that to another one. */
function isBefore(one: Path, other: Path): boolean {
  const index = one.findIndex((step, at) => step !== other[at]);
  return index >= 0 && Number(one[index]) < Number(other[index]);
}
