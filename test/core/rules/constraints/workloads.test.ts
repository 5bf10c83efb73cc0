import { describe } from 'vitest';
import { casesOf, indented, testConstraints, type ShortCase } from '../../../support/check-constraints.ts';

const containers = 'containers: [{name: db, image: postgres}]';
const workload =
  (kind: string) =>
  (text: string): string =>
    `kind: ${kind}\nmetadata: {name: db}\nspec:\n${indented(text, 2)}\n`;
const pods = (labels: string, spec = ''): string =>
  `template: {metadata: {labels: ${labels}}, spec: {${spec}${containers}}}`;
/** The template of a workload that is accepted, with something more in its spec. */
const templated =
  (kind: string) =>
  (spec: string): string =>
    workload(kind)(`selector: {matchLabels: {a: b}}\n${pods('{a: b}', spec === '' ? '' : `${spec}, `)}`);

const selectors: readonly ShortCase[] = [
  ['a selector', `selector: {matchLabels: {a: b}}\n${pods('{a: b, c: d}')}`],
  ['no selector', pods('{a: b}'), 'missing-field spec.selector'],
  ['an empty selector', `selector: {}\n${pods('{a: b}')}`, 'invalid-selector spec.selector'],
  ['empty labels', `selector: {matchLabels: {}}\n${pods('{a: b}')}`, 'invalid-selector spec.selector'],
  [
    'another value',
    `selector: {matchLabels: {a: b}}\n${pods('{a: c}')}`,
    'invalid-selector spec.template.metadata.labels.a',
  ],
  [
    'a label that is missing',
    `selector: {matchLabels: {a: b}}\n${pods('{}')}`,
    'invalid-selector spec.template.metadata.labels',
  ],
  [
    'no labels at all',
    `selector: {matchLabels: {a: b}}\ntemplate: {spec: {${containers}}}`,
    'invalid-selector spec.template.metadata.labels',
  ],
  [
    'an expression that is not met',
    `selector: {matchExpressions: [{key: a, operator: DoesNotExist}]}\n${pods('{a: b}')}`,
    'invalid-selector spec.template.metadata.labels',
  ],
  [
    'an expression that is met',
    `selector: {matchExpressions: [{key: a, operator: In, values: [b, c]}]}\n${pods('{a: b}')}`,
  ],
  [
    'an expression without values',
    `selector: {matchLabels: {a: b}, matchExpressions: [{key: a, operator: In, values: []}]}\n${pods('{a: b}')}`,
    'missing-field spec.selector.matchExpressions[0].values',
  ],
  ['labels without matchLabels', `selector: {a: b}\n${pods('{a: b}')}`, 'unknown-field spec.selector.a'],
];

const endless: readonly ShortCase[] = [
  ['Always', 'restartPolicy: Always'],
  ['an empty restartPolicy', 'restartPolicy: ""'],
  ['Never', 'restartPolicy: Never', 'invalid-value spec.template.spec.restartPolicy'],
  ['OnFailure', 'restartPolicy: OnFailure', 'invalid-value spec.template.spec.restartPolicy'],
  ['always', 'restartPolicy: always', 'invalid-value spec.template.spec.restartPolicy'],
  ['a deadline', 'activeDeadlineSeconds: 60', 'forbidden-field spec.template.spec.activeDeadlineSeconds'],
];

describe.each(['Deployment', 'ReplicaSet', 'DaemonSet'])('%s', (kind) => {
  testConstraints([...casesOf(workload(kind), selectors), ...casesOf(templated(kind), endless)]);
});

describe('Deployment', () => {
  testConstraints([
    ...casesOf(
      (text) => workload('Deployment')(`selector: {matchLabels: {a: b}}\n${pods('{a: b}')}\n${text}`),
      [
        ['replicas below 0', 'replicas: -1', 'invalid-value spec.replicas'],
        ['replicas in quotes', 'replicas: "2"', 'invalid-field-type spec.replicas'],
        ['replicas as a word', 'replicas: REPLICAS', 'invalid-field-type spec.replicas'],
        ['replicas that are put in later', 'replicas: NUM_NODES'],
        ['Recreate', 'strategy: {type: Recreate}'],
        [
          'Recreate in a roll',
          'strategy: {type: Recreate, rollingUpdate: {}}',
          'forbidden-field spec.strategy.rollingUpdate',
        ],
        ['recreate', 'strategy: {type: recreate}', 'invalid-value spec.strategy.type'],
        ['percentages', 'strategy: {rollingUpdate: {maxSurge: 150%, maxUnavailable: 0}}'],
        [
          'nothing may change',
          'strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}',
          'invalid-value spec.strategy.rollingUpdate.maxUnavailable',
        ],
        [
          'more than all',
          'strategy: {rollingUpdate: {maxUnavailable: 101%}}',
          'invalid-value spec.strategy.rollingUpdate.maxUnavailable',
        ],
        ['a word', 'strategy: {rollingUpdate: {maxSurge: half}}', 'invalid-value spec.strategy.rollingUpdate.maxSurge'],
        ['below 0', 'strategy: {rollingUpdate: {maxSurge: -1}}', 'invalid-value spec.strategy.rollingUpdate.maxSurge'],
        [
          'a partition',
          'strategy: {rollingUpdate: {partition: 1}}',
          'unknown-field spec.strategy.rollingUpdate.partition',
        ],
        [
          'a deadline that is not after readiness',
          'progressDeadlineSeconds: 10\nminReadySeconds: 10',
          'invalid-value spec.progressDeadlineSeconds',
        ],
        ['readiness after the usual deadline', 'minReadySeconds: 600', 'invalid-value spec.progressDeadlineSeconds'],
        ['a serviceName', 'serviceName: db', 'unknown-field spec.serviceName'],
        ['updateStrategy', 'updateStrategy: {type: OnDelete}', 'unknown-field spec.updateStrategy'],
      ],
    ),
    {
      situation: 'a group without a version',
      manifest: 'apiVersion: apps\nkind: Deployment\nmetadata: {name: db}\nspec: {}',
      rejected: ['invalid-api-version apiVersion'],
    },
  ]);
});

describe('DaemonSet', () => {
  testConstraints(
    casesOf(
      (text) => workload('DaemonSet')(`selector: {matchLabels: {a: b}}\n${pods('{a: b}')}\n${text}`),
      [
        ['replicas', 'replicas: 1', 'unknown-field spec.replicas'],
        ['OnDelete', 'updateStrategy: {type: OnDelete}'],
        ['Recreate', 'updateStrategy: {type: Recreate}', 'invalid-value spec.updateStrategy.type'],
        ['a surge alone', 'updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}'],
        [
          'a surge',
          'updateStrategy: {rollingUpdate: {maxSurge: 1}}',
          'forbidden-field spec.updateStrategy.rollingUpdate.maxSurge',
        ],
        [
          'neither',
          'updateStrategy: {rollingUpdate: {maxUnavailable: 0}}',
          'invalid-value spec.updateStrategy.rollingUpdate.maxUnavailable',
        ],
        ['a strategy', 'strategy: {}', 'unknown-field spec.strategy'],
      ],
    ),
  );
});

describe('ReplicaSet and ReplicationController', () => {
  testConstraints([
    ...casesOf(
      (text) => workload('ReplicaSet')(`selector: {matchLabels: {a: b}}\n${pods('{a: b}')}\n${text}`),
      [
        ['a paused one', 'paused: true', 'unknown-field spec.paused'],
        ['a strategy', 'strategy: {}', 'unknown-field spec.strategy'],
      ],
    ),
    ...casesOf(workload('ReplicationController'), [
      ['a plain selector', `selector: {a: b}\n${pods('{a: b}')}`],
      ['no selector', pods('{a: b}')],
      ['an empty selector', `selector: {}\n${pods('{a: b}')}`],
      ['another value', `selector: {a: b}\n${pods('{a: c}')}`, 'invalid-selector spec.template.metadata.labels.a'],
      [
        'a selector of a ReplicaSet',
        `selector: {matchLabels: {a: b}}\n${pods('{a: b}')}`,
        'invalid-field-type spec.selector.matchLabels',
      ],
    ]),
  ]);
});

const job = (text: string): string =>
  workload('Job')(`template: {spec: {restartPolicy: Never, ${containers}}}\n${text}`);

describe('Job', () => {
  testConstraints([
    ...casesOf(
      (spec) => workload('Job')(`template: {spec: {${spec}${containers}}}`),
      [
        ['Never', 'restartPolicy: Never, '],
        ['no restartPolicy', '', 'missing-field spec.template.spec.restartPolicy'],
        ['an empty restartPolicy', 'restartPolicy: "", ', 'missing-field spec.template.spec.restartPolicy'],
        ['Always', 'restartPolicy: Always, ', 'invalid-value spec.template.spec.restartPolicy'],
        ['Onfailure', 'restartPolicy: Onfailure, ', 'invalid-value spec.template.spec.restartPolicy'],
        ['a deadline', 'restartPolicy: Never, activeDeadlineSeconds: 60, '],
        [
          'a deadline of 0',
          'restartPolicy: Never, activeDeadlineSeconds: 0, ',
          'invalid-value spec.template.spec.activeDeadlineSeconds',
        ],
      ],
    ),
    ...casesOf(job, [
      ['Indexed alone', 'completionMode: Indexed'],
      ['Indexed in parallel', 'completionMode: Indexed\nparallelism: 2', 'missing-field spec.completions'],
      ['indexed', 'completionMode: indexed', 'invalid-value spec.completionMode'],
      ['completions below 0', 'completions: -1', 'invalid-value spec.completions'],
      ['an empty selector', 'selector: {}'],
      ['a selector', 'selector: {matchLabels: {a: b}}', 'invalid-selector spec.selector'],
      [
        'a selector by hand',
        'selector: {matchLabels: {a: b}}\nmanualSelector: true',
        'invalid-selector spec.template.metadata.labels',
      ],
      ['a selector of what the server writes', 'selector: {matchLabels: {job-name: db}}'],
      ['a selector of another Job', 'selector: {matchLabels: {job-name: b}}', 'invalid-selector spec.selector'],
      ['by hand without a selector', 'manualSelector: true', 'missing-field spec.selector'],
      ['replicas', 'replicas: 1', 'unknown-field spec.replicas'],
      ['a schedule', 'schedule: "0 3 * * *"', 'unknown-field spec.schedule'],
    ]),
    ...casesOf(
      (name) => job('completionMode: Indexed\ncompletions: 11').replace('name: db}', `name: ${name}}`),
      [
        ['a name with room for 10', 'j'.repeat(60)],
        ['a name without room for 10', 'j'.repeat(61), 'invalid-name metadata.name'],
        ['a name with a dot', 'j.db', 'invalid-name metadata.name'],
      ],
    ),
  ]);
});

describe('CronJob', () => {
  const cron = (text: string): string =>
    workload('CronJob')(
      `schedule: "0 3 * * *"\njobTemplate: {spec: {template: {spec: {restartPolicy: Never, ${containers}}}}}\n${text}`,
    );
  testConstraints([
    ...casesOf(cron, [
      ['Forbid', 'concurrencyPolicy: Forbid'],
      ['forbid', 'concurrencyPolicy: forbid', 'invalid-value spec.concurrencyPolicy'],
      ['suspended as a word', 'suspend: "true"', 'invalid-field-type spec.suspend'],
      ['replicas', 'replicas: 1', 'unknown-field spec.replicas'],
    ]),
    ...casesOf(
      (name) => cron('').replace('name: db}', `name: ${name}}`),
      [
        ['a name of 52', 'c'.repeat(52)],
        ['a name of 53', 'c'.repeat(53), 'invalid-name metadata.name'],
      ],
    ),
    ...casesOf(workload('CronJob'), [
      [
        'no schedule',
        `jobTemplate: {spec: {template: {spec: {restartPolicy: Never, ${containers}}}}}`,
        'missing-field spec.schedule',
      ],
      [
        'a selector',
        `schedule: "0 3 * * *"\njobTemplate: {spec: {selector: {}, template: {spec: {restartPolicy: Never, ${containers}}}}}`,
        'invalid-selector spec.jobTemplate.spec.selector',
      ],
      [
        'a key of a set',
        `schedule: "0 3 * * *"\njobTemplate: {spec: {template: {spec: {restartPolicy: Never, serviceName: x, ${containers}}}}}`,
        'unknown-field spec.jobTemplate.spec.template.spec.serviceName',
      ],
    ]),
  ]);
});

describe('StatefulSet', () => {
  const set = (text: string): string =>
    workload('StatefulSet')(`selector: {matchLabels: {a: b}}\n${pods('{a: b}')}\n${text}`);
  const roll = (value: string): string => set(`updateStrategy: {rollingUpdate: {maxUnavailable: ${value}}}`);
  const at = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
  testConstraints([
    ...casesOf(roll, [
      ['one', '1'],
      ['a percentage', '1%'],
      ['none', '0', `invalid-value ${at}`],
      ['none of all', '"0%"', `invalid-value ${at}`],
      ['more than all', '"101%"', `invalid-value ${at}`],
      ['a word', 'half', `invalid-value ${at}`],
      ['none @1.36', '0'],
      ['more than all @1.35', '"101%"'],
    ]),
    ...casesOf(set, [
      [
        'a claim with dots',
        'volumeClaimTemplates: [{metadata: {name: a.b}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]',
      ],
      [
        'a claim in capitals',
        'volumeClaimTemplates: [{metadata: {name: Data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]',
        'invalid-name spec.volumeClaimTemplates[0].metadata.name',
      ],
      [
        'a claim in capitals @1.33',
        'volumeClaimTemplates: [{metadata: {name: Data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]',
      ],
      ['a cluster IP', 'clusterIP: None', 'unknown-field spec.clusterIP'],
      [
        'a partition too high up',
        'updateStrategy: {type: OnDelete, partition: 1}',
        'unknown-field spec.updateStrategy.partition',
      ],
    ]),
    ...casesOf(templated('StatefulSet'), [
      ['own DNS without any', 'dnsPolicy: None', 'missing-field spec.template.spec.dnsConfig'],
      ['own DNS without any @1.33', 'dnsPolicy: None'],
      ['a hostname that is overwritten', 'hostname: A_B'],
    ]),
  ]);
});
