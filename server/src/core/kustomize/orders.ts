import {
  fieldAt,
  fieldOf,
  isPresent,
  itemsOf,
  readBoolean,
  readString,
  readStringMap,
  View,
  viewBelow,
  type Field,
} from '../kubernetes/field.ts';
import { readKustomization, type Kustomization } from '../kubernetes/kustomization.ts';
import { groupOf, type Unknown } from '../kubernetes/resource.ts';
import { defined, getOrMake, onlyOne } from '../util/collections.ts';
import { folderOf, foldersAbove } from '../util/paths.ts';
import type { YamlNode } from '../yaml/node.ts';
import { isTemplated } from '../yaml/template.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import { type KustomizationFile, type KustomizationFiles, resolvePath } from './files.ts';
import type { Substitutions } from './substitutions.ts';

/** That Flux or Argo CD builds the kustomization of a folder, and what it changes of it. */
export interface BuildOrder extends KustomizationFile {
  /** The folder, from the root of a repository that is not known. */
  readonly path: string;
  /** Which files it applies as they are where the folder has no kustomization: those in it, also those below it, or none that anybody knows. */
  readonly plainFiles: 'own' | 'below' | 'unknown';
  /** The namespace of objects that come out without one. */
  readonly namespace: Field<string> | undefined;
  readonly substitutions: Substitutions | undefined;
  /** Where it says what it changes. */
  readonly node: YamlNode | undefined;
}

/** The orders of files, each of which is what it was read as: most have none, and to see that takes going through the text. */
const known = new WeakMap<SnapshotFile, readonly BuildOrder[]>();

/** The orders that a file holds. */
export function ordersOf(file: SnapshotFile): readonly BuildOrder[] {
  return getOrMake(known, file, () => ordersIn(file));
}

/** Objects are read only of a text that may hold some. */
function ordersIn({ text, documents }: SnapshotFile): readonly BuildOrder[] {
  if (!groups.some((group) => text.includes(group))) return none;
  return documents.flatMap((document) =>
    document.forOthers.resources.flatMap((resource) =>
      resource.kind === 'Unknown' ? (readers[kindWithGroupOf(resource)]?.(resource, document) ?? []) : [],
    ),
  );
}

const none: readonly BuildOrder[] = [];

/** The folders that an order may be for: those to which its path leads from the folders above its file. */
function foldersOf({ path, document }: BuildOrder): readonly string[] {
  return defined(foldersAbove(folderOf(document.file.path)).map((above) => resolvePath(above, path)));
}

/** Orders by the folders that they are for. */
export class Orders {
  readonly #byFile = new Map<string, readonly BuildOrder[]>();
  readonly #byFolder = new Map<string, readonly BuildOrder[]>();

  /** Takes in a file, in the place of the one with its path. Gives the folders for which there are or were orders in it. */
  read(file: SnapshotFile): readonly string[] {
    const before = this.#byFile.get(file.path) ?? [];
    const orders = ordersOf(file);
    const left = before.flatMap(foldersOf);
    for (const folder of left)
      this.#byFolder.set(
        folder,
        this.for(folder).filter((order) => !before.includes(order)),
      );
    if (orders.length > 0) this.#byFile.set(file.path, orders);
    else this.#byFile.delete(file.path);
    for (const order of orders)
      for (const folder of foldersOf(order)) this.#byFolder.set(folder, [...this.for(folder), order]);
    return [...left, ...orders.flatMap(foldersOf)];
  }

  for(folder: string): readonly BuildOrder[] {
    return this.#byFolder.get(folder) ?? [];
  }

  /**
   * The namespace that orders give what a file in a folder, or a chart there, says without one; `undefined` where none does, or they
   * differ. `isKustomized` tells the folders of which kustomizations alone are built. Source: Argo CD, ApplicationSourceDirectory; fluxcd/pkg
   * kustomize/kustomize_generator.go, scanManifests.
   */
  namespaceIn(folder: string, isKustomized: (folder: string) => boolean): string | undefined {
    if (this.#byFolder.size === 0) return undefined;
    const namespaces = new Set<string | undefined>();
    for (const above of foldersAbove(folder)) {
      if (isKustomized(above)) break;
      for (const { plainFiles, namespace, kustomization } of this.for(above))
        if (plainFiles === 'below' || (plainFiles === 'own' && above === folder))
          namespaces.add(kustomization.namespace?.value ?? namespace?.value);
    }
    return onlyOne([...namespaces]);
  }
}

/** The one order among several that all change the same; `undefined` where they differ, as it is not known which cluster is meant. */
export function agreedOrder(orders: readonly BuildOrder[]): BuildOrder | undefined {
  const [first, ...others] = orders;
  if (first === undefined || others.length === 0) return first;
  const text = textOf(first);
  return others.every((other) => textOf(other) === text) ? first : undefined;
}

/** The folders of the components that an order adds; `undefined` for one that is not known. Their paths begin at the kustomization. */
export function addedComponents(
  { kustomization }: BuildOrder,
  folder: string,
  files: Pick<KustomizationFiles, 'inFolder'>,
): readonly (Field<string> | undefined)[] {
  return kustomization.components.map(({ value }) => {
    const path = resolvePath(folder, value);
    const isKnown = path !== undefined && files.inFolder(path) !== undefined;
    return isKnown ? { value, at: { path: [] } } : undefined;
  });
}

/** What an order says, apart from where it stands. */
function textOf({ kustomization, namespace, substitutions }: BuildOrder): string {
  return JSON.stringify([kustomization, namespace?.value, substitutions], (key, value: unknown) => {
    if (key === 'at' || key === 'metadata' || key === 'root') return undefined;
    return value instanceof Map ? [...value] : value;
  });
}

/** The group and the kind of an object, as the tables of what Flux and Argo CD apply have them. */
export function kindWithGroupOf({ apiVersion, writtenKind }: Unknown): string {
  return `${groupOf(apiVersion)} ${writtenKind}`;
}

type OrderReader = (resource: Unknown, document: SnapshotDocument) => readonly BuildOrder[];

/** The API groups of what orders builds. */
const groups = ['kustomize.toolkit.fluxcd.io', 'argoproj.io'] as const;

/** By group and kind. */
const readers: Readonly<Record<string, OrderReader | undefined>> = {
  [`${groups[0]} Kustomization`]: fluxOrders,
  [`${groups[1]} Application`]: argoOrders,
};

/** Source: Flux API kustomize.toolkit.fluxcd.io/v1, KustomizationSpec. */
function fluxOrders(resource: Unknown, document: SnapshotDocument): readonly BuildOrder[] {
  const spec = specOf(resource, document);
  const shared = fieldOf(spec, 'commonMetadata');
  const pairs = readStringMap(fieldOf(shared, 'labels'));
  const kustomization: Kustomization = {
    ...readKustomization(resource, spec),
    namespace: readString(fieldOf(spec, 'targetNamespace')),
    labels: pairs.present ? [{ pairs, reach: 'metadata', fields: [] }] : [],
    commonAnnotations: readStringMap(fieldOf(shared, 'annotations')),
  };
  return orderOf(fieldOf(spec, 'path'), document, {
    plainFiles: 'below',
    substitutions: {
      values: readStringMap(fieldAt(spec, 'postBuild', 'substitute')),
      isOpen: isPresent(fieldAt(spec, 'postBuild', 'substituteFrom')),
    },
    namespace: undefined,
    node: spec.node,
    kustomization,
  });
}

/** What an Application of Argo CD says: from where objects come, and where those go that say no namespace. */
interface Application {
  /** One of them may be absent. */
  readonly sources: readonly View[];
  readonly namespace: Field<string> | undefined;
}

/** Reads the `spec` of an Application, or that of the template of an ApplicationSet. Source: Argo CD API argoproj.io/v1alpha1, ApplicationSpec. */
export function readApplication(spec: View): Application {
  return {
    sources: [fieldOf(spec, 'source'), ...itemsOf(fieldOf(spec, 'sources'))],
    namespace: readString(fieldAt(spec, 'destination', 'namespace')),
  };
}

/** Source: Argo CD API argoproj.io/v1alpha1, ApplicationSourceKustomize and ApplicationSourceDirectory. */
function argoOrders(resource: Unknown, document: SnapshotDocument): readonly BuildOrder[] {
  const { sources, namespace } = readApplication(specOf(resource, document));
  return sources.flatMap((source) => {
    const changes = fieldOf(source, 'kustomize');
    const kustomization = readKustomization(resource, changes);
    const directory = fieldOf(source, 'directory');
    const isChosen = ['include', 'exclude'].some((key) => isPresent(fieldOf(directory, key)));
    const isDeep = readBoolean(fieldOf(directory, 'recurse'))?.value === true;
    const plainFiles = isChosen ? 'unknown' : isDeep ? 'below' : 'own';
    return orderOf(fieldOf(source, 'path'), document, {
      plainFiles,
      substitutions: undefined,
      namespace,
      node: changes.node,
      kustomization,
    });
  });
}

/** The `spec` of an object, by what its document says to others. */
export function specOf({ root }: Unknown, { forOthers }: SnapshotDocument): View {
  return fieldOf(viewBelow(new View(forOthers.yaml.root), root), 'spec');
}

function orderOf(
  path: View,
  document: SnapshotDocument,
  order: Omit<BuildOrder, 'document' | 'folder' | 'path'>,
): readonly BuildOrder[] {
  const written = readString(path)?.value ?? '';
  // The root of a repository may be any folder above.
  if (isTemplated(written) || /^[./]*$/.test(written)) return [];
  return [{ ...order, document, folder: folderOf(document.file.path), path: written.replace(/^\/+/, '') }];
}
