import { isNull } from '../../yaml/node.ts';
import { fieldOf, isPresent, itemsOf, type View } from '../field.ts';
import { isQualifiedName } from '../formats.ts';
import { quantityOf } from './quantity.ts';
import { removal, row, type Row } from './row.ts';
import { formed, isText, numberOf, repeated, textOf } from './values.ts';

/** A string that has to be there. */
export const required: Row = row('missing-field', 'required', (field) => textOf(field) === '');

/** A number that, where it is written, has to be in a range, which is told as one to `last`. */
export function between(least: number, most: number, last = most): Row {
  return row('invalid-value', 'range', (field) => {
    const value = isPresent(field) ? numberOf(field) : undefined;
    return value !== undefined && (value < least || value > most) && { values: { first: least, last } };
  });
}

/** As `between`, where a missing number is 0. */
export function neededBetween(least: number, most: number): Row {
  const { rejects, ...rest } = between(least, most);
  return {
    ...rest,
    absent: true,
    rejects: (field, judged) =>
      rejects(field, judged) || (!isPresent(field) && { values: { value: 0, first: least, last: most } }),
  };
}

/** A number that cannot be 0 where it is written. */
export const positive: Row = between(1, 2 ** 31 - 1);

/** The same of a number that may be any larger one. */
export const positiveLong: Row = between(1, Infinity, 2 ** 31 - 1);

/** An amount of something, more than none. */
export const positiveAmount: Row = row('invalid-value', 'notPositive', (field) => (quantityOf(field) ?? 1) <= 0);

/** An amount below none. */
export const negativeAmount: Row = row('invalid-value', 'negative', (field) => (quantityOf(field) ?? 0) < 0);

/** The bits of a file's mode. Source: kubernetes pkg/apis/core/validation/validation.go, fileModeErrorMsg. */
export const fileMode: Row = row('invalid-value', 'fileMode', (field) => {
  const mode = numberOf(field) ?? 0;
  return mode < 0 || mode > 0o777;
});

/** Who runs or owns something. Source: apimachinery pkg/util/validation, IsValidUserID, IsValidGroupID. */
export const userId: Row = between(0, 2 ** 31 - 1);

/**
 * A path that stays inside: not from the root, no step up. Source: kubernetes pkg/apis/core/validation/validation.go,
 * validateLocalDescendingPath.
 */
export const innerPath: Row = row('invalid-value', 'innerPath', (field) =>
  isText(field, (path) => !path.startsWith('/') && !hasStepUp(path)),
);

/**
 * As `innerPath`, and no file that the kubelet keeps for itself. Source: kubernetes pkg/apis/core/validation/validation.go,
 * ValidateLocalNonReservedPath.
 */
export const innerFile: readonly Row[] = [
  innerPath,
  row('invalid-value', 'reservedFile', (field) =>
    isText(field, (path) => !path.startsWith('..') || path.startsWith('/') || hasStepUp(path)),
  ),
];

/** A path without a step up. Source: kubernetes pkg/apis/core/validation/validation.go, validatePathNoBacksteps. */
export const pathWithoutStepUp: Row = row('invalid-value', 'stepUp', (field) =>
  isText(field, (path) => !hasStepUp(path)),
);

function hasStepUp(path: string): boolean {
  return path.split('/').includes('..');
}

/** A point in time. Source: apimachinery pkg/apis/meta/v1/time.go, UnmarshalJSON. */
export const time: Row = {
  ...formed('invalid-value', 'time', (value) => timeFormat.test(value), 'written'),
  source: 'apimachinery pkg/apis/meta/v1/time.go, UnmarshalJSON',
};
const timeFormat = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)$/;

/**
 * What an object waits for before it is gone, without a domain only where it is one of the cluster's own. Source: kubernetes
 * pkg/apis/core/validation/validation.go, validateKubeFinalizerName.
 */
export const finalizer: Row = formed(
  'invalid-value',
  'finalizer',
  (name) => isQualifiedName(name) && (name.includes('/') || /^(?:kubernetes|orphan|foregroundDeletion)$/.test(name)),
  'written',
);

/** A struct that has one of several fields; the second one that is written, in their order, is one too many. */
export function onlyOneOf(keys: readonly string[]): Row {
  const known = new Set(keys);
  return row('forbidden-field', 'onlyOne', (struct) => {
    const written = keysIn(struct, known);
    if (written.length < 2) return false;
    const [first = '', second = ''] = keys.filter((key) => written.includes(key));
    const paths = [second, first].map((key) => [...struct.path, key]);
    return {
      at: { path: [...struct.path, second] },
      values: { field: second, other: first },
      fixes: paths.map((path) => removal(path)),
    };
  });
}

/** A struct that has at least one of several fields, where it is written. */
export function someOf(keys: readonly string[]): Row {
  const known = new Set(keys);
  return row('missing-field', 'someOf', (struct) => {
    const isEmpty = isPresent(struct) && keysIn(struct, known).length === 0;
    return isEmpty && { values: { allowed: keys.join(', ') } };
  });
}

/** Those of some keys that a struct has with a value; no view is made for each, as most structs have one. */
function keysIn({ node }: View, known: ReadonlySet<string>): readonly string[] {
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => (known.has(key) && !isNull(value) ? [key] : []));
}

/** A list in which no two items have the same text under a key. */
export function distinctBy(key: string): Row {
  return row('invalid-name', 'listedTwice', (field) =>
    repeated(itemsOf(field), key, (item) => textOf(fieldOf(item, key)) || undefined),
  );
}
