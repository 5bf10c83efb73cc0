import { groupOf } from '../kubernetes/resource.ts';
import type { SnapshotFile } from '../files/file.ts';
import type { Severity } from '../settings/settings.ts';
import { kustomizationOf } from '../kustomize/files.ts';
import { isDump, type Placed, isWorkload } from '../objects/placed.ts';
import { isChainsawTest, isNamedAsChange } from '../scopes/partial-manifests.ts';
import { treeOf, nodeIn } from '../objects/places.ts';
import { folderOf, joinPath } from '../util/paths.ts';
import type { FileIndexDefinition } from '../workspace/file-index.ts';
import type { Questions } from '../workspace/questions.ts';
import { entryOf, isNullOrAbsent, childrenOf, type YamlNode } from '../yaml/node.ts';
import { rejectionsOfObject } from './constraints/evaluate.ts';
import type { FoundRejection } from '../kubernetes/table/row.ts';

/** What is said: the code of the rule, the id of its message, and the level that the rule gives. */
interface Said {
  readonly code: string;
  readonly message: string;
  readonly level: Severity;
}

/**
 * The level at which a rule's problem is said in a file, of an object of it or of the file alone: that of the settings, else the one that
 * the rule gives, but a hint where one of the excuses holds: the object or file will not be applied as it is. `undefined` where the
 * settings turn the rule off, of what a manifest of a test lacks or names without having it, and of what the API server takes of others.
 */
export function levelIn(
  snapshot: Questions,
  file: SnapshotFile,
  said: Said,
  placed: Placed | undefined,
): Severity | undefined {
  const set = snapshot.settingsOf(file).rules[said.code];
  if (set !== undefined) return set === 'off' ? undefined : set;
  const home = placed?.document.file ?? file;
  if (isCompletedByTest(home, said) || isAbsentInTest(snapshot, home, said)) return undefined;
  if (said.level !== 'error' && isOfModule.test(home.path) && isOfOthers(snapshot, home, said)) return undefined;
  if (said.level === 'hint') return 'hint';
  const isExcused =
    (placed !== undefined && excusesOfObjects.some((holds) => holds(snapshot, placed, said))) ||
    excusesOfFiles.some((holds) => holds(snapshot, home, said));
  return isExcused ? 'hint' : said.level;
}

/** Why a problem of an object does not count for what it is, the cheapest to find out first. */
const excusesOfObjects: readonly ((snapshot: Questions, placed: Placed, said: Said) => boolean)[] = [
  isOfDump,
  configuresTool,
  isStubsLack,
  isPerhapsPatched,
  isPerhapsNamespaced,
];

/** Why no problem of what is in a file does. */
const excusesOfFiles: readonly ((snapshot: Questions, file: SnapshotFile, said: Said) => boolean)[] = [
  isReadByTest,
  isOfOthers,
  isToBeFilled,
  isPutAway,
  isSample,
  isStepOfTest,
];

/** What a cluster printed works there; only what it would not take again is wrong, and not what it puts in by itself. */
function isOfDump(_: Questions, placed: Placed, { code, level }: Said): boolean {
  // The selector of a Job is made by the API server, which takes none that is written.
  const isMade = code === 'invalid-selector' && placed.resource.kind === 'Job';
  return (level !== 'error' || lacking.has(code) || isMade) && isDump(placed);
}

/** An object that a tool reads for itself is sent to no cluster. */
function configuresTool(_: Questions, { resource }: Placed): boolean {
  return toolsAnnotations.some((name) => resource.metadata.annotations.pairs.has(name));
}

/**
 * What a stub, a patch beside it, what an operator fills in, or what Flux applies upon an object that is there, lacks is
 * written elsewhere.
 */
function isStubsLack(snapshot: Questions, placed: Placed, said: Said): boolean {
  if (!isOfLack(said)) return false;
  const { file } = placed.document;
  return isNamedAsChange(file.path) || hasNoImage(placed) || snapshot.about(file, holdsStub);
}

/** What an object lacks may be in a patch that is not known: it is made before the build, or is a template. */
function isPerhapsPatched(_: Questions, { scope }: Placed, said: Said): boolean {
  return scope.kind === 'kustomization' && scope.altered && isOfLack(said);
}

/** The namespace of an account that a binding lacks comes from whoever builds the kustomization, where that says none. */
function isPerhapsNamespaced(_: Questions, { scope, resource }: Placed, { code }: Said): boolean {
  const isBinding = resource.kind === 'Unknown' && resource.writtenKind === 'ClusterRoleBinding';
  if (code !== 'missing-field' || !isBinding || scope.kind !== 'kustomization') return false;
  return kustomizationOf(scope.file)?.kustomization.namespace === undefined;
}

function isOfLack({ code, message }: Said): boolean {
  return lacking.has(code) || lacking.has(`${code} ${message}`);
}

/** What tests read may be wrong on purpose, but for an API version that is gone, and for what only Headlight reads. */
function isReadByTest(_: Questions, { path }: SnapshotFile, { code, message }: Said): boolean {
  return !neverOnPurpose.has(code) && !neverOnPurpose.has(`${code} ${message}`) && isTestData.test(path);
}

const neverOnPurpose: ReadonlySet<string> = new Set([
  'invalid-api-version retired',
  'invalid-configuration',
  'unused-suppression',
]);

/** A test fills in what its manifests lack, or compares only what they have: hints about that were of no use in thousands of tests. */
function isCompletedByTest({ path }: SnapshotFile, { code }: Said): boolean {
  return lacking.has(code) && (isOfTests.test(path) || isTestData.test(path));
}

/** A test that lacks an object does not need it: hints about that were of no use in hundreds of tests. */
function isAbsentInTest(snapshot: Questions, file: SnapshotFile, { code, level }: Said): boolean {
  if (level !== 'hint' || !absent.has(code)) return false;
  return isTestData.test(file.path) || isSample(snapshot, file) || isBesideTest(snapshot, file);
}

const absent: ReadonlySet<string> = new Set(['dangling-backend', 'missing-endpoints']);

/** What is copied from another module is to be mended there. Source: Go Modules Reference, Vendoring. */
function isOfOthers(_: Questions, { path }: SnapshotFile, { code }: Said): boolean {
  return code !== 'unused-suppression' && /(?:^|\/)vendor\/[\w-]+(?:\.[\w-]+)+\//.test(path);
}

/** The copy of a Go module, which a tool writes: its path begins with a domain. */
const isOfModule = /(?:^|\/)vendor\/(?:[\w-]+\.)+[a-z]{2,}\//i;

/** What a file that is called a template has for values stands for others, and what it lacks is put in, as Spark does with Pods. */
function isToBeFilled(_: Questions, { path }: SnapshotFile, said: Said): boolean {
  return (valueCodes.has(said.code) || isOfLack(said)) && /(?:^|[/._-])template\.ya?ml$/i.test(path);
}

/** What is said of a value that is no name, number, port or address. */
const valueCodes: ReadonlySet<string> = new Set([
  ...['invalid-name', 'invalid-host-name', 'invalid-port-name', 'invalid-value', 'invalid-address', 'invalid-label'],
  ...['invalid-field-type', 'invalid-port', 'invalid-cluster-ip'],
  'unreachable-route-alias',
]);

/** What is in a hidden folder for what is no longer used is applied no more; `archive` without a dot may as well be what something is called. */
function isPutAway(_: Questions, { path }: SnapshotFile, { code }: Said): boolean {
  return code !== 'unused-suppression' && /(?:^|\/)\.archived?\//.test(path);
}

/** What the test of a policy is tried on, or what a test expects of a cluster. */
function isSample(snapshot: Questions, { path }: SnapshotFile): boolean {
  return snapshot.fileIndex(samples).has(path);
}

/** What a test applies, and the API server accepts, does what the test needs, and is used for nothing else. */
function isStepOfTest(snapshot: Questions, file: SnapshotFile, { code, level }: Said): boolean {
  return level !== 'error' && code !== 'unused-suppression' && isBesideTest(snapshot, file);
}

function isBesideTest(snapshot: Questions, { path }: SnapshotFile): boolean {
  return snapshot.fileIndex(foldersOfTests).has(folderOf(path));
}

const foldersOfTests: FileIndexDefinition = {
  *keysOf(_, { path }) {
    if (isChainsawTest(path)) yield folderOf(path);
  },
};

/**
 * The folders in which tests have what they read and expect, and examples of what is rejected. Source: Go documentation, cmd/go, Package
 * lists and patterns; Rails Guides, Testing; Jest documentation, Configuring Jest; Maven, Standard Directory Layout.
 */
const isTestData =
  /(?:^|\/)(?:test[_-]?data|fixtures?|__fixtures__|golden|expected|src\/test\/resources|(?:integration[_-]?)?tests?\/(?:[^/]+\/)*assets|invalid[_-]examples?)\//i;

/** The folders of tests, some of which are applied as they are. */
const isOfTests = /(?:^|\/)(?:(?:(?:integration|e2e)[_-]?)?tests?|e2e)\//;

/** What marks an object that configures a tool and is not sent to a cluster. Source: kustomize, KRM Functions Specification. */
const toolsAnnotations = [
  'config.kubernetes.io/local-config',
  'config.kubernetes.io/function',
  'config.k8s.io/function',
];

/** What says that an object lacks something: all that a rule says, or one of its messages. */
const lacking: ReadonlySet<string> = new Set([
  'missing-field',
  'missing-import-field',
  'invalid-name volume',
  'invalid-name noVolume',
]);

/** Whether the image of each container is written as nothing: those who apply the object know it. */
function hasNoImage(placed: Placed): boolean {
  if (!isWorkload(placed)) return false;
  const { containers } = placed.resource.template;
  const images = containers.map(({ at }) => nodeIn(placed, [...at.path, 'image']));
  return images.length > 0 && images.every((node) => node?.kind === 'scalar' && /^$|^FILL(?:ED)?[_ -]/.test(node.text));
}

/** Whether one of several objects of a file is a stub, or its only one a patch, looked for once for all of them. */
function holdsStub(snapshot: Questions, { uri }: SnapshotFile): boolean {
  const objects = snapshot.inFile(uri);
  return objects.some((one) => isPatch(snapshot, one) || (objects.length > 1 && isStub(snapshot, one)));
}

/** Whether a workload has containers without an image, and no selector: it is to be merged into one that has both. */
function isPatch(snapshot: Questions, placed: Placed): boolean {
  const lacks = lacksOf(snapshot, placed).map(({ message }) => message);
  return lacks.includes('selector') && lacks.includes('image');
}

/**
 * Whether an object of several stands for one that is written elsewhere, or is there for one of its fields alone: it is nothing but a
 * name, or it lacks its containers and more.
 */
function isStub(snapshot: Questions, placed: Placed): boolean {
  const lacks = lacksOf(snapshot, placed);
  if (lacks.length === 0) return false;
  const lacksMost = lacks.length > 1 && lacks.some(({ message }) => message === 'containers');
  return lacksMost || isNullOrAbsent(entryOf(treeOf(placed), 'spec')?.value);
}

function lacksOf(snapshot: Questions, placed: Placed): readonly FoundRejection[] {
  const rejections = rejectionsOfObject(placed, snapshot.settingsOf(placed.document.file));
  return rejections.filter(({ code }) => code === 'missing-field');
}

/** The files that tests name as what a policy is tried on or what is expected, below their own folders. */
const samples: FileIndexDefinition = {
  *keysOf(snapshot, file) {
    for (const placed of snapshot.inFile(file.uri)) {
      const namesSamples = testsWithFiles.get(groupOf(placed.resource.apiVersion));
      if (namesSamples === undefined) continue;
      const folder = folderOf(file.path);
      const test = treeOf(placed);
      for (const text of test === undefined ? [] : namesSamples(test)) {
        if (/\.(?:ya?ml|json)$/.test(text) && !text.includes('..')) yield joinPath(folder, text);
      }
    }
  },
};

/**
 * The texts of a test that may name files which are not applied, by its group. Tests of policies name what a policy is tried on, those of
 * Chainsaw and kuttl what the cluster is expected to have. Source: Gatekeeper documentation, The gator CLI; Kyverno documentation, kyverno
 * test; Chainsaw documentation, Assert and Error; kuttl documentation, TestStep.
 */
const testsWithFiles: ReadonlyMap<string, (test: YamlNode) => readonly string[]> = new Map([
  ['test.gatekeeper.sh', textsOf],
  ['cli.kyverno.io', textsOf],
  ['chainsaw.kyverno.io', expectationsOf],
  ['kuttl.dev', expectationsOf],
]);

function expectationsOf(node: YamlNode): readonly string[] {
  if (node.kind === 'sequence') return node.items.flatMap(expectationsOf);
  if (node.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) =>
    key === 'assert' || key === 'error' ? textsOf(value) : expectationsOf(value),
  );
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  if (node === undefined) return [];
  return node.kind === 'scalar' ? [node.text] : childrenOf(node).flatMap(textsOf);
}
