import type { Settings } from '../../settings/settings.ts';
import { isSeveral } from '../../util/collections.ts';
import type { MessageValues } from '../../util/format.ts';
import { put, remove, type YamlChange } from '../../yaml/edit.ts';
import type { At, Path } from '../../yaml/path.ts';
import type { View } from '../field.ts';

/** The rules that rows belong to, each a mistake a person makes. */
export type RowCode =
  | 'duplicate-port'
  | 'forbidden-field'
  | 'invalid-address'
  | 'invalid-api-version'
  | 'invalid-cluster-ip'
  | 'invalid-field-type'
  | 'invalid-headless-type'
  | 'invalid-host-name'
  | 'invalid-ip-family'
  | 'invalid-label'
  | 'invalid-name'
  | 'invalid-port'
  | 'invalid-port-name'
  | 'invalid-selector'
  | 'invalid-value'
  | 'missing-external-name'
  | 'missing-field'
  | 'missing-import-field'
  | 'missing-port-name'
  | 'too-many-items'
  | 'unknown-field'
  | 'unreachable-external-name';

/** Whether a mistake is one of the form of an object, which is found in all kinds without a row: types, keys, the kind itself. */
export function isOfForm(code: RowCode): boolean {
  return code === 'invalid-api-version' || code === 'invalid-field-type' || code === 'unknown-field';
}

/** Whether rows of a code say that a field is missing. */
export function saysMissing(code: RowCode): boolean {
  return code.startsWith('missing-');
}

/**
 * One thing that the API server rejects about a field when an object is created. It is at its field in the table of the kind
 * and looks at that one object alone.
 */
export interface Row {
  readonly code: RowCode;
  /** The id of its message template, which is in the rule of the code. */
  readonly message: string;
  /** What it rejects about a field: `true` for the field itself, a rejection that says more, several, or nothing. */
  readonly rejects: (field: View, judged: Judged) => Rejected;
  /** Where the API server takes the object all the same, and kubectl warns. */
  readonly severity?: 'warning';
  /** Whether it looks at a field that is absent, too; those that say what is missing always do. */
  readonly absent?: true;
  /** The first minor version of Kubernetes 1 that rejects it; absent for all that are looked at. */
  readonly since?: number;
  /** The last one. */
  readonly until?: number;
  /** The id of the sentence that says since when, where the message does not, as it is also that of rows without a version. */
  readonly note?: 'noteSince';
  /** Where the API server does so; that of the object it is in where it is absent. */
  readonly source?: string;
}

/** A row: the rule and the message of its rejection, what it rejects, and more about it where there is more to say. */
export function row(
  code: RowCode,
  message: string,
  rejects: Row['rejects'],
  more: Omit<Row, 'code' | 'message' | 'rejects'> = {},
): Row {
  return { code, message, rejects, ...more };
}

/** Where the API server says something. */
export interface Sourced {
  readonly source: string;
}

/** A function, or several, of what validates the kinds of an API group. */
const validatedIn =
  (group: string) =>
  (name: string): Sourced => ({ source: `kubernetes pkg/apis/${group}/validation/validation.go, ${name}` });

export const inCore = validatedIn('core');
export const inApps = validatedIn('apps');
export const inAutoscaling = validatedIn('autoscaling');
export const inBatch = validatedIn('batch');
export const inDiscovery = validatedIn('discovery');
export const inNetworking = validatedIn('networking');
export const inPolicy = validatedIn('policy');

/** A row or field of the versions from a minor one on. */
export function onlySince<T extends object>(minor: number, one: T): T & { readonly since: number } {
  return { ...one, since: minor };
}

/** A row or field of the versions up to a minor one. */
export function onlyUntil<T extends object>(minor: number, one: T): T & { readonly until: number } {
  return { ...one, until: minor };
}

/** What a row may look at besides its field. */
export interface Judged {
  readonly object: View;
  readonly settings: Settings;
  /** The minor version of Kubernetes 1 that the object is held to. */
  readonly minor: number;
}

/** What a row says about a field. */
type Rejected = boolean | Rejection | readonly Rejection[] | undefined;

/** More about a rejection than that it is one. */
export interface Rejection {
  /** The place; the field itself where absent. */
  readonly at?: At;
  /** Beside `field` and `value`, which every message has. */
  readonly values?: MessageValues;
  /** Where nothing is said: what is forbidden is removed, and all else is left to a person. */
  readonly fixes?: readonly RowFix[];
}

/** A fix, said as changes of the object. */
export interface RowFix {
  /** The id of its title template. */
  readonly title: string;
  readonly values?: MessageValues;
  /** `safe`: it cannot change what works today. `suggested`, where nothing is said: a person decides. */
  readonly safety?: 'safe' | 'suggested';
  readonly changes: readonly YamlChange[];
}

/** A rejection with everything that its message needs. */
export interface FoundRejection {
  readonly code: RowCode;
  readonly message: string;
  readonly at: At;
  readonly values: MessageValues;
  readonly note?: Row['note'] | undefined;
  readonly severity?: 'warning';
  readonly fixes: readonly RowFix[];
}

/** The fix that takes a field out. A person decides: perhaps it is the other field that is wrong. */
export function removal(...paths: readonly Path[]): RowFix {
  const field = String(paths[0]?.at(-1) ?? '');
  const changes = paths.map(remove);
  return { title: 'fixRemove', values: { field }, changes };
}

/** The fix that writes a value at a field. */
export function writing(
  field: View,
  value: string | number | boolean,
  title: string,
  values: MessageValues,
  safety: RowFix['safety'] = 'suggested',
): RowFix {
  return { title, values, safety, changes: [put(field.path, value)] };
}

/** A row that only counts where a condition holds. */
export function where(holds: (judged: Judged, field: View) => boolean, ...rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({
    ...row,
    rejects: (field, judged) => holds(judged, field) && row.rejects(field, judged),
  }));
}

/** What a row says, as a list. */
export function rejectionList(rejected: Rejected): readonly Rejection[] {
  if (rejected === undefined || rejected === false) return [];
  if (rejected === true) return [{}];
  return isSeveral(rejected) ? rejected : [rejected];
}
