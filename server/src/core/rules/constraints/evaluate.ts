import { put } from '../../edits/changes.ts';
import { customWorkloadTable } from '../../kubernetes/kinds/custom-workload.ts';
import { kindsAt, tableOf } from '../../kubernetes/kinds/index.ts';
import { kustomizationTable } from '../../kubernetes/kinds/kustomization.ts';
import { fieldOf, View } from '../../kubernetes/field.ts';
import { traitsOf } from '../../kubernetes/kinds/effective-type.ts';
import { serviceTable } from '../../kubernetes/kinds/service.ts';
import type { Kustomization } from '../../kubernetes/kustomization.ts';
import { groupOf, isCustomGroup, kindOf, type Resource, type Unknown } from '../../kubernetes/resource.ts';
import { effectsOf, judgedOf } from '../../kubernetes/table/effects.ts';
import { knownFieldsOf, type FieldTable } from '../../kubernetes/table/fields.ts';
import { judge, judgeField } from '../../kubernetes/table/judge.ts';
import type { KindTable } from '../../kubernetes/table/kind.ts';
import type { FoundRejection } from '../../kubernetes/table/row.ts';
import type { Settings } from '../../settings/settings.ts';
import { emptySpanAt } from '../../text/span.ts';
import { nearestMiss } from '../../util/similar-names.ts';
import { treeOf } from '../../objects/places.ts';
import { isCertain, type Placed } from '../../objects/placed.ts';
import type { SnapshotFile } from '../../files/file.ts';
import { type YamlNode, scalarText } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import { defined, getOrMake } from '../../util/collections.ts';

/**
 * Everything that the API server of the configured version rejects about an object that is created, as far as the tables go, all at
 * once. What follows from another mistake is left out. Nothing about a document that is broken. Worked out once for a text,
 * or for what patches made of it, and settings.
 */
export function rejectionsOfObject(placed: Placed, settings: Settings): readonly FoundRejection[] {
  if (!isCertain(placed)) return none;
  return rejectionsOf(placed.resource, settings, () => treeOf(placed));
}

/** What the API server rejects about another name for an object. That of a custom resource is a DNS name. */
export function rejectionsOfName(placed: Placed, name: string, settings: Settings): readonly FoundRejection[] {
  const known = tableOf(kindOf(placed.resource), placed.resource.apiVersion);
  const [field] = defined([known, customWorkloadTable].map((one) => one && nameFieldOf(one)));
  if (field === undefined) return none;
  const judged = judgedOf(treeOf(placed), settings);
  const node = { kind: 'scalar', value: name, text: name, style: 'double', span: emptySpanAt(0) } as const;
  return judgeField(new View(node, fieldOf(judged.object, 'metadata'), 'name'), field, judged);
}

/** The field of the name, where the table of a kind says what that may be. */
function nameFieldOf({ table }: KindTable): FieldTable | undefined {
  const { metadata } = table.fields;
  return metadata && knownFieldsOf(metadata)['name'];
}

/** A field of a Service that is taken and does nothing. */
export interface FieldWithoutEffect {
  readonly path: Path;
  /** As it is written, empty for a collection. */
  readonly value: string;
  /** By which trait of the Service it does nothing. */
  readonly trait: string;
  /** The fields that go with it. */
  readonly together: readonly string[];
}

/** The fields of a Service that do nothing, being what it is, in the order of its text. Worked out once, as what is rejected. */
export function fieldsWithoutEffect(service: Placed, settings: Settings): readonly FieldWithoutEffect[] {
  return fieldsWithoutEffectOf(service.resource, settings, () => treeOf(service));
}

/** What kustomize cannot decode of a kustomization: keys that it does not know, and values of other types. Worked out once, as what is rejected. */
export function misreadOfKustomization(
  kustomization: Placed<Kustomization>,
  settings: Settings,
): readonly FoundRejection[] {
  return misreadOf(kustomization.resource, settings, () => treeOf(kustomization));
}

/** Works out what is said here of a kustomization by itself, in a file that has the name of one. */
export function judgeKustomization({ documents }: SnapshotFile, settings: Settings): void {
  for (const document of documents) {
    const { kustomization: resource, certain } = document.facts;
    if (resource !== undefined && certain) misreadOf(resource, settings, () => treeOf({ document, resource }));
  }
}

/** Works out what is said here of each object of a file as it is written. */
export function judgeAsWritten({ documents }: SnapshotFile, settings: Settings): void {
  for (const document of documents) {
    if (!document.facts.certain) continue;
    for (const resource of document.facts.resources) {
      const tree = (): YamlNode | undefined => treeOf({ document, resource });
      rejectionsOf(resource, settings, tree);
      if (resource.kind === 'Service') fieldsWithoutEffectOf(resource, settings, tree);
    }
  }
}

/** Finds something out about an object, given its tree. */
type Find<T> = (resource: Resource, settings: Settings, tree: () => YamlNode | undefined) => readonly T[];

/** Keeps what was found about a resource with the settings that count: a resource is made of a text, or of what a build made of it. */
function kept<T>(find: Find<T>): Find<T> {
  const known = new WeakMap<Resource, { readonly key: string; readonly found: readonly T[] }>();
  return (resource, settings, tree) => {
    const key = keyOf(settings);
    const before = known.get(resource);
    if (before?.key === key) return before.found;
    const found = find(resource, settings, tree);
    known.set(resource, { key, found: found.length === 0 ? none : found });
    return found;
  };
}

const none: readonly never[] = [];

const rejectionsOf = kept(findRejections);
const fieldsWithoutEffectOf = kept(findFieldsWithoutEffect);
const misreadOf = kept((_kustomization, settings, tree) => judge(new View(tree()), kustomizationTable, settings));

/** All that rows look at besides the object. */
function keyOf(settings: Settings): string {
  return getOrMake(keys, settings, () => [settings.kubernetesVersion, ...settings.nodePortRange].join(' '));
}

/** Settings never change. */
const keys = new WeakMap<Settings, string>();

function findFieldsWithoutEffect(
  _service: Resource,
  settings: Settings,
  tree: () => YamlNode | undefined,
): readonly FieldWithoutEffect[] {
  const judged = judgedOf(tree(), settings);
  return effectsOf(judged, serviceTable.table, traitsOf(judged.object)).flatMap(({ view, table, effect, trait }) => {
    // What is rejected is an error, which says so.
    if (effect === 'rejected') return [];
    const { path, node } = view;
    return [{ path, value: scalarText(node) ?? '', trait, together: table.together ?? [] }];
  });
}

function findRejections(
  resource: Resource,
  settings: Settings,
  tree: () => YamlNode | undefined,
): readonly FoundRejection[] {
  const table = tableOf(kindOf(resource), resource.apiVersion);
  if (table === undefined && 'writtenKind' in resource) return misspeltKind(resource);
  // Custom resources have no one table.
  if (table === undefined || table.served.length === 0) return none;
  if (table.served.includes(resource.apiVersion)) return judge(new View(tree()), table.table, settings);
  return isCustomGroup(groupOf(resource.apiVersion)) ? none : [otherVersion(resource.apiVersion, table)];
}

/** A kind that does not exist, and is nearly one of the API server's; what others have under its apiVersion is theirs. */
function misspeltKind({
  apiVersion,
  writtenKind,
}: Pick<Unknown, 'apiVersion' | 'writtenKind'>): readonly FoundRejection[] {
  const served = kindsAt(apiVersion);
  const other = served.includes(writtenKind) ? undefined : nearestMiss(writtenKind, served);
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
  const fix = { title: 'fixVersion', values, changes } as const;
  return { code: 'invalid-api-version', message: 'elsewhere', at, values, fixes: [fix] };
}
