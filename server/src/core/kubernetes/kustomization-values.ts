import { keyAt, type At } from '../yaml/path.ts';
import {
  isPresent,
  itemsOf,
  readBoolean,
  readNumber,
  readString,
  readStrings,
  type Field,
  type View,
} from './field.ts';
import {
  fieldInAnyCase,
  readFieldSpec,
  readResourceId,
  readSelector,
  textIn,
  type FieldSpec,
  type KustomizeSelector,
  type ResourceId,
} from './kustomization-fields.ts';

/** A value that is written into fields of other objects, in place or as a file. Source: kustomize api/types/replacement.go, replacementfield.go. */
export interface Replacement {
  readonly at: At;
  /** The file that says it instead: one replacement or a list of them. */
  readonly path: Field<string> | undefined;
  readonly source: ReplacementSource | undefined;
  /** A value that comes from no object. */
  readonly sourceValue: Field<string> | undefined;
  /** `undefined` where none are written, which kustomize rejects. */
  readonly targets: readonly ReplacementTarget[] | undefined;
}

/** The field that a value comes from. */
export interface ReplacementSource extends ResourceId {
  readonly at: At;
  readonly fieldPath: Field<string> | undefined;
  readonly options: FieldOptions;
}

/** The fields that a value goes to. */
export interface ReplacementTarget {
  readonly at: At;
  readonly select: KustomizeSelector | undefined;
  readonly reject: readonly KustomizeSelector[];
  readonly fieldPaths: readonly Field<string>[];
  readonly options: FieldOptions;
}

/** Which part of a string is meant, and whether a field is made that is missing. `encoding` does nothing in kustomize. */
export interface FieldOptions {
  readonly delimiter: string;
  readonly index: number;
  readonly create: boolean;
}

/** A name for the value of a field, put in for `$(NAME)`. Source: kustomize api/types/var.go. */
export interface KustomizeVar {
  readonly at: At;
  readonly name: Field<string> | undefined;
  readonly object: ResourceId;
  readonly fieldPath: string;
}

/** The field that replacements and vars mean where they say none. Source: kustomize api/types/replacement.go. */
export const defaultFieldPath = 'metadata.name';

/**
 * What a file of `configurations` adds to what kustomize knows of kinds. Source: kustomize
 * api/internal/plugins/builtinconfig/transformerconfig.go.
 */
interface KustomizeConfiguration {
  /** Fields that name an object of a kind, and follow its new name. */
  readonly nameReferences: readonly { readonly kind: string; readonly fields: readonly FieldSpec[] }[];
  /** Fields in which vars are put in. */
  readonly varReferences: readonly FieldSpec[];
  /** Whether it says more, which is not followed here. */
  readonly saysMore: boolean;
}

/** Reads a replacement. */
export function readReplacement(item: View): Replacement {
  const targets = fieldInAnyCase(item, 'targets');
  const source = fieldInAnyCase(item, 'source');
  return {
    at: { path: item.path },
    path: readString(fieldInAnyCase(item, 'path')),
    source: source.node?.kind === 'map' ? readSource(source) : undefined,
    sourceValue: readString(fieldInAnyCase(item, 'sourceValue')),
    targets: itemsOf(targets).length > 0 ? itemsOf(targets).map(readTarget) : undefined,
  };
}

/** Reads a var. */
export function readVar(item: View): KustomizeVar {
  const object = fieldInAnyCase(item, 'objref');
  const selector = readResourceId(object);
  const apiVersion = textIn(object, 'apiVersion');
  const [group = '', version] = apiVersion.split('/');
  const byApiVersion = version === undefined ? { version: group } : { group, version };
  return {
    at: { path: item.path },
    name: readString(fieldInAnyCase(item, 'name')),
    object: apiVersion === '' ? selector : { ...selector, ...byApiVersion },
    fieldPath: readString(fieldInAnyCase(fieldInAnyCase(item, 'fieldref'), 'fieldPath'))?.value || defaultFieldPath,
  };
}

/** Reads a file of `configurations`. */
export function readConfigurationOfKinds(root: View): KustomizeConfiguration {
  const known = ['nameReference', 'varReference', ...withoutEffect];
  const { node } = root;
  return {
    nameReferences: itemsOf(fieldInAnyCase(root, 'nameReference')).map((item) => ({
      kind: textIn(item, 'kind'),
      fields: itemsOf(fieldInAnyCase(item, 'fieldSpecs')).map(readFieldSpec),
    })),
    varReferences: itemsOf(fieldInAnyCase(root, 'varReference')).map(readFieldSpec),
    saysMore: node?.kind === 'map' && node.entries.some(({ key }) => !known.includes(key)),
  };
}

/** Says nothing of what is read of objects. */
const withoutEffect: readonly string[] = ['apiVersion', 'kind', 'images'];

function readSource(view: View): ReplacementSource {
  return {
    ...readResourceId(view),
    at: { path: view.path },
    fieldPath: readString(fieldInAnyCase(view, 'fieldPath')),
    options: readOptions(view),
  };
}

function readTarget(view: View): ReplacementTarget {
  return {
    at: { path: view.path },
    select: readSelector(fieldInAnyCase(view, 'select')),
    reject: itemsOf(fieldInAnyCase(view, 'reject')).flatMap((item) => readSelector(item) ?? []),
    fieldPaths: readStrings(fieldInAnyCase(view, 'fieldPaths')),
    options: readOptions(view),
  };
}

function readOptions(view: View): FieldOptions {
  const options = fieldInAnyCase(view, 'options');
  return {
    delimiter: textIn(options, 'delimiter'),
    index: readNumber(fieldInAnyCase(options, 'index'))?.value ?? 0,
    create: readBoolean(fieldInAnyCase(options, 'create'))?.value === true,
  };
}

/** In which order the objects come out. Source: kustomize api/types/sortoptions.go. */
export interface SortOptions {
  readonly at: At;
  readonly order: Field<string> | undefined;
  /** Where it says more of the order `legacy`. */
  readonly legacy: At | undefined;
}

/** Reads the order; `undefined` where none is written. */
export function readSortOptions(view: View): SortOptions | undefined {
  if (!isPresent(view)) return undefined;
  const legacy = fieldInAnyCase(view, 'legacySortOptions');
  return {
    at: { path: view.path },
    order: readString(fieldInAnyCase(view, 'order')),
    legacy: isPresent(legacy) ? keyAt(legacy.path) : undefined,
  };
}
