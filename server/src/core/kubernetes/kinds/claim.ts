import { isPresent } from '../field.ts';
import { any, list, object, others, text, withRowsSince } from '../table/fields.ts';
import { metadataOf } from '../table/kind.ts';
import { row, type Row } from '../table/row.ts';
import { oneOf, subdomainName, countOf, textsOf, viewAt } from '../table/values.ts';

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

const accessModes: readonly Row[] = [
  row('missing-field', 'accessModes', (field) => countOf(field) === 0, { since: 34 }),
  row('forbidden-field', 'onePodMode', (field) => {
    const written = textsOf(field).map((one) => one.text);
    return written.includes('ReadWriteOncePod') && new Set(written).size > 1;
  }),
];

/**
 * The claim templates of a StatefulSet. Since 1.34 they are judged like PersistentVolumeClaims; before, their mistakes showed when a
 * Pod was made. Source: Kubernetes API core/v1, PersistentVolumeClaimSpec.
 */
export const claimTemplates = withRowsSince(
  list(
    object({
      apiVersion: text(),
      kind: text(),
      metadata: metadataOf(
        'subdomain',
        'kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeName',
      ),
      spec: object(
        {
          accessModes: list(text(oneOf(modes, 'written')), accessModes),
          storageClassName: text(subdomainName),
          volumeMode: text(oneOf(['Block', 'Filesystem'], 'written')),
          volumeName: text(),
          resources: any(
            // The server calls the place resources[storage].
            row('missing-field', 'storage', (resources) => !isPresent(viewAt(resources, 'requests.storage')), {
              since: 34,
            }),
          ),
          ...others('selector dataSource dataSourceRef volumeAttributesClassName@29'),
        },
        { source: 'kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec' },
      ),
      status: any(),
    }),
  ),
  34,
);
