import { groupOf } from '../kubernetes/resource.ts';
import type { SnapshotFile } from '../files/file.ts';
import type { Severity } from '../settings/settings.ts';
import { isDump } from '../objects/dumps.ts';
import { treeOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { folderOf, joinPath } from '../util/paths.ts';
import type { FileIndexDefinition } from '../workspace/file-index.ts';
import type { Questions } from '../workspace/questions.ts';
import { entryOf, isNullOrAbsent, childrenOf, type YamlNode } from '../yaml/node.ts';
import { rejectionsOfObject } from './constraints/evaluate.ts';
import type { FoundRejection } from '../kubernetes/table/row.ts';
import type { Rule } from './rule.ts';

/**
 * The level at which a finding about an object is said, given the level that its rule gives it. An object that nobody will apply as it
 * stands has nothing that is worth more than a hint: what the test of a policy is tried on, what a test expects of a cluster, what an object printed by a cluster or a
 * stub lacks, what a cluster wrote itself, what works of a printed object, all of what a tool reads for itself, and what tests of Go read,
 * but for what no test reads on purpose: an API version that is gone.
 */
export function levelFor(snapshot: Questions, placed: Placed, { code }: Pick<Rule, 'code'>, level: Severity): Severity {
  if (level === 'hint') return level;
  const isAboutLack = lacking.has(code);
  // The selector of a Job is made by the API server, which takes none that is written.
  const isMade = code === 'invalid-selector' && placed.resource.kind === 'Job';
  if ((level !== 'error' || isAboutLack || isMade) && isDump(placed)) return 'hint';
  if (toolsAnnotations.some((name) => placed.resource.metadata.annotations.pairs.has(name))) return 'hint';
  if (isAboutLack && snapshot.about(placed.document.file, holdsStub)) return 'hint';
  const { path } = placed.document.file;
  if (code !== 'invalid-api-version' && isTestData.test(path)) return 'hint';
  return snapshot.fileIndex(samples).has(path) ? 'hint' : level;
}

/** The folders that the tools of Go leave to tests. Source: Go documentation, cmd/go, Package lists and patterns. */
const isTestData = /(?:^|\/)testdata\//;

/** What marks an object that configures a tool and is not sent to a cluster. Source: kustomize, KRM Functions Specification. */
const toolsAnnotations = [
  'config.kubernetes.io/local-config',
  'config.kubernetes.io/function',
  'config.k8s.io/function',
];

/** What says that an object lacks something. */
const lacking: ReadonlySet<string> = new Set(['missing-field', 'missing-import-field']);

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
 * The texts of a test that may name files which nobody applies, by its group. Tests of policies name what a policy is tried on, those of
 * Chainsaw what the cluster is expected to have. Source: Gatekeeper documentation, The gator CLI; Kyverno documentation, kyverno test;
 * Chainsaw documentation, Assert and Error.
 */
const testsWithFiles: ReadonlyMap<string, (test: YamlNode) => readonly string[]> = new Map([
  ['test.gatekeeper.sh', textsOf],
  ['cli.kyverno.io', textsOf],
  ['chainsaw.kyverno.io', expectationsOf],
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
