import { describe } from 'vitest';
import { casesOf, indented, testConstraints, type ShortCase } from '../../../support/check-constraints.ts';

const job = (text: string, restart = 'Never'): string =>
  `kind: Job\nmetadata: {name: a}\nspec:\n${indented(text, 2)}\n  template: {spec: {restartPolicy: ${restart}, containers: [{name: a, image: b}]}}`;

const rule = (text: string): string => `podFailurePolicy: {rules: [{${text}}]}`;
const ruleAt = 'spec.podFailurePolicy.rules[0]';
const indexed = 'completionMode: Indexed\ncompletions: 5\n';

const jobs: readonly ShortCase[] = [
  ['codes', rule('action: FailJob, onExitCodes: {operator: In, values: [1, 42]}')],
  ['conditions', rule('action: Ignore, onPodConditions: [{type: DisruptionTarget}]')],
  ['nothing that happens', rule('action: FailJob'), `missing-field ${ruleAt}`],
  ['no action', rule('onExitCodes: {operator: In, values: [1]}'), `missing-field ${ruleAt}.action`],
  [
    'an action that is none',
    rule('action: Fail, onExitCodes: {operator: In, values: [1]}'),
    `invalid-value ${ruleAt}.action`,
  ],
  [
    'an index alone',
    rule('action: FailIndex, onExitCodes: {operator: In, values: [1]}'),
    `missing-field ${ruleAt}.action`,
  ],
  [
    'a code of success',
    rule('action: FailJob, onExitCodes: {operator: In, values: [0]}'),
    `invalid-value ${ruleAt}.onExitCodes.values[0]`,
  ],
  ['a code of success that is not meant', rule('action: FailJob, onExitCodes: {operator: NotIn, values: [0]}')],
  [
    'codes out of order',
    rule('action: FailJob, onExitCodes: {operator: In, values: [2, 1]}'),
    `invalid-value ${ruleAt}.onExitCodes.values`,
  ],
  [
    'a quoted code',
    rule('action: FailJob, onExitCodes: {operator: In, values: ["1"]}'),
    `invalid-field-type ${ruleAt}.onExitCodes.values[0]`,
  ],
  ['a limit of an index', `${indexed}backoffLimitPerIndex: 1\nmaxFailedIndexes: 2`],
  ['a limit of an index of none', 'backoffLimitPerIndex: 1', 'forbidden-field spec.backoffLimitPerIndex'],
  ['a limit of indexes alone', `${indexed}maxFailedIndexes: 2`, 'missing-field spec.backoffLimitPerIndex'],
  [
    'more indexes than there are',
    `${indexed}backoffLimitPerIndex: 1\nmaxFailedIndexes: 6`,
    'invalid-value spec.maxFailedIndexes',
  ],
  ['success', `${indexed}successPolicy: {rules: [{succeededIndexes: "0,2-4", succeededCount: 2}]}`],
  ['success of none', 'successPolicy: {rules: [{succeededCount: 2}]}', 'forbidden-field spec.successPolicy'],
  ['success of nothing', `${indexed}successPolicy: {rules: []}`, 'missing-field spec.successPolicy.rules'],
  [
    'indexes that there are not',
    `${indexed}successPolicy: {rules: [{succeededIndexes: "3-5"}]}`,
    'invalid-value spec.successPolicy.rules[0].succeededIndexes',
  ],
  [
    'indexes out of order',
    `${indexed}successPolicy: {rules: [{succeededIndexes: "3,1"}]}`,
    'invalid-value spec.successPolicy.rules[0].succeededIndexes',
  ],
  ['a replacement', 'podReplacementPolicy: failed', 'invalid-value spec.podReplacementPolicy'],
  [
    'a replacement beside failures',
    `podReplacementPolicy: TerminatingOrFailed\n${rule('action: Ignore, onPodConditions: [{type: DisruptionTarget}]')}`,
    'invalid-value spec.podReplacementPolicy',
  ],
];

describe('what a Job does after failures', () => testConstraints(casesOf(job, jobs)));
describe('what a Job does whose containers start again', () =>
  testConstraints(
    casesOf(
      (text) => job(text, 'OnFailure'),
      [
        ['no policy', 'backoffLimit: 1'],
        [
          'a policy',
          rule('action: Ignore, onPodConditions: [{type: DisruptionTarget}]'),
          'invalid-value spec.template.spec.restartPolicy',
        ],
      ],
    ),
  ));

const cronJob = (text: string): string =>
  `kind: CronJob\nmetadata: {name: a}\nspec:\n${indented(text, 2)}\n  jobTemplate: {metadata: {labels: {a: b/c}}, spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}}`;
const schedules: readonly ShortCase[] = [
  ...['*/5 * * * *', '0 3 * * mon-fri', '0,30 1-5/2 ? Jan *', '@daily', '@every 1h30m', '5/15 * * * 0'].map(
    (one): ShortCase => [one, `schedule: "${one}"`],
  ),
  ...[
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '0 0 * * 7',
    '0 24 * * *',
    '*/0 * * * *',
    '5-1 * * * *',
    '@Daily',
    'a',
    '0 0 0 * *',
  ].map((one): ShortCase => [one, `schedule: "${one}"`, 'invalid-value spec.schedule']),
  ['a schedule that is put in later', 'schedule: "{{ .Values.schedule }}"'],
  ['a zone in the schedule', 'schedule: "TZ=UTC 0 3 * * *"', 'invalid-value spec.schedule'],
  ['a zone in the schedule@1.28', 'schedule: "TZ=UTC 0 3 * * *"'],
  ['a zone', 'schedule: "@daily"\ntimeZone: Europe/Berlin'],
  ['UTC', 'schedule: "@daily"\ntimeZone: Etc/UTC'],
  ['a zone in small letters', 'schedule: "@daily"\ntimeZone: europe/berlin', 'invalid-value spec.timeZone'],
  ['a zone that is none', 'schedule: "@daily"\ntimeZone: Europe/Berln', 'invalid-value spec.timeZone'],
  ['the zone of the server', 'schedule: "@daily"\ntimeZone: Local', 'invalid-value spec.timeZone'],
];
describe('when a CronJob makes Jobs', () => testConstraints(casesOf(cronJob, schedules)));

const autoscaler = (text: string): string =>
  `kind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}\n  maxReplicas: 2\n${indented(text, 2)}`;
const resource = (target: string): string => `metrics: [{type: Resource, resource: {name: cpu, target: {${target}}}}]`;
const metrics: readonly ShortCase[] = [
  ['a share', resource('type: Utilization, averageUtilization: 50')],
  ['an amount', resource('type: AverageValue, averageValue: 100m')],
  ['no value', resource('type: Utilization'), 'missing-field spec.metrics[0].resource.target.averageUtilization'],
  [
    'two values',
    resource('type: Utilization, averageUtilization: 50, averageValue: 1'),
    'forbidden-field spec.metrics[0].resource.target.averageValue',
  ],
  [
    'a share with a sign',
    resource('type: Utilization, averageUtilization: 50%'),
    'invalid-field-type spec.metrics[0].resource.target.averageUtilization',
  ],
  [
    'a type that is none',
    resource('type: utilization, averageUtilization: 50'),
    'invalid-value spec.metrics[0].resource.target.type',
  ],
  [
    'another source',
    'metrics: [{type: Pods, resource: {name: cpu, target: {type: Utilization, averageUtilization: 5}}}]',
    'forbidden-field spec.metrics[0].resource',
    'missing-field spec.metrics[0].pods',
  ],
  [
    'a metric as of v2beta1',
    'metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 50}}]',
    'missing-field spec.metrics[0].resource.target.type',
    'unknown-field spec.metrics[0].resource.targetAverageUtilization',
  ],
  [
    'a window',
    'behavior: {scaleDown: {stabilizationWindowSeconds: 3600, policies: [{type: Pods, value: 1, periodSeconds: 60}]}}',
  ],
  [
    'a long window',
    'behavior: {scaleDown: {stabilizationWindowSeconds: 3601}}',
    'invalid-value spec.behavior.scaleDown.stabilizationWindowSeconds',
  ],
  [
    'a long period',
    'behavior: {scaleUp: {policies: [{type: Percent, value: 100, periodSeconds: 3600}]}}',
    'invalid-value spec.behavior.scaleUp.policies[0].periodSeconds',
  ],
];
describe('what an autoscaler looks at', () => testConstraints(casesOf(autoscaler, metrics)));

describe('an autoscaler of the version before', () =>
  testConstraints(
    casesOf(
      (text) => `apiVersion: autoscaling/v1\n${autoscaler(text)}`,
      [
        ['a share', 'targetCPUUtilizationPercentage: 50'],
        ['metrics', resource('type: Utilization, averageUtilization: 50'), 'unknown-field spec.metrics'],
      ],
    ),
  ));

const secret = (text: string): string => `kind: Secret\nmetadata: {name: a}\n${text}`;
describe('a Secret', () =>
  testConstraints(
    casesOf(secret, [
      ['encoded', 'data: {a: aGVsbG8=, b: ""}'],
      ['encoded on several lines', 'data:\n  a: |\n    aGVs\n    bG8='],
      ['plain', 'data: {a: "my password"}', 'invalid-value data.a'],
      ['without its end', 'data: {a: aGVsbG8}', 'invalid-value data.a'],
      ['encrypted', 'data: {a: "ENC[AES256_GCM,data:x,iv:y]"}\nsops: {}'],
      ['put in later', 'data: {a: "<path:secret/a#b>", b: "${B}"}'],
      ['words for what comes', 'data: {a: "...base64 encoded data...", b: xxx, c: ROOK_TOKEN, d: LS0tL}'],
      [
        'examples',
        'data: {a: EXAMPLE, b: your-token, c: fingerprint SHA256 of the host public key. Skipped by default}',
      ],
      ['words that are a secret', 'data: {a: correct horse battery staple}', 'invalid-value data.a'],
      ['plain where that is read', 'stringData: {a: my password}'],
      ['a certificate', 'type: kubernetes.io/tls\ndata: {tls.crt: "", tls.key: ""}'],
      ['half a certificate', 'type: kubernetes.io/tls\ndata: {tls.crt: ""}', 'missing-field data[tls.key]'],
      ['a certificate in other words', 'type: kubernetes.io/tls\nstringData: {tls.crt: a, tls.key: b}'],
      [
        'a registry',
        'type: kubernetes.io/dockerconfigjson\nstringData: {config.json: "{}"}',
        'missing-field data[.dockerconfigjson]',
      ],
      [
        'a token of nobody',
        'type: kubernetes.io/service-account-token',
        'missing-field metadata.annotations[kubernetes.io/service-account.name]',
      ],
    ]),
  ));

const claim = (text: string): string =>
  `kind: StatefulSet\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}\n  volumeClaimTemplates: [{metadata: {name: data, labels: {a: b/c}}, spec: {accessModes: [ReadWriteOnce], ${text}}}]`;
const claimAt = 'spec.volumeClaimTemplates[0].spec';
describe('a claim', () =>
  testConstraints(
    casesOf(claim, [
      ['a size', 'resources: {requests: {storage: 1Gi}}'],
      ['no size', 'resources: {requests: {memory: 1Gi}}', `missing-field ${claimAt}.resources`],
      ['a size of 0', 'resources: {requests: {storage: 0}}', `invalid-value ${claimAt}.resources.requests.storage`],
      [
        'a size in GB',
        'resources: {requests: {storage: 10GB}}',
        `invalid-field-type ${claimAt}.resources.requests.storage`,
      ],
      [
        'a snapshot without group',
        'resources: {requests: {storage: 1Gi}}, dataSource: {kind: VolumeSnapshot, name: a}',
        `invalid-value ${claimAt}.dataSource.kind`,
      ],
    ]),
  ));

const labelled = (metadata: string): string => `kind: ConfigMap\nmetadata: {name: a, ${metadata}}`;
describe('metadata', () =>
  testConstraints(
    casesOf(labelled, [
      ['finalizers', 'finalizers: [example.com/a, kubernetes]'],
      ['a finalizer without domain', 'finalizers: [cleanup]', 'invalid-value metadata.finalizers[0]'],
      ['a time', 'creationTimestamp: "2026-01-31T10:00:00Z"'],
      ['no time', 'creationTimestamp: null'],
      ['a day', 'creationTimestamp: "2026-01-31"', 'invalid-value metadata.creationTimestamp'],
      ['a status', 'labels: {}}\nstatus: {', 'unknown-field status'],
      ['a cluster', 'clusterName: a', 'unknown-field metadata.clusterName'],
    ]),
  ));

describe('names that only have to be part of a path', () =>
  testConstraints([
    {
      situation: 'a budget',
      manifest: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: My_Budget}\nspec: {}',
      rejected: [],
    },
    {
      situation: 'a budget with a slash',
      manifest: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a/b}\nspec: {}',
      rejected: ['invalid-name metadata.name'],
    },
    {
      situation: 'a Namespace in a namespace',
      manifest: 'kind: Namespace\nmetadata: {name: a, namespace: A_B}',
      rejected: [],
    },
  ]));
