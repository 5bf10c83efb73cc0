import type { ServedKind } from '../../names/zones.ts';
import type { SharedReads } from '../../yaml/shared-reads.ts';
import type { View } from '../field.ts';
import type { ResourceBase } from '../resource.ts';
import { any, object, text, unread, type Fields, type ObjectTable } from './fields.ts';
import { addFields } from './read-fields.ts';
import type { Message } from '../../util/format.ts';

/** What is known of a kind. */
export interface KindTable<K extends string = string, F extends Fields = Fields, A extends object = object> {
  readonly kind: K;
  /** Where the API server serves it since Kubernetes 1.25, such as `apps/v1`. Source: Kubernetes documentation, Deprecated API Migration Guide. */
  readonly served: readonly string[];
  /** Further API groups in which it is the same kind, in versions that are no longer served, or are not judged. */
  readonly formerGroups: readonly string[];
  /** What kustomize asks of an object beside its kind to take its fields for those of the kind. */
  readonly kustomized: { readonly group?: string; readonly version?: string };
  /** The kinds of which a controller makes an object of the same name, which has names in DNS. */
  readonly makes: readonly ServedKind[];
  /** What an object of the kind is to DNS, in a sentence or two, where nothing can be told of what is behind it. */
  readonly about: Message | undefined;
  readonly table: ObjectTable<F>;
  /** What is read of an object that no field of the table says. */
  readonly also: (object: View, base: ResourceBase) => A;
}

/** The apiVersion and kind with which an object of a kind that is served is written. */
export function writtenTypeOf({ served, kind }: KindTable): { readonly apiVersion: string; readonly kind: string } {
  return { apiVersion: served[0] ?? '', kind };
}

/** Facts about a kind beside its fields. */
interface KindFacts<A extends object> {
  readonly formerGroups?: readonly string[];
  readonly kustomized?: KindTable['kustomized'];
  readonly makes?: KindTable['makes'];
  readonly about?: Message;
  readonly also?: (object: View, base: ResourceBase) => A;
}

/** The table of a kind: the apiVersions that are served, the usual one first, and its fields beside `apiVersion` and `kind`. */
export function kind<const K extends string, const F extends Fields, A extends object = object>(
  name: K,
  served: string | readonly string[],
  fields: F & { readonly metadata: ObjectTable },
  { formerGroups = [], kustomized = {}, makes = [], about, also }: KindFacts<A> = {},
): KindTable<K, F, A> {
  const { metadata } = fields;
  const all = {
    apiVersion: unread(text()),
    kind: unread(text()),
    status: any(),
    ...fields,
    metadata: unread(metadata),
  };
  return {
    kind: name,
    served: [served].flat(),
    formerGroups,
    kustomized,
    makes,
    about,
    table: object(all),
    also: also ?? nothing,
  };
}

/** Reads an object of a kind whose metadata is read already. */
export function readKind(known: KindTable, base: ResourceBase, object: View, shared?: SharedReads): ResourceBase {
  const { apiVersion, root, metadata, mentions, references } = base;
  // Key by key, as an object spread has a shape of its own in V8, which takes more memory than what it holds.
  const found = { apiVersion, root, metadata, mentions, references, kind: known.kind };
  addFields(found, known.table, object.node, shared);
  return Object.assign(found, known.also(object, base));
}

/** Where nothing more is read, its type is that of an object without fields. */
function nothing<A extends object>(): A {
  return {} as A;
}
