import type { FieldSpec } from '../kubernetes/kustomization-fields.ts';
import type { Identity } from './draft.ts';
import type { FieldWay } from './tree.ts';

/** A field of objects of a kind; what is absent matches all. */
export interface KindWay extends FieldWay {
  readonly kind?: string;
  readonly group?: string;
  readonly version?: string;
}

/** The way to a field that a person names. */
export function wayOf({ group, version, kind, path, create }: FieldSpec): KindWay {
  return {
    path: path.replace(/^\//, ''),
    create,
    ...(group === '' ? {} : { group }),
    ...(version === '' ? {} : { version }),
    ...(kind === '' ? {} : { kind }),
  };
}

/** Whether a way is one of an object. Source: kustomize api/filters/fieldspec/fieldspec.go, isMatchGVK. */
export function isWayOf(way: Omit<KindWay, 'path' | 'create'>, { kind, group, version }: Identity): boolean {
  return (
    (way.kind === undefined || way.kind === kind) &&
    (way.group === undefined || way.group === group) &&
    (way.version === undefined || way.version === version)
  );
}
