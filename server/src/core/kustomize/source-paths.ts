import {
  fieldAt,
  fieldOf,
  readBoolean,
  readString,
  readStrings,
  View,
  viewBelow,
  type Field,
} from '../kubernetes/field.ts';
import { groupOf, type Unknown } from '../kubernetes/resource.ts';
import type { SnapshotFile } from '../files/file.ts';
import { getOrMake } from '../util/collections.ts';
import { folderOf, foldersAbove } from '../util/paths.ts';
import { keysOn, type At, type Path } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { resolvePath } from './files.ts';
import { readApplication } from './orders.ts';

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

/** The paths that an object names, by its `spec`, which is read once of a kind that names some. */
export function sourcePathsOf(resource: Unknown, spec: () => View): readonly SourcePath[] {
  const read = readers[`${groupOf(resource.apiVersion)} ${resource.writtenKind}`];
  return read === undefined ? [] : getOrMake(known, resource, () => read(spec()));
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
  return documents.flatMap(({ forOthers }) =>
    forOthers.resources.flatMap((resource) =>
      resource.kind === 'Unknown'
        ? sourcePathsOf(resource, () => fieldOf(viewBelow(new View(forOthers.yaml.root), resource.root), 'spec'))
        : [],
    ),
  );
}

const groups = ['kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io', 'argoproj.io'] as const;

const readers: Readonly<Record<string, ((spec: View) => readonly SourcePath[]) | undefined>> = {
  [`${groups[0]} Kustomization`]: fluxPaths,
  [`${groups[1]} HelmRelease`]: (spec) => chartPaths(fieldAt(spec, 'chart', 'spec')),
  [`${groups[2]} Application`]: argoPaths,
  [`${groups[2]} ApplicationSet`]: (spec) => argoPaths(fieldAt(spec, 'template', 'spec')),
};

/** A field that takes such a path, be anything written there or not. */
interface SourceField extends Pick<SourcePath, 'takes'> {
  /** Where the path is that it is relative to; absent of those that begin at the root of the repository. */
  readonly base?: Path;
  /** How people begin such paths. */
  readonly start: '' | './';
}

/** The field of an object that names a path of a repository; `undefined` for all others. */
export function sourceFieldAt({ apiVersion, writtenKind }: Unknown, path: Path): SourceField | undefined {
  const keys = keysOn(path).join('/');
  switch (`${groupOf(apiVersion)} ${writtenKind}`) {
    case `${groups[0]} Kustomization`:
      return keys === 'spec/path' ? { takes: 'folder', start: './' } : undefined;
    case `${groups[1]} HelmRelease`:
      if (keys === 'spec/chart/spec/valuesFiles') return { takes: 'file', start: '' };
      return keys === 'spec/chart/spec/chart' ? { takes: 'folder', start: './' } : undefined;
    case `${groups[2]} Application`:
    case `${groups[2]} ApplicationSet`: {
      const [, field] = /^(?:spec\/template\/)?spec\/sources?\/(path|helm\/valueFiles)$/.exec(keys) ?? [];
      if (field === 'path') return { takes: 'folder', start: '' };
      const holder = path.slice(0, path.lastIndexOf('helm'));
      return field === undefined ? undefined : { takes: 'file', base: [...holder, 'path'], start: '' };
    }
    default:
      return undefined;
  }
}

/** Source: Flux API kustomize.toolkit.fluxcd.io/v1, KustomizationSpec. */
function fluxPaths(spec: View): readonly SourcePath[] {
  return pathAt(readString(fieldOf(spec, 'path')), 'folder', fluxSourceOf(spec));
}

/** Of a chart of a repository, not of one of charts. Source: Flux API helm.toolkit.fluxcd.io/v2, HelmChartTemplateSpec. */
function chartPaths(spec: View): readonly SourcePath[] {
  const kind = readString(fieldAt(spec, 'sourceRef', 'kind'))?.value;
  if (kind !== 'GitRepository' && kind !== 'Bucket') return [];
  const source = fluxSourceOf(spec);
  const ignoresMissing = readBoolean(fieldOf(spec, 'ignoreMissingValuesFiles'))?.value === true;
  const files = ignoresMissing ? [] : readStrings(fieldOf(spec, 'valuesFiles'));
  return [
    ...pathAt(readString(fieldOf(spec, 'chart')), 'folder', source),
    ...files.flatMap((file) => pathAt(file, 'file', source)),
  ];
}

function fluxSourceOf(spec: View): string | undefined {
  const [kind, name, namespace = ''] = ['kind', 'name', 'namespace'].map(
    (key) => readString(fieldAt(spec, 'sourceRef', key))?.value,
  );
  return kind === undefined || name === undefined ? undefined : `${kind} ${name} ${namespace}`;
}

/** Source: Argo CD API argoproj.io/v1alpha1, ApplicationSource and ApplicationSourceHelm. */
function argoPaths(spec: View): readonly SourcePath[] {
  const { sources } = readApplication(spec);
  const byRef = new Map(
    sources.map((source) => [readString(fieldOf(source, 'ref'))?.value ?? '', repositoryOf(source)]),
  );
  return sources.flatMap((source) => {
    const path = readString(fieldOf(source, 'path'));
    const repository = repositoryOf(source);
    const helm = fieldOf(source, 'helm');
    const ignoresMissing = readBoolean(fieldOf(helm, 'ignoreMissingValueFiles'))?.value === true;
    const files = ignoresMissing ? [] : readStrings(fieldOf(helm, 'valueFiles'));
    return [
      ...pathAt(path, 'folder', repository),
      ...files.flatMap((file) => {
        const ref = /^\$([\w-]+)\//.exec(file.value);
        if (ref !== null) return pathAt(file, 'file', byRef.get(ref[1] ?? ''), { start: ref[0].length });
        const base = file.value.startsWith('/') ? '' : path?.value;
        return base === undefined ? [] : pathAt(file, 'file', repository, { base });
      }),
    ];
  });
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
