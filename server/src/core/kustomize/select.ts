import type { KustomizeSelector, ResourceId } from '../kubernetes/kustomization-fields.ts';
import { readPattern, type Pattern } from '../util/pattern.ts';
import { entryOf, type YamlNode } from '../yaml/node.ts';
import { identityNow, isOrWas, namespaceThatCounts, type Draft, type Identity } from './draft.ts';
import { readLabelSelector, type LabelSelector } from './label-selector.ts';
import { textOfNode } from './tree.ts';

/** Whether a patch is for an object, by what the object is now or was at first. Source: kustomize api/resmap/reswrangler.go, Select. */
export function isSelected(draft: Draft, target: KustomizeSelector): boolean {
  const now = identityNow(draft);
  if (draft.tree === undefined || now === undefined) return false;
  const { patterns } = readTarget(target);
  const first = draft.previous[0] ?? now;
  const isIn = ({ namespace }: Identity): boolean =>
    matches(patterns.namespace, namespace === '' ? '_non_namespaceable_' : namespace);
  return (
    (matches(patterns.name, now.name) || matches(patterns.name, first.name)) &&
    (isIn(now) || isIn(first)) &&
    matches(patterns.group, now.group) &&
    matches(patterns.version, now.version) &&
    matches(patterns.kind, now.kind) &&
    hasPairs(draft.tree, target)
  );
}

/**
 * Whether an object is named by what it is or was: what a name leaves out matches all, and what it says is meant word for
 * word. Source: kustomize kyaml/resid/resid.go, IsSelectedBy.
 */
export function isCalled(identity: Identity, { name, kind, group, version, namespace }: ResourceId): boolean {
  return (
    (name === '' || name === identity.name) &&
    (kind === '' || kind === identity.kind) &&
    (group === '' || group === identity.group) &&
    (version === '' || version === identity.version) &&
    (namespace === '' || namespace === effectiveNamespace(identity))
  );
}

/**
 * Whether a var means an object: what it leaves out has to be absent, but for the namespace.
 * Source: kustomize api/internal/accumulator/resaccumulator.go, MergeVars.
 */
export function isCalledExactly(identity: Identity, named: ResourceId): boolean {
  const isSame = (['name', 'kind', 'group', 'version'] as const).every((key) => named[key] === identity[key]);
  return isSame && (named.namespace === '' || named.namespace === effectiveNamespace(identity));
}

/**
 * Tells of objects whether a replacement writes into them, by what they are now or were before.
 * Source: kustomize api/types/replacement.go, TargetSelectorRegex; until kustomize 5.7 names were meant word for word.
 */
export function takenBy(select: KustomizeSelector, reject: readonly KustomizeSelector[]): (draft: Draft) => boolean {
  const { patterns } = readTarget(select);
  return (draft) => {
    const { tree } = draft;
    if (tree === undefined || !isOrWas(draft, isIdentity, patterns) || !hasPairs(tree, select)) return false;
    return !reject.some((one) => {
      const hasId = patternKeys.some((key) => one[key] !== '');
      const hasSelector = selectorKeys.some((key) => one[key] !== '');
      const isRejected = hasId && isOrWas(draft, isIdentity, readTarget(one).patterns);
      return isRejected || (hasSelector && hasPairs(tree, one));
    });
  };
}

function isIdentity(identity: Identity, patterns: ReadTarget['patterns']): boolean {
  return (
    matches(patterns.name, identity.name) &&
    matches(patterns.group, identity.group) &&
    matches(patterns.version, identity.version) &&
    matches(patterns.kind, identity.kind) &&
    matches(patterns.namespace, effectiveNamespace(identity))
  );
}

/** To replacements and vars, objects without a namespace are in the default one, whatever their kind. */
function effectiveNamespace({ namespace }: Identity): string {
  return namespaceThatCounts(namespace);
}

function hasPairs(tree: YamlNode, target: KustomizeSelector): boolean {
  if (selectorKeys.every((key) => target[key] === '')) return true;
  const { selectors } = readTarget(target);
  return (
    selectors.labelSelector?.(pairsOf(tree, 'labels')) === true &&
    selectors.annotationSelector?.(pairsOf(tree, 'annotations')) === true
  );
}

/** What of a target kustomize cannot read: a regular expression or a selector. */
export function wrongSelector(
  target: KustomizeSelector,
): { readonly field: string; readonly value: string } | undefined {
  const { patterns, selectors } = readTarget(target);
  const field =
    patternKeys.find((key) => patterns[key]?.kind === 'wrong') ??
    selectorKeys.find((key) => selectors[key] === undefined);
  return field && { field, value: target[field] };
}

/** Whether it is not known which objects a target is for. */
export function isOpenTarget(target: KustomizeSelector): boolean {
  return Object.values(readTarget(target).patterns).some((pattern) => pattern?.kind === 'tooLong');
}

const patternKeys = ['group', 'version', 'kind', 'name', 'namespace'] as const;
const selectorKeys = ['labelSelector', 'annotationSelector'] as const;

interface ReadTarget {
  /** An empty one asks for nothing. */
  readonly patterns: Readonly<Record<(typeof patternKeys)[number], Pattern | undefined>>;
  readonly selectors: Readonly<Record<(typeof selectorKeys)[number], LabelSelector | undefined>>;
}

/** A target is asked about every object, and read once: it never changes, as its kustomization is read anew. */
const readTargets = new WeakMap<KustomizeSelector, ReadTarget>();

function readTarget(target: KustomizeSelector): ReadTarget {
  const known = readTargets.get(target);
  if (known !== undefined) return known;
  const pattern = (key: (typeof patternKeys)[number]): Pattern | undefined =>
    target[key] === '' ? undefined : readPattern(target[key]);
  const read = {
    patterns: {
      group: pattern('group'),
      version: pattern('version'),
      kind: pattern('kind'),
      name: pattern('name'),
      namespace: pattern('namespace'),
    },
    selectors: {
      labelSelector: readLabelSelector(target.labelSelector),
      annotationSelector: readLabelSelector(target.annotationSelector),
    },
  };
  readTargets.set(target, read);
  return read;
}

function matches(pattern: Pattern | undefined, value: string): boolean {
  return pattern === undefined || (pattern.kind === 'pattern' && pattern.matches(value));
}

function pairsOf(tree: YamlNode, key: string): ReadonlyMap<string, string> {
  const map = entryOf(entryOf(tree, 'metadata')?.value, key)?.value;
  return new Map(map?.kind === 'map' ? map.entries.map((entry) => [entry.key, textOfNode(entry.value)]) : []);
}
