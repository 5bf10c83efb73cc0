import type { KustomizationFiles } from '../kustomize/files.ts';
import type { BuildOrder } from '../kustomize/orders.ts';
import type { KustomizationProblem } from '../kustomize/problem.ts';
import type { Contents } from './contents.ts';
import type { ChartScope, KustomizationScope, Scope, Placed } from '../objects/placed.ts';
import type { Failure } from '../files/failures.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import { sharedList } from '../util/shared.ts';

/**
 * What snapshots of one workspace hand on to each other. Each entry says what it rests on and is taken only while that is the
 * same, so it never changes what a snapshot says, only how fast.
 */
export interface SnapshotMemory {
  /** The objects of documents that no kustomization changes. */
  readonly placed: WeakMap<SnapshotDocument, readonly Placed[]>;
  /** Charts by folder, so that a chart stays one thing. */
  readonly charts: Map<string, ChartScope>;
  /** What kustomizations build, by the path of their file. */
  readonly builds: Map<string, KeptBuild>;
}

/** What a kustomization builds. */
export interface AppliedBuild {
  readonly scope: KustomizationScope;
  readonly contents: Contents;
  /** Its objects by the file they are written in. */
  readonly objects: ReadonlyMap<SnapshotFile, readonly Placed[]>;
  readonly problems: readonly KustomizationProblem[];
  /** What our own code failed at. */
  readonly failures: readonly Failure[];
  /** The files it is made of: kustomizations, objects and patches. */
  readonly files: readonly SnapshotFile[];
  /** By what Flux or Argo CD builds it. */
  readonly order: BuildOrder | undefined;
  /** The paths of all files that were looked for, found or not. */
  readonly asked: Pick<ReadonlySet<string>, 'has'>;
}

/** A build, and what it rests on. */
interface KeptBuild {
  readonly build: AppliedBuild;
  /** Whether all that was looked up for it is still the same. */
  holds(files: KustomizationFiles, ambientNamespace: (file: SnapshotFile) => string): boolean;
}

/** A memory that knows nothing yet. */
export function newMemory(): SnapshotMemory {
  return { placed: new WeakMap(), charts: new Map(), builds: new Map() };
}

/** The objects of a document that no kustomization changes: the same ones as before while what they rest on is the same. */
export function placedIn(
  { placed }: SnapshotMemory,
  document: SnapshotDocument,
  scope: Scope,
  ambientNamespace: string,
  place: () => readonly Placed[],
): readonly Placed[] {
  const kept = placed.get(document);
  if (kept?.every((object) => object.scope === scope && livesIn(object, ambientNamespace)) === true) return kept;
  const objects = sharedList(place());
  placed.set(document, objects);
  return objects;
}

/** Whether an object has the namespace that it has where this one is ambient. */
function livesIn({ namespace, namespaceOrigin }: Placed, ambient: string): boolean {
  return namespaceOrigin === 'written' || namespace === ambient;
}
