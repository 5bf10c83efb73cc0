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

/** What of a target kustomize cannot read: a regular expression or a selector. */
export function wrongSelector(target: PatchTarget): { readonly field: string; readonly value: string } | undefined {
  const patterns = ['group', 'version', 'kind', 'name', 'namespace'] as const;
  const selectors = ['labelSelector', 'annotationSelector'] as const;
  const field =
    patterns.find((key) => patternOf(target[key]) === undefined) ??
    selectors.find((key) => requirementsOf(target[key]).some((written) => !isRequirement(written)));
  return field && { field, value: target[field] };
}

/** An empty pattern matches everything, a broken one nothing. */
function matches(pattern: string, value: string): boolean {
  return pattern === '' || pattern === value || patternOf(pattern)?.test(value) === true;
}

/**
 * A regular expression of Go as one of ours: flags stand in it, and it cannot look around or back.
 * Source: Go regexp/syntax.
 */
function patternOf(pattern: string): RegExp | undefined {
  const [, flags = '', rest = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  if (/\(\?(?:[=!]|<[=!])|(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(rest)) return undefined;
  try {
    return new RegExp(`^(?:${rest.replaceAll('(?P<', '(?<')})$`, flags);
  } catch {
    return undefined;
  }
}

function pairsOf(tree: YamlNode, key: string): ReadonlyMap<string, string> {
  const map = entryOf(entryOf(tree, 'metadata')?.value, key)?.value;
  return new Map(map?.kind === 'map' ? map.entries.map((entry) => [entry.key, textOf(entry.value)]) : []);
}

/** Whether pairs fulfil a selector as kubectl writes it: `a=b,c!=d,e in (f,g),h,!i`. */
function fits(selector: string, pairs: ReadonlyMap<string, string>): boolean {
  return requirementsOf(selector).every((requirement) => {
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

function requirementsOf(selector: string): readonly string[] {
  return (selector.match(/(?:[^,(]|\([^)]*\))+/g) ?? []).map((written) => written.trim());
}

/** Source: k8s.io/apimachinery pkg/labels/selector.go, Parse. */
function isRequirement(written: string): boolean {
  const word = '[^\\s=!,()<>]';
  return new RegExp(
    `^(?:!?\\s*${word}+|${word}+\\s*(?:==?|!=|<|>)\\s*${word}*|${word}+\\s+(?:in|notin)\\s*\\(${word}*(?:\\s*,\\s*${word}*)*\\s*\\))$`,
  ).test(written);
}
