import { applyEdits } from '../text/span.ts';
import { groupBy } from '../util/collections.ts';
import { defineMessages, formatMessage, quotedList } from '../util/format.ts';
import type { WorkspaceEdit, SnapshotFile } from '../files/file.ts';
import { scopeLabel, type Placed } from '../objects/placed.ts';
import { documentsOf } from '../objects/places.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { withTexts } from '../workspace/workspace.ts';
import type { Finding, FindingFix } from './finding.ts';

/**
 * The findings of a file, each line's problem once: an object that several kustomizations build has it in each of them. Where
 * only some have it, the message names them.
 */
export function oneForAllVariants(snapshot: Snapshot, findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(({ resource }) => resource?.scope.kind === 'kustomization')) return findings;
  const groups = groupBy(findings, ({ resource, code, id, span, path }) => {
    const variant = resource?.scope.kind === 'kustomization' ? resource : undefined;
    if (variant === undefined) return {};
    return JSON.stringify([code, id, span.start, span.end, path, variant.document.file.uri, variant.resource.root]);
  });
  // What is written once may go into several fields and objects, each of which has the problem.
  const alike = groupBy(groups.values(), ([first]) =>
    JSON.stringify([first?.code, first?.span.start, first?.span.end, first?.message]),
  );
  return [...alike.values()].flatMap((same) => {
    const first = same[0]?.[0];
    return first === undefined ? [] : [withScopes(snapshot, first, same)];
  });
}

/** How the findings of a file are found. */
type FindProblems = (snapshot: Snapshot, file: SnapshotFile) => readonly Finding[];

/**
 * In a kustomization, what is in a file is not what comes out: a fix counts only if the problem is gone after it, however
 * many kustomizations build the object.
 */
export function withTriedFixes(finding: Finding, snapshot: Snapshot, findProblems: FindProblems): Finding {
  const fixes = finding.fixes.map((fix): FindingFix => ({
    ...fix,
    edit: () => {
      const edit = fix.edit();
      return edit !== undefined && isSolved(snapshot, finding, edit, findProblems) ? edit : undefined;
    },
  }));
  return { ...finding, fixes };
}

/** Whether a problem is gone once an edit is made, in every kustomization that has the object. */
function isSolved(snapshot: Snapshot, finding: Finding, edit: WorkspaceEdit, findProblems: FindProblems): boolean {
  const { resource } = finding;
  const root = JSON.stringify(resource?.resource.root);
  const isIt = (other: Finding): boolean =>
    other.code === finding.code &&
    other.resource?.document.file.uri === resource?.document.file.uri &&
    JSON.stringify(other.resource?.resource.root) === root;
  // What a patch no longer says, its base may say.
  const files = [finding.file, ...edit.files.map(({ file }) => file)];
  if (resource !== undefined) files.push(resource.document.file);
  const uris = files.map(({ uri }) => uri);
  const count = (of: Snapshot): number => findingsIn(of, uris, findProblems).filter(isIt).length;
  return count(withEdit(snapshot, edit)) < count(snapshot);
}

/** Whether there is no error that was not there before, in any kustomization that has the object. */
export function isAcceptable(before: Snapshot, after: Snapshot, placed: Placed, findProblems: FindProblems): boolean {
  const uris = before.variantsOf(placed).flatMap((variant) => [
    ...documentsOf(variant).map(({ file }) => file.uri),
    // It says so where a patch finds nothing to change.
    ...(variant.scope.kind === 'kustomization' ? [variant.scope.file.uri] : []),
  ]);
  const errorsOf = (of: Snapshot): ReadonlyMap<string, readonly Finding[]> =>
    groupBy(
      findingsIn(of, uris, findProblems).filter(({ severity }) => severity === 'error'),
      ({ code, id, file }) => JSON.stringify([code, id, file.uri]),
    );
  const known = errorsOf(before);
  return [...errorsOf(after)].every(([key, errors]) => errors.length <= (known.get(key)?.length ?? 0));
}

/** A workspace as it will be once an edit is made. */
export function withEdit(snapshot: Snapshot, { files }: WorkspaceEdit): Snapshot {
  return withTexts(snapshot, new Map(files.map(({ file, edits }) => [file.uri, applyEdits(file.text, edits)])));
}

function findingsIn(snapshot: Snapshot, uris: readonly string[], findProblems: FindProblems): readonly Finding[] {
  return [...new Set(uris)].flatMap((uri) => {
    const file = snapshot.files.get(uri);
    return file === undefined ? [] : findProblems(snapshot, file);
  });
}

const messages = defineMessages('rules/variants', { concerns: 'This applies to {scopes} only.' });

/**
 * A finding with the kustomizations that it concerns, unless an object has it in every kustomization that builds it.
 *
 * @param same the findings of each object that has it
 */
function withScopes(snapshot: Snapshot, first: Finding, same: readonly (readonly Finding[])[]): Finding {
  const concerned = new Set<string>();
  for (const group of same) {
    const resource = group[0]?.resource;
    if (resource === undefined) return first;
    const all = new Set(snapshot.variantsOf(resource).map(({ scope }) => scopeLabel(scope)));
    const own = new Set(group.flatMap((one) => (one.resource === undefined ? [] : scopeLabel(one.resource.scope))));
    if (own.size === all.size) return first;
    for (const label of own) concerned.add(label);
  }
  const concerns = formatMessage(messages.concerns, { scopes: quotedList([...concerned]) });
  return { ...first, message: `${first.message} ${concerns}` };
}
