import { View, itemsOf } from '../kubernetes/field.ts';
import {
  defaultFieldPath,
  readReplacement,
  type FieldOptions,
  type Replacement,
  type ReplacementSource,
  type ReplacementTarget,
} from '../kubernetes/kustomization-values.ts';
import { headOf, nodeAt, type At } from '../yaml/path.ts';
import { isTemplated, templateMark } from '../yaml/template.ts';
import { originOf } from '../objects/origins.ts';
import type { SnapshotDocument } from '../files/file.ts';
import { locateFile, report, type Building } from './building.ts';
import { identityNow, identityOf, isOrWas, type Draft, NamedDrafts } from './draft.ts';
import { findField, mayHaveField, stepsOfFieldPath, writeFields } from './field-path.ts';
import { writtenIn, type KustomizationFile, type PlacedTree } from './files.ts';
import { reportMadeAlike } from './repeated.ts';
import type { KustomizationProblem } from './problem.ts';
import { isCalled, isOpenTarget, takenBy, wrongSelector } from './select.ts';
import { nowhere, scalarOf, textOfNode } from './tree.ts';
import { isNameOrNamespace, partOf, valueInPlaceOf, type Value } from './replaced-value.ts';
import { isNullOrAbsent, type YamlNode } from '../yaml/node.ts';

/**
 * Writes values of fields into fields of other objects, the last thing that a kustomization does, and says what kustomize rejects
 * about it. Source: kustomize api/filters/replacement/replacement.go.
 */
export function applyReplacements(drafts: Draft[], one: KustomizationFile, building: Building): void {
  const objects = new NamedDrafts(drafts);
  const renamed = new Map<Draft, At>();
  for (const written of one.kustomization.replacements) {
    for (const given of replacementsIn(written, one, building)) replace(objects, given, building);
    for (const draft of objects.renamed) renamed.set(draft, written.path?.at ?? written.at);
    objects.renamed.clear();
  }
  reportMadeAlike(drafts, renamed, one, building);
}

/** A replacement, and the document and text that it is written in. */
interface Given {
  readonly replacement: Replacement;
  readonly document: SnapshotDocument;
  readonly text: PlacedTree;
  /** Says what kustomize rejects, at the place in the kustomization that a person looks for it. */
  readonly fail: (kind: KustomizationProblem['kind'], at: At, values: KustomizationProblem['values']) => void;
}

/** The replacements of an entry: itself, or those of the file that it names. */
function replacementsIn(written: Replacement, one: KustomizationFile, building: Building): readonly Given[] {
  const { path: entry } = written;
  const { document } = one;
  if (entry === undefined) {
    const text = writtenIn(one);
    return [
      { replacement: written, document, text, fail: (kind, at, values) => report(building, kind, one, at, values) },
    ];
  }
  if (written.source !== undefined || (written.targets ?? []).length > 0) {
    report(building, 'twoReplacements', one, entry.at, { path: entry.value });
    return [];
  }
  const first = locateFile(entry, one, building)?.documents[0];
  const root = first?.forOthers.yaml.root;
  if (first === undefined || root === undefined) return [];
  if (first.forOthers.templated) building.open = true;
  const view = new View(root);
  return (root.kind === 'sequence' ? itemsOf(view) : [view]).map((item) => ({
    replacement: readReplacement(item),
    document: first,
    text: { tree: root, origin: originOf(first) },
    // What may be meant there is not written here.
    fail: (kind, _, { near: _near, ...values }) => report(building, kind, one, entry.at, values),
  }));
}

function replace(objects: NamedDrafts, given: Given, building: Building): void {
  const { replacement, text, fail } = given;
  const { at, source, sourceValue, targets } = replacement;
  if (targets === undefined || (source === undefined && sourceValue === undefined)) {
    fail('noReplacement', at, {});
    return;
  }
  if (source !== undefined && sourceValue !== undefined) {
    fail('twoValues', sourceValue.at, {});
    return;
  }
  const written = sourceValue && nodeAt(text.tree, sourceValue.at.path);
  const value =
    source === undefined ? written && { node: written, above: text.origin } : valueOf(objects, source, given);
  if (value === undefined) return;
  for (const target of targets) writeTo(objects, value, target, given, building);
}

/**
 * The value of a source, a template's mark where it is not known what a generator puts there; `undefined` where there is none, which is
 * said.
 */
function valueOf(objects: NamedDrafts, source: ReplacementSource, { fail }: Given): Value | undefined {
  const chosen = objects.called(source.name).filter((draft) => isOrWas(draft, isCalled, source));
  const [draft, second] = chosen;
  const kind = source.kind || 'object';
  const object = source.name === '' ? kind : `${kind} "${source.name}"`;
  if (draft?.tree === undefined || second !== undefined) {
    const at = source.name === '' ? source.at : { path: [...source.at.path, 'name'] };
    if (second !== undefined) fail('severalSources', at, { object });
    else fail('noSource', at, { object, ...nearestTo(source, objects) });
    return undefined;
  }
  const { value: path, at } = source.fieldPath ?? { value: defaultFieldPath, at: source.at };
  const steps = stepsOfFieldPath(path);
  const found = findField(draft.tree, draft.home, steps);
  if (found === undefined && mayHaveField(draft.tree, steps)) {
    return { node: scalarOf(templateMark, nowhere), above: draft.home };
  }
  if (found === undefined || isEmpty(found.node)) {
    const { kind, name } = identityOf(draft.tree);
    fail('noSourceField', at, { object: `${kind} "${name}"`, path });
    return undefined;
  }
  const { delimiter, index } = source.options;
  const isName = isNameOrNamespace(steps);
  if (delimiter === '') return { ...found, isName };
  const part = found.node.kind === 'scalar' ? partOf(found.node.text, delimiter, index) : undefined;
  if (found.node.kind !== 'scalar' || part === undefined) {
    fail('noPart', at, { path, delimiter, index: String(index) });
    return undefined;
  }
  return { ...found, within: part, isName };
}

/** The name of an object that a source may mean instead. */
function nearestTo(source: ReplacementSource, objects: NamedDrafts): { readonly near?: string } {
  for (const draft of objects.near(source.name)) {
    const name = identityNow(draft)?.name ?? '';
    if (isOrWas(draft, isCalled, { ...source, name })) return { near: name };
  }
  return {};
}

/** A string without letters is a value to kustomize. */
function isEmpty(node: YamlNode): boolean {
  if (node.kind === 'scalar') return isNullOrAbsent(node);
  return node.kind === 'map' ? node.entries.length === 0 : node.items.length === 0;
}

function writeTo(
  objects: NamedDrafts,
  value: Value,
  target: ReplacementTarget,
  given: Given,
  building: Building,
): void {
  const { select, reject, options, at } = target;
  if (select === undefined) {
    given.fail('noReplacement', at, {});
    return;
  }
  for (const selector of [select, ...reject]) {
    const wrong = wrongSelector(selector);
    if (wrong !== undefined) {
      given.fail('notSelector', { path: [...selector.at.path, wrong.field] }, { value: wrong.value });
      return;
    }
    if (isOpenTarget(selector)) building.open = true;
  }
  const paths = target.fieldPaths.length > 0 ? target.fieldPaths : [{ value: defaultFieldPath, at }];
  for (const draft of objects.called(select.name).filter(takenBy(select, reject))) {
    for (const path of paths) writeField(objects, draft, value, path, options, given);
  }
}

function writeField(
  objects: NamedDrafts,
  draft: Draft,
  value: Value,
  { value: path, at }: { readonly value: string; readonly at: At },
  options: FieldOptions,
  { document, text, fail }: Given,
): void {
  const { tree, home } = draft;
  if (tree === undefined) return;
  const node = nodeAt(text.tree, at.path);
  const place = { origin: text.origin, span: node === undefined ? nowhere : headOf(node) };
  const steps = stepsOfFieldPath(path);
  // Kustomize writes all annotations as strings.
  const isAnnotation = steps[0] === 'metadata' && steps[1] === 'annotations';
  const { kind, name } = identityOf(tree);
  const object = `${kind} "${name}"`;
  let mistyped: string | undefined;
  const changed = writeFields(tree, home, steps, {
    create: options.create ? value.node.kind : undefined,
    place,
    to(old, above) {
      const made = valueInPlaceOf(old, above, value, options, place);
      if (isOfOtherType(old, made) && !isAnnotation) mistyped = textOfNode(made);
      return isAnnotation && made?.kind === 'scalar' ? { ...made, value: made.text } : made;
    },
  });
  if (changed === undefined) {
    fail('noTargetField', at, { object, path });
    return;
  }
  if (mistyped !== undefined) fail('otherType', at, { object, path, value: mistyped });
  objects.change(draft, () => {
    draft.tree = changed;
  });
  draft.patchedBy.add(document);
}

/** Whether a number or boolean would become something else: kustomize keeps what it marks it as, and cannot print it then. */
function isOfOtherType(old: YamlNode | undefined, made: YamlNode | undefined): boolean {
  if (old?.kind !== 'scalar' || made?.kind !== 'scalar' || isTemplated(made.text)) return false;
  return (typeof old.value === 'number' || typeof old.value === 'boolean') && typeof made.value !== typeof old.value;
}
