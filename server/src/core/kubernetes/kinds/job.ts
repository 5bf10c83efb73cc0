import {
  countOf,
  fieldOf,
  type Fields,
  flag,
  flagOf,
  formed,
  inBatch,
  inline,
  isPresent,
  type Judged,
  judgedAlone,
  kind,
  long,
  looseMetadata,
  matchesSelector,
  metadataOf,
  missingSelector,
  neededText,
  notNegative,
  numberOf,
  object,
  oneOf,
  pairsOf,
  onlySince,
  others,
  podSelector,
  row,
  type Row,
  text,
  textAt,
  textOf,
  unread,
  viewAt,
  where,
  whole,
  writing,
} from '../table/vocabulary.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { isCronSchedule, timeZoneMeantBy } from '../table/cron.ts';
import { jobPolicies } from './job-policies.ts';
import type { PodSpecOwner } from './pod-spec.ts';
import { noReplicas, podTemplate } from './pod.ts';

const source = inBatch('validateJobSpec');

/** Pods that end. */
const jobPods: PodSpecOwner = { of: 'template', restart: [neededText('jobRestart'), oneOf(['OnFailure', 'Never'])] };

const hasOwnSelector = ({ object: job }: Judged): boolean => flagOf(viewAt(job, 'spec.manualSelector')) === true;

/** The labels by which the server tells the Pods of a Job from others: a selector of one's own may repeat them. */
const nameLabels = ['job-name', 'batch.kubernetes.io/job-name'];

/** The selector is made by the server; one of one's own has to be asked for. */
const jobSelector: Row = row(
  'invalid-selector',
  'generated',
  (selector, { object: job }) => {
    if (flagOf(viewAt(job, 'spec.manualSelector')) !== false) return false;
    const name = textAt(job, 'metadata.name');
    const isOther = pairsOf(fieldOf(selector, 'matchLabels')).some(
      ({ key, text: value }) => !nameLabels.includes(key) || (name !== undefined && value !== name),
    );
    return isOther || (countOf(fieldOf(selector, 'matchExpressions')) ?? 0) > 0;
  },
  inBatch('validateGeneratedSelector'),
);

/** What is the same of a Job and of what a CronJob makes Jobs from. Source: Kubernetes API batch/v1, JobSpec. */
const jobFields = {
  completionMode: text(oneOf(['NonIndexed', 'Indexed'])),
  completions: whole(
    notNegative,
    row(
      'missing-field',
      'completions',
      // Without parallelism both are 1.
      (field) =>
        field.parent !== undefined &&
        textAt(field.parent, 'completionMode') === 'Indexed' &&
        !isPresent(field) &&
        isPresent(fieldOf(field.parent, 'parallelism')),
    ),
  ),
  parallelism: whole(notNegative),
  backoffLimit: unread(whole(notNegative)),
  activeDeadlineSeconds: unread(long(notNegative)),
  ttlSecondsAfterFinished: unread(whole(notNegative)),
  ...judgedAlone({ ...jobPolicies, ...others('scheduling@37') }),
} satisfies Fields;

/** The Pods of an Indexed Job have its name and an index, which is their host name. */
const indexedName: Row = row(
  'invalid-name',
  'indexed',
  (field, { object: job }) => {
    const spec = fieldOf(job, 'spec');
    const name = textOf(field) ?? '';
    const count = isPresent(fieldOf(spec, 'completions')) ? (numberOf(fieldOf(spec, 'completions')) ?? 0) : 1;
    const host = `${name}-${count - 1}`;
    const isIndexed = textAt(spec, 'completionMode') === 'Indexed' && count > 0;
    return isIndexed && name !== '' && name.length <= 253 && !isDns1123Label(host) && { values: { host } };
  },
  inBatch('ValidateJob'),
);

/** A Job. */
export const jobTable = kind(
  'Job',
  'batch/v1',
  {
    metadata: metadataOf('subdomain', inBatch('ValidateJob'), { name: [indexedName] }),
    spec: inline(
      object(
        {
          ...jobFields,
          suspend: flag(),
          manualSelector: unread(flag()),
          selector: unread(podSelector(jobSelector, where(hasOwnSelector, missingSelector(source)))),
          template: podTemplate(jobPods, matchesSelector(source, hasOwnSelector)),
        },
        source,
      ),
    ),
  },
  { ...noReplicas, kustomized: { group: 'batch' } },
);

const schedule: readonly Row[] = [
  formed('invalid-value', 'schedule', (value) => value.includes('TZ') || isCronSchedule(value)),
  onlySince(
    29,
    formed('invalid-value', 'zoneInSchedule', (value) => !value.includes('TZ')),
  ),
];

/** A zone of the database of zones, in its very spelling. */
const timeZone: Row = row('invalid-value', 'timeZone', (field) => {
  const value = isPresent(field) ? textOf(field) : undefined;
  const meant = value === undefined ? undefined : timeZoneMeantBy(value);
  if (value === undefined || value === meant) return false;
  return { fixes: meant === undefined ? [] : [writing(field, meant, 'fixSpelling', { allowed: meant })] };
});

const longestCronJobName = 52;

const cronJobSource = inBatch('ValidateCronJobCreate');

const cronJobName: Row = row('invalid-name', 'cronJob', (name) => (textOf(name) ?? '').length > longestCronJobName, {
  ...cronJobSource,
});

/** A CronJob; its Pods are those of the Jobs it makes. Source: Kubernetes API batch/v1, CronJobSpec. */
export const cronJobTable = kind(
  'CronJob',
  'batch/v1',
  {
    metadata: metadataOf('subdomain', cronJobSource, { name: [cronJobName] }),
    spec: inline(
      object(
        {
          schedule: unread(text(neededText('schedule'), schedule)),
          timeZone: unread(text(timeZone)),
          startingDeadlineSeconds: unread(long(notNegative)),
          concurrencyPolicy: unread(text(oneOf(['Allow', 'Forbid', 'Replace']))),
          suspend: flag(),
          successfulJobsHistoryLimit: unread(whole(notNegative)),
          failedJobsHistoryLimit: unread(whole(notNegative)),
          jobTemplate: inline(
            object({
              // The Jobs are judged when they are made.
              metadata: unread(looseMetadata),
              spec: inline(
                object(
                  {
                    ...jobFields,
                    suspend: unread(flag()),
                    manualSelector: unread(
                      flag(row('invalid-selector', 'manual', (manual) => flagOf(manual) === true)),
                    ),
                    selector: unread(podSelector(row('invalid-selector', 'generated', () => true))),
                    template: podTemplate(jobPods),
                  },
                  inBatch('validateJobTemplateSpec'),
                ),
              ),
            }),
          ),
        },
        inBatch('validateCronJobSpec'),
      ),
    ),
  },
  { ...noReplicas, kustomized: { group: 'batch' } },
);
