import { podSpecPaths } from './pod-specs.ts';
import { saidOf } from '../util/collections.ts';
import {
  entryOf,
  isNullOrAbsent,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from '../yaml/node.ts';
import { type Path, keysOn } from '../yaml/path.ts';
import { mergeItems } from './merge-lists.ts';
import { from, type Origin } from '../objects/origins.ts';
import { mapNode, nowhere, textOfNode, withEntries, withEntry, withItems, withoutEntry, withValue } from './tree.ts';

/**
 * An object after a strategic merge patch; `undefined` where the patch deletes it. Lists whose items have a key in the API are
 * merged by it, even those that the patch does not mention, others are replaced. `reject` is told of a directive that there is not. Source:
 * kustomize kyaml/yaml/merge2/merge2.go.
 */
export function strategicMerge(
  tree: YamlNode,
  patch: YamlNode,
  origin: Origin,
  reject: (directive: string) => void,
): YamlNode | undefined {
  // Of the object as a whole, kustomize replaces a copy.
  if (directiveOf(patch) === 'replace') return tree;
  const lists = mergeKeysOf(tree);
  const replaced = new Map<YamlNode, YamlEntry>();
  const merged = merge(tree, patch, { path: '', lists, origin, replaced, reject });
  return merged && withEntries(merged, replaced);
}

interface Merging {
  /** From the object, keys apart by `.`, without indexes. */
  readonly path: string;
  readonly lists: (path: string) => readonly string[] | undefined;
  /** The text that the patch is in. */
  readonly origin: Origin;
  /** What takes the place of the entries of scalars that may be in several fields. */
  readonly replaced: Map<YamlNode, YamlEntry>;
  readonly reject: (directive: string) => void;
}

function merge(old: YamlNode | undefined, patch: YamlNode | undefined, merging: Merging): YamlNode | undefined {
  if (patch === undefined) return old && untouched(old, merging);
  if (isNullOrAbsent(patch)) return undefined;
  if (patch.kind === 'scalar') return from(merging.origin, quotedLike(old, patch));
  if (old?.kind === 'map' && patch.kind === 'map') return mergeMaps(old, patch, merging);
  if (old?.kind === 'sequence' && patch.kind === 'sequence') return mergeLists(old, patch, merging);
  return added(patch, merging);
}

/**
 * A scalar is written as the one it replaces: in the place of a quoted one, a number becomes a string. Source: kustomize
 * kyaml/yaml/merge2/merge2.go, SetStyle.
 */
function quotedLike(old: YamlNode | undefined, patch: YamlScalar): YamlScalar {
  if (old?.kind !== 'scalar' || old.style === 'plain' || typeof patch.value === 'string') return patch;
  return { ...patch, value: patch.text };
}

function mergeMaps(old: YamlMap, patch: YamlMap, merging: Merging): YamlNode | undefined {
  const directive = directiveOf(patch);
  if (directive === 'delete') return undefined;
  if (directive === 'replace') return added(patch, merging);
  if (directive !== 'merge' && entryOf(patch, '$patch') !== undefined) merging.reject(directive);
  let merged = old;
  for (const { key, value } of old.entries) {
    if (value.kind === 'scalar' || entryOf(patch, key) !== undefined) continue;
    const walked = merge(value, undefined, { ...merging, path: dottedPath(merging, key) });
    if (walked !== undefined && walked !== value) merged = withValue(merged, key, walked);
  }
  for (const entry of patch.entries) {
    if (entry.key === '$patch') continue;
    const below = { ...merging, path: dottedPath(merging, entry.key) };
    const before = entryOf(old, entry.key)?.value;
    const value = merge(before, entry.value, below);
    if (before?.origin !== undefined && value?.kind === 'scalar') merging.replaced.set(before, { ...entry, value });
    if (value === undefined) merged = withoutEntry(merged, entry.key);
    // A key is in the text of its value.
    else
      merged =
        value.origin === merging.origin ? withEntry(merged, { ...entry, value }) : withValue(merged, entry.key, value);
  }
  return patch.lost === undefined ? merged : { ...merged, lost: [...(merged.lost ?? []), ...patch.lost] };
}

const empty = mapNode([], nowhere);

/** Something that only the object has: even there an item of a list may be taken for another one. */
function untouched(old: YamlNode, merging: Merging): YamlNode | undefined {
  if (old.kind === 'map') return mergeMaps(old, empty, merging);
  const keys = merging.lists(merging.path);
  if (old.kind === 'scalar' || keys === undefined) return old;
  const merged = mergeItems(old.items, [], keys, (item) => item && untouched(item, merging));
  return withItems(old, merged);
}

/** Something that only the patch has: without its directives and nulls. */
function added(patch: YamlNode, merging: Merging): YamlNode | undefined {
  const kept = withoutDirectives(patch, merging);
  return kept && from(merging.origin, kept);
}

/** A list without keys is taken as it is written, and all that is in it. */
function withoutDirectives(patch: YamlNode, merging: Pick<Merging, 'path' | 'lists'>): YamlNode | undefined {
  switch (patch.kind) {
    case 'scalar':
      return isNullOrAbsent(patch) ? undefined : patch;
    case 'sequence': {
      if (merging.lists(merging.path) === undefined) return patch;
      const items = patch.items.flatMap((item) => (isDirective(item) ? [] : (withoutDirectives(item, merging) ?? [])));
      return withItems(patch, items);
    }
    case 'map': {
      if (directiveOf(patch) === 'delete') return undefined;
      let kept = patch;
      for (const { key, value } of patch.entries) {
        const below = { ...merging, path: dottedPath(merging, key) };
        const own = key === '$patch' ? undefined : withoutDirectives(value, below);
        kept = own === undefined ? withoutEntry(kept, key) : withValue(kept, key, own);
      }
      return kept;
    }
  }
}

/** Lists with keys are merged item by item, others are replaced. */
function mergeLists(old: YamlSequence, patch: YamlSequence, merging: Merging): YamlNode | undefined {
  const keys = merging.lists(merging.path);
  const directive = directiveOf(patch.items.find(isDirective));
  if (keys === undefined || directive === 'replace') return added(patch, merging);
  if (directive === 'delete') return undefined;
  const items = patch.items.filter((item) => !isDirective(item));
  const merged = mergeItems(old.items, items, keys, (before, item) =>
    // Of an item, too, kustomize replaces a copy.
    before !== undefined && directiveOf(item) === 'replace' ? untouched(before, merging) : merge(before, item, merging),
  );
  return withItems(old, merged);
}

function dottedPath({ path }: Pick<Merging, 'path'>, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** What a map of a patch says to do with the one that it is for. */
function directiveOf(patch: YamlNode | undefined): string {
  return textOfNode(entryOf(patch, '$patch')?.value);
}

function isDirective(item: YamlNode): boolean {
  return item.kind === 'map' && item.entries.length === 1 && item.entries[0]?.key === '$patch';
}

/** The keys of lists by their path in a Pod's spec. Source: Kubernetes API core/v1, x-kubernetes-list-map-keys and x-kubernetes-patch-merge-key. */
const podLists: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

const containerLists: Readonly<Record<string, readonly string[]>> = {
  ports: ['containerPort', 'protocol'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
};

/** The apiVersions at which kustomize has a schema of kinds with Pods. */
const podKinds: readonly (readonly [apiVersion: string, kinds: readonly (keyof typeof podSpecPaths)[]])[] = [
  ['v1', ['Pod', 'ReplicationController']],
  ['apps/v1', ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']],
  ['batch/v1', ['Job', 'CronJob']],
  ['batch/v1beta1', ['CronJob']],
];

/** What the paths of lists in a Pod's spec begin with, by apiVersion and kind. */
const podSpecs: Readonly<Record<string, string>> = Object.fromEntries(
  podKinds.flatMap(([apiVersion, kinds]) =>
    kinds.map((kind) => [`${apiVersion} ${kind}`, `${podSpecPaths[kind].replaceAll('/', '.')}.`]),
  ),
);

const webhookLists: Readonly<Record<string, readonly string[]>> = { webhooks: ['name'] };

const ownLists: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'v1 Service': { 'spec.ports': ['port', 'protocol'] },
  'v1 ServiceAccount': { secrets: ['name'] },
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration': webhookLists,
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration': webhookLists,
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': webhookLists,
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': webhookLists,
};

/** The keys by which items of the list at a path of an object are merged; `undefined` where a patch replaces the list. */
export function mergeKeysAt(tree: YamlNode | undefined, path: Path): readonly string[] | undefined {
  return mergeKeysOf(tree)(keysOn(path).join('.'));
}

/** The lists that are merged in an object, by its kind; none for kinds that kustomize has no schema of. */
function mergeKeysOf(tree: YamlNode | undefined): Merging['lists'] {
  const type = ['apiVersion', 'kind'].map((key) => textOfNode(entryOf(tree, key)?.value)).join(' ');
  const podSpec = podSpecs[type];
  return (path) => {
    const own = ownLists[type]?.[path];
    if (own !== undefined || podSpec === undefined || !path.startsWith(podSpec)) return own;
    const below = path.slice(podSpec.length);
    const container = /^(?:containers|initContainers)\.(\w+)$/.exec(below);
    return container?.[1] === undefined ? saidOf(podLists, below) : saidOf(containerLists, container[1]);
  };
}
