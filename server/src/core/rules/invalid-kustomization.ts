import type { Kustomization } from '../kubernetes/kustomization.ts';
import { groupOf } from '../kubernetes/resource.ts';
import { emptinessOf } from '../kustomize/files.ts';
import { commentsIn, isMadeBefore } from '../kustomize/made-before.ts';
import type { KustomizationProblem } from '../kustomize/problem.ts';
import { placeInFile } from '../objects/origins.ts';
import type { Settings } from '../settings/settings.ts';
import type { Placed } from '../objects/placed.ts';
import { nodeIn } from '../objects/places.ts';
import { spanAt } from '../text/span.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { uniqueBy } from '../util/collections.ts';
import { folderOf } from '../util/paths.ts';
import type { Questions } from '../workspace/questions.ts';
import type { FileIndexDefinition } from '../workspace/file-index.ts';
import { scalarText } from '../yaml/node.ts';
import { isAtOrBelow } from '../yaml/path.ts';
import { misreadOfKustomization } from './constraints/evaluate.ts';
import { defineRule, editOfFile, type Fix, type Problem, put, suggest } from './rule.ts';

export const invalidKustomization = defineRule({
  code: 'invalid-kustomization',
  severity: 'error',
  needs: 'workspace',
  appliesTo: ['Kustomization'],
  summary: 'A kustomization refers to something that does not exist or that kustomize rejects.',
  source:
    'kustomize api/internal/target/kusttarget.go, accumulateTarget; api/internal/loader/fileloader.go; api/types/kustomization.go',
  messages: {
    missing: '"{path}" does not exist. kustomize cannot build this folder, nor anything that is built from it.',
    missingAround:
      '"{path}" does not exist, nor does any other manifest in its folder. kustomize cannot build this folder, nor anything that is built from it.',
    noteMade: 'It may be generated before the build.',
    fixPath: 'Change to "{near}"',
    noteUnrestricted:
      'Many kustomizations here do this, so they may be built with --load-restrictor LoadRestrictionsNone. If they are, say so in the setting "loadRestrictor".',
    notKustomization:
      'Folder "{path}" has no kustomization file. kustomize reads only folders that have one; list the files of other folders one by one.',
    isFolder: '"{path}" is a folder. kustomize needs a file here and does not read a folder instead.',
    notFolder: 'Component "{path}" is a file. A component must be a folder.',
    twoKustomizations: 'Folder "{path}" has more than one kustomization file. kustomize rejects the folder; keep one.',
    cycle: '"{path}" leads back to this kustomization. kustomize rejects a kustomization that is built from itself.',
    outside:
      '"{path}" is outside this kustomization. kustomize reads files only below its own folder, and other folders only by relative paths. Put files that several kustomizations share into a folder with its own kustomization.',
    component: 'Component "{path}" is listed under "resources". Move it to "components".',
    notComponent: '"{path}" is listed under "components" but is not a component. Move it to "resources".',
    noPatch: 'This patch has no content. It needs either "path" or "patch".',
    twoPatches: 'This patch is written both here and in "{path}". Keep either "path" or "patch".',
    notPatch:
      'This patch is neither an object nor a list of operations. kustomize needs an object with kind and metadata.name, or the operations of a JSON patch.',
    emptyPatch: 'This patch is empty, which kustomize rejects. Remove the entry, or write the patch.',
    severalPatches:
      'This patch has several objects and a target. With a target, kustomize accepts only one object; give each its own entry.',
    noSelector: 'This list of operations has no target. Add one: operations do not say which objects they change.',
    noTargetName:
      'This target has no "name", without which kustomize rejects "patchesJson6902". Add one; to change several objects, move the patch to "patches".',
    notSelector:
      '"{value}" is not a valid pattern or selector. Targets use Go\'s regular expressions, which have no lookaround, and selectors in the syntax of kubectl.',
    notJson:
      'This patch begins with "[" but is not JSON. kustomize reads such text only as JSON; in YAML, begin the items of a list with "- ".',
    empty: 'This kustomization is empty, which kustomize rejects.',
    noFields: 'This kustomization has no fields. kustomize reads a map of fields, such as "resources".',
    noTarget:
      'There is no {object} here to patch. kustomize cannot build this folder, nor anything that is built from it.',
    selectsNothing:
      'No object here is called "{name}", so kustomize skips this patch without an error. There is {object}.',
    noWorkload: 'This entry of "replicas" has no "name". kustomize does not know which workload it is for.',
    noEntry: 'This list entry is empty. kustomize does not accept empty entries here; remove it or fill it in.',
    notDirective: '"$patch" cannot be "{directive}". kustomize accepts "delete", "replace" and "merge".',
    nullAsText:
      'This patch sets "{key}" to the text "{value}" instead of removing it. In "patchesStrategicMerge", and in a patch with a target, kustomize does so for labels and annotations; remove them with a JSON patch.',
    notConfiguration:
      '"{path}" has a field "{field}" that kustomize does not know there. It rejects the whole kustomization.',
    otherConfiguration:
      '"{field}" in "{path}" has a different type than kustomize expects. It rejects the whole kustomization.',
    notMap: '"{path}" is not a map of fields. kustomize accepts nothing else here and rejects the whole kustomization.',
    notDefinitions:
      '"{path}" has no OpenAPI definitions, which "crds" expects. A CustomResourceDefinition belongs in "resources".',
    twoSchemas: 'The schema is given by "version" and by "path". kustomize accepts only one of them; remove the other.',
    noSchema:
      'kustomize has no schema of version "{version}". It has only "v1.21.2"; for any other, name a file in "path".',
    namelessPlugin: 'This generator or transformer has no kind or no metadata.name. kustomize rejects it without them.',
    notBuiltin: 'kustomize has no builtin "{kind}" here. It rejects the whole kustomization.',
    severalTargets:
      'More than one object here matches {object}. kustomize does not choose between them: use the final name of one, or give the patch a target that matches all.',
    noField: '{object} has no "{pointer}", which this patch changes. kustomize rejects the patch.',
    otherValue:
      '{object} has another value at "{pointer}". This patch tests for a different one, so kustomize rejects it.',
    notOperation:
      '"{pointer}" is no operation of a JSON patch. kustomize accepts "add", "remove", "replace", "move", "copy" and "test".',
    noPointer: 'This operation has no "{pointer}" that leads to a field. kustomize rejects the patch.',
    noReplacement:
      'This replacement has no source or no target. It needs "source" or "sourceValue", and "targets" with a "select" in each.',
    twoReplacements: 'This replacement is written both here and in "{path}". Keep one of them.',
    twoValues: 'This replacement has both "source" and "sourceValue". Keep one of them.',
    noSource:
      'There is no {object} here to take a value from. kustomize cannot build this folder, nor anything that is built from it.',
    severalSources:
      'More than one object here matches {object}. A source must be exactly one object; add a field that tells them apart, such as "namespace".',
    noSourceField:
      '{object} has no "{path}" to take a value from. kustomize rejects a source that is missing or empty.',
    noPart:
      '"{path}" has no part {index} between "{delimiter}". kustomize counts parts from 0 and rejects an index that does not exist.',
    noTargetField:
      '{object} has no "{path}" to replace. kustomize rejects that unless "options.create" lets it add the field.',
    otherType:
      '"{value}" does not fit "{path}" of {object}. The field has another type, so kustomize cannot print the object.',
    varTwice:
      'Another var of this build is also called "{name}". kustomize accepts each name only once; replacements need no names.',
    noName: 'This generator has no "name". kustomize does not generate an object without one.',
    notPair: '"{value}" is not a pair. Write a literal as "key=value"; kustomize rejects any other.',
    notFile:
      '"{value}" is neither a path nor a key and a path. Write "path" or "key=path"; kustomize accepts no other "=" in it.',
    keyTwice: 'This generator gets the key "{key}" twice. kustomize accepts each key of a generator only once.',
    notKey:
      'kustomize does not read this key as a string, because it writes keys without quotes. It rejects the objects that get the key; use another key.',
    notOrder: 'The "order" of "sortOptions" must be "fifo" or "legacy". kustomize accepts no other.',
    orderUnused:
      '"legacySortOptions" works only with the order "legacy". kustomize rejects it with "fifo"; remove it or change the order.',
    lostName: 'This patch removes the kind or the name of {object}. kustomize rejects an object without them.',
    twice: '{object} is added a second time. kustomize accepts each combination of kind, name and namespace only once.',
    alike:
      '{object} exists twice once everything is put into namespace "{namespace}". kustomize accepts each combination of kind, name and namespace only once.',
    madeAlike:
      '{object} exists twice after this change. kustomize accepts each combination of kind, name and namespace only once.',
    nameless:
      '"{path}" has an object without a kind or a name. kustomize identifies objects by their names and does not accept metadata.generateName.',
    tooLong:
      'More than 100 kustomizations build on each other down to "{path}". Headlight stops there and does not know what else is built.',
    tooMuch:
      'This kustomization has more objects than Headlight builds. It lists the same resources over and over. Headlight reports nothing as missing in it.',
    unknownField:
      'A kustomization has no field "{field}" here; it has "{other}". kustomize rejects fields that it does not know.',
    misplacedField:
      'A kustomization has no field "{field}" here; it has one {place}. kustomize rejects fields that it does not know.',
    noSuchField: 'A kustomization has no field "{field}" here. kustomize rejects fields that it does not know.',
    wrongKind: 'A kustomization is of kind "Kustomization" or "Component", not "{found}". kustomize accepts no other.',
    wrongType: 'kustomize needs {expected} here, but this is {found}. It rejects the whole kustomization.',
    wrongVersion: 'The apiVersion of a {kind} is "{expected}", not "{found}". kustomize accepts no other.',
  },
  *check(kustomization, { snapshot, settings }) {
    const own = [...ownProblems(kustomization, settings)];
    yield* own;
    for (const problem of oneForEachFolder(snapshot.problemsOf(kustomization.document))) {
      const { kind, at } = problem;
      // It only follows from a field that is misspelt or of a wrong type.
      if (at.path.length > 0 && own.some((other) => isAtOrBelow(other.at.path, at.path))) continue;
      if (kind === 'outside' && isUnrestricted(snapshot, kustomization, settings)) continue;
      const fixes = fixesOf(problem, kustomization);
      const message = sameWords.get(kind) ?? kind;
      yield { at, message, values: problem.values, fixes, ...severityOf(snapshot, kustomization, problem) };
    }
  },
  *checkFile(file) {
    const message = emptinessOf(file);
    if (message !== undefined) yield { span: spanAt(0, file.text.trimEnd().split('\n')[0]?.length ?? 0), message };
  },
});

/** The path that may be meant, in the place of one that leads nowhere. */
function fixesOf({ at, values, where }: KustomizationProblem, kustomization: Placed<Kustomization>): readonly Fix[] {
  const { near } = values;
  if (near === undefined) return [];
  if (where !== undefined) {
    const { file, span } = placeInFile(where.origin, where.span);
    const quote = /^["']/.exec(file.text.slice(span.start, span.end))?.[0] ?? '';
    return [{ title: 'fixPath', values: { near }, edit: () => editOfFile(file, span, quote + near + quote) }];
  }
  const kept = scalarText(nodeIn(kustomization, at.path))?.slice(0, at.within?.start ?? 0) ?? '';
  return [suggest({ title: 'fixPath', values: { near } }, kustomization, put(at.path, kept + near))];
}

/** Problems that differ in how grave they are, not in their words. */
const sameWords: ReadonlyMap<KustomizationProblem['kind'], KustomizationProblem['kind']> = new Map([
  ['missingAll', 'missingAround'],
  ['ignored', 'missing'],
  ['ignoredKustomization', 'notKustomization'],
]);

/** What is missing from a folder that holds no manifest, or is named in one folder out of bounds, is told once. */
function oneForEachFolder(problems: readonly KustomizationProblem[]): readonly KustomizationProblem[] {
  return uniqueBy(problems, (problem) =>
    ['outside', 'missingAround', 'missingAll'].includes(problem.kind)
      ? `${problem.kind} ${folderOf(problem.values['path'] ?? '')}`
      : problem,
  );
}

function severityOf(
  snapshot: Questions,
  kustomization: Placed<Kustomization>,
  { kind, values }: KustomizationProblem,
): Pick<Problem, 'severity' | 'note'> {
  switch (kind) {
    case 'missing':
    case 'missingAround':
    case 'missingAll':
      return isMadeBefore(kustomization, kind, values['path'] ?? '') ? { severity: 'hint', note: 'noteMade' } : {};
    case 'ignored':
    case 'ignoredKustomization':
      return { severity: 'hint', note: 'noteMade' };
    case 'outside':
      return snapshot.fileIndex(buildFiles).count(outward) < 5 ? {} : { severity: 'hint', note: 'noteUnrestricted' };
    // Something else puts it upon what it has made, as Fleet and post-renderers of Helm do.
    case 'noTarget':
      return namesNothing(kustomization.resource) ? { severity: 'hint', note: 'noteMade' } : {};
    // What kustomize accepts is no error.
    case 'selectsNothing':
    case 'nullAsText':
      return { severity: 'warning' };
    // Who builds upon it says the namespace.
    case 'noSourceField':
      return values['path'] === 'metadata.namespace' && kustomization.resource.namespace === undefined
        ? { severity: 'hint' }
        : {};
    // What kustomize would do all the same is no error.
    case 'tooLong':
    case 'tooMuch':
      return { severity: 'information' };
    default:
      return {};
  }
}

/** Whether a kustomization has nothing of its own that it could change. */
function namesNothing({ resources, components, generators, opaque }: Kustomization): boolean {
  return [resources, components, generators, opaque].every((own) => own.length === 0);
}

/**
 * Whether files may be read from everywhere: a setting says so, a comment, or what builds it, or it is Flux that builds, which keeps to its
 * source alone. Source: kustomize, flag --load-restrictor; Flux pkg/kustomize, Build.
 */
function isUnrestricted(
  snapshot: Questions,
  { document }: Placed<Kustomization>,
  { loadRestrictor }: Settings,
): boolean {
  return (
    loadRestrictor === unrestricted ||
    commentsIn(document.facts.text).some((line) => line.includes(unrestricted)) ||
    snapshot.fileIndex(buildFiles).has(unrestricted) ||
    !snapshot.everything.index(orders).isEmpty
  );
}

const unrestricted = 'LoadRestrictionsNone';

const outward = '../';

/**
 * What says how kustomizations are built, as workflows, makefiles and the options of Argo CD do, and kustomizations that read files out of
 * bounds.
 */
const buildFiles: FileIndexDefinition = {
  *keysOf(_, { role, text, documents }) {
    if ((role === 'manifest' || role === 'text') && text.includes(unrestricted)) yield unrestricted;
    if (role !== 'kustomization') return;
    const named = documents.flatMap(({ facts }) => facts.kustomization?.resources ?? []);
    if (named.some(({ value }) => /^\.\.\/.+\.ya?ml$/.test(value))) yield outward;
  },
};

/** What tells Flux to build kustomizations. Source: Flux API, Kustomization. */
const orders = defineIndex(['Unknown'], ({ resource: { apiVersion, writtenKind } }) =>
  writtenKind === 'Kustomization' && groupOf(apiVersion) === 'kustomize.toolkit.fluxcd.io' ? [writtenKind] : [],
);

/** What kustomize cannot decode, and a version that is not the kind's. Source: kustomize api/types/kustomization.go, Unmarshal and EnforceFields. */
function* ownProblems(kustomization: Placed<Kustomization>, settings: Settings): Iterable<Problem> {
  const { resource } = kustomization;
  const { facts } = kustomization.document;
  if (facts.broken || facts.templated) return;
  const { otherKind: found } = resource;
  if (found !== undefined) yield { at: { path: ['kind'] }, message: 'wrongKind', values: { found } };
  const kind = resource.isComponent ? 'Component' : 'Kustomization';
  const expected = `kustomize.config.k8s.io/${resource.isComponent ? 'v1alpha1' : 'v1beta1'}`;
  if (resource.apiVersion !== '' && resource.apiVersion !== expected) {
    const values = { kind, expected, found: resource.apiVersion };
    yield { at: { path: ['apiVersion'] }, message: 'wrongVersion', values };
  }
  for (const { code, at, values } of misreadOfKustomization(kustomization, settings)) {
    const { field, other, place } = values;
    if (code === 'invalid-field-type') yield { at, message: 'wrongType', values };
    if (code !== 'unknown-field' || typeof field !== 'string') continue;
    // A later kustomize may know what is like none.
    if (place !== undefined) yield { at, message: 'misplacedField', values };
    else if (typeof other !== 'string') yield { at, message: 'noSuchField', values, severity: 'warning' };
    // To kustomize, upper and lower case are the same.
    else if (field.toLowerCase() !== other.toLowerCase()) yield { at, message: 'unknownField', values };
  }
}
