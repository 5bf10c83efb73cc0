import { applyEdits, insertionAt, lineEndingOf, replacementOf, settledEdits, shiftSpan, spanAt } from '../text/span.ts';
import { isJsonFile, type FileEdit } from '../files/file.ts';
import { fileOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { documentSource, editYaml, listEdits, fields, sourceOfDocument, type YamlFields } from '../yaml/edit.ts';
import { parseDocument } from '../yaml/parse.ts';
import { textsIn, View, type StringMap } from '../kubernetes/field.ts';
import { judge } from '../kubernetes/table/judge.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { KindTable } from '../kubernetes/table/kind.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath } from '../yaml/path.ts';
import { editOfDocument } from '../objects/edit-object.ts';

/** A map of strings as fields of an object to be written. */
export function fieldsOf(map: Pick<StringMap, 'pairs'>): YamlFields {
  return { kind: 'fields', entries: textsIn(map) };
}

/**
 * The metadata of an object that goes beside another one: the namespace that is written in its file, as a kustomization puts its own in,
 * and the labels of its own text where no others are given.
 */
export function metadataBeside(object: Placed, name: string, given?: YamlFields): YamlFields {
  const { resource, document, built } = object;
  const { namespace } = resource.metadata;
  const isOwn = built === undefined || fileOf(object, { path: ['metadata', 'namespace'] }) === document.file;
  const labels = given ?? fieldsOf(ownTextOf(object).metadata.labels);
  return fields({
    name,
    namespace: (isOwn && namespace?.value) || undefined,
    labels: labels.entries.length === 0 ? undefined : labels,
  });
}

/** The object as its own text says it. */
function ownTextOf({ resource, document }: Placed): Resource {
  return document.forOthers.resources.find(({ root }) => isSamePath(root, resource.root)) ?? resource;
}

/** Whether the API server rejects an object that is to be made beside another one, as what is wrong there would be taken over. */
export function isRejected(snapshot: Questions, beside: Placed, object: YamlFields, { table }: KindTable): boolean {
  const tree = parseDocument(sourceOfDocument(object)).root;
  return judge(new View(tree), table, snapshot.settingsOf(beside.document.file)).length > 0;
}

/**
 * Adds new objects behind another one in the same file: as the next documents, or as the next items where the other one
 * is in a `kind: List`. The one object of a JSON file becomes the first item of a list. `changed` are the edits of the other
 * one that are made with it, which are part of the answer. `undefined` where the document is templated or broken.
 */
export function addObjects(
  beside: Placed,
  objects: readonly YamlFields[],
  changed: readonly FileEdit[] = [],
): readonly FileEdit[] | undefined {
  const { file, facts, start } = beside.document;
  if (facts.templated || facts.syntaxProblems.length > 0) return undefined;
  if (objects.length === 0) return changed;
  const index = beside.resource.root.at(-1);
  if (typeof index === 'number') {
    const path = beside.resource.root.slice(0, -1);
    const edits = editYaml(
      facts.yaml,
      objects.map((value) => ({ kind: 'append', path, value, after: index })),
    );
    return edits && withAdded(changed, editOfDocument(beside.document, edits));
  }
  if (isJsonFile(file)) return asList(beside, objects, changed);
  const lineEnding = lineEndingOf(file.text);
  const end = start + facts.text.length;
  const endsLine = file.text[end - 1] === '\n';
  // A file without a line ending at its end keeps none.
  const sources = objects.map((object) => {
    const source = documentSource(object, facts.yaml, lineEnding);
    return endsLine ? `---${lineEnding}${source}${lineEnding}` : `${lineEnding}---${lineEnding}${source}`;
  });
  return [...changed, { file, edits: [insertionAt(end, sources.join(''))] }];
}

/** What is taken out of an object may reach over the place where others are put in behind it. */
function withAdded(changed: readonly FileEdit[], { file, edits }: FileEdit): readonly FileEdit[] {
  const own = changed.flatMap((change) => (change.file === file ? change.edits : []));
  return [...changed.filter((change) => change.file !== file), { file, edits: settledEdits([...own, ...edits]) }];
}

/** Puts the one object of a JSON file into a list; at once with what else is changed in it, as every line moves. */
function asList(
  { document }: Placed,
  objects: readonly YamlFields[],
  changed: readonly FileEdit[],
): readonly FileEdit[] | undefined {
  const { file, facts, start } = document;
  const own = changed.flatMap((change) => (change.file === file ? change.edits : []));
  const now = own.map(({ span, newText }) => ({ span: shiftSpan(span, -start), newText }));
  const text = applyEdits(facts.text, now);
  const edits = listEdits(own.length === 0 ? facts.yaml : parseDocument(text), objects);
  if (edits === undefined) return undefined;
  const whole = replacementOf(spanAt(0, facts.text.length), applyEdits(text, edits));
  const elsewhere = changed.filter((change) => change.file !== file);
  return [...elsewhere, editOfDocument(document, own.length === 0 ? edits : [whole])];
}
