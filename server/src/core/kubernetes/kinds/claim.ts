import { isPresent } from '../field.ts';
import { any, list, object, others, text, withRowsSince } from '../table/fields.ts';
import { metadataOf } from '../table/metadata.ts';
import type { Row } from '../table/row.ts';
import { oneOf, subdomainName } from '../table/values.ts';
import { countOf, textsOf, viewAt } from '../table/values-of.ts';

const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

const accessModes: readonly Row[] = [
  { code: 'missing-field', message: 'accessModes', since: 34, rejects: (field) => countOf(field) === 0 },
  {
    code: 'forbidden-field',
    message: 'onePodMode',
    rejects: (field) => {
      const written = textsOf(field).map((one) => one.text);
      return written.includes('ReadWriteOncePod') && new Set(written).size > 1;
    },
  },
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
          resources: any({
            // The server calls the place resources[storage].
            code: 'missing-field',
            message: 'storage',
            since: 34,
            rejects: (resources) => !isPresent(viewAt(resources, 'requests.storage')),
          }),
          ...others('selector dataSource dataSourceRef volumeAttributesClassName@29'),
        },
        { source: 'kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec' },
      ),
      status: any(),
    }),
  ),
  34,
);
