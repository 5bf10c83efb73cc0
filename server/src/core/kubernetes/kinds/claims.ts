import {
  any,
  countOf,
  type Fields,
  follows,
  inCore,
  isPresent,
  isText,
  labelSelector,
  list,
  looseMetadata,
  mapOf,
  type Marks,
  metadataOf,
  object,
  type ObjectTable,
  oneOf,
  optional,
  positiveAmount,
  quantity,
  refersTo,
  required,
  row,
  subdomainName,
  templateMetadata,
  text,
  textAt,
  textsOf,
  viewAt,
} from '../table/vocabulary.ts';

const source = inCore('ValidatePersistentVolumeClaimSpec');

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** Who may mount a volume, of which there is at least one mode; `message` is what is said where there is none. */
export const accessModesWith = (message: string) =>
  list(
    text(oneOf(modes, 'written')),
    row('missing-field', message, (field) => countOf(field) === 0),
    row('forbidden-field', 'onePodMode', (field) => {
      const written = textsOf(field).map((one) => one.text);
      return written.includes('ReadWriteOncePod') && new Set(written).size > 1 && { fixes: [] };
    }),
  );

/** What a volume begins with. Without a group it is another claim. */
function dataSource(more: Fields): ObjectTable {
  return optional(
    object(
      {
        apiGroup: text(subdomainName),
        kind: text(
          required,
          row('invalid-value', 'claimSource', (kind) => {
            const group = kind.parent && textAt(kind.parent, 'apiGroup');
            return group === '' && isText(kind, (written) => written === 'PersistentVolumeClaim');
          }),
        ),
        name: text(required),
        ...more,
      },
      inCore('validateDataSource'),
    ),
  );
}

/** A claim for a volume of a class. Source: Kubernetes API core/v1, PersistentVolumeClaimSpec. */
export const claimOf = (className: Marks, from = dataSource): ObjectTable =>
  object(
    {
      accessModes: accessModesWith('accessModes'),
      selector: optional(labelSelector()),
      storageClassName: text(subdomainName, className),
      volumeMode: text(oneOf(['Block', 'Filesystem'], 'written')),
      volumeName: text(),
      resources: object(
        {
          // Nothing else that is asked for is looked at.
          requests: { ...mapOf(quantity()), known: { storage: quantity(positiveAmount) } },
          limits: mapOf(quantity()),
        },
        // The server calls the place resources[storage].
        row('missing-field', 'storage', (resources) => !isPresent(viewAt(resources, 'requests.storage'))),
      ),
      dataSource: from({}),
      dataSourceRef: from({ namespace: text() }),
      volumeAttributesClassName: text({ since: 29 }, { ...subdomainName, since: 34 }),
    },
    source,
  );

/** The claims that a StatefulSet makes for each Pod. Nothing but the names is judged of what they say of themselves. */
export const claimTemplates = list(
  object({
    apiVersion: text(),
    kind: text(),
    metadata: object(
      { ...looseMetadata.fields, name: metadataOf('subdomain', source).fields['name'] ?? text() },
      source,
    ),
    spec: claimOf(follows('StorageClass', 'names')),
    status: any(),
  }),
);

/** The claim that is made for one volume of a Pod. */
export const claimOfVolume = object({
  metadata: optional(templateMetadata),
  spec: claimOf(refersTo('StorageClass', 'names')),
});
