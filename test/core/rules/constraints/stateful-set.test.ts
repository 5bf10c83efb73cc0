import { describe } from 'vitest';
import { casesOf, indented, testConstraints } from '../../../support/check-constraints.ts';

const set = (text: string): string =>
  `kind: StatefulSet\nmetadata: {name: db}\nspec:\n${indented(text, 2)}\n  selector: {matchLabels: {app: db}}\n  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: postgres}]}}\n`;
const template = (text: string): string =>
  `kind: StatefulSet\nmetadata: {name: db}\nspec:\n  selector: {matchLabels: {app: db}}\n  template:\n    metadata: {labels: {app: db}}\n    spec:\n${indented(text, 6)}\n`;
const podSpec = (text: string): string => template(`containers: [{name: db, image: postgres}]\n${text}`);
const selected = (text: string): string => `kind: StatefulSet\nmetadata: {name: db}\nspec:\n${indented(text, 2)}\n`;
const pods = (labels: string): string =>
  `template: {metadata: {labels: ${labels}}, spec: {containers: [{name: db, image: postgres}]}}`;
const claims = (text: string): string => set(`volumeClaimTemplates:\n  - metadata: {name: data}\n${indented(text, 4)}`);

describe('StatefulSet', () => {
  testConstraints([
    ...casesOf(
      (name) => set('').replace('name: db}', `name: ${name}}`),
      [
        ['a name', 'db'],
        ['63 characters', 'a'.repeat(63)],
        ['64 characters', 'a'.repeat(64), 'invalid-name metadata.name'],
        ['a dot', 'db.prod', 'invalid-name metadata.name'],
      ],
    ),
    ...casesOf(
      (name) =>
        selected(
          `selector: {matchLabels: {app: db}}\ntemplate: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: postgres, volumeMounts: [{name: ${name}, mountPath: /data}]}]}}\nvolumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]`,
        ),
      [
        ['a mount of a claim', 'data'],
        ['a mount of no claim', 'date', 'invalid-name spec.template.spec.containers[0].volumeMounts[0].name'],
        ['a mount of no claim @1.33', 'date'],
      ],
    ),
    ...casesOf(set, [
      ['no serviceName', ''],
      ['an empty serviceName', 'serviceName: ""'],
      ['a serviceName', 'serviceName: 7db'],
      ['a serviceName with a dot', 'serviceName: db.prod', 'invalid-name spec.serviceName'],
      ['a serviceName with a dot @1.33', 'serviceName: db.prod', 'invalid-name spec.serviceName'],
      ['a serviceName with a dot @1.32', 'serviceName: db.prod'],
      ['serviceName in capitals', 'serviceName: DB', 'invalid-name spec.serviceName'],
      ['servicename', 'servicename: db', 'unknown-field spec.servicename'],
      ['Parallel', 'podManagementPolicy: Parallel'],
      ['an empty policy', 'podManagementPolicy: ""'],
      ['parallel', 'podManagementPolicy: parallel', 'invalid-value spec.podManagementPolicy'],
      ['OnDelete', 'updateStrategy: {type: OnDelete}'],
      ['a partition', 'updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}'],
      ['a partition alone', 'updateStrategy: {rollingUpdate: {partition: 2}}'],
      [
        'a negative partition',
        'updateStrategy: {rollingUpdate: {partition: -1}}',
        'invalid-value spec.updateStrategy.rollingUpdate.partition',
      ],
      [
        'OnDelete with a partition',
        'updateStrategy: {type: OnDelete, rollingUpdate: {partition: 2}}',
        'forbidden-field spec.updateStrategy.rollingUpdate',
      ],
      [
        'OnDelete with nothing to roll',
        'updateStrategy: {type: OnDelete, rollingUpdate: {}}',
        'forbidden-field spec.updateStrategy.rollingUpdate',
      ],
      ['Recreate', 'updateStrategy: {type: Recreate}', 'invalid-value spec.updateStrategy.type'],
      ['replicas', 'replicas: 3'],
      ['no replicas', 'replicas: 0'],
      ['negative replicas', 'replicas: -1', 'invalid-value spec.replicas'],
      ['replicas in quotes', 'replicas: "3"', 'invalid-field-type spec.replicas'],
      ['minReadySeconds', 'minReadySeconds: -1', 'invalid-value spec.minReadySeconds'],
      ['ordinals', 'ordinals: {start: 5}'],
      ['negative ordinals', 'ordinals: {start: -1}', 'invalid-value spec.ordinals.start'],
      ['retention', 'persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}'],
      [
        'another retention',
        'persistentVolumeClaimRetentionPolicy: {whenDeleted: Keep}',
        'invalid-value spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
      ],
      [
        'another retention when scaled',
        'persistentVolumeClaimRetentionPolicy: {whenScaled: delete}',
        'invalid-value spec.persistentVolumeClaimRetentionPolicy.whenScaled',
      ],
    ]),
    ...casesOf(selected, [
      ['no selector', pods('{app: db}'), 'missing-field spec.selector'],
      ['an empty selector', `selector: {}\n${pods('{app: db}')}`, 'invalid-selector spec.selector'],
      ['an empty map of labels', `selector: {matchLabels: {}}\n${pods('{app: db}')}`, 'invalid-selector spec.selector'],
      ['more labels than asked for', `selector: {matchLabels: {app: db}}\n${pods('{app: db, tier: back}')}`],
      [
        'another value',
        `selector: {matchLabels: {app: db}}\n${pods('{app: web}')}`,
        'invalid-selector spec.template.metadata.labels.app',
      ],
      [
        'no such label',
        `selector: {matchLabels: {app: db, tier: back}}\n${pods('{app: db}')}`,
        'invalid-selector spec.template.metadata.labels',
      ],
      [
        'no labels',
        `selector: {matchLabels: {app: db}}\ntemplate: {spec: {containers: [{name: db, image: postgres}]}}`,
        'invalid-selector spec.template.metadata.labels',
      ],
      ['an expression', `selector: {matchExpressions: [{key: app, operator: In, values: [db]}]}\n${pods('{app: db}')}`],
      [
        'an expression that is unmet',
        `selector: {matchExpressions: [{key: app, operator: In, values: [web]}]}\n${pods('{app: db}')}`,
        'invalid-selector spec.template.metadata.labels',
      ],
      [
        'an expression without values',
        `selector: {matchExpressions: [{key: app, operator: In}]}\n${pods('{app: db}')}`,
        'missing-field spec.selector.matchExpressions[0].values',
      ],
      [
        'Exists with values',
        `selector: {matchExpressions: [{key: app, operator: Exists, values: [db]}]}\n${pods('{app: db}')}`,
        'forbidden-field spec.selector.matchExpressions[0].values',
      ],
      [
        'another operator',
        `selector: {matchExpressions: [{key: app, operator: Equals, values: [db]}]}\n${pods('{app: db}')}`,
        'invalid-value spec.selector.matchExpressions[0].operator',
      ],
      [
        'an expression without a key',
        `selector: {matchExpressions: [{operator: Exists}]}\n${pods('{app: db}')}`,
        'missing-field spec.selector.matchExpressions[0].key',
      ],
      [
        'a key that is none',
        `selector: {matchExpressions: [{key: "a b", operator: DoesNotExist}]}\n${pods('{app: db}')}`,
        'invalid-label spec.selector.matchExpressions[0].key',
      ],
      [
        'an expression without an operator',
        `selector: {matchExpressions: [{key: app, values: [db]}]}\n${pods('{app: db}')}`,
        'missing-field spec.selector.matchExpressions[0].operator',
      ],
      [
        'an empty operator',
        `selector: {matchExpressions: [{key: app, operator: "", values: [db]}]}\n${pods('{app: db}')}`,
        'missing-field spec.selector.matchExpressions[0].operator',
      ],
      [
        'a value that is none',
        `selector: {matchExpressions: [{key: app, operator: In, values: [db, "a b"]}]}\n${pods('{app: db}')}`,
        'invalid-label spec.selector.matchExpressions[0].values[1]',
      ],
      ['labels without matchLabels', `selector: {app: db}\n${pods('{app: db}')}`, 'unknown-field spec.selector.app'],
      [
        'a bad label',
        `selector: {matchLabels: {app: db}}\n${pods('{app: db, v: "a b"}')}`,
        'invalid-label spec.template.metadata.labels.v',
      ],
      [
        'a number',
        `selector: {matchLabels: {app: db}}\n${pods('{app: db, v: 1.1}')}`,
        'invalid-field-type spec.template.metadata.labels.v',
      ],
      [
        'a number that is selected',
        `selector: {matchLabels: {app: 1}}\n${pods('{app: "1"}')}`,
        'invalid-field-type spec.selector.matchLabels.app',
      ],
    ]),
    ...casesOf(podSpec, [
      ['restartPolicy', 'restartPolicy: Always'],
      ['another restartPolicy', 'restartPolicy: OnFailure', 'invalid-value spec.template.spec.restartPolicy'],
      ['a deadline', 'activeDeadlineSeconds: 60', 'forbidden-field spec.template.spec.activeDeadlineSeconds'],
      ['hostname and subdomain', 'hostname: A_B\nsubdomain: a.b'],
      ['hostNetwork', 'hostNetwork: true'],
    ]),
    ...casesOf(template, [
      ['a port', 'containers: [{name: db, image: x, ports: [{containerPort: 5432}]}]'],
      [
        'a port too large',
        'containers: [{name: db, image: x, ports: [{containerPort: 70000}]}]',
        'invalid-port spec.template.spec.containers[0].ports[0].containerPort',
      ],
      [
        'a port too large @1.34',
        'containers: [{name: db, image: x, ports: [{containerPort: 70000}]}]',
        'invalid-port spec.template.spec.containers[0].ports[0].containerPort',
      ],
      ['a port too large @1.33', 'containers: [{name: db, image: x, ports: [{containerPort: 70000}]}]'],
      ['no image', 'containers: [{name: db}]', 'missing-field spec.template.spec.containers[0].image'],
      ['no image @1.33', 'containers: [{name: db}]'],
      ['no containers', 'containers: []', 'missing-field spec.template.spec.containers'],
      [
        'one name twice',
        'containers: [{name: db, image: x}, {name: db, image: z}]',
        'invalid-name spec.template.spec.containers[1].name',
      ],
      ['one name twice @1.33', 'containers: [{name: db, image: x}, {name: db, image: z}]'],
      [
        'a named port of 16',
        'containers: [{name: db, image: x, ports: [{name: abcdefghijklmnop, containerPort: 1}]}]',
        'invalid-port-name spec.template.spec.containers[0].ports[0].name',
      ],
    ]),
    ...casesOf(claims, [
      ['a claim', 'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}'],
      [
        'no accessModes',
        'spec: {resources: {requests: {storage: 1Gi}}}',
        'missing-field spec.volumeClaimTemplates[0].spec.accessModes',
      ],
      ['no accessModes @1.33', 'spec: {resources: {requests: {storage: 1Gi}}}'],
      [
        'another mode',
        'spec: {accessModes: [RWO], resources: {requests: {storage: 1Gi}}}',
        'invalid-value spec.volumeClaimTemplates[0].spec.accessModes[0]',
      ],
      [
        'no storage',
        'spec: {accessModes: [ReadWriteOnce]}',
        'missing-field spec.volumeClaimTemplates[0].spec.resources',
      ],
      [
        'no storage in the requests',
        'spec: {accessModes: [ReadWriteOnce], resources: {requests: {}}}',
        'missing-field spec.volumeClaimTemplates[0].spec.resources',
      ],
      [
        'one Pod alone and others',
        'spec: {accessModes: [ReadWriteOncePod, ReadWriteOnce], resources: {requests: {storage: 1Gi}}}',
        'forbidden-field spec.volumeClaimTemplates[0].spec.accessModes',
      ],
      ['one Pod alone', 'spec: {accessModes: [ReadWriteOncePod], resources: {requests: {storage: 1Gi}}}'],
      [
        'a class and a mode',
        'spec: {accessModes: [ReadWriteOnce], storageClassName: fast.ssd, volumeMode: Block, resources: {requests: {storage: 1Gi}}}',
      ],
      [
        'an empty class',
        'spec: {accessModes: [ReadWriteOnce], storageClassName: "", resources: {requests: {storage: 1Gi}}}',
      ],
      [
        'a class that is none',
        'spec: {accessModes: [ReadWriteOnce], storageClassName: Fast_SSD, resources: {requests: {storage: 1Gi}}}',
        'invalid-name spec.volumeClaimTemplates[0].spec.storageClassName',
      ],
      [
        'a mode that is none',
        'spec: {accessModes: [ReadWriteOnce], volumeMode: block, resources: {requests: {storage: 1Gi}}}',
        'invalid-value spec.volumeClaimTemplates[0].spec.volumeMode',
      ],
      [
        'a mode that is none @1.33',
        'spec: {accessModes: [ReadWriteOnce], volumeMode: block, resources: {requests: {storage: 1Gi}}}',
      ],
    ]),
  ]);
});
