const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
const nulls: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const special: ReadonlyMap<string, number> = new Map([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

/** The letters that words with a meaning begin with. */
const maybeWord = /^[~nNyYtTfFoO]/;
const shortDecimal = /^[1-9][0-9]{0,14}$/;
const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
/** Behind a lower-case `0b`, Go lets a sign pass. */
const signedBinary = /^0b([-+])([01]+)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * The value of a plain (unquoted) scalar as kubectl reads it: YAML 1.1 booleans, octals and underscores in numbers,
 * but no base-60 numbers and no timestamps, which stay strings, as do numbers beyond what a double holds.
 * Source: go.yaml.in/yaml/v2, resolve.go, resolve.
 */
export function resolvePlainScalar(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0);
  if ((first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e)
    return shortDecimal.test(text) ? Number(text) : (readGoNumber(text)?.value ?? text);
  if (text.length > 5 || (text !== '' && !maybeWord.test(text))) return text;
  if (nulls.has(text)) return null;
  return booleans.get(text) ?? text;
}

/** A number as Go reads it. */
interface GoNumber {
  readonly value: number;
  /** Exactly, where it is an integer that 64 bits hold. */
  readonly integer?: bigint;
}

/** The number that a plain scalar is; `undefined` where it is none. */
export function readGoNumber(text: string): GoNumber | undefined {
  const known = special.get(text);
  if (known !== undefined) return { value: known };
  const plain = text.startsWith('.') ? text : text.replaceAll('_', '');
  const whole = readInteger(plain);
  if (whole !== undefined) return { value: Number(whole), integer: whole };
  const value = float.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? { value } : undefined;
}

/** An integer that an int64 or, without a sign, a uint64 holds. Source: Go, strconv.ParseInt and ParseUint with base 0. */
function readInteger(plain: string): bigint | undefined {
  const signed = signedBinary.exec(plain);
  const [, sign = '', digits = ''] = signed === null ? (integer.exec(plain) ?? []) : ['', signed[1], `0b${signed[2]}`];
  if (digits === '') return undefined;
  const magnitude = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const value = sign === '-' ? -magnitude : magnitude;
  const isUnsigned = sign === '' && magnitude < 2n ** 64n;
  return isUnsigned || BigInt.asIntN(64, value) === value ? value : undefined;
}
