import { isReadName } from '../kubernetes/kinds/index.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../yaml/template.ts';
import { templateActions } from '../yaml/template/template-actions.ts';
import { folderAround, nearbyIn } from '../scopes/near.ts';
import { mayComeTo } from '../names/variables.ts';
import { defineIndexOfAll } from '../scopes/object-index.ts';
import { type ChartScope, type KustomizationScope, type Scope, isCertain, type Placed } from '../objects/placed.ts';
import type { FileIndexDefinition } from '../workspace/file-index.ts';
import type { Questions } from '../workspace/questions.ts';
import type { SnapshotDocument } from '../files/file.ts';
import { folderOf, foldersAbove, isInFolder } from '../util/paths.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';

/**
 * Whether an object of one of these kinds may be where it could not be read: in a file that was left out, or a broken or templated
 * document, that is near `from`; anywhere in a chart that has templates; or in a kustomization that names what is not known here.
 * Where one such object is known, no farther away than that; a kustomization that builds it builds no second one of its name.
 */
export function mayBeUnread(
  snapshot: Questions,
  from: Placed,
  kinds: readonly Resource['kind'][],
  known?: Placed,
): boolean {
  const { scope } = from;
  if (scope.kind === 'plain') return isUnreadNear(snapshot, from, [...kinds, anyKind], known);
  const partly = snapshot.contentsOf(scope).index(partlyRead);
  if ([...kinds, anyKind].some((kind) => partly.has(kind))) return true;
  if (scope.kind === 'kustomization')
    return (known === undefined ? scope.open : scope.altered) || snapshot.about(scope, hasUnreadable);
  return (
    snapshot.fileIndex(openFiles).has(chartKey(scope)) ||
    snapshot.unread.some(({ path }) => isInFolder(path, scope.folder))
  );
}

/**
 * Whether an object of one of these kinds that is near to `from` may have a name, as a variable or placeholder makes a part of its own. What
 * is in folders below that of `from` stands by itself, as in `isUnreadNear`.
 */
export function mayBeCalled(snapshot: Questions, from: Placed, kinds: readonly string[], name: string): boolean {
  const contents = snapshot.contentsOf(from.scope);
  const folder = folderOf(from.document.file.path);
  return kinds.some((kind) =>
    nearbyIn(contents.called(kind, ''), from).some(({ resource, document, scope }) => {
      const written = resource.metadata.name?.value ?? '';
      if (!isTemplated(written) || !mayComeTo(written, name)) return false;
      const own = folderOf(document.file.path);
      return scope.kind !== 'plain' || own === folder || !isInFolder(own, folder);
    }),
  );
}

/** Stands for all kinds, where that of an object is not known. */
const anyKind = '*';

/** The objects of which something is unknown, because of a template or because their text is broken, by kind. */
const partlyRead = defineIndexOfAll((placed) => (isCertain(placed) ? [] : [openKindOf(placed.resource)]));

function openKindOf(resource: Resource): string {
  return resource.kind === 'Unknown' && isTemplated(resource.writtenKind) ? anyKind : resource.kind;
}

/**
 * Whether a file holds something open as near to an object as the end of a reference can be, which is as far as a file that holds it. What
 * is open in folders below that of the object keeps nothing from being said: there, templates and examples stand by themselves.
 */
function isUnreadNear(snapshot: Questions, from: Placed, kinds: readonly string[], known: Placed | undefined): boolean {
  const folder = folderOf(from.document.file.path);
  const isBeside = known !== undefined && folderOf(known.document.file.path) === folder;
  const top = isBeside ? folder : folderAround(from.document.file.path);
  const files = snapshot.fileIndex(openFiles);
  const leftOut = snapshot.derive(countLeftOut);
  return (
    kinds.some((kind) => files.count(within(kind, top)) > files.count(below(kind, folder))) ||
    (leftOut.get(within(anyKind, top)) ?? 0) > (leftOut.get(below(anyKind, folder)) ?? 0)
  );
}

/** What files leave open, by folder, and of which charts. */
const openFiles: FileIndexDefinition = {
  *keysOf(snapshot, file) {
    const scope = snapshot.scopes.scopeOf(file);
    if (scope === undefined || scope.kind === 'kustomization' || file.role === 'text') return;
    const unreadable = file.documents.filter((document) => isUnreadable(document, scope));
    if (scope.kind === 'chart') {
      if (unreadable.length > 0) yield chartKey(scope);
      return;
    }
    for (const kind of new Set(unreadable.map(kindInText))) yield* keysOfFolders(kind, file.path);
    for (const { forOthers: facts } of file.documents) {
      if (!facts.templated && facts.syntaxProblems.length === 0) continue;
      for (const resource of facts.resources) yield* keysOfFolders(openKindOf(resource), file.path);
    }
  },
};

function keysOfFolders(what: string, path: string): readonly string[] {
  const own = folderOf(path);
  return foldersAbove(own).flatMap((folder) => [
    within(what, folder),
    ...(folder === own ? [] : [below(what, folder)]),
  ]);
}

function within(what: string, folder: string): string {
  return `${what} within ${folder}`;
}

function below(what: string, folder: string): string {
  return `${what} below ${folder}`;
}

function chartKey({ folder }: ChartScope): string {
  return `chart ${folder}`;
}

/** How many files were left out, by folder. */
function countLeftOut(snapshot: Questions): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of snapshot.unread) {
    for (const key of keysOfFolders(anyKind, path)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Whether a kustomization builds a file with such a document. */
function hasUnreadable(snapshot: Questions, scope: KustomizationScope): boolean {
  return snapshot
    .filesOf(scope)
    .some(
      ({ uri, documents }) =>
        snapshot.inFile(uri).length > 0 && documents.some((document) => isUnreadable(document, scope)),
    );
}

/** A document that says it is an object, and of which nothing could be read; in a chart also one that a helper prints whole. */
function isUnreadable({ facts, forOthers }: SnapshotDocument, scope: Scope): boolean {
  if (facts.failure !== undefined) return true;
  if (forOthers.holdsObjects) return false;
  if (facts.holdsObjects || /^kind:[ \t]*\S/m.test(facts.text)) return true;
  if (scope.kind !== 'chart' || !facts.templated) return false;
  return templateActions(facts.text).some((action) => action.prints);
}

/** The kind that a document says it is of, where that is one of Kubernetes' own; any else. Two sides of a merge may say two. */
function kindInText({ facts: { text } }: SnapshotDocument): string {
  const written = new Set([...text.matchAll(/^kind:[ \t]*(.*)$/gm)].map(([, kind = '']) => kind.trim()));
  const [kind = anyKind] = written;
  return written.size === 1 && isReadName(kind) ? kind : anyKind;
}

/** What there may be more of than is known. */
export type More = keyof typeof bringers;

/** The kinds of the objects that would bring more. */
export const bringers = {
  services: ['Service'],
  /** Names of Pods below Services: who governs whom, and whether it is headless. */
  podNames: ['Service', 'StatefulSet'],
  podsOfSets: ['StatefulSet', 'HorizontalPodAutoscaler'],
  /** What is behind Services. */
  endpoints: [...workloadKinds, 'EndpointSlice', 'Endpoints'],
  /** Named ports, which SRV records are made of. */
  namedPorts: ['Service', 'EndpointSlice', 'Endpoints'],
  containerPorts: workloadKinds,
  /** Ports of Pods, and of the Services that lead to them. */
  podPorts: [...workloadKinds, 'Service'],
  policies: ['NetworkPolicy'],
  /** Listeners of Gateways and subsets of DestinationRules. */
  parts: ['Unknown'],
} as const satisfies Readonly<Record<string, readonly Resource['kind'][]>>;
