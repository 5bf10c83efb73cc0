import { describe, expect, test } from 'vitest';
import { allFindings } from '../../../support/check-diagnostics.ts';
import { parseFixture, snapshotOfFixture } from '../../../support/fixture.ts';
import { casesOf, testConstraints } from '../../../support/check-constraints.ts';

const policy = (spec: string): string => `kind: NetworkPolicy\nmetadata: {name: db}\nspec: ${spec}\n`;
const port = (text: string): string => policy(`{podSelector: {}, ingress: [{ports: [${text}]}]}`);
const peer = (text: string): string => policy(`{podSelector: {}, egress: [{to: [${text}]}]}`);
const atPort = 'spec.ingress[0].ports[0]';
const atPeer = 'spec.egress[0].to[0]';

describe('NetworkPolicy', () => {
  testConstraints([
    ...casesOf(policy, [
      ['all Pods', '{podSelector: {}}'],
      ['no selector', '{policyTypes: [Ingress, Egress]}'],
      ['a list of labels', '{podSelector: {matchLabels: [a]}}', 'invalid-field-type spec.podSelector.matchLabels'],
      ['a direction that is none', '{podSelector: {}, policyTypes: [ingress]}', 'invalid-value spec.policyTypes[0]'],
      ['from in egress', '{podSelector: {}, egress: [{from: []}]}', 'unknown-field spec.egress[0].from'],
    ]),
    ...casesOf(port, [
      ['a number', '{port: 80, endPort: 90, protocol: UDP}'],
      ['a name', '{port: http}'],
      ['no port', '{protocol: SCTP}'],
      ['small letters', '{port: 80, protocol: tcp}', `invalid-value ${atPort}.protocol`],
      ['0', '{port: 0}', `invalid-port ${atPort}.port`],
      ['a name that is none', '{port: Http}', `invalid-port-name ${atPort}.port`],
      ['a number in quotes', '{port: "80"}', `invalid-port-name ${atPort}.port`],
      ['a range that ends before it begins', '{port: 80, endPort: 79}', `invalid-port ${atPort}.endPort`],
      ['a range of names', '{port: http, endPort: 79}', `invalid-port ${atPort}.endPort`],
      ['a range from nowhere', '{endPort: 79}', `invalid-port ${atPort}.endPort`],
    ]),
    ...casesOf(peer, [
      ['two selectors', '{podSelector: {}, namespaceSelector: {}}'],
      ['nothing', '{}', `missing-field ${atPeer}`],
      ['both', '{podSelector: {}, ipBlock: {cidr: 192.0.2.0/24}}', `forbidden-field ${atPeer}.ipBlock`],
      ['a range', '{ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.128/25]}}'],
      ['no range', '{ipBlock: {except: []}}', `missing-field ${atPeer}.ipBlock.cidr`],
      ['an address', '{ipBlock: {cidr: 192.0.2.1}}', `invalid-address ${atPeer}.ipBlock.cidr`],
      ['bits behind the prefix', '{ipBlock: {cidr: 192.0.2.1/24}}', `invalid-address ${atPeer}.ipBlock.cidr`],
      ['bits behind the prefix @1.35', '{ipBlock: {cidr: 192.0.2.1/24}}'],
      [
        'what is not inside',
        '{ipBlock: {cidr: 192.0.2.0/24, except: [198.51.100.0/25]}}',
        `invalid-address ${atPeer}.ipBlock.except[0]`,
      ],
      [
        'the whole',
        '{ipBlock: {cidr: 192.0.2.0/24, except: [192.0.2.0/24]}}',
        `invalid-address ${atPeer}.ipBlock.except[0]`,
      ],
    ]),
  ]);
});

describe('kinds that are little more than names', () => {
  const named =
    (kind: string, apiVersion = 'v1') =>
    (text: string): string =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: db}\n${text}\n`;
  testConstraints([
    ...casesOf(named('ConfigMap'), [
      ['keys', 'data: {a.b-c_1: "x", ".a..": x}\nbinaryData: {b: eA==}'],
      ['a key with a slash', 'data: {a/b: x}', 'invalid-name data[a/b]'],
      ['two dots first', 'data: {..a: x}', 'invalid-name data[..a]'],
      ['one key in both', 'data: {a: x}\nbinaryData: {a: eA==}', 'invalid-name data.a'],
      ['a number', 'data: {a: 1}', 'invalid-field-type data.a'],
      ['a spec', 'spec: {}', 'unknown-field spec'],
    ]),
    ...casesOf(named('Secret'), [
      ['text', 'type: Opaque\nstringData: {a: x}'],
      ['a key with a blank', 'stringData: {a b: x}', 'invalid-name stringData[a b]'],
    ]),
    ...casesOf(named('ServiceAccount'), [
      ['secrets', 'secrets: [{name: a}]\nautomountServiceAccountToken: false'],
      ['data', 'data: {}', 'unknown-field data'],
    ]),
    ...casesOf(
      (name) => `kind: Namespace\nmetadata: {name: ${name}}\n`,
      [
        ['a name', 'prod'],
        ['a dash last', 'prod-', 'invalid-name metadata.name'],
        ['a dot', 'a.b', 'invalid-name metadata.name'],
      ],
    ),
    ...casesOf(named('PodDisruptionBudget', 'policy/v1'), [
      ['a number', 'spec: {maxUnavailable: 0, selector: {matchLabels: {a: b}}}'],
      ['a word', 'spec: {maxUnavailable: half}', 'invalid-value spec.maxUnavailable'],
      ['more than all', 'spec: {minAvailable: 101%}', 'invalid-value spec.minAvailable'],
      ['both', 'spec: {minAvailable: 1, maxUnavailable: 1}', 'forbidden-field spec.maxUnavailable'],
    ]),
    ...casesOf(named('HorizontalPodAutoscaler', 'autoscaling/v2'), [
      ['a set', 'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}, maxReplicas: 3}'],
      [
        'a controller',
        'spec: {scaleTargetRef: {apiVersion: v1, kind: ReplicationController, name: Db}, maxReplicas: 3}',
      ],
      [
        'no group',
        'spec: {scaleTargetRef: {kind: StatefulSet, name: db}, maxReplicas: 3}',
        'invalid-value spec.scaleTargetRef.apiVersion',
      ],
      [
        'no maximum',
        'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}',
        'missing-field spec.maxReplicas',
      ],
      [
        'a maximum below the minimum',
        'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}, minReplicas: 3, maxReplicas: 2}',
        'invalid-value spec.maxReplicas',
      ],
      [
        'no minimum',
        'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}, minReplicas: 0, maxReplicas: 2}',
        'invalid-value spec.minReplicas',
      ],
      [
        'from 0 by a metric of Pods',
        'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}, minReplicas: 0, maxReplicas: 2, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]}',
        'invalid-value spec.minReplicas',
      ],
      [
        'from 0 by a metric of something else',
        'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}, minReplicas: 0, maxReplicas: 2, metrics: [{type: External, external: {metric: {name: a}, target: {type: Value, value: 1}}}]}',
      ],
    ]),
    {
      situation: 'a kind that the core does not have',
      manifest: 'apiVersion: v1\nkind: Servic\nmetadata: {name: db}\nspec: {}',
      rejected: ['invalid-api-version kind'],
    },
    {
      situation: 'a kind in small letters',
      manifest: 'apiVersion: apps/v1\nkind: deployment\nmetadata: {name: db}\nspec: {}',
      rejected: ['invalid-api-version kind'],
    },
    {
      situation: 'a kind of the core that nobody reads',
      manifest: 'apiVersion: v1\nkind: LimitRange\nmetadata: {name: db}\nspec: {}',
      rejected: [],
    },
    {
      situation: 'a kind of somebody else',
      manifest: 'apiVersion: example.com/v1\nkind: Servic\nmetadata: {name: db}\nspec: {}',
      rejected: [],
    },
  ]);
});

test.each([
  ['a key without a colon', 'metadata:\n  na', /^A colon is missing behind "na"/],
  ['a key of labels', 'metadata: {name: a, labels:\n  app}', /^A colon is missing behind "app"/],
  ['a word on the line of its key', 'metadata: na', /^metadata must be a map, but "na" is a string/],
  ['what is no key', 'metadata:\n  "na"', /^metadata must be a map, but "na" is a string/],
])('says of %s what is missing', (_, text, message) => {
  const [finding] = allFindings(snapshotOfFixture(parseFixture(`kind: ConfigMap\n${text}\n`)));
  expect(finding?.message).toMatch(message);
});
