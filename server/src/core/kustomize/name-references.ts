import { addTo, madeOnce, saidOf } from '../util/collections.ts';
import { kinds } from '../kubernetes/kinds/index.ts';
import { otherReferences } from '../kubernetes/other-references.ts';
import { fieldsBelow, type ReferenceMark } from '../kubernetes/table/fields.ts';
import { groupOf, kindOf, type Resource } from '../kubernetes/resource.ts';
import type { Path } from '../yaml/path.ts';
import { entryOf, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { composed, originBelow, stretchOf, type Origin } from '../objects/origins.ts';
import { identityOf, isClusterScoped, originalIdentity, type Draft, type Identity } from './draft.ts';
import { isWayOf, type KindWay } from './kind-way.ts';
import { changeField, textOfNode, withChildren, withValue } from './tree.ts';

/**
 * Lets fields that name an object follow its new name, as kustomize does once everything is put together: in the fields
 * it knows as references and those that configurations add, and in no other.
 * Source: kustomize api/internal/konfig/builtinpluginconsts/namereference.go; api/filters/nameref/nameref.go.
 */
export function followNames(drafts: readonly Draft[], more: readonly ReferenceWay[]): void {
  const renamed = new Map<string, Draft[]>();
  /** The kinds of which some object has another name now: nothing follows where all have their names. */
  const targets = new Set<string>();
  /** The kinds of which some object is in another namespace now. */
  const moved = movedKinds(drafts);
  for (const draft of drafts) {
    if (draft.tree === undefined || draft.previous.length === 0) continue;
    for (const name of new Set(draft.previous.map((one) => one.name))) addTo(renamed, name, draft);
    const { name: now } = identityOf(draft.tree);
    if (draft.previous.some(({ name }) => name !== now)) for (const { kind } of draft.previous) targets.add(kind);
  }
  if (targets.size === 0 && moved.size === 0) return;
  const all = [...references(), ...more].filter(
    ({ target, path }) => targets.has(target) || (besideNamespace.includes(path) && moved.has(target)),
  );
  for (const draft of drafts) {
    if (draft.tree === undefined) continue;
    const original = originalIdentity(draft, draft.tree);
    for (const reference of all) {
      if (!isWayOf(reference, original) || isOfOtherRole(draft.tree, reference)) continue;
      if (besideNamespace.includes(reference.path)) {
        draft.tree = followWithNamespace(draft, draft.tree, reference, { drafts, renamed });
        continue;
      }
      const follow = (node: YamlNode, above: Origin): YamlNode => {
        if (node.kind === 'map') return node;
        if (node.kind === 'sequence') return withChildren(node, (item) => follow(item, originBelow(node, above)));
        const referred = findReferred(draft, node.text, reference.target, renamed)?.tree;
        const name = referred === undefined ? node.text : identityOf(referred).name;
        return name === node.text ? node : composed([{ text: name, source: stretchOf(node, above) }], node, above);
      };
      draft.tree = changeField(draft.tree, draft.home, reference, { to: follow });
    }
  }
}

/** Whether a binding says that it is for the other kind of role. Source: as `followNames`, roleRefFilter. */
function isOfOtherRole(tree: YamlNode, { path, target }: ReferenceWay): boolean {
  if (path !== 'roleRef/name') return false;
  const kind = textOfNode(entryOf(entryOf(tree, 'roleRef')?.value, 'kind')?.value);
  return kind !== '' && kind !== target;
}

/**
 * The names of the Service that a webhook calls and of the accounts of a binding: the namespace beside them follows as well. Source: as
 * `followNames`.
 */
const besideNamespace: readonly string[] = ['webhooks/clientConfig/service/name', 'subjects/name'];

function movedKinds(drafts: readonly Draft[]): ReadonlySet<string> {
  const kindsOfMoved = drafts.flatMap(({ tree, previous }) => {
    if (tree === undefined || previous.length === 0) return [];
    const { namespace: now } = identityOf(tree);
    return previous.some(({ namespace }) => namespace !== now) ? previous.map(({ kind }) => kind) : [];
  });
  return new Set(kindsOfMoved);
}

/**
 * An object after what it names follows with its namespace: of those of the namespace that it writes, first by what that was, the one of
 * the name.
 */
function followWithNamespace(
  referrer: Draft,
  tree: YamlNode,
  { path, target }: ReferenceWay,
  { drafts, renamed }: { readonly drafts: readonly Draft[]; readonly renamed: ReadonlyMap<string, readonly Draft[]> },
): YamlNode {
  const isOriginally = (draft: Draft, namespace: string): boolean =>
    draft.tree !== undefined && originalIdentity(draft, draft.tree).namespace === namespace;
  const to = (node: YamlNode, above: Origin): YamlNode => {
    if (node.kind === 'sequence') return withChildren(node, (item) => to(item, originBelow(node, above)));
    const name = entryOf(node, 'name')?.value;
    if (node.kind !== 'map' || name?.kind !== 'scalar') return node;
    const written = entryOf(node, 'namespace')?.value;
    const namespace = written === undefined ? undefined : textOfNode(written);
    const isFormer = namespace !== undefined && drafts.some((draft) => isOriginally(draft, namespace));
    const found = findReferred(referrer, name.text, target, renamed, (draft) => {
      if (namespace === undefined || draft.tree === undefined) return true;
      return isFormer ? isOriginally(draft, namespace) : identityOf(draft.tree).namespace === namespace;
    });
    if (found?.tree === undefined) return node;
    const inside = originBelow(node, above);
    const put = (map: YamlMap, key: string, place: YamlScalar, text: string): YamlMap =>
      text === '' || textOfNode(entryOf(map, key)?.value) === text
        ? map
        : withValue(map, key, composed([{ text, source: stretchOf(place, inside) }], place, inside));
    const metadata = entryOf(found.tree, 'metadata')?.value;
    const called = put(node, 'name', name, identityOf(found.tree).name);
    const place = written?.kind === 'scalar' ? written : name;
    return put(called, 'namespace', place, textOfNode(entryOf(metadata, 'namespace')?.value));
  };
  return changeField(tree, referrer.home, { path: path.slice(0, -'/name'.length) }, { to });
}

/** A field of objects of a kind that names an object of another. */
export interface ReferenceWay extends KindWay {
  readonly target: string;
}

const references = madeOnce((): readonly ReferenceWay[] => [
  ...kinds.flatMap(({ kind, kustomized, table }) =>
    fieldsBelow(table).flatMap(([keys, { refersTo }]) =>
      followed(refersTo)
        .filter((target) => saidOf(leftAlone, kind)?.includes(target) !== true)
        .map((target) => ({ target, kind, path: keys.join('/'), ...kustomized })),
    ),
  ),
  ...otherReferences.flatMap(({ groups, kinds: ofKinds, path, refersTo }) =>
    followed(refersTo).flatMap((target) =>
      ofKinds.flatMap((kind) => groups.map((group) => ({ target, kind, group, path }))),
    ),
  ),
]);

/** What the Pods of a kind name, and follows in the Pods of all other kinds only. Source: as `followNames`. */
const leftAlone: Readonly<Record<string, readonly string[]>> = {
  ReplicationController: ['ConfigMap', 'Secret'],
  ReplicaSet: ['ServiceAccount', 'PersistentVolumeClaim', 'PriorityClass'],
};

/** The kinds whose new names a field follows. */
function followed(mark: ReferenceMark | undefined): readonly string[] {
  return mark?.followed ?? [];
}

/** Whether a field follows the names of objects of a kind when a kustomization renames them. */
export function followsNamesOf(resource: Resource, path: Path, named: string): boolean {
  const kind = kindOf(resource);
  const steps = path.flatMap((step) => (typeof step === 'string' ? step.replaceAll('/', '\\/') : [])).join('/');
  const group = groupOf(resource.apiVersion);
  return references().some(
    (one) =>
      one.target === named &&
      one.kind === kind &&
      (one.group === undefined || one.group === group) &&
      one.path === steps,
  );
}

/** What a field names, by a name that it had before; `undefined` where nothing changed, or several are meant. */
function findReferred(
  referrer: Draft,
  name: string,
  target: string,
  renamed: ReadonlyMap<string, readonly Draft[]>,
  fits: (draft: Draft) => boolean = () => true,
): Draft | undefined {
  if (name === '' || referrer.tree === undefined) return undefined;
  const from = identityOf(referrer.tree);
  const isCandidate = (draft: Draft): boolean =>
    draft.previous.some((one) => one.kind === target) &&
    draft.tree !== undefined &&
    mayRefer(from, identityOf(draft.tree)) &&
    fits(draft);
  const candidates = (renamed.get(name) ?? []).filter(isCandidate);
  const chosen = candidates.length === 1 ? candidates : sieve(candidates, referrer);
  const names = new Set(chosen.flatMap(({ tree }) => (tree === undefined ? [] : identityOf(tree).name)));
  // Kustomize rejects several; here the reference then stays as it is written.
  return names.size === 1 ? chosen[0] : undefined;
}

function mayRefer(from: Identity, to: Identity): boolean {
  return isClusterScoped(from.group, from.kind) || to.namespace === '' || to.namespace === from.namespace;
}

function sieve(candidates: readonly Draft[], referrer: Draft): readonly Draft[] {
  const loose = candidates.filter(
    (draft) =>
      (isEmptyEither(draft.prefixes, referrer.prefixes) || endAlike(draft.prefixes, referrer.prefixes)) &&
      (isEmptyEither(draft.suffixes, referrer.suffixes) || endAlike(draft.suffixes, referrer.suffixes)),
  );
  if (loose.length <= 1) return loose;
  return loose.filter(
    (draft) => endAlike(draft.prefixes, referrer.prefixes) && endAlike(draft.suffixes, referrer.suffixes),
  );
}

function isEmptyEither(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0;
}

/** Whether the shorter list is how the longer one ends. Source: kustomize api/internal/utils/stringslice.go, SameEndingSubSlice. */
function endAlike(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length > other.length ? [other, one] : [one, other];
  if (shorter.length === 0) return longer.length === 0;
  return shorter.every((item, index) => item === longer[longer.length - shorter.length + index]);
}
