import { put } from '../../yaml/edit.ts';
import { kindsAt, tableOf } from '../../kubernetes/kinds/index.ts';
import { View } from '../../kubernetes/field.ts';
import { groupOf, kindOf, type Resource } from '../../kubernetes/resource.ts';
import { judge } from '../../kubernetes/table/judge.ts';
import type { KindTable } from '../../kubernetes/table/kind.ts';
import type { FoundRejection } from '../../kubernetes/table/row.ts';
import type { Unknown } from '../../kubernetes/unknown.ts';
import type { Settings } from '../../settings/settings.ts';
import { isNearMiss } from '../../util/near-miss.ts';
import { treeOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import type { SnapshotFile } from '../../files/file.ts';
import type { YamlNode } from '../../yaml/node.ts';

/**
 * Everything that the API server of the configured version rejects about an object that is created, as far as the tables go, all at
 * once. What follows from another mistake is left out. Nothing about a document that is broken. Worked out once for a text,
 * or for what patches made of it, and settings.
 */
export function rejectionsOfObject(placed: Placed, settings: Settings): readonly FoundRejection[] {
  if (placed.broken || placed.templated) return none;
  return rejectionsOf(placed.resource, settings, () => treeOf(placed));
}

/**
 * Works out what is rejected about the objects of a file as they are written, while their trees are at hand: asked later, the text
 * would be parsed again.
 */
export function judgeEarly({ documents }: SnapshotFile, settings: Settings): void {
  for (const document of documents) {
    if (!document.facts.certain) continue;
    for (const resource of document.facts.resources)
      rejectionsOf(resource, settings, () => treeOf({ document, resource }));
  }
}

const none: readonly FoundRejection[] = [];

/** What was found about a resource, and with which settings: a resource is made of a text, or of what a build made of it. */
const known = new WeakMap<Resource, { readonly key: string; readonly found: readonly FoundRejection[] }>();

function rejectionsOf(
  resource: Resource,
  settings: Settings,
  tree: () => YamlNode | undefined,
): readonly FoundRejection[] {
  const key = keyOf(settings);
  const before = known.get(resource);
  if (before?.key === key) return before.found;
  const found = findRejections(resource, settings, tree);
  known.set(resource, { key, found: found.length === 0 ? none : found });
  return found;
}

/** All that rows look at beside the object. */
function keyOf(settings: Settings): string {
  const written = keys.get(settings) ?? [settings.kubernetesVersion, ...settings.nodePortRange].join(' ');
  keys.set(settings, written);
  return written;
}

const keys = new WeakMap<Settings, string>();

function findRejections(
  resource: Resource,
  settings: Settings,
  tree: () => YamlNode | undefined,
): readonly FoundRejection[] {
  const table = tableOf(kindOf(resource), resource.apiVersion);
  if (table === undefined && resource.kind === 'Unknown') return misspeltKind(resource);
  // Custom resources have no one table.
  if (table === undefined || table.served.length === 0) return none;
  if (table.served.includes(resource.apiVersion)) return judge(new View(tree()), table.table, settings);
  return [otherVersion(resource.apiVersion, table)];
}

/** A kind that nobody has, and is nearly one of the API server's; what others have under its apiVersion is theirs. */
function misspeltKind({ apiVersion, writtenKind }: Unknown): readonly FoundRejection[] {
  const served = kindsAt(apiVersion);
  const other = served.includes(writtenKind) ? undefined : served.find((one) => isNearMiss(one, writtenKind));
  if (other === undefined) return [];
  const at = { path: ['kind'] };
  const values = { value: apiVersion, kind: writtenKind, other };
  const safety = other.toLowerCase() === writtenKind.toLowerCase() ? 'safe' : 'suggested';
  const changes = [put(at.path, other)] as const;
  return [
    {
      code: 'invalid-api-version',
      message: 'noKind',
      at,
      values,
      fixes: [{ title: 'fixKind', values, safety, changes }],
    },
  ];
}

/** The kinds of `extensions` moved to other groups, where fields have other names; what never was in a group only has to be moved. */
function otherVersion(apiVersion: string, { kind, served, formerGroups }: KindTable): FoundRejection {
  const [other = ''] = served;
  const at = { path: ['apiVersion'] };
  const values = { value: apiVersion, kind, other };
  const group = groupOf(apiVersion);
  const isFormer = served.some((one) => groupOf(one) === group && group !== '') || formerGroups.includes(group);
  if (isFormer) return { code: 'invalid-api-version', message: 'retired', at, values, fixes: [] };
  const changes = [put(at.path, other)] as const;
  const fix = { title: 'fixVersion', values, safety: 'suggested', changes } as const;
  return { code: 'invalid-api-version', message: 'elsewhere', at, values, fixes: [fix] };
}
