import { allContainerLists } from '../kubernetes/container-lists.ts';
import { kindOf } from '../kubernetes/resource.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { isWorkload, type Placed } from '../objects/placed.ts';
import { placeOf, treeOf } from '../objects/places.ts';
import { spanAt, spanTouches } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { YamlNode } from '../yaml/node.ts';
import { saidOf, uniqueBy } from '../util/collections.ts';
import { isSamePath, keysOn, scalarsAt, type Path } from '../yaml/path.ts';
import { objectsAt } from './at-cursor.ts';
import { namesInTexts, type InnerName, type InnerPlace } from './workload-texts.ts';

/** What has a name that counts within one workload alone. */
type LocalKind = 'volume' | 'container';

/** The volume or container of a workload that a name at a place is of. */
export interface LocalSubject {
  readonly kind: LocalKind;
  readonly from: Placed<Workload>;
  readonly name: string;
}

interface LocalName extends InnerName {
  readonly kind: LocalKind;
}

const resource = ['resourceFieldRef', 'containerName'];

type Row = readonly [LocalKind, LocalName['role'], ...string[]];

/** The fields of a template that have such names; lists on the way are passed over. Source: Kubernetes API, PodSpec. */
const fields: readonly Row[] = [
  ['volume', 'declaration', 'spec', 'volumes', 'name'],
  ...allContainerLists.flatMap((list): readonly Row[] => [
    ['container', 'declaration', 'spec', list, 'name'],
    ['volume', 'reference', 'spec', list, 'volumeMounts', 'name'],
    ['volume', 'reference', 'spec', list, 'volumeDevices', 'name'],
    ['container', 'reference', 'spec', list, 'env', 'valueFrom', ...resource],
  ]),
  ['container', 'reference', 'spec', 'ephemeralContainers', 'targetContainerName'],
  ['container', 'reference', 'spec', 'volumes', 'downwardAPI', 'items', ...resource],
  ['container', 'reference', 'spec', 'volumes', 'projected', 'sources', 'downwardAPI', 'items', ...resource],
  ['container', 'reference', 'metadata', 'annotations', 'kubectl.kubernetes.io/default-container'],
];

/**
 * The fields by which what scales a workload names containers of it. Sources: Kubernetes API autoscaling/v2, ContainerResourceMetricSource;
 * Vertical Pod Autoscaler API, ContainerResourcePolicy; KEDA documentation, ScaledObject specification and CPU scaler.
 */
const scalerFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  HorizontalPodAutoscaler: [['spec', 'metrics', 'containerResource', 'container']],
  VerticalPodAutoscaler: [['spec', 'resourcePolicy', 'containerPolicies', 'containerName']],
  ScaledObject: [
    ['spec', 'scaleTargetRef', 'envSourceContainerName'],
    ['spec', 'triggers', 'metadata', 'containerName'],
  ],
};

/** The volumes that a StatefulSet makes. */
const claims: Row = ['volume', 'declaration', 'spec', 'volumeClaimTemplates', 'metadata', 'name'];

/** The names of the volumes and containers of a workload in its tree, or in that of a patch of it. */
function namesInTree(
  { resource: { kind, template } }: Placed<Workload>,
  tree: YamlNode | undefined,
): readonly LocalName[] {
  const root = template.labels.at.path.slice(0, -2).map(String);
  return [
    ...fields.flatMap(([local, role, ...keys]) => namesAt(tree, [...root, ...keys], { kind: local, role })),
    ...(kind === 'StatefulSet' ? namesAt(tree, claims.slice(2), { kind: 'volume', role: 'declaration' }) : []),
  ];
}

/** The names of containers in what scales a workload. */
function namesInScaler(placed: Placed): readonly LocalName[] {
  const paths = saidOf(scalerFields, kindOf(placed.resource)) ?? [];
  return paths.flatMap((path) => namesAt(treeOf(placed), path, { kind: 'container', role: 'reference' }));
}

function namesAt(
  tree: YamlNode | undefined,
  keys: readonly string[],
  facts: Pick<LocalName, 'kind' | 'role'>,
): readonly LocalName[] {
  return scalarsAt(tree, keys).flatMap((one) =>
    one.scalar.text === ''
      ? []
      : [{ ...facts, ...one, name: one.scalar.text, within: spanAt(0, one.scalar.text.length) }],
  );
}

/** Everywhere a volume or container is named: in all variants of its workload, and in the texts that these are made of. */
export function placesOfLocal(snapshot: Snapshot, { kind, from, name }: LocalSubject): readonly InnerPlace[] {
  const placesIn = (object: Placed, names: readonly LocalName[]): readonly InnerPlace<LocalName>[] =>
    names.map((of) => ({ place: placeOf(object, { path: of.path, within: of.within }), of }));
  return snapshot
    .variantsOf(from)
    .flatMap((variant) => [
      ...placesIn(variant, namesInTree(variant, treeOf(variant))),
      ...uniqueBy(snapshot.links.to(variant), (link) => link.from).flatMap((link) =>
        placesIn(link.from, namesInScaler(link.from)),
      ),
      ...namesInTexts(snapshot, variant, namesInTree).map(({ place, of, isOfPatch }) => ({
        place,
        of: isOfPatch ? { ...of, role: 'reference' as const } : of,
      })),
    ])
    .filter(({ of }) => of.kind === kind && of.name === name);
}

/** The volume or container whose name is at a path of an object. */
export function localAt(snapshot: Snapshot, placed: Placed, path: Path): LocalSubject | undefined {
  const names = isWorkload(placed) ? namesInTree(placed, treeOf(placed)) : namesInScaler(placed);
  const found = names.find((one) => isSamePath(one.path, path));
  if (found === undefined) return undefined;
  const from = isWorkload(placed) ? placed : scaledBy(snapshot, placed);
  return from && { kind: found.kind, from, name: found.name };
}

/** What is named in a workload alone, with the workload. */
interface LocalNames {
  readonly from: Placed<Workload>;
  readonly names: readonly string[];
}

/** What a field can name of a workload's own, whether anything is written there or not: its volumes or containers; `undefined` elsewhere. */
export function localNamesAt(snapshot: Snapshot, placed: Placed, path: Path): LocalNames | undefined {
  const keys = keysOn(path).join('/');
  if (!isWorkload(placed)) {
    const isOne = saidOf(scalerFields, kindOf(placed.resource))?.some((field) => field.join('/') === keys);
    const from = isOne === true ? scaledBy(snapshot, placed) : undefined;
    return from && declaredIn(from, 'container');
  }
  const root = placed.resource.template.labels.at.path.slice(0, -2);
  const [kind] = fields.find(([, role, ...own]) => role === 'reference' && keys === [...root, ...own].join('/')) ?? [];
  return kind && declaredIn(placed, kind);
}

function declaredIn(from: Placed<Workload>, kind: LocalKind): LocalNames {
  const names = namesInTree(from, treeOf(from)).flatMap((one) =>
    one.kind === kind && one.role === 'declaration' ? [one.name] : [],
  );
  return { from, names };
}

/** The workload that something scales. */
function scaledBy(snapshot: Snapshot, scaler: Placed): Placed<Workload> | undefined {
  return snapshot.links
    .from(scaler)
    .flatMap((link) => link.to)
    .find(isWorkload);
}

/** The volume or container at a place of a text where the tree of the workload has what another text says. */
export function localInText(snapshot: Snapshot, uri: string, offset: number): LocalSubject | undefined {
  for (const from of objectsAt(snapshot, uri, offset).filter(isWorkload)) {
    const found = namesInTexts(snapshot, from, namesInTree).find(
      ({ place }) => place.file.uri === uri && spanTouches(place.span, offset),
    );
    if (found !== undefined) return { kind: found.of.kind, from, name: found.of.name };
  }
  return undefined;
}

/** Where the volume or container is declared; several where a workload has two of one name. */
export function declarationsOfLocal({ kind, from, name }: LocalSubject): readonly Path[] {
  return namesInTree(from, treeOf(from)).flatMap((one) =>
    one.kind === kind && one.name === name && one.role === 'declaration' ? [one.path] : [],
  );
}
