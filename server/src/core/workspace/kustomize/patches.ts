import type { KustomizePatch, PatchTarget } from '../../kubernetes/kustomization.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { parseDocument } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import type { SnapshotDocument, SnapshotFile } from '../snapshot.ts';
import { identityOf, isSameIdentity, rememberIdentity, type Draft } from './draft.ts';
import { applyJsonPatch } from './json-patch.ts';
import { strategicMerge } from './merge.ts';
import type { KustomizationProblem } from './problem.ts';
import { isSelected } from './select.ts';
import type { Sources } from './sources.ts';
import { isNull, mapOf, withEntry, withoutEntry, withWords } from './tree.ts';

/** The text of a patch: its documents, each with where it is written. */
export interface PatchText {
  readonly roots: readonly YamlNode[];
  /** Whether a template leaves open what it says. */
  readonly templated: boolean;
  /** The document that is to be changed where the patch is wrong. */
  readonly document: SnapshotDocument | undefined;
}

/** What keeps a patch from being applied. */
export interface PatchFailure {
  readonly kind: KustomizationProblem['kind'];
  readonly values: KustomizationProblem['values'];
}

/** The text of a patch that stands in a file. */
export function readPatchFile(file: SnapshotFile, sources: Sources): PatchText {
  const roots = file.documents.flatMap((document) => {
    const { root } = document.facts.yaml;
    if (root === undefined) return [];
    const tree = asRead(root);
    sources.register(tree, document, []);
    return tree;
  });
  return { roots, templated: file.documents.some(({ facts }) => facts.templated), document: file.documents[0] };
}

/** The text of a patch that stands in the kustomization itself. */
export function readPatchText(
  text: string,
  document: SnapshotDocument,
  path: readonly (string | number)[],
  sources: Sources,
): PatchText {
  const documents = splitDocuments(text).map((piece) => ({ start: piece.start, yaml: parseDocument(piece.text) }));
  const roots = documents.flatMap(({ start, yaml }) => {
    if (yaml.root === undefined) return [];
    const tree = asRead(yaml.root);
    sources.registerWithin(tree, document, path, start);
    return tree;
  });
  return { roots, templated: documents.some(({ yaml }) => yaml.templated), document };
}

/** A JSON patch is read as kubectl reads YAML, any other one as objects are. */
function asRead(root: YamlNode): YamlNode {
  return root.kind === 'sequence' ? root : withWords(root);
}

/** Applies a patch to the objects it is for. Gives what kustomize refuses. */
export function applyPatch(
  drafts: readonly Draft[],
  patch: KustomizePatch,
  text: PatchText,
  sources: Sources,
): readonly PatchFailure[] {
  const { form, target } = patch;
  const [first, second] = text.roots;
  if (first === undefined) return [];
  const isJson = first.kind === 'sequence';
  const isPatch = isJson ? form !== 'strategic' : form !== 'json' && text.roots.every(isObject);
  if (!isPatch) return [{ kind: 'notPatch', values: {} }];
  if (isJson) {
    return target === undefined
      ? [{ kind: 'noSelector', values: {} }]
      : applyJson(drafts, { ...patch, target }, first.items, text, sources);
  }
  if (target !== undefined && second !== undefined) return [{ kind: 'severalPatches', values: {} }];
  return text.roots.flatMap((root) => applyMerge(drafts, patch, root, text, sources));
}

/** Whether a tree names a kind and an object, which a patch has to do even where a target says which objects it is for. */
function isObject(root: YamlNode): boolean {
  const { kind, name } = identityOf(root);
  return kind !== '' && name !== '';
}

function applyMerge(
  drafts: readonly Draft[],
  patch: KustomizePatch,
  root: YamlNode,
  text: PatchText,
  sources: Sources,
): readonly PatchFailure[] {
  const { target } = patch;
  const identity = identityOf(root);
  const chosen = drafts.filter((draft) => {
    if (target !== undefined) return isSelected(draft, target);
    if (draft.tree === undefined) return false;
    return [...draft.previous, identityOf(draft.tree)].some((one) => isSameIdentity(one, identity));
  });
  // With a target, none is no mistake to kustomize.
  if (chosen.length === 0 && target === undefined) {
    return [{ kind: 'noTarget', values: { object: `${identity.kind} "${identity.name}"` } }];
  }
  for (const draft of chosen) mergeInto(draft, patch, root, text, sources);
  return [];
}

/** Name, namespace and kind stay, unless the patch is allowed to change them. Source: kustomize api/resource/resource.go, ApplySmPatch. */
function mergeInto(draft: Draft, patch: KustomizePatch, root: YamlNode, text: PatchText, sources: Sources): void {
  const before = prepare(draft, text, sources);
  if (before === undefined) return;
  if (patch.allowNameChange || patch.allowKindChange) rememberIdentity(draft);
  const merged = strategicMerge(before, root, sources);
  if (merged?.kind !== 'map') {
    draft.tree = undefined;
    return;
  }
  const kind = patch.allowKindChange ? undefined : entryOf(before, 'kind')?.value;
  let tree = kind === undefined ? merged : withEntry(merged, 'kind', kind);
  const metadata = entryOf(tree, 'metadata')?.value;
  if (metadata?.kind === 'map') {
    const old = entryOf(before, 'metadata')?.value;
    const name = patch.allowNameChange ? undefined : entryOf(old, 'name')?.value;
    const namespace = entryOf(old, 'namespace')?.value;
    const named = name === undefined ? metadata : withEntry(metadata, 'name', name);
    const kept = namespace === undefined ? withoutEntry(named, 'namespace') : withEntry(named, 'namespace', namespace);
    tree = withEntry(tree, 'metadata', sources.copy(kept, metadata));
  }
  draft.tree = sources.copy(tree, merged);
}

function applyJson(
  drafts: readonly Draft[],
  patch: KustomizePatch & { readonly target: PatchTarget },
  operations: readonly YamlNode[],
  text: PatchText,
  sources: Sources,
): readonly PatchFailure[] {
  const failures: PatchFailure[] = [];
  for (const draft of drafts.filter((one) => isSelected(one, patch.target))) {
    const before = prepare(draft, text, sources);
    if (before === undefined) continue;
    if (patch.form !== 'json') rememberIdentity(draft);
    const outcome = applyJsonPatch(withNotes(before, draft, sources), operations, sources);
    if ('tree' in outcome) {
      draft.tree = withoutNotes(outcome.tree, before, sources);
      continue;
    }
    // What a generator puts in is not known here.
    if (draft.origin === 'generated') continue;
    const { kind, name } = identityOf(before);
    failures.push({ kind: 'noField', values: { pointer: outcome.pointer, object: `${kind} "${name}"` } });
  }
  return failures;
}

/**
 * Kustomize notes in annotations who an object was before. So there are annotations to add to, be it that none are written.
 * Source: kustomize api/resource/resource.go, StorePreviousId.
 */
function withNotes(tree: YamlNode, { previous }: Draft, sources: Sources): YamlNode {
  const metadata = entryOf(tree, 'metadata')?.value;
  if (previous.length === 0 || tree.kind !== 'map' || metadata?.kind !== 'map') return tree;
  if (!isNull(entryOf(metadata, 'annotations')?.value)) return tree;
  const noted = sources.copy(withEntry(metadata, 'annotations', mapOf([])), metadata);
  return sources.copy(withEntry(tree, 'metadata', noted), tree);
}

/** The tree without the annotations that were only put in for the notes. */
function withoutNotes(tree: YamlNode, before: YamlNode, sources: Sources): YamlNode {
  const metadata = entryOf(tree, 'metadata')?.value;
  const annotations = entryOf(metadata, 'annotations')?.value;
  const isEmpty = annotations?.kind === 'map' && annotations.entries.length === 0;
  const had = entryOf(entryOf(before, 'metadata')?.value, 'annotations') !== undefined;
  if (!isEmpty || had || tree.kind !== 'map' || metadata?.kind !== 'map') return tree;
  const bare = sources.copy(withoutEntry(metadata, 'annotations'), metadata);
  return sources.copy(withEntry(tree, 'metadata', bare), tree);
}

/** From here on the object mixes lines of several documents, so it has to be known which stands where. */
function prepare(draft: Draft, text: PatchText, sources: Sources): YamlNode | undefined {
  if (draft.tree === undefined) return undefined;
  sources.register(draft.tree, draft.document, draft.root);
  if (text.document !== undefined) draft.patchedBy.add(text.document);
  return draft.tree;
}
