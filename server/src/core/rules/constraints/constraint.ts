import type { View } from '../../kubernetes/field.ts';
import type { Settings } from '../../settings/settings.ts';
import type { MessageValues } from '../../util/format.ts';
import type { YamlChange } from '../../yaml/edit.ts';
import type { At, Path } from '../../yaml/path.ts';
import type { Fix } from '../rule.ts';

/** The rules that the rows of the table belong to, each a mistake a person makes. */
export type ConstraintCode =
  | 'duplicate-key'
  | 'duplicate-port'
  | 'forbidden-field'
  | 'invalid-address'
  | 'invalid-api-version'
  | 'invalid-cluster-ip'
  | 'invalid-field-type'
  | 'invalid-host-name'
  | 'invalid-ip-family'
  | 'invalid-label'
  | 'invalid-name'
  | 'invalid-port'
  | 'invalid-port-name'
  | 'invalid-selector'
  | 'invalid-value'
  | 'missing-field'
  | 'too-many-items'
  | 'unknown-field';

/**
 * One thing that the API server refuses: a row of the table. It looks at one object alone, as it is created; what an update may
 * not change is no row.
 */
export interface Constraint {
  readonly code: ConstraintCode;
  /** The id of its message template, which stands in the rule of the code. */
  readonly message: string;
  /** The fields it looks at, see `viewsAt`: where the server reports it, or where the mistake stands. */
  readonly at: string;
  /** What it refuses about a field: `true` for the field itself, a refusal that says more, several, or nothing. */
  readonly refuses: (field: View, judged: Judged) => Refused;
  /** The first minor version of Kubernetes 1 that refuses it; absent for all that are looked at. */
  readonly since?: number;
  /** The id of the sentence that says since when, where the message does not, as it is also that of rows without a version. */
  readonly note?: 'noteSince';
  /** The last one. */
  readonly until?: number;
  /** Where the API server does so. */
  readonly source: string;
}

/** What a row may look at beside its field. */
export interface Judged {
  readonly object: View;
  readonly settings: Settings;
}

/** What a row says about a field. */
export type Refused = boolean | Refusal | readonly Refusal[] | undefined;

/** More about a refusal than that it is one. */
export interface Refusal {
  /** The place; the field itself where absent. */
  readonly at?: At;
  /** Beside `field` and `value`, which every message has. */
  readonly values?: MessageValues;
  readonly fixes?: readonly ConstraintFix[];
}

/** A fix, said as changes of the object. */
export interface ConstraintFix {
  /** The id of its title template. */
  readonly title: string;
  readonly values?: MessageValues;
  readonly safety: Fix['safety'];
  readonly changes: readonly YamlChange[];
}

/** A refusal with everything that its message needs. */
export interface FoundRefusal {
  readonly code: ConstraintCode;
  readonly message: string;
  readonly at: At;
  readonly values: MessageValues;
  readonly note?: Constraint['note'] | undefined;
  readonly fixes: readonly ConstraintFix[];
}

/** The fix that takes a field out. A person decides: perhaps it is the other field that is wrong. */
export function removal(...paths: readonly Path[]): ConstraintFix {
  const field = String(paths[0]?.at(-1) ?? '');
  const changes = paths.map((path): YamlChange => ({ kind: 'remove', path }));
  return { title: 'fixRemove', values: { field }, safety: 'suggested', changes };
}

/** Whether a row refuses several things about a field. */
export function isList(refused: Refusal | readonly Refusal[]): refused is readonly Refusal[] {
  return Array.isArray(refused);
}
