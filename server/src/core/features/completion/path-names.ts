import { isManifestPath } from '../../kustomize/files.ts';
import { rootsFor, sourceFieldAt } from '../../kustomize/source-paths.ts';
import { nodeIn } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';
import { folderOf, isInFolder, joinPath, relativePath } from '../../util/paths.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { itemsIn, scalarText } from '../../yaml/node.ts';
import { keysOn, type Path } from '../../yaml/path.ts';
import type { Name } from './service-names.ts';
import type { WritingPlace } from './writing-place.ts';

const words = defineMessages('features/completion/path-names', {
  folder: 'folder',
  file: 'file',
  kustomization: 'kustomization',
  component: 'component',
  chart: 'chart',
});

/** What a field names by its path. */
type Taken = 'resource' | 'component' | 'folder' | 'manifest' | 'file';

interface PathField {
  readonly takes: Taken;
  /** The folders that a path may be relative to, the likeliest first. */
  readonly bases: readonly string[];
  /** What is before the path itself: the name of a source, or a key. */
  readonly before: RegExp;
  /** How a path begins that nothing is written of yet. */
  readonly start: '' | './';
}

/** The fields of kustomizations that name files and folders. Source: kustomize api/types/kustomization.go. */
const kustomizationFields: Readonly<Record<string, Taken>> = {
  resources: 'resource',
  bases: 'resource',
  components: 'component',
  'patches/path': 'manifest',
  patchesStrategicMerge: 'manifest',
  'patchesJson6902/path': 'manifest',
  'replacements/path': 'manifest',
  configurations: 'manifest',
  crds: 'manifest',
  'openapi/path': 'manifest',
  transformers: 'resource',
  generators: 'resource',
  validators: 'resource',
  'configMapGenerator/files': 'file',
  'configMapGenerator/envs': 'file',
  'configMapGenerator/env': 'file',
  'secretGenerator/files': 'file',
  'secretGenerator/envs': 'file',
  'secretGenerator/env': 'file',
  'helmCharts/valuesFile': 'manifest',
  'helmCharts/additionalValuesFiles': 'manifest',
  'helmGlobals/chartHome': 'folder',
};

/** The files and folders that a path can lead to, one step further or all of the way; `undefined` where a field names none. */
export function pathsFor(snapshot: Snapshot, place: WritingPlace): readonly Name[] | undefined {
  const { placed, path, before, span, gap } = place;
  const field = fieldAt(placed, path);
  if (field === undefined) return undefined;
  const written = gap === '' ? writtenFolder(before).replace(field.before, '') : '';
  const known = new Set(itemsIn(nodeIn(placed, path.slice(0, -1))).map((item) => bare(scalarText(item) ?? '')));
  // What is there may be taken once more.
  known.delete(bare(written + placed.document.file.text.slice(span.start, span.end)));
  const { namesIn } = snapshot.scopes.known;
  const steps = written.replace(/^(?:\.\/)+/, '');
  const folderIn = (one: string): string => (steps === '' ? one : joinPath(one, steps));
  const base = field.bases.find((one) => namesIn(folderIn(one)).length > 0);
  if (base === undefined) return [];
  const found =
    written === ''
      ? [...stepsIn(snapshot, field, base, base), ...elsewhere(snapshot, placed, field)]
      : stepsIn(snapshot, field, folderIn(base), base);
  const start = written === '' && /^\.?$/.test(place.word) ? field.start : '';
  return found
    .filter(({ text }) => !known.has(bare(written + text)))
    .map((name) => ({ ...name, text: name.text.startsWith('..') ? name.text : start + name.text }));
}

/** What of a path is written before its last step. */
function writtenFolder(before: string): string {
  return /(?:[:-][ \t]+(?:[&!]\S*[ \t]+)*|[[{,][ \t]*|["'])((?:[^"'[\]{},:/]*\/)+)$/.exec(before)?.[1] ?? '';
}

/** Whether a field names a file or folder by its path, of which each step may have any signs but those that end a scalar. */
export function isPathField(placed: Placed, path: Path): boolean {
  return fieldAt(placed, path) !== undefined;
}

/** A path without the signs that change nothing. */
function bare(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/$/, '');
}

function fieldAt(placed: Placed, path: Path): PathField | undefined {
  const { resource, document } = placed;
  const folder = folderOf(document.file.path);
  if (resource.kind === 'Kustomization') {
    const takes = kustomizationFields[keysOn(path).join('/')];
    return takes && { takes, bases: [folder], before: takes === 'file' ? /^[^=]*=/ : /^$/, start: '' };
  }
  const source = resource.kind === 'Unknown' ? sourceFieldAt(resource, path) : undefined;
  if (source === undefined) return undefined;
  const roots = [...rootsFor(document.file)].reverse();
  const base = source.base && scalarText(nodeIn(placed, source.base));
  const bases = base === undefined ? roots : roots.map((root) => joinPath(root, base));
  const takes = source.takes === 'folder' ? 'folder' : 'manifest';
  return { takes, bases, before: /^(?:\$[\w-]+)?\/?/, start: source.start };
}

/** What is in a folder that a path can lead to or through. */
function stepsIn(snapshot: Snapshot, { takes }: PathField, folder: string, base: string): readonly Name[] {
  const { known } = snapshot.scopes;
  return known.namesIn(folder).flatMap((name): readonly Name[] => {
    const path = joinPath(folder, name);
    if (name.startsWith('.')) return [];
    const file = known.file(path);
    if (file === undefined && known.namesIn(path).length > 0)
      return isInFolder(base, path)
        ? []
        : [{ text: name, kind: 'folder', detail: formatMessage(words[kindOfFolder(snapshot, path)]) }];
    const isTaken =
      takes === 'file'
        ? file?.role !== 'kustomization'
        : takes !== 'folder' && takes !== 'component' && file?.role === 'manifest' && isManifestPath(path);
    return isTaken ? [{ text: name, kind: 'file', detail: formatMessage(words.file) }] : [];
  });
}

/** The kustomizations in folders elsewhere, by the way to them. What builds a kustomization is none that it can take. */
function elsewhere(
  snapshot: Snapshot,
  { document: { file } }: Placed,
  { takes, bases: [base = ''] }: PathField,
): readonly Name[] {
  const { scopes } = snapshot;
  if (takes === 'manifest' || takes === 'file') return [];
  return scopes.known.all.flatMap(({ folder, document, kustomization }): readonly Name[] => {
    const isOther = document.file !== file && (takes === 'folder' || !isInFolder(base, folder));
    const isTaken = takes === 'folder' || kustomization.isComponent === (takes === 'component');
    if (!isOther || !isTaken) return [];
    const text = relativePath(base, folder);
    // A step of a way to it is offered as it is.
    if (!text.includes('/') || (takes !== 'folder' && scopes.filesBelow(document.file).includes(file))) return [];
    return [{ text, kind: 'folder', detail: formatMessage(words[kindOfFolder(snapshot, folder)]) }];
  });
}

function kindOfFolder(
  { scopes: { known } }: Snapshot,
  folder: string,
): 'kustomization' | 'component' | 'chart' | 'folder' {
  const kustomization = known.inFolder(folder)?.kustomization;
  if (kustomization !== undefined) return kustomization.isComponent ? 'component' : 'kustomization';
  return known.file(joinPath(folder, 'Chart.yaml')) === undefined ? 'folder' : 'chart';
}
