import { fieldAt, fieldOf, readBoolean, readString, readStrings, type View, type Field } from '../kubernetes/field.ts';
import type { Unknown } from '../kubernetes/resource.ts';
import { viewOf } from '../objects/places.ts';
import type { SnapshotFile } from '../files/file.ts';
import { getOrMake } from '../util/collections.ts';
import { folderOf, foldersAbove } from '../util/paths.ts';
import { keysOn, type At, type Path } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { resolvePath } from './files.ts';
import { kindWithGroupOf, readApplication, specOf } from './orders.ts';

/** A path of a repository that Flux or Argo CD applies something of. */
export interface SourcePath {
  readonly at: At;
  /** As it is written. */
  readonly written: string;
  /** How many of its characters come before the path itself: those of the name of a source. */
  readonly start: number;
  /** From the root of the repository to the folder that it is relative to, and to where it leads. */
  readonly base: string;
  readonly path: string;
  readonly takes: 'folder' | 'file';
  /** What tells the repository, and what of it, from others. */
  readonly source: string;
}

/** The paths that an object names; they are read once of each. */
export function sourcePathsOf(object: Parameters<typeof viewOf>[0]): readonly SourcePath[] {
  const { resource } = object;
  return resource.kind === 'Unknown' ? pathsIn(resource, () => fieldOf(viewOf(object), 'spec')) : [];
}

/** By its `spec`, which is read only of a kind that names some. */
function pathsIn(resource: Unknown, spec: () => View): readonly SourcePath[] {
  const kind = kinds[kindWithGroupOf(resource)];
  return kind === undefined ? [] : getOrMake(known, resource, () => readPaths(kind, spec()));
}

/** By object, as long as it is there. It was read of the same `spec`: of another one there is another object. */
const known = new WeakMap<Unknown, readonly SourcePath[]>();

/** The folders that may be the root of the repository in which a file is, the file's own first. */
export function rootsFor({ path }: Pick<SnapshotFile, 'path'>): readonly string[] {
  return foldersAbove(folderOf(path));
}

/** The paths that the objects of a file name. Most files have none, which their text tells. */
export function sourcePathsIn({ text, documents }: SnapshotFile): readonly SourcePath[] {
  if (!groups.some((group) => text.includes(group))) return [];
  return documents.flatMap((document) =>
    document.forOthers.resources.flatMap((resource) =>
      resource.kind === 'Unknown' ? pathsIn(resource, () => specOf(resource, document)) : [],
    ),
  );
}

const groups = ['kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io', 'argoproj.io'] as const;

/** A field that takes such a path, whether or not anything is written there. */
interface SourceField extends Pick<SourcePath, 'takes'> {
  /** Its keys below what says which repository is meant. */
  readonly keys: readonly string[];
  /** How people begin such paths. */
  readonly start: '' | './';
  /** The field beside it that its paths are relative to; absent of those that begin at the root of the repository. */
  readonly base?: string;
  /** The keys of the field that says not to mind paths that lead nowhere. */
  readonly unless?: readonly string[];
}

/** What of a kind names paths. */
interface SourceKind {
  /** Where that is which says which repository is meant, and has the fields. */
  readonly at: readonly string[];
  readonly sources: (spec: View) => readonly View[];
  readonly sourceOf: (source: View) => string | undefined;
  readonly fields: readonly SourceField[];
}

/** Source: Argo CD API argoproj.io/v1alpha1, ApplicationSource and ApplicationSourceHelm. */
const argo: Pick<SourceKind, 'sourceOf' | 'fields'> = {
  sourceOf: repositoryOf,
  fields: [
    { keys: ['path'], takes: 'folder', start: '' },
    {
      keys: ['helm', 'valueFiles'],
      takes: 'file',
      start: '',
      base: 'path',
      unless: ['helm', 'ignoreMissingValueFiles'],
    },
  ],
};

const kinds: Readonly<Record<string, SourceKind | undefined>> = {
  // Source: Flux API kustomize.toolkit.fluxcd.io/v1, KustomizationSpec.
  [`${groups[0]} Kustomization`]: {
    at: ['spec'],
    sources: (spec) => [spec],
    sourceOf: fluxSourceOf,
    fields: [{ keys: ['path'], takes: 'folder', start: './' }],
  },
  // Source: Flux API helm.toolkit.fluxcd.io/v2, HelmChartTemplateSpec.
  [`${groups[1]} HelmRelease`]: {
    at: ['spec/chart/spec'],
    sources: (spec) => [fieldAt(spec, 'chart', 'spec')],
    // Of a chart of a repository, not of one of charts.
    sourceOf: (chart) => {
      const source = fluxSourceOf(chart);
      return /^(?:GitRepository|Bucket) /.test(source ?? '') ? source : undefined;
    },
    fields: [
      { keys: ['chart'], takes: 'folder', start: './' },
      { keys: ['valuesFiles'], takes: 'file', start: '', unless: ['ignoreMissingValuesFiles'] },
    ],
  },
  [`${groups[2]} Application`]: {
    ...argo,
    at: ['spec/source', 'spec/sources'],
    sources: (spec) => readApplication(spec).sources,
  },
  [`${groups[2]} ApplicationSet`]: {
    ...argo,
    at: ['spec/template/spec/source', 'spec/template/spec/sources'],
    sources: (spec) => readApplication(fieldAt(spec, 'template', 'spec')).sources,
  },
};

/** The field of an object that names a path of a repository, and the place of the path it is relative to; `undefined` for all others. */
export function sourceFieldAt(
  resource: Unknown,
  path: Path,
): (Omit<SourceField, 'base'> & { readonly base: Path | undefined }) | undefined {
  const { at, fields } = kinds[kindWithGroupOf(resource)] ?? { at: [], fields: [] };
  const written = keysOn(path).join('/');
  const field = fields.find(({ keys }) => at.some((source) => written === [source, ...keys].join('/')));
  if (field === undefined) return undefined;
  const source = path.slice(0, path.lastIndexOf(field.keys[0] ?? ''));
  return { ...field, base: field.base === undefined ? undefined : [...source, field.base] };
}

function readPaths({ sources, sourceOf, fields }: SourceKind, spec: View): readonly SourcePath[] {
  const all = sources(spec);
  const byRef = new Map(all.map((one) => [readString(fieldOf(one, 'ref'))?.value ?? '', sourceOf(one)]));
  return all.flatMap((one) => {
    const source = sourceOf(one);
    return fields.flatMap(({ keys, takes, base, unless = [] }) => {
      if (unless.length > 0 && readBoolean(fieldAt(one, ...unless))?.value === true) return [];
      const field = fieldAt(one, ...keys);
      if (takes === 'folder') return pathAt(readString(field), takes, source);
      return readStrings(field).flatMap((file) => {
        const ref = base === undefined ? null : /^\$([\w-]+)\//.exec(file.value);
        if (ref !== null) return pathAt(file, takes, byRef.get(ref[1] ?? ''), { start: ref[0].length });
        const isOfRoot = base === undefined || file.value.startsWith('/');
        const folder = isOfRoot ? '' : readString(fieldOf(one, base))?.value;
        return folder === undefined ? [] : pathAt(file, takes, source, { base: folder });
      });
    });
  });
}

function fluxSourceOf(spec: View): string | undefined {
  const [kind, name, namespace = ''] = ['kind', 'name', 'namespace'].map(
    (key) => readString(fieldAt(spec, 'sourceRef', key))?.value,
  );
  return kind === undefined || name === undefined ? undefined : `${kind} ${name} ${namespace}`;
}

function repositoryOf(source: View): string | undefined {
  const address = readString(fieldOf(source, 'repoURL'))?.value;
  return address && `${address.replace(/\.git$/, '')} ${readString(fieldOf(source, 'targetRevision'))?.value ?? ''}`;
}

/** None where it is the root itself, where a template or pattern leaves it open, or it is in the network. */
function pathAt(
  field: Field<string> | undefined,
  takes: SourcePath['takes'],
  source: string | undefined,
  { base = '', start = 0 }: { readonly base?: string; readonly start?: number } = {},
): readonly SourcePath[] {
  if (field === undefined || source === undefined) return [];
  const written = field.value;
  const own = written.slice(start).replace(/^\/+/, '');
  const isOpen = [own, base, source].some((text) => isTemplated(text)) || /[*?[\]{}$\\\s]|:\/\//.test(own + base);
  const path = isOpen ? undefined : pathFrom(base, own);
  if (path === undefined || path === '' || path === '.') return [];
  return [{ at: field.at, written, start, base, path, takes, source }];
}

/** A path from the root of a repository, given that of the folder it goes from; `undefined` where it leads out of the repository. */
export function pathFrom(base: string, own: string): string | undefined {
  return resolvePath('', base === '' ? own : `${base.replace(/^\/+/, '')}/${own}`);
}
