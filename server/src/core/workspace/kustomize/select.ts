import type { PatchTarget } from '../../kubernetes/kustomization.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { identityOf, originalIdentity, type Draft } from './draft.ts';
import { textOf } from './tree.ts';

/** Whether a patch is for an object, by what the object is now or was at first. Source: kustomize api/resmap/reswrangler.go, Select. */
export function isSelected(draft: Draft, target: PatchTarget): boolean {
  const { tree } = draft;
  if (tree === undefined) return false;
  const now = identityOf(tree);
  const first = originalIdentity(draft, tree);
  const namespaces = [now, first].map((one) => (one.namespace === '' ? '_non_namespaceable_' : one.namespace));
  return (
    namespaces.some((namespace) => matches(target.namespace, namespace)) &&
    (matches(target.name, now.name) || matches(target.name, first.name)) &&
    matches(target.group, now.group) &&
    matches(target.version, now.version) &&
    matches(target.kind, now.kind) &&
    fits(target.labelSelector, pairsOf(tree, 'labels')) &&
    fits(target.annotationSelector, pairsOf(tree, 'annotations'))
  );
}

/** An empty pattern matches everything, a broken one nothing. */
function matches(pattern: string, value: string): boolean {
  if (pattern === '' || pattern === value) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return false;
  }
}

function pairsOf(tree: YamlNode, key: string): ReadonlyMap<string, string> {
  const map = entryOf(entryOf(tree, 'metadata')?.value, key)?.value;
  return new Map(map?.kind === 'map' ? map.entries.map((entry) => [entry.key, textOf(entry.value)]) : []);
}

/** Whether pairs fulfil a selector as kubectl writes it: `a=b,c!=d,e in (f,g),h,!i`. */
function fits(selector: string, pairs: ReadonlyMap<string, string>): boolean {
  const requirements = selector.match(/(?:[^,(]|\([^)]*\))+/g) ?? [];
  return requirements.every((written) => {
    const requirement = written.trim();
    const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(requirement);
    if (set?.[1] !== undefined) {
      const values = (set[3] ?? '').split(',').map((value) => value.trim());
      const value = pairs.get(set[1]);
      return set[2] === 'in'
        ? value !== undefined && values.includes(value)
        : value === undefined || !values.includes(value);
    }
    const equality = /^([^\s!=]+)\s*(==|=|!=)\s*(.*)$/.exec(requirement);
    if (equality?.[1] === undefined) {
      return requirement.startsWith('!') ? !pairs.has(requirement.slice(1).trim()) : pairs.has(requirement);
    }
    const isEqual = pairs.get(equality[1]) === (equality[3] ?? '').trim();
    return equality[2] === '!=' ? !isEqual : isEqual;
  });
}
