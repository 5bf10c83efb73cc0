import { namespaceNameLabel } from '../../kubernetes/written-selectors.ts';
import { spanAt } from '../../text/span.ts';
import { labelsOfMention, namespacedMentionsIn } from '../../hosts/mention-labels.ts';
import { type Placed, isOneScope, type Scope } from '../../objects/placed.ts';
import { treeOf, nodeIn } from '../../objects/places.ts';
import { addTo, groupBy } from '../../util/collections.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { mayRead } from '../../yaml/decode.ts';
import { entryOf, type YamlNode, type YamlScalar, scalarText } from '../../yaml/node.ts';
import { type At, type Path, keysOn } from '../../yaml/path.ts';
import { accountNamesIn, namespacesBesideNames } from '../account-names.ts';
import { encodedPlaces, exactly, namePlace } from './spelling.ts';
import { kustomizationScopes, namespacesOfKustomization } from './kustomization-names.ts';
import type { NamePlace } from '../../edits/write-name.ts';
import type { NamespaceSubject } from './subject.ts';

/**
 * Every place where a namespace is written: where objects say it, in fields that name it, in selectors, in names of accounts, in host
 * names, in patches that say which object they are of, and in configuration files. Of all objects, or of some.
 */
export function placesOfNamespace(
  snapshot: Snapshot,
  subject: NamespaceSubject,
  objects = snapshot.resources,
): readonly NamePlace[] {
  const { name } = subject;
  const spell = exactly(name);
  const parts = partsOf(snapshot, subject);
  const isMeant = (scope: Scope): boolean => parts === undefined || isAmong(parts, scope);
  const inObjects = objects
    .filter(({ scope }) => isMeant(scope))
    .flatMap((object) => placesInObject(snapshot, object, name));
  const kustomizations = new Set(
    kustomizationScopes(snapshot)
      .filter(isMeant)
      .flatMap((scope) => snapshot.scopes.filesOf(scope)),
  );
  const inPatches = [...kustomizations].flatMap((file) =>
    snapshot
      .about(file, namespacesOfKustomization)
      .filter(({ text }) => text === name)
      .map(({ place }) => ({ place, spell })),
  );
  // What configuration files say, they say of all parts.
  const configured = parts === undefined ? snapshot.configurations : [];
  const inConfigurations = configured.flatMap(({ file, namespaces }) =>
    namespaces.filter((one) => one.name === name).map(({ span }) => ({ place: { file, span }, spell })),
  );
  return [...inObjects, ...inPatches, ...inConfigurations];
}

function placesInObject(snapshot: Snapshot, object: Placed, name: string): readonly NamePlace[] {
  const mayName =
    object.built !== undefined ||
    object.resource.kind === 'Secret' ||
    mayRead(object.document.facts.text.toLowerCase(), name.toLowerCase());
  return mayName ? (snapshot.about(object, placesByNamespace).get(name) ?? []) : [];
}

/** Where an object names which namespaces, in whatever letters host names have them. */
function placesByNamespace(snapshot: Snapshot, object: Placed): ReadonlyMap<string, readonly NamePlace[]> {
  const found = new Map<string, NamePlace[]>();
  for (const { value, at } of namespacesBesideNames(snapshot, object))
    addTo(found, value, namePlace(object, at, exactly(value)));
  for (const { name, at } of namespacesIn(object)) addTo(found, name, namePlace(object, at, exactly(name)));
  const mentions = groupBy(namespacedMentionsIn(snapshot, object), ({ name }) => name.namespace?.toLowerCase() ?? '');
  for (const [name, ofName] of mentions) {
    const spell = exactly(name);
    for (const mention of ofName) {
      const within = labelsOfMention(mention)?.namespace;
      if (within !== undefined) addTo(found, name, namePlace(object, { ...mention.mention.at, within }, spell));
    }
    for (const one of encodedPlaces(ofName, spell, ({ namespace }) => namespace)) addTo(found, name, one);
  }
  return found;
}

/**
 * The parts of the workspace in which a namespace is meant; `undefined` for all of it, which is one cluster as a rule. Where several
 * parts have a manifest of such a namespace, each has its own, but for those that read it from one text, as the overlays of a base do.
 */
function partsOf(snapshot: Snapshot, { name, from }: NamespaceSubject): readonly Scope[] | undefined {
  if (from === undefined) return undefined;
  const declared = snapshot.ofKind('Namespace').filter((one) => one.name === name);
  if (!declared.some(({ scope }) => isOneScope(scope, from.scope))) return undefined;
  const parts = [from.scope];
  // The list is gone through to its end, also what is added on the way.
  for (const part of parts) {
    for (const object of snapshot.contentsOf(part).all) {
      const others = snapshot.inDocument(object.document).filter(({ scope }) => !isAmong(parts, scope));
      if (others.length === 0 || placesInObject(snapshot, object, name).length === 0) continue;
      for (const { scope } of others) if (!isAmong(parts, scope)) parts.push(scope);
    }
  }
  return declared.every(({ scope }) => isAmong(parts, scope)) ? undefined : parts;
}

function isAmong(parts: readonly Scope[], scope: Scope): boolean {
  return parts.some((part) => isOneScope(part, scope));
}

/** Below these the keys are people's own. */
const freeKeys: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData', 'annotations', 'values', 'status']);

/** A place of an object that names a namespace. */
interface NamespacePlace {
  readonly name: string;
  readonly at: At;
}

/** The namespaces that an object names, each with its place; those of host names are not among them. */
export function namespacesIn(object: Placed): readonly NamespacePlace[] {
  const own = object.resource.kind === 'Namespace' ? object.resource.metadata.name : undefined;
  return [
    ...(own === undefined ? [] : [{ name: own.value, at: own.at }]),
    ...placesNaming(treeOf(object), []),
    ...accountNamesIn(object).map(({ namespace: { value, at } }) => ({ name: value, at })),
  ];
}

/**
 * Places that name a namespace: fields `namespace`, `targetNamespace` and their like, lists of them, the label that every namespace has,
 * and strings that begin with it where it is known that they do.
 */
function placesNaming(node: YamlNode | undefined, path: Path): readonly NamespacePlace[] {
  switch (node?.kind) {
    case 'sequence': {
      const list = String(path.at(-1));
      return node.items.flatMap((item, index) => {
        const below = [...path, index];
        if (item.kind !== 'scalar') return placesNaming(item, below);
        return isNamespaceList(list) ? wholeName(item, below) : stretchNaming(item, list, below);
      });
    }
    case 'map': {
      const named = listNaming(node);
      return node.entries.flatMap(({ key, value }) => {
        const below = [...path, key];
        if (key === named && value.kind === 'sequence')
          return value.items.flatMap((item, index) => wholeName(item, [...below, index]));
        if (value.kind === 'scalar')
          return namesIt(key, String(path.at(-1))) ? wholeName(value, below) : stretchNaming(value, key, below);
        return freeKeys.has(key) && key !== 'annotations' ? [] : placesNaming(value, below);
      });
    }
    case 'scalar':
    case undefined:
      return [];
  }
}

/** The key of a list in a map that names namespaces by what is beside it: values of their label, or what a role may do something to. */
function listNaming(map: YamlNode | undefined): string | undefined {
  if (scalarText(entryOf(map, 'key')?.value) === namespaceNameLabel) return 'values';
  const resources = entryOf(map, 'resources')?.value;
  return resources?.kind === 'sequence' && resources.items.some((one) => scalarText(one) === 'namespaces')
    ? 'resourceNames'
    : undefined;
}

/** Whether the field at a path names a namespace, whether anything is written there or not. */
export function namesNamespace(placed: Placed, path: Path): boolean {
  const keys = keysOn(path);
  const [holder = '', key = ''] = [keys.at(-2), keys.at(-1)];
  if (keys.some((one) => freeKeys.has(one) && one !== 'annotations')) return false;
  if (path.at(-1) === key) return namesIt(key, holder);
  return isNamespaceList(key) || listNaming(nodeIn(placed, path.slice(0, -2))) === key;
}

function isNamespaceList(key: string): boolean {
  return /namespaces$|^matchNames$/i.test(key);
}

/** Whether a field is called as those that name a namespace; of labels that is one alone. */
function namesIt(key: string, holder: string): boolean {
  if (key === namespaceNameLabel) return true;
  return /namespace$/i.test(key) && !freeKeys.has(holder) && !/labels$|^selector$/i.test(holder);
}

function wholeName(node: YamlNode, path: Path): readonly NamespacePlace[] {
  const name = node.kind === 'scalar' ? node.value : undefined;
  return typeof name === 'string' && name !== '' ? [{ name, at: { path } }] : [];
}

/**
 * Fields and annotations whose value is a namespace, a slash and a name. Sources: cert-manager cmd/cainjector, ingress-nginx
 * internal/ingress/annotations, Istio networking/v1 VirtualService.gateways.
 */
const namespacedNames: ReadonlySet<string> = new Set([
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'nginx.ingress.kubernetes.io/auth-secret',
  'nginx.ingress.kubernetes.io/auth-tls-secret',
  'nginx.ingress.kubernetes.io/proxy-ssl-secret',
  'gateways',
]);

/** The namespace before the slash of such a string. */
function stretchNaming({ text }: YamlScalar, key: string, path: Path): readonly NamespacePlace[] {
  const name = namespacedNames.has(key) ? /^([^/]+)\//.exec(text)?.[1] : undefined;
  return name === undefined ? [] : [{ name, at: { path, within: spanAt(0, name.length) } }];
}
