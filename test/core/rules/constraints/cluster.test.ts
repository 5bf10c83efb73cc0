import { describe } from 'vitest';
import { casesOf, testConstraints } from '../../../support/check-constraints.ts';

const access = 'rbac.authorization.k8s.io';
const object = (kind: string, apiVersion: string, metadata = '{name: a}') => {
  const head = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\n`;
  return (text: string): string => `${head}${text}\n`;
};

const rule = (kind: string) => (text: string) => object(kind, `${access}/v1`)(`rules: [${text}]`);
describe('roles', () =>
  testConstraints([
    ...casesOf(rule('Role'), [
      ['what is allowed', '{apiGroups: [""], resources: [pods], verbs: [get]}'],
      ['no verbs', '{apiGroups: [""], resources: [pods]}', 'missing-field rules[0].verbs'],
      ['no group', '{resources: [pods], verbs: [get]}', 'missing-field rules[0].apiGroups'],
      ['a misspelt key', '{apiGroup: [""], resources: [pods], verbs: [get]}', 'unknown-field rules[0].apiGroup'],
      ['a text', '{apiGroups: [""], resources: pods, verbs: [get]}', 'invalid-field-type rules[0].resources'],
      ['paths', '{nonResourceURLs: [/healthz], verbs: [get]}', 'forbidden-field rules[0].nonResourceURLs'],
    ]),
    ...casesOf(rule('ClusterRole'), [
      ['paths', '{nonResourceURLs: [/healthz], verbs: [get]}'],
      [
        'paths and resources',
        '{nonResourceURLs: [/healthz], apiGroups: [""], verbs: [get]}',
        'forbidden-field rules[0].nonResourceURLs',
      ],
    ]),
    ...casesOf(object('ClusterRole', `${access}/v1`), [
      ['what others add', 'aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}'],
      ['what no others add', 'aggregationRule: {}', 'missing-field aggregationRule.clusterRoleSelectors'],
    ]),
    ...casesOf(object('Role', `${access}/v1`, '{name: "system:a"}'), [['a name with a colon', 'rules: []']]),
    ...casesOf(object('Role', `${access}/v1beta1`), [
      ['a version of old', 'rules: []', 'invalid-api-version apiVersion'],
    ]),
  ]));

const subject = (kind: string) => (text: string) =>
  object(kind, `${access}/v1`)(`roleRef: {apiGroup: ${access}, kind: ClusterRole, name: view}\nsubjects: [${text}]`);
describe('bindings', () =>
  testConstraints([
    ...casesOf(subject('RoleBinding'), [
      ['an account', '{kind: ServiceAccount, name: a}'],
      ['a user', `{kind: User, name: "a@example.com", apiGroup: ${access}}`],
      ['a kind that is none', '{kind: Serviceaccount, name: a}', 'invalid-value subjects[0].kind'],
      [
        'an account of a group',
        `{kind: ServiceAccount, name: a, apiGroup: ${access}}`,
        'forbidden-field subjects[0].apiGroup',
      ],
      ['a user of another group', '{kind: User, name: a, apiGroup: v1}', 'invalid-value subjects[0].apiGroup'],
      ['an account of a name that is none', '{kind: ServiceAccount, name: A}', 'invalid-name subjects[0].name'],
    ]),
    ...casesOf(subject('ClusterRoleBinding'), [
      ['an account of a namespace', '{kind: ServiceAccount, name: a, namespace: b}'],
      ['an account of no namespace', '{kind: ServiceAccount, name: a}', 'missing-field subjects[0].namespace'],
      ['a group', '{kind: Group, name: admins}'],
    ]),
    ...casesOf(object('ClusterRoleBinding', `${access}/v1`), [
      ['a role of a namespace', 'roleRef: {kind: Role, name: view}', 'invalid-value roleRef.kind'],
      ['no role', 'subjects: []', 'missing-field roleRef.kind', 'missing-field roleRef.name'],
    ]),
  ]));

const claim = object('PersistentVolumeClaim', 'v1');
const volume = (text: string) =>
  object('PersistentVolume', 'v1')(`spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, ${text}}`);
describe('storage', () =>
  testConstraints([
    ...casesOf(claim, [
      ['a claim', 'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}'],
      [
        'an amount that is put in later',
        'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: DISK_SIZE}}}',
      ],
      ['no mode', 'spec: {resources: {requests: {storage: 1Gi}}}', 'missing-field spec.accessModes'],
      ['no size', 'spec: {accessModes: [ReadWriteOnce]}', 'missing-field spec.resources'],
      [
        'other amounts, and a source that is taken out',
        'spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi, cpu: 0}}, dataSource: {}}',
      ],
      [
        'a unit that is none',
        'spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1GB}}}',
        'invalid-field-type spec.resources.requests.storage',
      ],
    ]),
    ...casesOf(volume, [
      ['a folder', 'hostPath: {path: /data}'],
      ['a path that is not absolute', 'nfs: {server: a, path: data}', 'invalid-value spec.nfs.path'],
      ['a disk of any node', 'local: {path: /data}', 'missing-field spec.nodeAffinity'],
      ['a disk of a node', 'local: {path: /data}, nodeAffinity: {required: {nodeSelectorTerms: []}}'],
      ['a misspelt key', 'storageClass: a, hostPath: {path: /data}', 'unknown-field spec.storageClass'],
    ]),
    ...casesOf(object('StorageClass', 'storage.k8s.io/v1'), [
      ['a class', 'provisioner: Ebs.csi.aws.com\nparameters: {type: gp3}\nvolumeBindingMode: WaitForFirstConsumer'],
      ['no provisioner', 'parameters: {type: gp3}', 'missing-field provisioner'],
      ['a number', 'provisioner: a\nparameters: {replication: 3}', 'invalid-field-type parameters.replication'],
      ['a policy of volumes', 'provisioner: a\nreclaimPolicy: Recycle', 'invalid-value reclaimPolicy'],
    ]),
    ...casesOf(object('CSIDriver', 'storage.k8s.io/v1'), [['a kind beside it', 'spec: {}']]),
  ]));

const webhook = (text: string) =>
  object(
    'ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
  )(
    `webhooks: [{name: a.example.com, clientConfig: {service: {namespace: b, name: c}}, admissionReviewVersions: [v1], ${text}}]`,
  );
describe('webhooks, quotas and priorities', () =>
  testConstraints([
    ...casesOf(webhook, [
      ['a webhook', 'sideEffects: None'],
      ['nothing about its effects', 'failurePolicy: Fail', 'missing-field webhooks[0].sideEffects'],
      ['too long', 'sideEffects: None, timeoutSeconds: 60', 'invalid-value webhooks[0].timeoutSeconds'],
      [
        'a rule of all versions',
        'sideEffects: None, rules: [{operations: [create], apiGroups: ["*"], resources: [pods]}]',
        'invalid-value webhooks[0].rules[0].operations[0]',
        'missing-field webhooks[0].rules[0].apiVersions',
      ],
    ]),
    ...casesOf(object('ResourceQuota', 'v1'), [
      [
        'amounts',
        'spec: {hard: {requests.cpu: 1, pods: "10", count/deployments.apps: 3, requests.hugepages-2Mi: 4Mi}}',
      ],
      ['a kind', 'spec: {hard: {statefulsets.apps: 3}}', 'invalid-value spec.hard[statefulsets.apps]'],
      ['a size of no claim', 'spec: {hard: {storage: 1Gi}}', 'invalid-value spec.hard.storage'],
    ]),
    ...casesOf(object('LimitRange', 'v1', '{}'), [
      ['no name', 'spec: {limits: [{type: Container, default: {cpu: 1}, max: {storage: 1Gi}}]}'],
      [
        'a misspelt resource',
        'spec: {limits: [{type: Pod, max: {Memory: 1Gi}}]}',
        'invalid-value spec.limits[0].max.Memory',
      ],
    ]),
    ...casesOf(object('PriorityClass', 'scheduling.k8s.io/v1'), [
      ['a class', 'value: 1000\nglobalDefault: false'],
      ['a text', 'value: high', 'invalid-field-type value'],
    ]),
  ]));
