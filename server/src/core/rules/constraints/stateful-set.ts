import { isPresent } from '../../kubernetes/field.ts';
import { isDns1123Label } from '../../kubernetes/formats.ts';
import { claimRows } from './claim.ts';
import { removal, type Constraint } from './constraint.ts';
import { annotationRows, labelRows, metadataRows } from './metadata.ts';
import { podSpecRows } from './pod.ts';
import { selectorRows } from './selector.ts';
import { isAbsent, isText, notNegativeRow, oneOf } from './values.ts';
import { numberOf, textOf, viewAt } from './written.ts';

const validation = 'kubernetes pkg/apis/apps/validation/validation.go';
const source = `${validation}, ValidateStatefulSetSpec`;
const templateSource = `${validation}, ValidatePodTemplateSpecForStatefulSet`;

/** What the API server refuses about StatefulSets. */
export const statefulSetRows: readonly Constraint[] = [
  ...metadataRows('label', `${validation}, ValidateStatefulSetName`),
  {
    code: 'invalid-name',
    message: 'serviceName',
    at: 'spec.serviceName',
    since: 33,
    source,
    refuses: (serviceName) => isText(serviceName, isDns1123Label),
  },
  ...selectorRows(),
  ...labelRows('spec.template.metadata.labels', templateSource),
  ...annotationRows('spec.template.metadata.annotations'),
  oneOf({ at: 'spec.podManagementPolicy', source }, ['OrderedReady', 'Parallel']),
  oneOf({ at: 'spec.updateStrategy.type', source }, ['RollingUpdate', 'OnDelete']),
  {
    code: 'forbidden-field',
    message: 'rollingUpdate',
    at: 'spec.updateStrategy.rollingUpdate',
    source,
    refuses: (field, { object }) =>
      isPresent(field) &&
      textOf(viewAt(object, 'spec.updateStrategy.type')) === 'OnDelete' && { fixes: [removal(field.path)] },
  },
  {
    ...notNegativeRow({ at: 'spec.updateStrategy.rollingUpdate.partition', source }),
    refuses: (field, { object }) =>
      textOf(viewAt(object, 'spec.updateStrategy.type')) !== 'OnDelete' && (numberOf(field) ?? 0) < 0,
  },
  notNegativeRow({ at: 'spec.replicas', source }),
  notNegativeRow({ at: 'spec.minReadySeconds', source }),
  notNegativeRow({ at: 'spec.ordinals.start', source }),
  ...['whenDeleted', 'whenScaled'].map((when) =>
    oneOf(
      {
        at: `spec.persistentVolumeClaimRetentionPolicy.${when}`,
        source: `${validation}, ValidatePersistentVolumeClaimRetentionPolicy`,
      },
      ['Retain', 'Delete'],
    ),
  ),
  oneOf({ at: 'spec.template.spec.restartPolicy', source }, ['Always']),
  {
    code: 'forbidden-field',
    message: 'activeDeadline',
    at: 'spec.template.spec.activeDeadlineSeconds',
    source,
    refuses: (field) => !isAbsent(field) && numberOf(field) !== undefined && { fixes: [removal(field.path)] },
  },
  // The controller writes hostname and subdomain itself. The rest of the template was not looked at before 1.34.
  ...podSpecRows('spec.template.spec', 'template')
    .filter(({ at }) => at !== 'spec.template.spec.hostname' && at !== 'spec.template.spec.subdomain')
    .map((row): Constraint => (row.since === undefined ? { ...row, since: 34, note: 'noteSince' } : row)),
  ...claimRows(),
];
