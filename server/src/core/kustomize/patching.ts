import type { KustomizePatch } from '../kubernetes/kustomization.ts';
import { locateFile, report, type Building } from './building.ts';
import { type Draft, NamedDrafts, identityNow } from './draft.ts';
import type { KustomizationFile } from './files.ts';
import { reportMadeAlike } from './repeated.ts';
import type { At } from '../yaml/path.ts';
import { applyPatch, readPatchFile, readPatchText, type PatchFailure, type PatchText } from './patches.ts';
import { isOpenTarget, isSelected, wrongSelector } from './select.ts';
import { shiftSpan } from '../text/span.ts';
import { isLiteralPattern } from '../util/pattern.ts';
import type { KustomizeSelector } from '../kubernetes/kustomization-fields.ts';

/**
 * Lets patches of a kustomization change objects, and says what kustomize rejects about them.
 * Source: kustomize api/internal/builtins/PatchTransformer.go.
 */
export function applyPatches(
  drafts: Draft[],
  one: KustomizationFile,
  patches: readonly KustomizePatch[],
  building: Building,
): void {
  const objects = new NamedDrafts(drafts);
  const renamed = new Map<Draft, At>();
  for (const written of patches) {
    const text = patchText(written, one, building);
    if (text === undefined) continue;
    if (text.templated) building.open = true;
    if (written.target && !one.kustomization.isComponent) reportUnselected(objects, written.target, one, building);
    // Where a person looks for a patch: where its file is named, or where it begins.
    const at = written.path?.at ?? written.at;
    for (const failure of applyPatch(objects, written, text)) {
      // Of an object that comes in twice that is said.
      if (failure.kind === 'severalTargets' && building.repeated.size > 0) continue;
      if (!text.templated)
        report(building, failure.kind, one, placeOf(failure, written) ?? at, failure.values, failure.where);
    }
    for (const draft of objects.renamed) renamed.set(draft, at);
    objects.renamed.clear();
  }
  reportMadeAlike(drafts, renamed, one, building);
}

/** A name that no object has where one is called alike: kustomize leaves the patch out and says nothing. */
function reportUnselected(
  objects: NamedDrafts,
  target: KustomizeSelector,
  one: KustomizationFile,
  building: Building,
): void {
  const { name } = target;
  if (name === '' || !isLiteralPattern(name) || objects.called(name).length > 0) return;
  const [meant] = objects.near(name).flatMap((draft) => {
    const identity = identityNow(draft);
    return identity !== undefined && isSelected(draft, { ...target, name: identity.name }) ? [identity] : [];
  });
  if (meant === undefined) return;
  const values = { name, object: `${meant.kind} "${meant.name}"`, near: meant.name };
  report(building, 'selectsNothing', one, { path: [...target.at.path, 'name'] }, values);
}

/** What is wrong of a patch that is in the kustomization. */
function placeOf({ where }: PatchFailure, { text }: KustomizePatch): At | undefined {
  if (where?.origin.kind !== 'string' || text === undefined) return undefined;
  return { ...text.at, within: shiftSpan(where.span, where.origin.source.within.start) };
}

function patchText(written: KustomizePatch, one: KustomizationFile, building: Building): PatchText | undefined {
  const { path: entry, text, target } = written;
  const wrong = target && wrongSelector(target);
  if (wrong !== undefined) {
    report(building, 'notSelector', one, { path: [...(target?.at.path ?? []), wrong.field] }, { value: wrong.value });
    return undefined;
  }
  if (target && isOpenTarget(target)) building.open = true;
  if (entry !== undefined && text !== undefined) {
    report(building, 'twoPatches', one, entry.at, { path: entry.value });
    return undefined;
  }
  if (text !== undefined) {
    if (!isBrokenJson(text.value)) return readPatchText(text, one);
    report(building, 'notJson', one, text.at, {});
    return undefined;
  }
  if (entry === undefined) {
    report(building, 'noPatch', one, written.at, {});
    return undefined;
  }
  const file = locateFile(entry, one, building);
  if (file === undefined) return undefined;
  if (!isBrokenJson(file.text)) return readPatchFile(file);
  report(building, 'notJson', one, entry.at, {});
  return undefined;
}

/**
 * A text that begins as a list of JSON is read as nothing else; one with a mark of its encoding begins otherwise. Source: kustomize, the
 * same, jsonPatchFromBytes.
 */
function isBrokenJson(text: string): boolean {
  if (!/^(?!\uFEFF)\s*\[/.test(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
