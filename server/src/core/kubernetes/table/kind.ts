import { keyAt } from '../../yaml/path.ts';
import type { ServedKind } from '../../names/zones.ts';
import type { SharedReads } from '../../yaml/shared.ts';
import { type View, fieldOf, itemsOf, readString } from '../field.ts';
import type { ResourceBase } from '../resource.ts';
import {
  any,
  object,
  text,
  unread,
  type Fields,
  type ObjectTable,
  flag,
  list,
  map,
  long,
  mapWith,
  type Fact,
} from './fields.ts';
import { addFields } from './read-fields.ts';
import type { Message } from '../../util/format.ts';
import { byteLength } from '../../text/utf8.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import {
  isDns1123Subdomain,
  isPathSegmentName,
  isLabelValue,
  isQualifiedName,
  serviceNameFault,
  type ServiceNameFault,
  withoutTrailingDash,
} from '../formats.ts';
import { digitFirstSince } from '../versions.ts';
import { finalizer, time } from './limits.ts';
import { row, type Rejection, type Row, type Sourced } from './row.ts';
import { formed, isText, labelName, neededText, flagOf, pairsOf, textAt, textOf } from './values.ts';

/** What is known of a kind. */
export interface KindTable<K extends string = string, F extends Fields = Fields, A extends object = object> {
  readonly kind: K;
  /** Where the API server serves it since Kubernetes 1.25, such as `apps/v1`. Source: Kubernetes documentation, Deprecated API Migration Guide. */
  readonly served: readonly string[];
  /** Further API groups in which it is the same kind, in versions that are no longer served, or are not judged. */
  readonly formerGroups: readonly string[];
  /** What kustomize asks of an object besides its kind to take its fields for those of the kind. */
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

/** Facts about a kind besides its fields. */
interface KindFacts<A extends object> {
  readonly formerGroups?: readonly string[];
  readonly kustomized?: KindTable['kustomized'];
  readonly makes?: KindTable['makes'];
  readonly about?: Message;
  readonly hasNoStatus?: true;
  readonly also?: (object: View, base: ResourceBase) => A;
}

/** The table of a kind: the apiVersions that are served, the usual one first, and its fields besides `apiVersion` and `kind`. */
export function kind<const K extends string, const F extends Fields, A extends object = object>(
  name: K,
  served: string | readonly string[],
  fields: F & { readonly metadata: ObjectTable },
  { formerGroups = [], kustomized = {}, makes = [], about, hasNoStatus, also }: KindFacts<A> = {},
): KindTable<K, F, A> {
  const all = {
    apiVersion: unread(text()),
    kind: unread(text()),
    ...(hasNoStatus ? {} : { status: any() }),
    ...fields,
    metadata: unread(fields.metadata),
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

/** How the names of a kind are written. */
type NameFormat = 'serviceName' | 'label' | 'subdomain' | 'segment';

/** The rows about a name of an object. `cleaned` takes off what is allowed beside a name. */
export function nameRows(
  format: NameFormat,
  source: Sourced,
  cleaned: (value: string) => string = (value) => value,
): readonly Row[] {
  if (format === 'serviceName') return serviceNameRows(source, cleaned);
  const isAllowed = nameTests[format];
  return [{ ...formed('invalid-name', format, (value) => isAllowed(cleaned(value))), ...source }];
}

const nameTests = { label: isDns1123Label, subdomain: isDns1123Subdomain, segment: isPathSegmentName };

function serviceNameRows(source: Sourced, cleaned: (value: string) => string): readonly Row[] {
  const faulty = (fault: ServiceNameFault, more: Pick<Row, 'until'> = {}): Row =>
    row(
      'invalid-name',
      fault,
      (field, { minor }) => isText(field, (value) => serviceNameFault(cleaned(value), minor) !== fault),
      { ...more, ...source },
    );
  return [faulty('label'), faulty('digitFirst', { until: digitFirstSince - 1 })];
}

/** Rows about a map of labels, or of what labels are compared with. The server names the map; the key is where the mistake is. */
export const labelRows: readonly Row[] = [
  row('invalid-label', 'key', (labels) => badKeys(labels, isQualifiedName)),
  row('invalid-label', 'value', (labels) => {
    if (labels.node?.kind !== 'map' || labels.node.entries.every(({ value }) => isLabel(value))) return none;
    return pairsOf(labels)
      .filter((pair) => !isLabelValue(pair.text))
      .map(({ view, key, text: value }) => ({ at: { path: view.path }, values: { key, value } }));
  }),
];

/** What all annotations of an object may take together, in bytes. Source: apimachinery pkg/api/validation, TotalAnnotationSizeLimitB. */
const largestAnnotations = 256 * 1024;

const annotationRows: readonly Row[] = [
  row('invalid-label', 'annotation', (annotations) =>
    badKeys(annotations, (key) => isQualifiedName(key.toLowerCase())),
  ),
  row('too-many-items', 'annotations', (annotations) => {
    const pairs = pairsOf(annotations);
    // No character of a string takes more than three bytes.
    if (pairs.reduce((sum, pair) => sum + pair.key.length + pair.text.length, 0) * 3 <= largestAnnotations) return none;
    const size = pairs.reduce((sum, pair) => sum + byteLength(pair.key) + byteLength(pair.text), 0);
    return size > largestAnnotations && { values: { count: size, most: largestAnnotations } };
  }),
];

/** Fields of all metadata that are not judged. Source: Kubernetes API meta/v1, ObjectMeta. */
const otherMetadata: Fields = {
  selfLink: text(),
  uid: text(),
  resourceVersion: text(),
  generation: long(),
  creationTimestamp: text(time),
  deletionTimestamp: text(time),
  deletionGracePeriodSeconds: long(),
  managedFields: list(any()),
  finalizers: list(text()),
};

const ownerFields = {
  apiVersion: text(),
  kind: text(),
  name: text(),
  uid: text(),
  controller: flag(),
  blockOwnerDeletion: flag(),
};

const ownerText = text(neededText('ownerField'));

const owners = list(
  object(
    { ...ownerFields, apiVersion: ownerText, kind: ownerText, name: ownerText, uid: ownerText },
    { source: 'apimachinery pkg/api/validation/objectmeta.go, validateOwnerReference' },
  ),
  row(
    'invalid-value',
    'twoControllers',
    (references) =>
      itemsOf(references)
        .filter((reference) => flagOf(fieldOf(reference, 'controller')) === true)
        .slice(1)
        .map((reference) => ({ at: { path: fieldOf(reference, 'controller').path } })),
    { source: 'apimachinery pkg/api/validation/objectmeta.go, ValidateOwnerReferences' },
  ),
);

const objectMeta = { source: 'apimachinery pkg/api/validation/objectmeta.go, ValidateObjectMeta' };

/** What is known of the metadata of one kind: of the name, and of some labels and annotations. */
interface MetadataFacts {
  readonly name?: readonly Fact[];
  readonly labels?: Fields;
  readonly annotations?: Fields;
  /** What is a finalizer, where the kind leaves that to what is the same for all. */
  readonly finalizer?: Row;
  /** Whether objects of the kind are in no namespace, so that the server passes over one that is written. */
  readonly isClusterWide?: boolean;
}

/** The metadata of an object of its own: a name in the format of its kind, a namespace, labels, annotations and owners. */
export function metadataOf(
  format: NameFormat,
  nameSource: Sourced,
  {
    name: ofName = [],
    labels = {},
    annotations = {},
    finalizer: end = finalizer,
    isClusterWide = false,
  }: MetadataFacts = {},
): ObjectTable {
  return object(
    {
      ...otherMetadata,
      name: text(
        nameRows(format, nameSource),
        ...ofName,
        row(
          'missing-field',
          'name',
          (name) => textOf(name) === '' && (name.parent === undefined || textAt(name.parent, 'generateName') === ''),
        ),
      ),
      generateName: text(nameRows(format, nameSource, withoutTrailingDash)),
      namespace: text(isClusterWide ? [] : labelName),
      labels: mapWith(labels, labelRows),
      annotations: mapWith(annotations, annotationRows),
      finalizers: list(text(end)),
      ownerReferences: owners,
    },
    objectMeta,
  );
}

/** The metadata of which only the form is judged. */
export const looseMetadata = object(
  {
    ...otherMetadata,
    name: unread(text()),
    generateName: unread(text()),
    namespace: unread(text()),
    labels: map(),
    annotations: unread(map()),
    ownerReferences: unread(list(object(ownerFields))),
  },
  objectMeta,
);

/** The metadata of a template: nothing but labels and annotations is judged, as the objects made of it get names of their own. */
export const templateMetadata = object(
  { ...looseMetadata.fields, labels: map(labelRows), annotations: unread(map(annotationRows)) },
  objectMeta,
);

/** What an object is called in a message: its name, what it gets a name from, or what a template leaves of it. */
export function displayNameIn(object: View): string {
  const metadata = fieldOf(object, 'metadata');
  const [name, prefix] = ['name', 'generateName'].map((key) => readString(fieldOf(metadata, key))?.value);
  return name ?? prefix ?? '';
}

const none: readonly Rejection[] = [];

function isLabel(node: YamlNode): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string' && isLabelValue(node.value);
}

function badKeys(labels: View, isAllowed: (key: string) => boolean): readonly Rejection[] {
  // Nearly all keys are right, which takes a look at the text alone.
  if (labels.node?.kind !== 'map' || labels.node.entries.every(({ key }) => isAllowed(key))) return none;
  return pairsOf(labels)
    .filter(({ key }) => !isAllowed(key))
    .map(({ key }) => ({ at: keyAt(fieldOf(labels, key).path), values: { key } }));
}
