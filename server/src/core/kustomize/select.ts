import type { PatchTarget } from '../kubernetes/kustomization.ts';
import { readPattern, type Pattern } from '../util/pattern.ts';
import { entryOf, type YamlNode } from '../yaml/node.ts';
import { identityOf, originalIdentity, type Draft } from './draft.ts';
import { readLabelSelector, type LabelSelector } from './label-selector.ts';
import { textOf } from './tree.ts';

/** Whether a patch is for an object, by what the object is now or was at first. Source: kustomize api/resmap/reswrangler.go, Select. */
export function isSelected(draft: Draft, target: PatchTarget): boolean {
  const { tree } = draft;
  if (tree === undefined) return false;
  const { patterns, selectors } = readTarget(target);
  const now = identityOf(tree);
  const first = originalIdentity(draft, tree);
  const namespaces = [now, first].map((one) => (one.namespace === '' ? '_non_namespaceable_' : one.namespace));
  return (
    namespaces.some((namespace) => matches(patterns.namespace, namespace)) &&
    (matches(patterns.name, now.name) || matches(patterns.name, first.name)) &&
    matches(patterns.group, now.group) &&
    matches(patterns.version, now.version) &&
    matches(patterns.kind, now.kind) &&
    selectors.labelSelector?.(pairsOf(tree, 'labels')) === true &&
    selectors.annotationSelector?.(pairsOf(tree, 'annotations')) === true
  );
}

/** What of a target kustomize cannot read: a regular expression or a selector. */
export function wrongSelector(target: PatchTarget): { readonly field: string; readonly value: string } | undefined {
  const { patterns, selectors } = readTarget(target);
  const field =
    patternKeys.find((key) => patterns[key]?.kind === 'wrong') ??
    selectorKeys.find((key) => selectors[key] === undefined);
  return field && { field, value: target[field] };
}

/** Whether it is not known which objects a target is for. */
export function isOpenTarget(target: PatchTarget): boolean {
  return Object.values(readTarget(target).patterns).some((pattern) => pattern?.kind === 'tooLong');
}

const patternKeys = ['group', 'version', 'kind', 'name', 'namespace'] as const;
const selectorKeys = ['labelSelector', 'annotationSelector'] as const;

interface ReadTarget {
  /** An empty one asks for nothing. */
  readonly patterns: Readonly<Record<(typeof patternKeys)[number], Pattern | undefined>>;
  readonly selectors: Readonly<Record<(typeof selectorKeys)[number], LabelSelector | undefined>>;
}

/** A target is asked about every object, and read once. */
const readTargets = new WeakMap<PatchTarget, ReadTarget>();

function readTarget(target: PatchTarget): ReadTarget {
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
  return new Map(map?.kind === 'map' ? map.entries.map((entry) => [entry.key, textOf(entry.value)]) : []);
}
