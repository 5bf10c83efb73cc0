import { View } from '../kubernetes/field.ts';
import { kustomizationTable } from '../kubernetes/kinds/kustomization.ts';
import type { Kustomization } from '../kubernetes/kustomization.ts';
import { judge } from '../kubernetes/table/judge.ts';
import type { KustomizationProblem } from '../kustomize/problem.ts';
import type { Settings } from '../settings/settings.ts';
import { treeOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { uniqueBy } from '../util/collections.ts';
import { folderOf } from '../util/paths.ts';
import { isAtOrBelow } from '../yaml/path.ts';
import { defineRule, type Problem } from './rule.ts';

export const invalidKustomization = defineRule({
  code: 'invalid-kustomization',
  severity: 'error',
  needs: 'workspace',
  appliesTo: ['Kustomization'],
  since: '0.1.0',
  summary: 'A kustomization names what is not there, or what kustomize does not take.',
  source:
    'kustomize api/internal/target/kusttarget.go, accumulateTarget; api/internal/loader/fileloader.go; api/types/kustomization.go',
  messages: {
    missing:
      '"{path}" is not there. Until it is, kustomize refuses to build this folder and whatever is built from it.',
    missingAround:
      '"{path}" is not there, nor is any other manifest in its folder. Until it is, kustomize refuses to build this folder and whatever is built from it.',
    noteMade: 'It may be made before the build.',
    notKustomization:
      'Folder "{path}" has no kustomization file. kustomize takes folders for kustomizations only; files of others are named one by one.',
    notFolder: '"{path}" is a file. kustomize takes components as folders.',
    twoKustomizations:
      'Folder "{path}" has more than one kustomization file. kustomize cannot tell which one counts, and refuses both.',
    cycle: '"{path}" leads back to this kustomization. kustomize refuses what is built from itself.',
    outside:
      '"{path}" is out of bounds for this kustomization. kustomize reads files below its own folder only, and takes other folders by relative paths; what several share goes into a folder with a kustomization of its own.',
    component: 'Component "{path}" is named under "resources". kustomize takes components under "components" only.',
    notComponent:
      '"{path}" is named under "components" and is no component. kustomize takes other kustomizations under "resources" only.',
    noPatch: 'This patch has neither a path nor a text. kustomize wants one of both, as "path" or as "patch".',
    twoPatches: 'This patch is written here and in "{path}". kustomize wants one of both, "path" or "patch".',
    notPatch:
      'This patch is neither an object nor a list of operations. kustomize wants kind and metadata.name in the one, and the operations of a JSON patch in the other.',
    severalPatches:
      'This patch holds several objects and has a target. kustomize lets a target be changed by one object; each of several goes into an entry of its own.',
    noSelector:
      'This list of operations has no target. kustomize wants one, as the operations do not say which objects they change.',
    notSelector:
      '"{value}" cannot be read. Targets take regular expressions of Go, which cannot look around, and selectors as kubectl writes them.',
    notJson:
      'This patch begins with "[" and is no JSON. kustomize reads such a text as JSON alone; a list in YAML begins with "- ".',
    empty: 'This kustomization says nothing. kustomize refuses one without any field.',
    noTarget:
      'There is no {object} here to be changed. kustomize refuses to build this folder and whatever is built from it.',
    noField: '{object} has no "{pointer}", which this patch leads to. kustomize refuses to build what it cannot patch.',
    noReplacement:
      'This replacement has no source or no target. kustomize wants "source" or "sourceValue", and "targets" with "select" in each.',
    twoReplacements: 'This replacement is written here and in "{path}". kustomize wants one of both.',
    twoValues: 'This replacement has both a source and a sourceValue. kustomize wants one of both.',
    noSource:
      'There is no {object} here to take a value from. kustomize refuses to build this folder and whatever is built from it.',
    severalSources:
      'More than one object here is {object}, to take a value from. kustomize wants exactly one; add what tells them apart, such as "namespace".',
    noSourceField: '{object} has no "{path}" to take a value from. kustomize takes no missing or empty field.',
    noPart:
      '"{path}" has no part {index} between "{delimiter}". kustomize counts parts of strings from 0, and refuses to go on without one.',
    noTargetField:
      '{object} has no "{path}" to be replaced. kustomize refuses it, unless "options.create" lets it make the field.',
    varTwice:
      'There is another var "{name}" in what is built together. kustomize takes one of a name; replacements have none.',
    twice: '{object} comes in a second time. kustomize takes one object of a kind, name and namespace.',
    alike:
      '{object} is there twice once all is put into namespace "{namespace}". kustomize takes one object of a kind, name and namespace.',
    nameless:
      '"{path}" holds an object without a kind or a name. kustomize knows objects by their names and takes no metadata.generateName.',
    tooLong:
      'More than 100 kustomizations build on each other down to "{path}". Headlight builds no more of them, so what comes from there is not known here.',
    tooMuch:
      'This kustomization comes to more objects than Headlight builds. What it names repeats the same resources over and over, so what is missing is not known here.',
    unknownField:
      'A kustomization has no field "{field}" here, and has "{other}". kustomize refuses fields that it does not know.',
    wrongType: 'Here kustomize wants {expected}, and this is {found}. It refuses the whole kustomization.',
    wrongVersion: 'A {kind} has apiVersion "{expected}", and this one "{found}". kustomize takes no other.',
  },
  *check(kustomization, { snapshot, settings }) {
    const own = [...ownProblems(kustomization, settings)];
    yield* own;
    for (const problem of oneForEachFolder(snapshot.problemsOf(kustomization.document))) {
      const { kind, at } = problem;
      // It only follows from a field that is misspelt or of a wrong type.
      if (kind === 'noPatch' && own.some((other) => isAtOrBelow(other.at.path, at.path))) continue;
      if (kind === 'outside' && isUnrestricted(kustomization, settings)) continue;
      yield { at, message: kind, values: problem.values, ...severityOf(kustomization, problem) };
    }
  },
});

/** What is missing from a folder that holds no manifest, or is named in one folder out of bounds, is told once. */
function oneForEachFolder(problems: readonly KustomizationProblem[]): readonly KustomizationProblem[] {
  return uniqueBy(problems, (problem) =>
    problem.kind === 'outside' || problem.kind === 'missingAround'
      ? `${problem.kind} ${folderOf(problem.values['path'] ?? '')}`
      : problem,
  );
}

function severityOf(
  kustomization: Placed<Kustomization>,
  { kind, values }: KustomizationProblem,
): Pick<Problem, 'severity' | 'note'> {
  switch (kind) {
    case 'missing':
    case 'missingAround':
      return isMadeBefore(kustomization, kind, values['path'] ?? '') ? { severity: 'hint', note: 'noteMade' } : {};
    // What kustomize would do all the same is no error.
    case 'tooLong':
    case 'tooMuch':
      return { severity: 'information' };
    default:
      return {};
  }
}

/**
 * Whether something makes or copies a file before the build: a comment says so, or the kustomization stands alone in its folder and
 * names nothing but files beside it.
 */
function isMadeBefore(
  { resource, document }: Placed<Kustomization>,
  kind: 'missing' | 'missingAround',
  path: string,
): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (commentsIn(document.facts.text).some((line) => line.includes(name) && making.test(line))) return true;
  const named = [...resource.resources, ...resource.components];
  return kind === 'missingAround' && named.every(({ value }) => !value.includes('/'));
}

const making = /\b(?:generat|creat|cop(?:y|ied)|render|built|build|made|make|produc|written)/i;

/** Whether files may be read from everywhere: a setting says so, or a comment. Source: kustomize, flag --load-restrictor. */
function isUnrestricted({ document }: Placed<Kustomization>, { loadRestrictor }: Settings): boolean {
  return (
    loadRestrictor === 'LoadRestrictionsNone' ||
    commentsIn(document.facts.text).some((line) => line.includes('LoadRestrictionsNone'))
  );
}

function commentsIn(text: string): readonly string[] {
  return text.includes('#') ? text.split('\n').filter((line) => line.includes('#')) : [];
}

/** What kustomize cannot decode, and a version that is not the kind's. Source: kustomize api/types/kustomization.go, Unmarshal and EnforceFields. */
function* ownProblems(kustomization: Placed<Kustomization>, settings: Settings): Iterable<Problem> {
  const { resource } = kustomization;
  const { facts } = kustomization.document;
  if (facts.broken || facts.templated) return;
  const kind = resource.isComponent ? 'Component' : 'Kustomization';
  const expected = `kustomize.config.k8s.io/${resource.isComponent ? 'v1alpha1' : 'v1beta1'}`;
  if (resource.apiVersion !== '' && resource.apiVersion !== expected) {
    const values = { kind, expected, found: resource.apiVersion };
    yield { at: { path: ['apiVersion'] }, message: 'wrongVersion', values };
  }
  for (const { code, at, values } of judge(new View(treeOf(kustomization)), kustomizationTable, settings)) {
    const { field, other } = values;
    if (code === 'invalid-field-type') yield { at, message: 'wrongType', values };
    if (code !== 'unknown-field' || typeof field !== 'string' || typeof other !== 'string') continue;
    // To kustomize, upper and lower case are the same.
    if (field.toLowerCase() !== other.toLowerCase()) yield { at, message: 'unknownField', values };
  }
}
