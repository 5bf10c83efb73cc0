import { isPresent } from '../../kubernetes/field.ts';
import { isDns1123Subdomain } from '../../kubernetes/formats.ts';
import type { Constraint } from './constraint.ts';
import { isText, oneOf } from './values.ts';
import { countOf, textsOf, viewAt } from './written.ts';

/**
 * What the API server refuses about the claim templates of a StatefulSet. Since 1.34 their specs are checked like those of
 * PersistentVolumeClaims; before, their mistakes showed when a Pod was made.
 */
export function claimRows(): readonly Constraint[] {
  const at = 'spec.volumeClaimTemplates[].spec';
  const claims = {
    since: 34,
    source: 'kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec',
  } as const;
  const noted = { ...claims, note: 'noteSince' } as const;
  const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
  return [
    {
      ...claims,
      code: 'missing-field',
      message: 'accessModes',
      at: `${at}.accessModes`,
      refuses: (list) => countOf(list) === 0,
    },
    { ...oneOf({ at: `${at}.accessModes[]`, source: claims.source }, modes, 'refused'), ...noted },
    {
      ...noted,
      code: 'forbidden-field',
      message: 'onePodMode',
      at: `${at}.accessModes`,
      refuses: (list) => {
        const written = textsOf(list).map(({ text }) => text);
        return written.includes('ReadWriteOncePod') && new Set(written).size > 1;
      },
    },
    {
      // The server calls the place resources[storage].
      ...claims,
      code: 'missing-field',
      message: 'storage',
      at: `${at}.resources`,
      refuses: (resources) => !isPresent(viewAt(resources, 'requests.storage')),
    },
    {
      ...noted,
      code: 'invalid-name',
      message: 'subdomain',
      at: `${at}.storageClassName`,
      refuses: (name) => isText(name, isDns1123Subdomain),
    },
    { ...oneOf({ at: `${at}.volumeMode`, source: claims.source }, ['Block', 'Filesystem'], 'refused'), ...noted },
  ];
}
