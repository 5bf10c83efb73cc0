import { saysMissing, type Judged, type Row } from './row.ts';

/** What a single value may be, as the API's types decode it. */
export type LeafType = 'string' | 'boolean' | 'int32' | 'int64' | 'intOrString' | 'quantity' | 'any';

/** What is known of one field of a kind: its type, and facts. */
export type FieldTable = Leaf | ListTable | MapTable | ObjectTable;

/** Fields by their keys. */
export type Fields = Readonly<Record<string, FieldTable>>;

/** How a field is read: under another name, not at all, or with its own fields in its place. */
interface Reading {
  readonly as?: string;
  readonly unread?: true;
  readonly inline?: true | string;
}

/** A single value. */
export interface Leaf<T extends LeafType = LeafType> extends Facts {
  readonly type: T;
}

/** A list whose items are alike. */
export interface ListTable<I extends FieldTable = FieldTable> extends Facts {
  readonly type: 'list';
  readonly items: I;
}

/** A map with keys of the user's, of which some may be known; the values are strings where nothing else is said. */
export interface MapTable extends Facts {
  readonly type: 'map';
  readonly known: Fields;
  readonly values?: FieldTable;
}

/** A struct of the API. */
export interface ObjectTable<F extends Fields = Fields> extends Facts {
  readonly type: 'object';
  readonly fields: F;
  /** Whether all its fields are listed, so that a key that is not may be called unknown. */
  readonly complete: boolean;
}

/** What a field does in the presence of others: it works, it changes nothing, the API server takes it out, or rejects the object for it. */
export type Effect = 'works' | 'ineffective' | 'dropped' | 'rejected';

/** What a row says of a field besides its type. */
interface Facts extends Marks, Reading {
  readonly rows: readonly Row[];
  /** Whether a row of it, or of a field below it, looks at what is absent. */
  readonly seesAbsent: boolean;
}

/** Facts that are plain data. */
export interface Marks {
  /** The first minor version of Kubernetes 1 whose API has the field, where that is one of those looked at, and the last. */
  readonly since?: number;
  readonly until?: number;
  /** The value that an absent field means: written out it changes nothing. */
  readonly default?: string | boolean;
  /** Whether 0, false and the empty string count where they are written, as the API's type is a pointer. */
  readonly pointer?: true;
  /**
   * What the field does, by what its object is (`use` of its kind); a function where that hangs on other fields too. It works where nothing
   * is said.
   */
  readonly effects?: Readonly<Record<string, Effect | ((judged: Judged) => Effect)>>;
  /** Fields beside it that mean nothing, or are rejected, without it. */
  readonly together?: readonly string[];
  /** Whether the struct itself may be absent, as the API's type is a pointer: nothing is missing in it then. */
  readonly optional?: true;
  /** The field in which keys that the struct does not have are most likely meant to be. */
  readonly home?: string;
  /** The objects that it names. */
  readonly refersTo?: ReferenceMark;
  /**
   * Which labels kustomize puts there, and whether it makes the field for them. Source: kustomize
   * api/internal/konfig/builtinpluginconsts/commonlabels.go, metadatalabels.go.
   */
  readonly labels?: { readonly of: 'template' | 'selector'; readonly create: boolean };
  /** What the API server calls the place in the field's own object, for a test to hold sources to. */
  readonly source?: string;
}

/**
 * What naming an object does: a Service governs a StatefulSet, Endpoints and slices back it, Pods are published under it as their
 * subdomain, a route leads to it. What works without it only names it. Anything else uses what it names.
 */
export type ReferenceKind = 'governedBy' | 'backs' | 'publishedUnder' | 'routesTo' | 'uses' | 'names';

/** That a field names an object. From this mark follow links, hovers, completion, rename, and what kustomize lets follow. */
export interface ReferenceMark {
  /** The kinds that the object may be of. */
  readonly kinds: readonly string[];
  readonly as: ReferenceKind;
  /** The kinds whose new names kustomize lets the field follow. Source: kustomize api/internal/konfig/builtinpluginconsts/namereference.go. */
  readonly followed: readonly string[];
}

/** A mark: the field names an object of one of the kinds, and kustomize leaves it alone. */
export function refersTo(kinds: string | readonly string[], as: ReferenceKind = 'uses') {
  return { refersTo: { kinds: [kinds].flat(), as, followed: [] as readonly string[] } } as const;
}

/** A mark: the field names an object of one of the kinds, and kustomize lets it follow a new name. */
export function follows(kinds: string | readonly string[], as: ReferenceKind = 'uses') {
  return { refersTo: { ...refersTo(kinds, as).refersTo, followed: [kinds].flat() as readonly string[] } } as const;
}

/** One argument of a builder: rows, or marks, which may bring rows of their own. */
export type Fact = Row | readonly Row[] | (Marks & { readonly rows?: readonly Row[] });

/** Whether a field or row is one of a minor version. */
export function isOfVersion({ since = 0, until = Infinity }: Pick<Row, 'since' | 'until'>, minor: number): boolean {
  return since <= minor && minor <= until;
}

/** A string. */
export function text(...facts: readonly Fact[]): Leaf<'string'> {
  return leaf('string', facts);
}

/** A boolean. */
export function flag(...facts: readonly Fact[]): Leaf<'boolean'> {
  return leaf('boolean', facts);
}

/** A whole number of 32 bits. */
export function whole(...facts: readonly Fact[]): Leaf<'int32'> {
  return leaf('int32', facts);
}

/** A whole number of 64 bits. */
export function long(...facts: readonly Fact[]): Leaf<'int64'> {
  return leaf('int64', facts);
}

/** A number or a string, as ports are. */
export function wholeOrText(...facts: readonly Fact[]): Leaf<'intOrString'> {
  return leaf('intOrString', facts);
}

/** An amount of a resource, such as `100m` or `1Gi`: a number, or a string with a unit. */
export function quantity(...facts: readonly Fact[]): Leaf<'quantity'> {
  return leaf('quantity', facts);
}

/** What nothing is known of but that it may be there. */
export function any(...facts: readonly Fact[]): Leaf<'any'> {
  return leaf('any', facts);
}

/** A list of one type. */
export function list<I extends FieldTable>(items: I, ...facts: readonly Fact[]): ListTable<I> {
  return { ...gather(facts), type: 'list', items };
}

/** A map of strings with keys of the user's; `known` are keys of which something is known. */
export function map(...facts: readonly Fact[]): MapTable {
  return { ...gather(facts), type: 'map', known: {} };
}

/** A map of strings of which some keys are known. */
export function mapWith(known: Fields, ...facts: readonly Fact[]): MapTable {
  return { ...map(...facts), known };
}

/** A map with keys of the user's, of values of one type. */
export function mapOf(values: FieldTable, ...facts: readonly Fact[]): MapTable {
  return { ...map(...facts), values };
}

/** A struct all of whose fields are listed. */
export function object<const F extends Fields>(fields: F, ...facts: readonly Fact[]): ObjectTable<F> {
  return { ...part(fields, ...facts), complete: true };
}

/** A struct that may be absent, in which nothing is missing then. */
export function optional<F extends ObjectTable>(field: F): F & { readonly optional: true } {
  return { ...field, optional: true, seesAbsent: field.rows.some(looksAtAbsent) };
}

/** A struct of which only some fields are looked at. */
export function part<const F extends Fields>(fields: F, ...facts: readonly Fact[]): ObjectTable<F> {
  const own = gather(facts);
  const seesAbsent = own.seesAbsent || Object.values(fields).some((field) => field.seesAbsent);
  return { ...own, seesAbsent, type: 'object', fields, complete: false };
}

/**
 * Fields that may be there and are not looked at, as names apart by spaces. `resources@32` is one that the API has since 1.32,
 * `workloadRef@35-35` one that it had in 1.35 only.
 */
export function others(names: string): Fields {
  const words = names.split(/\s+/).filter((name) => name !== '');
  return Object.fromEntries(
    words.map((word) => {
      const [name = '', since, until] = word.split(/[@-]/);
      return [name, any({ ...(since && { since: Number(since) }), ...(until && { until: Number(until) }) })];
    }),
  );
}

/** A field that is read under another name. */
export function as<const N extends string, F extends FieldTable>(name: N, field: F): F & { readonly as: N } {
  return { ...field, as: name };
}

/** A field, or fields, that no code reads. */
export function unread<F extends FieldTable>(field: F): F & { readonly unread: true } {
  return { ...field, unread: true };
}

/** Fields that are judged alone, to be spread into those of a struct: no reader has them, and no type. */
export function judgedAlone(fields: Fields): object {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, unread(field)]));
}

/** A struct whose fields are read as if they were in the one above. */
export function inline<F extends ObjectTable>(field: F): F & { readonly inline: true } {
  return { ...field, inline: true };
}

/** As `inline`, with the place of the struct under a name of its own. */
export function inlineAt<const N extends string, F extends ObjectTable>(name: N, field: F): F & { readonly inline: N } {
  return { ...field, inline: name };
}

/** A field with all below it, whose rows hold since a version that their messages do not name; those of some keys stay as they are. */
export function withRowsSince<F extends FieldTable>(table: F, since: number, except: readonly string[] = []): F {
  const rows = table.rows
    .filter(({ until = since }) => until >= since)
    .map((row): Row => ((row.since ?? 0) < since ? { ...row, since, note: 'noteSince' } : row));
  if (table.type === 'list') return { ...table, rows, items: withRowsSince(table.items, since) };
  if (table.type === 'map' && table.values) return { ...table, rows, values: withRowsSince(table.values, since) };
  if (table.type !== 'object') return { ...table, rows };
  const fields = Object.entries(table.fields).map(
    ([key, field]) => [key, except.includes(key) ? field : withRowsSince(field, since)] as const,
  );
  return { ...table, rows, fields: Object.fromEntries(fields) };
}

function leaf<T extends LeafType>(type: T, facts: readonly Fact[]): Leaf<T> {
  return { ...gather(facts), type };
}

function gather(facts: readonly Fact[]): Facts {
  const rows = facts.flatMap((fact) => (isRows(fact) ? fact : isRow(fact) ? [fact] : (fact.rows ?? [])));
  const marks = facts.filter((fact) => !isRows(fact) && !isRow(fact));
  return { ...(Object.assign({}, ...marks) as Marks), rows, seesAbsent: rows.some(looksAtAbsent) };
}

/** Whether a row also looks at a field that is absent. */
export function looksAtAbsent({ code, absent }: Row): boolean {
  return absent === true || saysMissing(code);
}

function isRows(fact: Fact): fact is readonly Row[] {
  return Array.isArray(fact);
}

function isRow(fact: Fact): fact is Row {
  return 'rejects' in fact;
}

/** All fields of a table with the keys that lead to them; lists are passed over. */
export function fieldsBelow(
  table: FieldTable,
  keys: readonly string[] = [],
): readonly (readonly [keys: readonly string[], field: FieldTable])[] {
  if (table.type === 'list') return fieldsBelow(table.items, keys);
  return Object.entries(knownFieldsOf(table)).flatMap(([key, field]) => {
    const below = [...keys, key];
    return [[below, field] as const, ...fieldsBelow(field, below)];
  });
}

/** The fields of a struct, or the keys of a map of which something is known. */
export function knownFieldsOf(table: FieldTable): Fields {
  return table.type === 'object' ? table.fields : table.type === 'map' ? table.known : {};
}
