import { spanAt, type Span } from '../text/span.ts';
import { defined, uniqueBy } from '../util/collections.ts';
import { Recent } from '../util/recent.ts';
import type { Field } from '../kubernetes/field.ts';
import type { KustomizePatch } from '../kubernetes/kustomization.ts';
import type { KustomizeSelector } from '../kubernetes/kustomization-fields.ts';
import { isListOfObjects } from '../kubernetes/read-resources.ts';
import { entryOf, isNull, isNullOrAbsent, type YamlNode } from '../yaml/node.ts';
import { parseDocument, type YamlDocument } from '../yaml/parse.ts';
import { headOf, nodeAt } from '../yaml/path.ts';
import { splitDocuments } from '../yaml/split.ts';
import { originBelow, originOf, type Origin } from '../objects/origins.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import { identityNow, identityOf, rememberIdentity, type Draft, type NamedDrafts } from './draft.ts';
import { writtenIn, type KustomizationFile } from './files.ts';
import { applyJsonPatch } from './json-patch.ts';
import { strategicMerge } from './merge.ts';
import type { KustomizationProblem } from './problem.ts';
import { isSelected } from './select.ts';
import {
  listedIn,
  mapNode,
  withEntry,
  withOwnScalars,
  withoutEntry,
  withValue,
  withChildren,
  withWords,
  textOfNode,
} from './tree.ts';

/** The text of a patch: its documents. */
export interface PatchText {
  readonly roots: readonly PatchRoot[];
  /** Whether a template leaves open what it says. */
  readonly templated: boolean;
  /** Whether it is no valid YAML, and so may be half of what it says. */
  readonly broken: boolean;
  /** The document that is to be changed where the patch is wrong. */
  readonly document: SnapshotDocument | undefined;
}

/** A document of a patch, and the text that its nodes are in. */
export interface PatchRoot {
  readonly tree: YamlNode;
  readonly origin: Origin;
}

/** What keeps a patch from being applied. */
export interface PatchFailure {
  readonly kind: KustomizationProblem['kind'];
  readonly values: KustomizationProblem['values'];
  /** What is wrong of the patch, where it is not all of it. */
  readonly where?: { readonly origin: Origin; readonly span: Span };
}

/** The text of a patch that is in a file. */
export function readPatchFile(file: SnapshotFile): PatchText {
  const roots = file.documents.flatMap((document): readonly PatchRoot[] => {
    const { root } = document.forOthers.yaml;
    if (root === undefined) return [];
    const origin = originOf(document);
    return treesOf(root).map((tree) => ({ tree, origin }));
  });
  const facts = file.documents.map(({ forOthers }) => forOthers);
  const templated = facts.some((one) => one.templated);
  return { roots, templated, broken: facts.some((one) => one.broken), document: file.documents[0] };
}

/** The text of a patch that is in the kustomization itself. */
export function readPatchText({ value, at }: Field<string>, one: KustomizationFile): PatchText {
  const { tree, origin } = writtenIn(one);
  const { document } = one;
  const scalar = nodeAt(tree, at.path);
  const documents = recentPatches.get(value);
  const roots = documents.flatMap(({ piece: { start, text }, yaml: { root } }): readonly PatchRoot[] => {
    if (root === undefined || scalar?.kind !== 'scalar') return [];
    const source = { origin, scalar, within: spanAt(start, text.length) };
    const place: Origin = { kind: 'string', text, source };
    return treesOf(root).map((tree) => ({ tree, origin: place }));
  });
  const templated = documents.some(({ yaml }) => yaml.templated);
  return { roots, templated, broken: documents.some(({ yaml }) => yaml.problems.length > 0), document };
}

/** The documents of a text in a kustomization. Those read last are kept, as overlays repeat patches of each other; they rest on the text alone. */
const recentPatches = new Recent<
  string,
  readonly { readonly piece: { readonly start: number; readonly text: string }; readonly yaml: YamlDocument }[]
>(
  50_000,
  (text) => text.length,
  (text) => splitDocuments(text).map((piece) => ({ piece, yaml: parseDocument(piece.text) })),
);

/**
 * The patches of a document: each object of a list is one, and operations are together. A JSON patch is read as kubectl reads YAML, any
 * other one as objects are. Source: kustomize api/resource/factory.go, dropBadNodes and inlineAnyEmbeddedLists.
 */
function treesOf(root: YamlNode): readonly YamlNode[] {
  if (root.kind === 'sequence') return [root];
  return isListOfObjects(root) ? listedIn(root).flatMap(treesOf) : [withWords(root)];
}

/** Applies a patch to the objects it is for. Gives what kustomize rejects. */
export function applyPatch(objects: NamedDrafts, patch: KustomizePatch, text: PatchText): readonly PatchFailure[] {
  const { form, target } = patch;
  const [first, second] = text.roots;
  // With a target, nothing is no operation to kustomize.
  if (first === undefined)
    return text.broken || (form === 'either' && target !== undefined) ? [] : [{ kind: 'emptyPatch', values: {} }];
  const isJson = first.tree.kind === 'sequence';
  const isPatch = isJson ? form !== 'strategic' : form !== 'json' && text.roots.every(isObject);
  if (!isPatch) return [{ kind: 'notPatch', values: {} }];
  if (isJson) {
    return target === undefined
      ? [{ kind: 'noSelector', values: {} }]
      : form === 'json' && target.name === ''
        ? [{ kind: 'noTargetName', values: {} }]
        : applyJson(objects, { ...patch, target }, first, text);
  }
  if (target !== undefined && second !== undefined) return [{ kind: 'severalPatches', values: {} }];
  return text.roots.flatMap((root) => applyMerge(objects, patch, root, text));
}

/** Whether a tree names a kind and an object, which a patch has to do even where a target says which objects it is for. */
function isObject({ tree }: PatchRoot): boolean {
  const { kind, name } = identityOf(tree);
  return kind !== '' && name !== '';
}

function applyMerge(
  objects: NamedDrafts,
  patch: KustomizePatch,
  root: PatchRoot,
  text: PatchText,
): readonly PatchFailure[] {
  const { target } = patch;
  const identity = identityOf(root.tree);
  const chosen =
    target === undefined
      ? objects.identical(identity)
      : objects.called(target.name).filter((draft) => isSelected(draft, target));
  const object = `${identity.kind} "${identity.name}"`;
  // With a target, none or several are no mistake to kustomize.
  if (chosen.length === 0 && target === undefined) {
    const name = entryOf(entryOf(root.tree, 'metadata')?.value, 'name')?.value;
    const near = objects.near(identity.name).flatMap((draft) => {
      const other = identityNow(draft);
      return other?.kind === identity.kind ? [other.name] : [];
    });
    const values = near[0] === undefined ? { object } : { object, near: near[0] };
    return [{ kind: 'noTarget', values, ...(name && { where: { origin: root.origin, span: name.span } }) }];
  }
  const isCopied = target !== undefined || patch.form === 'strategic';
  const failures: PatchFailure[] = isCopied && chosen.length > 0 ? nullsKept(root) : [];
  const reject = (directive: string): void => void failures.push({ kind: 'notDirective', values: { directive } });
  const applied = isCopied ? { ...root, tree: withTextPairs(root.tree) } : root;
  for (const draft of chosen) objects.change(draft, () => mergeInto(draft, patch, applied, text, reject));
  if (target === undefined && chosen.length > 1) failures.push({ kind: 'severalTargets', values: { object } });
  return uniqueBy(failures, ({ kind, values }) => `${kind} ${values['key'] ?? ''}`);
}

const pairFields = ['labels', 'annotations'] as const;

/**
 * A patch as kustomize copies it for each object of a target: labels and annotations are texts in it, nulls included, and where there are none they
 * are as if nothing was said. Source: kustomize api/resource/resource.go, CopyMergeMetaDataFieldsFrom.
 */
function withTextPairs(tree: YamlNode): YamlNode {
  const metadata = entryOf(tree, 'metadata')?.value;
  if (tree.kind !== 'map' || metadata?.kind !== 'map') return tree;
  const copied = pairFields.reduce((map, field) => {
    const pairs = entryOf(map, field)?.value;
    if (pairs === undefined) return map;
    if (pairs.kind !== 'map' || pairs.entries.length === 0) return withoutEntry(map, field);
    return withValue(map, field, withChildren(pairs, asText));
  }, metadata);
  return copied === metadata ? tree : withValue(tree, 'metadata', copied);
}

function asText(node: YamlNode): YamlNode {
  return node.kind === 'scalar' && typeof node.value !== 'string' ? { ...node, value: node.text } : node;
}

/** The nulls that were to remove labels and annotations, and become texts. */
function nullsKept({ tree, origin }: PatchRoot): PatchFailure[] {
  const metadata = entryOf(tree, 'metadata')?.value;
  return pairFields.flatMap((field) => {
    const pairs = entryOf(metadata, field)?.value;
    const nulls = pairs?.kind === 'map' ? pairs.entries.filter(({ value }) => isNull(value)) : [];
    return nulls.map(({ key, keySpan, value }): PatchFailure => ({
      kind: 'nullAsText',
      values: { key, value: textOfNode(value) },
      where: { origin, span: value.span.start === value.span.end ? keySpan : value.span },
    }));
  });
}

/**
 * Version, name, namespace and kind stay, unless the patch is allowed to change them.
 * Source: kustomize api/resource/resource.go, ApplySmPatch; api/resmap/reswrangler.go, ApplySmPatch.
 */
function mergeInto(
  draft: Draft,
  patch: KustomizePatch,
  root: PatchRoot,
  text: PatchText,
  reject: (directive: string) => void,
): void {
  const before = treeBefore(draft, text);
  if (before === undefined) return;
  if (patch.allowNameChange || patch.allowKindChange) rememberIdentity(draft);
  const merged = strategicMerge(before, root.tree, root.origin, reject);
  if (merged?.kind !== 'map') {
    draft.tree = undefined;
    return;
  }
  const kept = [entryOf(before, 'apiVersion'), patch.allowKindChange ? undefined : entryOf(before, 'kind')];
  const tree = defined(kept).reduce(withEntry, merged);
  const metadata = entryOf(tree, 'metadata')?.value;
  if (metadata?.kind !== 'map') {
    draft.tree = tree;
    return;
  }
  const old = entryOf(before, 'metadata')?.value;
  const name = patch.allowNameChange ? undefined : entryOf(old, 'name');
  const namespace = entryOf(old, 'namespace');
  const named = name === undefined ? metadata : withEntry(metadata, name);
  const spaced = namespace === undefined ? withoutEntry(named, 'namespace') : withEntry(named, namespace);
  draft.tree = withValue(tree, 'metadata', spaced);
}

function applyJson(
  objects: NamedDrafts,
  patch: KustomizePatch & { readonly target: KustomizeSelector },
  { tree: operations, origin }: PatchRoot,
  text: PatchText,
): readonly PatchFailure[] {
  const failures: PatchFailure[] = [];
  for (const draft of objects.called(patch.target.name).filter((one) => isSelected(one, patch.target))) {
    const found = treeBefore(draft, text);
    const before = found && withOwnScalars(found);
    if (before === undefined || operations.kind !== 'sequence') continue;
    if (patch.form !== 'json') rememberIdentity(draft);
    const texts = { home: draft.home, patch: origin };
    const outcome = applyJsonPatch(withNotes(before, draft), operations.items, texts);
    const { kind, name } = identityOf(before);
    const object = `${kind} "${name}"`;
    if ('tree' in outcome) {
      const tree = withoutNotes(outcome.tree, before);
      objects.change(draft, () => {
        draft.tree = tree;
      });
      const now = identityOf(tree);
      if (now.kind === '' || now.name === '') failures.push({ kind: 'lostName', values: { object } });
      continue;
    }
    // What a generator puts in is not known here.
    if (draft.origin === 'generated') continue;
    const { failure, written, node } = outcome;
    const where = node && { origin: originBelow(node, origin), span: node.span };
    failures.push({ kind: failure, values: { pointer: written, object }, ...(where && { where }) });
  }
  return failures;
}

/**
 * Kustomize notes in annotations who an object was before. So there are annotations to add to, even if none are written.
 * Source: kustomize api/resource/resource.go, StorePreviousId.
 */
function withNotes(tree: YamlNode, { previous }: Draft): YamlNode {
  const metadata = entryOf(tree, 'metadata')?.value;
  if (previous.length === 0 || tree.kind !== 'map' || metadata?.kind !== 'map') return tree;
  if (!isNullOrAbsent(entryOf(metadata, 'annotations')?.value)) return tree;
  return withValue(tree, 'metadata', withValue(metadata, 'annotations', mapNode([], headOf(metadata))));
}

/** The tree without the annotations that were only put in for the notes. */
function withoutNotes(tree: YamlNode, before: YamlNode): YamlNode {
  const metadata = entryOf(tree, 'metadata')?.value;
  const annotations = entryOf(metadata, 'annotations')?.value;
  const isEmpty = annotations?.kind === 'map' && annotations.entries.length === 0;
  const had = entryOf(entryOf(before, 'metadata')?.value, 'annotations') !== undefined;
  if (!isEmpty || had || tree.kind !== 'map' || metadata?.kind !== 'map') return tree;
  return withValue(tree, 'metadata', withoutEntry(metadata, 'annotations'));
}

/** The object as the patch finds it; it is known from now on to be written by the patch, too. */
function treeBefore(draft: Draft, { document }: PatchText): YamlNode | undefined {
  if (draft.tree !== undefined && document !== undefined) draft.patchedBy.add(document);
  return draft.tree;
}
