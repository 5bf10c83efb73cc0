import type { KustomizePatch } from '../../kubernetes/kustomization.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { parseDocument } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import type { SnapshotDocument, SnapshotFile } from '../snapshot.ts';
import { identityOf, isSameIdentity, rememberIdentity, type Draft } from './draft.ts';
import { applyJsonPatch } from './json-patch.ts';
import { strategicMerge } from './merge.ts';
import { isSelected } from './select.ts';
import type { Sources } from './sources.ts';
import { scalarOf, textOf, withEntry, withoutEntry } from './tree.ts';

/** The text of a patch: its documents, each with where it is written. */
export interface PatchText {
  readonly roots: readonly YamlNode[];
  /** Whether a template leaves open what it says. */
  readonly templated: boolean;
  /** The document that is to be changed where the patch is wrong. */
  readonly document: SnapshotDocument | undefined;
}

/** What keeps a patch from being applied; places are those of the patch in the kustomization. */
export type PatchFailure =
  | { readonly kind: 'noTarget'; readonly object: string }
  | { readonly kind: 'noField'; readonly pointer: string; readonly object: string };

/** The text of a patch that stands in a file. */
export function readPatchFile(file: SnapshotFile, sources: Sources): PatchText {
  const roots = file.documents.flatMap((document) => {
    const { root } = document.facts.yaml;
    if (root === undefined) return [];
    sources.register(root, document, []);
    return root;
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
    sources.registerWithin(yaml.root, document, path, start);
    return yaml.root;
  });
  return { roots, templated: documents.some(({ yaml }) => yaml.templated), document };
}

/** Applies a patch to the objects it is for. Gives what kustomize refuses. */
export function applyPatch(
  drafts: readonly Draft[],
  patch: KustomizePatch,
  text: PatchText,
  sources: Sources,
): readonly PatchFailure[] {
  const [first] = text.roots;
  if (first?.kind === 'sequence') return applyJson(drafts, patch, first.items, text, sources);
  if (patch.form === 'json') return [];
  return text.roots.flatMap((root) => applyMerge(drafts, patch, root, text, sources));
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
    return [{ kind: 'noTarget', object: `${identity.kind} "${identity.name}"` }];
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
  patch: KustomizePatch,
  operations: readonly YamlNode[],
  text: PatchText,
  sources: Sources,
): readonly PatchFailure[] {
  const { target } = patch;
  if (target === undefined) return [];
  const failures: PatchFailure[] = [];
  for (const draft of drafts.filter((one) => isSelected(one, target))) {
    const before = prepare(draft, text, sources);
    if (before === undefined) continue;
    if (patch.form !== 'json') rememberIdentity(draft);
    const outcome = applyJsonPatch(before, operations, sources);
    if ('tree' in outcome) {
      draft.tree = outcome.tree;
      continue;
    }
    // What a generator puts in is not known here.
    if (draft.origin === 'generated') continue;
    const { kind, name } = identityOf(before);
    failures.push({ kind: 'noField', pointer: outcome.pointer, object: `${kind} "${name}"` });
  }
  return failures;
}

/** From here on the object mixes lines of several documents, so it has to be known which stands where. */
function prepare(draft: Draft, text: PatchText, sources: Sources): YamlNode | undefined {
  if (draft.tree === undefined) return undefined;
  sources.register(draft.tree, draft.document, draft.root);
  if (text.document !== undefined) draft.patchedBy.add(text.document);
  return draft.tree;
}

/** A generated ConfigMap or Secret, of which the name alone is known. */
export function generatedTree(kind: string, name: string, namespace: string | undefined): YamlNode {
  const entry = (key: string, value: YamlNode) =>
    ({ key, keySpan: { start: 0, end: 0 }, value, origin: 'own' }) as const;
  const map = (entries: readonly ReturnType<typeof entry>[]): YamlNode => ({
    kind: 'map',
    flow: false,
    entries,
    span: { start: 0, end: 0 },
  });
  const named = [entry('name', scalarOf(name))];
  if (namespace !== undefined) named.push(entry('namespace', scalarOf(namespace)));
  return map([entry('apiVersion', scalarOf('v1')), entry('kind', scalarOf(kind)), entry('metadata', map(named))]);
}

/** Whether an object stays on the machine: kustomize leaves it out of what it builds. */
export function isLocal(tree: YamlNode): boolean {
  const annotations = entryOf(entryOf(tree, 'metadata')?.value, 'annotations')?.value;
  const local = entryOf(annotations, 'config.kubernetes.io/local-config')?.value;
  return local !== undefined && textOf(local) !== 'false';
}
