import { entryOf, keysOf } from '../../yaml/node.ts';
import { readConfiguredNames } from '../corefile.ts';
import { fieldOf, type View } from '../field.ts';
import { isDataKey } from '../formats.ts';
import type { ResourceOfTable } from '../resource.ts';
import { flag, map, refersTo, text, unread } from '../table/fields.ts';
import { kind, metadataOf } from '../table/kind.ts';
import { row, type Rejection, type Row } from '../table/row.ts';

const core = 'kubernetes pkg/apis/core/validation/validation.go';

const dataKeys = keysRow('dataKey', (key) => !isDataKey(key));

/** A ConfigMap; the host names in its text are mentions of its document. Source: Kubernetes API core/v1, ConfigMap. */
export const configMapTable = kind(
  'ConfigMap',
  'v1',
  {
    metadata: metadataOf('subdomain', `${core}, ValidateConfigMapName`),
    data: unread(
      map(
        dataKeys,
        keysRow('dataTwice', (key, object) => entryOf(fieldOf(object, 'binaryData').node, key) !== undefined),
      ),
    ),
    binaryData: unread(map(dataKeys)),
    immutable: unread(flag()),
  },
  { also: (object) => ({ configuredNames: readConfiguredNames(object) }) },
);

/** A Secret, of which the name alone is read. Source: Kubernetes API core/v1, Secret. */
export const secretTable = kind('Secret', 'v1', {
  metadata: metadataOf('subdomain', `${core}, ValidateSecretName`, {
    annotations: { 'kubernetes.io/service-account.name': text(refersTo('ServiceAccount')) },
  }),
  data: unread(map(dataKeys)),
  stringData: unread(map(dataKeys)),
  immutable: unread(flag()),
  type: unread(text()),
});

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
        .map((key): Rejection => ({ at: { path: [...data.path, key], part: 'key' }, values: { value: key } })),
    { source: `${core}, ValidateConfigMap` },
  );
}
