import { keyAt } from '../../yaml/path.ts';
import { saidOf } from '../../util/collections.ts';
import { entryOf, keysOf } from '../../yaml/node.ts';
import { readConfiguredNames } from '../corefile.ts';
import {
  fieldOf,
  flag,
  inCore,
  isKnownMap,
  isPresent,
  kind,
  map,
  metadataOf,
  pairsOf,
  refersTo,
  type Rejection,
  row,
  type Row,
  text,
  textAt,
  textOf,
  unread,
  type View,
  viewAt,
} from '../table/vocabulary.ts';
import { isDataKey } from '../formats.ts';
import type { ResourceOfTable } from '../resource.ts';

const secretSource = inCore('ValidateSecret');

/** The keys that a Secret of a type has. Source: kubernetes pkg/apis/core/validation/validation.go, ValidateSecret. */
const keysOfType: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

const neededKeys: Row = row(
  'missing-field',
  'secretKey',
  (data, { object: secret }) => {
    const type = textAt(secret, 'type') ?? '';
    const written = ['data', 'stringData'].map((key) => fieldOf(secret, key));
    if (!written.every(isKnownMap)) return [];
    const has = (key: string): boolean => written.some((map) => entryOf(map.node, key) !== undefined);
    const isBasic = type === 'kubernetes.io/basic-auth' && !has('username') && !has('password');
    const needed = isBasic ? ['username'] : (saidOf(keysOfType, type) ?? []).filter((key) => !has(key));
    return needed.map((key): Rejection => ({ at: { path: [...data.path, key] }, values: { key, type } }));
  },
  secretSource,
);

/** What a registry is asked with, which is JSON. */
const registries: Row = row(
  'invalid-value',
  'registry',
  (data, { object: secret }) => {
    const [key] = saidOf(keysOfType, textAt(secret, 'type') ?? '') ?? [];
    if (key === undefined || !key.startsWith('.docker')) return false;
    const field = fieldOf(data, key);
    const text = isPresent(field) ? textOf(field) : undefined;
    return (
      text !== undefined &&
      text.trim() !== 'null' &&
      isPlainText.test(text) && { at: { path: field.path }, values: { field: key } }
    );
  },
  secretSource,
);

/**
 * Text that is not encoded, as the API's type is a list of bytes. What has characters that no text of people has may be encrypted or put in later.
 * Source: Go encoding/base64, StdEncoding.
 */
const base64: Row = row(
  'invalid-value',
  'base64',
  (data, { object }) => {
    if (entryOf(object.node, 'sops') !== undefined) return [];
    return pairsOf(data)
      .filter(({ text }) => isPlainText.test(text) && !saysWhatComes.test(text) && !isBase64(text))
      .map(({ view, key }): Rejection => ({ at: { path: view.path }, values: { field: key } }));
  },
  { source: 'apimachinery pkg/runtime/serializer/json/json.go, Decode' },
);

const isPlainText = /^[\w\s.,;:!?+/=@-]+$/;

/**
 * Text that stands for what people or scripts put there: `...base64 encoded data...`, `ROOK_TOKEN`, `EXAMPLE`, `your-token`, a sentence
 * about it, and `LS0`, where a certificate is cut off.
 */
const saysWhatComes =
  /\.{3}|^LS0\w{0,4}$|\b[Bb]ase-?64\b|\bencoded\b|^[xX]+$|^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$|\bEXAMPLE\b|\b[Yy]our\b|[a-z](?: [A-Za-z\d]+){6}/;

function isBase64(text: string): boolean {
  const letters = text.replaceAll(/[\r\n]/g, '');
  return letters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(letters);
}

const dataKeys = keysRow('dataKey', (key) => !isDataKey(key));

/** A ConfigMap; the host names in its text are mentions of its document. Source: Kubernetes API core/v1, ConfigMap. */
export const configMapTable = kind(
  'ConfigMap',
  'v1',
  {
    metadata: metadataOf('subdomain', inCore('ValidateConfigMapName')),
    data: unread(
      map(
        dataKeys,
        keysRow('dataTwice', (key, object) => entryOf(fieldOf(object, 'binaryData').node, key) !== undefined),
      ),
    ),
    binaryData: unread(map(dataKeys, base64)),
    immutable: unread(flag()),
  },
  { hasNoStatus: true, also: (object) => ({ configuredNames: readConfiguredNames(object) }) },
);

/** The type of a Secret with the token of an account, and the annotation that names the account. */
const tokenType = 'kubernetes.io/service-account-token';
const accountAnnotation = 'kubernetes.io/service-account.name';

const neededAccount: Row = row(
  'missing-field',
  'account',
  (type, { object: secret }) => {
    const field = fieldOf(viewAt(secret, 'metadata.annotations'), accountAnnotation);
    return textOf(type) === tokenType && textOf(field) === '' && { at: { path: field.path } };
  },
  secretSource,
);

/** A Secret, of which the name alone is read. Source: Kubernetes API core/v1, Secret. */
export const secretTable = kind(
  'Secret',
  'v1',
  {
    metadata: metadataOf('subdomain', inCore('ValidateSecretName'), {
      annotations: { [accountAnnotation]: text(refersTo('ServiceAccount')) },
    }),
    data: unread(map(dataKeys, base64, neededKeys)),
    stringData: unread(map(dataKeys, registries)),
    immutable: unread(flag()),
    type: unread(text(neededAccount)),
  },
  { hasNoStatus: true },
);

/** What is read of them: names, the host names in their strings, and those that a DNS server is configured to answer. */
export interface ConfigMap extends ResourceOfTable<typeof configMapTable> {}
export interface Secret extends ResourceOfTable<typeof secretTable> {}

function keysRow(message: string, isRejected: (key: string, object: View) => boolean): Row {
  return row(
    'invalid-name',
    message,
    (data, { object }) =>
      keysOf(data.node)
        .filter((key) => isRejected(key, object))
        .map((key): Rejection => ({ at: keyAt([...data.path, key]), values: { value: key } })),
    inCore('ValidateConfigMap'),
  );
}
