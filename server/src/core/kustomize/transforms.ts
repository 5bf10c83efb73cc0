import { lastWhere, madeOnce } from '../util/collections.ts';
import { kinds } from '../kubernetes/kinds/index.ts';
import { fieldsBelow } from '../kubernetes/table/fields.ts';
import { replicatedKinds } from '../kubernetes/kustomization-fields.ts';
import type { Kustomization, LabelSet } from '../kubernetes/kustomization.ts';
import type { Field, StringMap } from '../kubernetes/field.ts';
import { entryOf, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import { composed, stretchOf, type Origin } from '../objects/origins.ts';
import {
  identityNow,
  identityOf,
  isOrWas,
  originalIdentity,
  rememberIdentity,
  type Draft,
  type Identity,
  NamedDrafts,
} from './draft.ts';
import type { KustomizationFile } from './files.ts';
import { isWayOf, wayOf, type KindWay } from './kind-way.ts';
import {
  changeField,
  mapNode,
  nowhere,
  textOfNode,
  withEntries,
  withEntry,
  withItems,
  withValue,
  type FieldWay,
} from './tree.ts';
import { wordsOf, type WrittenNodes } from './written-values.ts';

/**
 * What a kustomization does to every object it reaches, in kustomize's order: namespace, prefix, suffix, labels, annotations.
 * `parts` are the kustomization and what is written into it: the last one of them that says a namespace, prefix or suffix decides.
 * Source: kustomize api/internal/target/kusttarget_configplugin.go.
 */
export function transform(drafts: readonly Draft[], parts: readonly KustomizationFile[]): void {
  const said = parts.map((part) => ({ ...part.kustomization, words: wordsOf(part, 'shared') }));
  const deciding = (key: 'namespace' | 'namePrefix' | 'nameSuffix'): (typeof said)[number] | undefined =>
    lastWhere(said, (part) => (part[key]?.value ?? '') !== '');
  const namespace = deciding('namespace');
  const prefix = deciding('namePrefix')?.namePrefix?.value ?? '';
  const suffix = deciding('nameSuffix')?.nameSuffix?.value ?? '';
  for (const draft of drafts) {
    if (namespace?.namespace !== undefined) setNamespace(draft, namespace.namespace, namespace.words);
    addToName(draft, prefix, 'prefix');
    addToName(draft, suffix, 'suffix');
    for (const { labels, words } of said) for (const set of labels) setPairs(draft, set.pairs, waysOf(set), words);
    for (const { commonAnnotations, words } of said) setPairs(draft, commonAnnotations, annotationWays(), words);
  }
}

/** Sets the replicas of the workloads that `replicas` names. Gives the entries for which there is none, with the name that may be meant. */
export function setReplicas(
  drafts: Draft[],
  one: KustomizationFile,
): readonly (Kustomization['replicas'][number] & { readonly near?: string | undefined })[] {
  const words = wordsOf(one, 'own');
  const objects = new NamedDrafts(drafts);
  return one.kustomization.replicas.flatMap((entry) => {
    const { name, count, kinds = replicatedKinds } = entry;
    if (name === undefined || name.value === '') return [entry];
    if (count === undefined) return [];
    const named = objects
      .called(name.value)
      .filter((draft) => isOrWas(draft, isReplicated, { name: name.value, kinds }));
    for (const draft of named)
      change(draft, { path: 'spec/replicas', create: kinds.length > 0 }, words, () => words.scalar(count));
    if (named.length > 0) return [];
    const near = objects.near(name.value).flatMap((draft) => identityNow(draft) ?? []);
    return [{ ...entry, near: near.find(({ kind }) => isOneOf(kinds, kind))?.name }];
  });
}

function isReplicated(
  identity: Identity,
  { name, kinds }: { readonly name: string; readonly kinds: readonly string[] },
): boolean {
  return identity.name === name && isOneOf(kinds, identity.kind);
}

/** Whether a kind is one of some; any is where there are none. */
function isOneOf(kinds: readonly string[], kind: string): boolean {
  return kinds.length === 0 || kinds.includes(kind);
}

/** Source: kustomize api/filters/namespace/namespace.go. */
function setNamespace(draft: Draft, namespace: Field<string>, words: WrittenNodes): void {
  if (draft.tree === undefined) return;
  rememberIdentity(draft);
  const identity = identityOf(draft.tree);
  const set = (way: FieldWay): void => change(draft, way, words, () => words.scalar(namespace));
  if (identity.namespace !== '') set({ path: 'metadata/namespace', create: true });
  if (identity.kind === 'Namespace' && identity.group === '') set({ path: 'metadata/name', create: true });
  for (const way of namespaceWays) if (isWayOf(way, identity)) set(way);
  if (!bindingKinds.includes(identity.kind)) return;
  const to = (subjects: YamlNode): YamlNode => withDefaultSubjects(subjects, words.scalar(namespace));
  draft.tree = changeField(draft.tree, draft.home, { path: 'subjects' }, { to });
}

const bindingKinds: readonly string[] = ['RoleBinding', 'ClusterRoleBinding'];

/**
 * The subjects of a binding: those called `default`, whatever they are, come into the namespace. Source: as `setNamespace`,
 * setSubjectsNamedDefault.
 */
function withDefaultSubjects(subjects: YamlNode, namespace: YamlNode): YamlNode {
  if (subjects.kind !== 'sequence') return subjects;
  const items = subjects.items.map((subject) =>
    subject.kind === 'map' && textOfNode(entryOf(subject, 'name')?.value) === 'default'
      ? withValue(subject, 'namespace', namespace)
      : subject,
  );
  return withItems(subjects, items);
}

/** The namespaces of the Services that the API server calls. Source: kustomize api/internal/konfig/builtinpluginconsts/namespace.go. */
const namespaceWays: readonly KindWay[] = [
  { path: 'spec/service/namespace', create: true, group: 'apiregistration.k8s.io', kind: 'APIService' },
  {
    path: 'spec/conversion/webhook/clientConfig/service/namespace',
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
  },
];

/** Kinds whose names stay as they are. Source: kustomize api/internal/builtins/PrefixTransformer.go. */
function keepsName({ kind, group }: Identity): boolean {
  if (kind === 'APIService') return group === 'apiregistration.k8s.io';
  return kind === 'CustomResourceDefinition' || kind === 'Namespace';
}

function addToName(draft: Draft, added: string, place: 'prefix' | 'suffix'): void {
  if (added === '' || draft.tree === undefined || keepsName(originalIdentity(draft, draft.tree))) return;
  (place === 'prefix' ? draft.prefixes : draft.suffixes).push(added);
  rememberIdentity(draft);
  const to = (node: YamlNode, above: Origin): YamlNode => {
    if (node.kind !== 'scalar') return node;
    const name = { text: node.text, source: stretchOf(node, above) };
    return composed(place === 'prefix' ? [{ text: added }, name] : [name, { text: added }], node, above);
  };
  draft.tree = changeField(draft.tree, draft.home, { path: 'metadata/name' }, { to });
}

function setPairs(draft: Draft, pairs: StringMap, ways: readonly KindWay[], words: WrittenNodes): void {
  if (pairs.pairs.size === 0 || draft.tree === undefined) return;
  const identity = identityOf(draft.tree);
  const entries = [...pairs.pairs].map(([key, field]) => words.entry(key, field));
  for (const way of ways) {
    if (!isWayOf(way, identity)) continue;
    const others = new Map<YamlNode, YamlEntry>();
    change(draft, way, words, (node) => {
      if (node?.kind !== 'map') return words.place(mapNode(entries, entries[0]?.keySpan ?? nowhere));
      return entries.reduce((map, entry) => {
        const old = entryOf(map, entry.key)?.value;
        if (old === undefined || old === entry.value) return withEntry(map, entry);
        const own = { ...entry, value: { ...entry.value } };
        if (old.origin === undefined) return withEntry(map, own);
        others.set(old, own);
        return map;
      }, node);
    });
    draft.tree = withEntries(draft.tree, others);
  }
}

function change(
  draft: Draft,
  way: FieldWay,
  { place }: WrittenNodes,
  to: (node: YamlNode | undefined) => YamlNode,
): void {
  if (draft.tree === undefined) return;
  draft.tree = changeField(draft.tree, draft.home, way, { to, make: () => to(undefined), place });
}

function waysOf({ reach, fields }: LabelSet): readonly KindWay[] {
  const known = labelWays(reach);
  if (fields.length === 0) return known;
  return [...known, ...fields.map(wayOf)];
}

function labelWays(reach: LabelSet['reach']): readonly KindWay[] {
  switch (reach) {
    case 'fields':
      return [];
    case 'metadata':
      return [metadataWay];
    case 'templates':
      return [metadataWay, ...templateWays(), claimWay];
    case 'selectors':
      return [metadataWay, ...templateWays(), claimWay, ...selectorWays()];
  }
}

const metadataWay: KindWay = { path: 'metadata/labels', create: true };

/** The fields of the kinds that have labels of Pods, as their tables say. */
function waysFor(of: 'template' | 'selector'): readonly KindWay[] {
  return kinds.flatMap(({ kind, kustomized, table }) =>
    fieldsBelow(table).flatMap(([keys, { labels }]) =>
      labels?.of === of ? [{ path: keys.join('/'), create: labels.create, kind, ...kustomized }] : [],
    ),
  );
}

/** Source: kustomize api/internal/konfig/builtinpluginconsts/commonlabels.go and commonannotations.go. */
const jobWay: KindWay = { path: 'spec/jobTemplate/metadata/labels', create: true, kind: 'CronJob', group: 'batch' };
const claimWay: KindWay = {
  path: 'spec/volumeClaimTemplates[]/metadata/labels',
  create: true,
  kind: 'StatefulSet',
  group: 'apps',
};

const templateWays = madeOnce(() => [...waysFor('template'), jobWay]);

const selectorWays = madeOnce((): readonly KindWay[] => [
  ...waysFor('selector'),
  ...['Deployment', 'StatefulSet'].flatMap((kind) => spreadingSelectors.map((path) => ({ path, kind, group: 'apps' }))),
]);

/**
 * The selectors by which Pods keep together or apart: kustomize looks at those of two kinds alone, so that no table says it. Source: as
 * `labels` of `kubernetes/table/fields.ts`.
 */
const spreadingSelectors: readonly string[] = [
  ...['affinity/podAffinity', 'affinity/podAntiAffinity'].flatMap((affinity) => [
    `${affinity}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm`,
    `${affinity}/requiredDuringSchedulingIgnoredDuringExecution`,
  ]),
  'topologySpreadConstraints',
].map((holder) => `spec/template/spec/${holder}/labelSelector/matchLabels`);

/** Templates have them where they have labels. Source: kustomize api/internal/konfig/builtinpluginconsts/commonannotations.go. */
const annotationWays = madeOnce((): readonly KindWay[] =>
  [metadataWay, ...templateWays()].map((way) => ({ ...way, path: way.path.replace(/labels$/, 'annotations') })),
);
