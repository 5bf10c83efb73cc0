import type { Field } from '../kubernetes/field.ts';
import type { Kustomization } from '../kubernetes/kustomization.ts';
import { spanAt } from '../text/span.ts';
import { getOrMake } from '../util/collections.ts';
import { fileNameOf, folderOf, isInFolder } from '../util/paths.ts';
import { nearFileName } from '../util/similar-files.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import type { SnapshotFile } from '../files/file.ts';
import type { AskedFiles } from './asked-files.ts';
import type { Bases } from './bases.ts';
import type { Draft } from './draft.ts';
import { type KustomizationFile, type KustomizationFiles, fileIn, isRemote, resolvePath } from './files.ts';
import { isIgnored } from './ignored.ts';
import type { KindWay } from './kind-way.ts';
import type { ReferenceWay } from './name-references.ts';
import { pathsIn } from './paths-in.ts';
import type { KustomizationProblem, KustomizationProblemKind } from './problem.ts';
import type { DeclaredVar } from './vars.ts';

/** A build on its way. */
export interface Building {
  readonly files: AskedFiles;
  readonly bases: Bases;
  /** The folders of the kustomizations that entries have led to. */
  readonly entered: Set<string>;
  readonly problems: KustomizationProblem[];
  readonly reached: Set<KustomizationFile>;
  readonly used: Set<SnapshotFile>;
  /** Objects that another one is already. */
  readonly repeated: Set<Draft>;
  /** The objects that patches deleted, as their texts have them. */
  readonly deleted: Set<YamlNode>;
  /** Fields that follow names, and fields that vars are put in, besides those that kustomize knows. */
  readonly references: ReferenceWay[];
  readonly varFields: KindWay[];
  /** By name. */
  readonly vars: Map<string, DeclaredVar>;
  open: boolean;
  /** Whether a chart, a generator or a resource adds objects that are not known, and changes none. */
  adds: boolean;
  /** How much has been done, in objects that went through a kustomization. */
  work: number;
}

/** A build of which nothing is done. */
export function newBuilding(files: AskedFiles, bases: Bases): Building {
  return {
    files,
    bases,
    entered: new Set(),
    problems: [],
    reached: new Set(),
    used: new Set(),
    repeated: new Set(),
    deleted: new Set(),
    references: [],
    varFields: [],
    vars: new Map(),
    open: false,
    adds: false,
    work: 0,
  };
}

/** How many kustomizations may be upon each other. */
export const longestChain = 100;

/** How many objects may go through kustomizations: ten thousand through five. One that names the same over and over comes to any number. */
const mostWork = 50_000;

/** Whether a build has come to more than people apply. */
export function isTooMuch({ work }: Pick<Building, 'work'>): boolean {
  return work > mostWork;
}

/** The file that is written in a kustomization by its path, if it is known; nothing is said of one that is not. */
export function fileNamed(
  written: string,
  one: KustomizationFile,
  { files }: Pick<Building, 'files'>,
): SnapshotFile | undefined {
  const path = resolvePath(one.folder, written);
  return path === undefined ? undefined : files.file(path);
}

/**
 * Where an entry leads; `undefined` where that is outside of what is known. What it points to adds objects, as a resource does, or changes those
 * that are there.
 */
export function resolveEntry(
  entry: Field<string>,
  one: KustomizationFile,
  building: Building,
  does: 'adds' | 'changes' = 'changes',
): string | undefined {
  const path = resolvePath(one.folder, entry.value);
  const isThere = path !== undefined && (building.files.file(path) ?? building.files.inFolder(path)) !== undefined;
  if (isThere) return path;
  if (path === undefined && entry.value.startsWith('/') && !isTemplated(entry.value)) {
    report(building, 'outside', one, entry.at, { path: entry.value });
  }
  if (path === undefined || isRemote(entry.value) || isTemplated(entry.value)) {
    leaveOpen(building, does);
    return undefined;
  }
  return path;
}

/** Something is not known that adds objects, or changes some. */
export function leaveOpen(building: Building, does: 'adds' | 'changes'): void {
  if (does === 'adds') building.adds = true;
  else building.open = true;
}

/** The file that an entry names, which has to lie below its kustomization; `undefined` where it is not there, or not known. */
export function locateFile(entry: Field<string>, one: KustomizationFile, building: Building): SnapshotFile | undefined {
  const path = resolveEntry(entry, one, building);
  if (path === undefined) return undefined;
  const file = building.files.file(path);
  if (file !== undefined) useFile(file, entry, one, building);
  else {
    reportMissing(entry, one, building);
    building.open = true;
  }
  return file;
}

/**
 * Says that a path, which is what is behind `start` of an entry, points to no file, or out of the kustomization, if that is certain.
 */
export function reportMissing(
  entry: Field<string>,
  one: KustomizationFile,
  building: Building,
  { start = 0, takes = 'files' }: { readonly start?: number; readonly takes?: 'files' | 'folders' } = {},
): void {
  const written = entry.value.slice(start);
  if (isRemote(written) || isTemplated(written)) return;
  const { files } = building;
  const path = resolvePath(one.folder, written);
  const at = start === 0 ? entry.at : { ...entry.at, within: spanAt(start, written.length) };
  const isThere = path !== undefined && files.file(path) !== undefined;
  if (isThere ? !isInFolder(path, one.folder) : written.startsWith('/'))
    report(building, 'outside', one, at, { path: written });
  if (isThere || path === undefined) return;
  const absence = files.absence(path);
  if (takes === 'files' && (absence === 'kustomization' || files.inFolder(path) !== undefined))
    report(building, 'isFolder', one, at, { path: written });
  else if (absence !== 'unknown')
    report(building, missingAs(absence, path, one, building), one, at, missingValues(written, path, one, building));
}

/** What is said of a path that leads nowhere: with it, the one that may be meant, if there is one that is named nowhere else. */
export function missingValues(
  written: string,
  path: string,
  { folder, kustomization }: KustomizationFile,
  { files }: Building,
): KustomizationProblem['values'] {
  const name = fileNameOf(path);
  if (!written.endsWith(name)) return { path: written };
  const beginning = written.slice(0, written.length - name.length);
  const isFree = (other: string): boolean =>
    !namedBy(kustomization, folder).has(resolvePath(folder, beginning + other));
  const near = nearFileName(name, files.namesListed(folderOf(path)), isFree);
  return near === undefined ? { path: written } : { path: written, near: beginning + near };
}

/**
 * The paths that a kustomization names. Kept as thousands of them may lead nowhere; rests on the kustomization and where it is, which never
 * change.
 */
function namedBy(kustomization: Kustomization, folder: string): ReadonlySet<string | undefined> {
  return getOrMake(
    knownPaths,
    kustomization,
    () => new Set(pathsIn(kustomization).map((one) => resolvePath(folder, one))),
  );
}

const knownPaths = new WeakMap<Kustomization, ReadonlySet<string | undefined>>();

/** Takes a file that an entry names into a build. `outside` where kustomize takes none from there, which is said. */
export function useFile(
  file: SnapshotFile,
  entry: Field<string>,
  one: KustomizationFile,
  building: Building,
): 'inside' | 'outside' {
  building.used.add(file);
  if (isInFolder(file.path, one.folder)) return 'inside';
  report(building, 'outside', one, entry.at, { path: entry.value });
  return 'outside';
}

/** What is said of a file or folder that is not there. */
export function missingAs(
  absence: ReturnType<KustomizationFiles['absence']>,
  path: string,
  { folder }: KustomizationFile,
  { files }: Building,
): 'missing' | 'missingAround' | 'missingAll' | 'ignored' | 'notKustomization' | 'ignoredKustomization' {
  if (absence === 'kustomization')
    return isIgnored(fileIn(path, 'kustomization.yaml'), files) ? 'ignoredKustomization' : 'notKustomization';
  if (absence === 'made' || isIgnored(path, files)) return 'ignored';
  if (absence !== 'allAround') return 'missing';
  const beside = fileIn(folder, 'any.yaml');
  return files.absence(beside) === 'allAround' ? 'missingAll' : 'missingAround';
}

/** Says what kustomize rejects. */
export function report(
  building: Building,
  kind: KustomizationProblemKind,
  one: KustomizationFile,
  at: At,
  values: KustomizationProblem['values'],
  where?: KustomizationProblem['where'],
): void {
  reportAgain(building, { kind, document: one.document, at, values, where });
}

/** Says a problem in another build, too. What comes of things that are not known is no mistake. */
export function reportAgain(building: Building, problem: KustomizationProblem): void {
  const { open, adds, problems } = building;
  const isUnsure = (open && unsureKinds.includes(problem.kind)) || (adds && absentKinds.includes(problem.kind));
  if (!isUnsure) problems.push(problem);
}

/** What says that an object is not there, which a chart may add. */
const absentKinds: readonly KustomizationProblemKind[] = ['noTarget', 'selectsNothing', 'noSource'];

/** What may only look so, as something is not known. */
const unsureKinds: readonly KustomizationProblemKind[] = [
  ...absentKinds,
  'severalTargets',
  'noField',
  'otherValue',
  'severalSources',
  'noSourceField',
  'noPart',
  'noTargetField',
  'otherType',
];
