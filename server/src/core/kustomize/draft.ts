import { saidOf, getOrMake } from '../util/collections.ts';
import { isListOfObjects } from '../kubernetes/read-resources.ts';
import { groupOf } from '../kubernetes/resource.ts';
import { entryOf, type YamlNode } from '../yaml/node.ts';
import type { Path } from '../yaml/path.ts';
import { originOf, type Origin } from '../objects/origins.ts';
import type { SnapshotDocument } from '../files/file.ts';
import { listedIn, textOfNode, withWords } from './tree.ts';
import { isLiteralPattern } from '../util/pattern.ts';
import { SimilarNames } from '../util/name-search.ts';
import { areNumbered } from '../util/similar-names.ts';

/** An object on its way through kustomizations. Mutable while it is being built, and not seen outside the build. */
export interface Draft {
  /** The object as it is now; `undefined` once a patch has deleted it. */
  tree: YamlNode | undefined;
  /** Where it is written; for a generated one, the kustomization. */
  readonly document: SnapshotDocument;
  /** The way from the document's root to the object. */
  readonly root: Path;
  /** Who it was before its name, namespace or kind was changed, oldest first. */
  readonly previous: Identity[];
  readonly prefixes: string[];
  readonly suffixes: string[];
  /** The documents whose patches changed it. */
  readonly patchedBy: Set<SnapshotDocument>;
  readonly origin: 'written' | 'generated';
  /** The text that its own nodes are in. */
  readonly home: Origin;
  /** The object as its text has it. */
  readonly written: YamlNode;
  readonly writtenName: string | undefined;
  /** What its tree makes it, and which tree that was; see `identityNow`. */
  known: { readonly tree: YamlNode; readonly identity: Identity } | undefined;
}

/** An object that no kustomization has changed yet, as its text or a generator has it. */
export function newDraft(written: YamlNode, document: SnapshotDocument, root: Path, origin: Draft['origin']): Draft {
  const tree = withWords(written);
  const writtenName = identityOf(tree).name || undefined;
  return {
    tree,
    document,
    root,
    previous: [],
    prefixes: [],
    suffixes: [],
    patchedBy: new Set(),
    origin,
    home: originOf(document),
    written,
    writtenName,
    known: undefined,
  };
}

/** What kustomize knows an object by. Source: kustomize kyaml/resid/resid.go, ResId. */
export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** As it counts: `default` where none is written, the empty string for kinds that are in none. */
  readonly namespace: string;
}

/** What an object is now. */
export function identityOf(tree: YamlNode): Identity {
  const apiVersion = textOfNode(entryOf(tree, 'apiVersion')?.value);
  const kind = textOfNode(entryOf(tree, 'kind')?.value);
  const metadata = entryOf(tree, 'metadata')?.value;
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const written = textOfNode(entryOf(metadata, 'namespace')?.value);
  const namespace = isClusterScoped(group, kind) ? '' : namespaceThatCounts(written);
  return { group, version, kind, name: textOfNode(entryOf(metadata, 'name')?.value), namespace };
}

/** The namespace that counts where one is written or none. */
export function namespaceThatCounts(written: string): string {
  return written === '' ? 'default' : written;
}

/** What an object is now, `undefined` once it is deleted. Read once of each tree, as thousands of patches may ask all objects for it. */
export function identityNow(draft: Draft): Identity | undefined {
  const { tree, known } = draft;
  if (tree === undefined) return undefined;
  if (known?.tree === tree) return known.identity;
  const identity = identityOf(tree);
  draft.known = { tree, identity };
  return identity;
}

/** Whether what an object is now, or was before, fits what is asked for; nothing does that is deleted. */
export function isOrWas<T>(draft: Draft, fits: (identity: Identity, asked: T) => boolean, asked: T): boolean {
  const now = identityNow(draft);
  if (now === undefined) return false;
  return fits(now, asked) || (draft.previous.length > 0 && draft.previous.some((one) => fits(one, asked)));
}

/** Whether an object has no kind or no name, or a list holds such objects. */
export function isNamelessObject(tree: YamlNode): boolean {
  if (isListOfObjects(tree)) return listedIn(tree).some(isNamelessObject);
  const { kind, name } = identityOf(withWords(tree));
  return kind === '' || (name === '' && !kind.endsWith('List'));
}

/** What an object was at first. */
export function originalIdentity(draft: Draft, tree: YamlNode): Identity {
  return draft.previous[0] ?? identityOf(tree);
}

/** Whether two identities are the same object. */
function isSameIdentity(one: Identity, other: Identity): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.namespace === other.namespace &&
    one.group === other.group &&
    one.version === other.version
  );
}

/** Remembers what an object is before it is changed. */
export function rememberIdentity(draft: Draft): void {
  if (draft.tree !== undefined) draft.previous.push(identityOf(draft.tree));
}

/**
 * Whether objects of a kind are in no namespace, as far as kustomize knows: kinds it does not know count as namespaced.
 * Source: kustomize kyaml/openapi/openapi.go, precomputedIsNamespaceScoped.
 */
export function isClusterScoped(group: string, kind: string): boolean {
  return saidOf(clusterKinds, group)?.includes(kind) === true;
}

const clusterKinds: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'NodeProxyOptions', 'PersistentVolume'],
  'admissionregistration.k8s.io': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'certificates.k8s.io': ['CertificateSigningRequest'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IngressClass'],
  'node.k8s.io': ['RuntimeClass'],
  policy: ['PodSecurityPolicy'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
};

/**
 * The objects of a kustomization by the names that they have or had: it may have thousands of patches, generators or replacements, each
 * for one of thousands. A class for its memory.
 */
export class NamedDrafts {
  /** Those that were changed and got another name, kind or namespace. */
  readonly renamed = new Set<Draft>();
  readonly #all: Draft[];
  #byName: Map<string, Draft[]> | undefined;
  #similar: SimilarNames | undefined;

  /** Takes a list that it adds to. */
  constructor(all: Draft[]) {
    this.#all = all;
  }

  /** Those that may be meant by a name or pattern, in their order: all, where it is empty or no plain name. */
  called(name: string): readonly Draft[] {
    if (name === '' || !isLiteralPattern(name)) return this.#all;
    this.#byName ??= this.#found();
    return this.#byName.get(name) ?? [];
  }

  /** Those that are or were what an identity says. */
  identical(identity: Identity): readonly Draft[] {
    return this.called(identity.name).filter((draft) => isOrWas(draft, isSameIdentity, identity));
  }

  /** Those whose name a plain one, that none has, may be a misspelling of, the nearest first. */
  near(name: string): readonly Draft[] {
    this.#byName ??= this.#found();
    this.#similar ??= new SimilarNames(this.#byName.keys());
    const names = this.#similar.near(name).filter((other) => !areNumbered(name, other));
    return names.flatMap((other) => this.called(other));
  }

  add(draft: Draft): void {
    this.#all.push(draft);
    if (this.#byName !== undefined) enter(this.#byName, draft);
    this.#similar = undefined;
  }

  /** Changes an object, by which it may get another name. */
  change(draft: Draft, change: () => void): void {
    const before = identityNow(draft);
    change();
    const after = identityNow(draft);
    if (after === undefined || before === undefined || isSameIdentity(before, after)) return;
    this.renamed.add(draft);
    if (after.name !== before.name) this.#byName = this.#similar = undefined;
  }

  #found(): Map<string, Draft[]> {
    const found = new Map<string, Draft[]>();
    for (const draft of this.#all) enter(found, draft);
    return found;
  }
}

function enter(byName: Map<string, Draft[]>, draft: Draft): void {
  const names = new Set(draft.previous.map(({ name }) => name)).add(identityNow(draft)?.name ?? '');
  for (const name of names) getOrMake(byName, name, () => []).push(draft);
}
