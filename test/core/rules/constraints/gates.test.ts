import { describe } from 'vitest';
import { casesOf, indented, testConstraints, type ShortCase } from '../../../support/check-constraints.ts';

const at = 'spec.containers[0]';
const pod = (spec: string): string =>
  `kind: Pod\nmetadata: {name: a, labels: {a: b}}\nspec:\n  containers: [{name: a, image: b}]\n${indented(spec, 2)}\n`;
const container = (text: string): string =>
  `kind: Pod\nmetadata: {name: a}\nspec:\n  terminationGracePeriodSeconds: 60\n  volumes: [{name: v, emptyDir: {}}]\n  resourceClaims: [{name: gpu, resourceClaimName: g}]\n  containers:\n  - name: a\n    image: b\n${indented(text, 4)}\n`;
const old = (text: string): string => container(text).replace(/ {2}resourceClaims.*\n/, '');
const job = (spec: string): string =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec:\n  completionMode: Indexed\n  completions: 3\n  template: {spec: {restartPolicy: Never, containers: [{name: main, image: b}]}}\n${indented(spec, 2)}\n`;
const own = (metadata: string): string => `kind: ServiceAccount\n${metadata}\n`;

const affinity = (term: string): string =>
  `affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, labelSelector: {matchLabels: {a: b}}, ${term}}]}}`;
const term = 'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';
const spread =
  'topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {c: d}}, matchLabelKeys: [c]}]';

const pods: readonly ShortCase[] = [
  [
    'policies of groups and labels before their gates @1.32',
    'securityContext: {supplementalGroupsPolicy: Foo, seLinuxChangePolicy: Foo}',
  ],
  [
    'a policy of groups @1.33',
    'securityContext: {supplementalGroupsPolicy: merge}',
    'invalid-value spec.securityContext.supplementalGroupsPolicy',
  ],
  [
    'a label of the Pod that is selected already',
    affinity('matchLabelKeys: [a]'),
    `forbidden-field ${term}.matchLabelKeys[0]`,
  ],
  ['keys of a term before the gate @1.30', affinity('matchLabelKeys: ["x y", a]')],
  ['a key that is no label @1.31', affinity('matchLabelKeys: ["x y"]'), `invalid-value ${term}.matchLabelKeys[0]`],
  ['a key of a spread that the Pod has no label of', spread],
  [
    'the same before selectors were merged @1.33',
    spread,
    'forbidden-field spec.topologySpreadConstraints[0].matchLabelKeys[0]',
  ],
  ['users of its own', 'hostUsers: false'],
  ['users of its own on the host network', 'hostUsers: false\nhostNetwork: true', 'forbidden-field spec.hostNetwork'],
  ['users of its own before the gate @1.32', 'hostUsers: false\nhostPID: true'],
  ['a debug container', 'ephemeralContainers: [{name: d, image: x}]', 'forbidden-field spec.ephemeralContainers'],
  ['no debug container', 'ephemeralContainers: []'],
  ['resources of the whole Pod', 'resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 2}}'],
  ['a device of the whole Pod', 'resources: {limits: {a.b/gpu: 1}}', 'invalid-value spec.resources.limits[a.b/gpu]'],
  ['disk of the whole Pod @1.33', 'resources: {limits: {ephemeral-storage: 1Gi}}'],
  [
    'a request above the limit of the Pod',
    'resources: {requests: {cpu: 2}, limits: {cpu: 1}}',
    'invalid-value spec.resources.requests.cpu',
  ],
  ['claims of the whole Pod', 'resources: {claims: [{name: a}]}', 'forbidden-field spec.resources.claims'],
  ['a claim from a template', 'resourceClaims: [{name: gpu, resourceClaimTemplateName: t}]'],
  ['a claim of nothing', 'resourceClaims: [{name: gpu}]', 'missing-field spec.resourceClaims[0]'],
  ['a claim without a name', 'resourceClaims: [{resourceClaimName: g}]', 'missing-field spec.resourceClaims[0].name'],
  [
    'a claim of two things',
    'resourceClaims: [{name: gpu, resourceClaimName: g, resourceClaimTemplateName: t}]',
    'forbidden-field spec.resourceClaims[0].resourceClaimTemplateName',
  ],
  [
    'a claim twice',
    'resourceClaims: [{name: gpu, resourceClaimName: g}, {name: gpu, resourceClaimName: h}]',
    'invalid-name spec.resourceClaims[1].name',
  ],
  ['a source of a claim as it was @1.30', 'resourceClaims: [{name: gpu, source: {resourceClaimName: g}}]'],
  [
    'a claim as it is before it was so @1.30',
    'resourceClaims: [{name: gpu, resourceClaimName: g}]',
    'unknown-field spec.resourceClaims[0].resourceClaimName',
  ],
  [
    'an image and an empty directory',
    'volumes: [{name: v, emptyDir: {}, image: {reference: r}}]',
    'forbidden-field spec.volumes[0].image',
  ],
  ['an image that is taken out @1.34', 'volumes: [{name: v, emptyDir: {}, image: {reference: r}}]'],
  ['an image as a volume', 'volumes: [{name: v, image: {reference: r, pullPolicy: Never}}]'],
  [
    'a policy for an image that there is not',
    'volumes: [{name: v, image: {reference: r, pullPolicy: never}}]',
    'invalid-value spec.volumes[0].image.pullPolicy',
  ],
];

const containers: readonly ShortCase[] = [
  ['a claim of the Pod', 'resources: {claims: [{name: gpu, request: one}]}'],
  [
    'a claim that the Pod does not have',
    'resources: {claims: [{name: npu}]}',
    `invalid-name ${at}.resources.claims[0].name`,
  ],
  [
    'all of /proc for the users of the node',
    'securityContext: {procMount: Unmasked}',
    `invalid-value ${at}.securityContext.procMount`,
  ],
  ['a hook that is over in time', 'lifecycle: {preStop: {sleep: {seconds: 60}}}'],
  [
    'a hook that sleeps too long',
    'lifecycle: {preStop: {sleep: {seconds: 61}}}',
    `invalid-value ${at}.lifecycle.preStop.sleep.seconds`,
  ],
  [
    'what is mounted below, read-only',
    'volumeMounts: [{name: v, mountPath: /v, readOnly: true, recursiveReadOnly: Enabled}]',
  ],
  [
    'what is mounted below a mount that is written',
    'volumeMounts: [{name: v, mountPath: /v, recursiveReadOnly: Enabled}]',
    `forbidden-field ${at}.volumeMounts[0].recursiveReadOnly`,
  ],
  [
    'a resize of no resource',
    'resizePolicy: [{restartPolicy: NotRequired}]',
    `missing-field ${at}.resizePolicy[0].resourceName`,
  ],
  [
    'a resize twice',
    'resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: NotRequired}]',
    `invalid-name ${at}.resizePolicy[1].resourceName`,
  ],
];

const before: readonly ShortCase[] = [
  ['a rule for restarts before the gate @1.34', 'restartPolicyRules: [{action: Foo}]'],
  [
    'a rule that restarts all before the gate @1.35',
    'restartPolicy: Never\nrestartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: In, values: [1]}}]',
    `invalid-value ${at}.restartPolicyRules[0].action`,
  ],
  ['a hook that does not sleep @1.33', 'lifecycle: {preStop: {sleep: {seconds: 0}}}'],
  [
    'a hook that does not sleep @1.32',
    'lifecycle: {preStop: {sleep: {seconds: 0}}}',
    `invalid-value ${at}.lifecycle.preStop.sleep.seconds`,
  ],
  [
    'a file that is taken out @1.34',
    'env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}, fileKeyRef: {}}}]',
  ],
  [
    'nothing but a file that is taken out @1.34',
    'env: [{name: A, valueFrom: {fileKeyRef: {volumeName: v, path: a, key: A}}}]',
    `missing-field ${at}.env[0].valueFrom`,
  ],
  ['amounts without digits', 'resources: {limits: {memory: Gi, cpu: "-"}}'],
  ['names of maps that end in a dash', 'envFrom: [{configMapRef: {name: a-}}, {secretRef: {name: b-}}]'],
  ['/proc before the gate @1.32', 'securityContext: {procMount: Foo}'],
  ['a resize @1.32', 'resizePolicy: [{resourceName: disk, restartPolicy: Foo}]'],
  ['what is mounted below @1.30', 'volumeMounts: [{name: v, mountPath: /v, recursiveReadOnly: Foo}]'],
  ['a claim that the Pod does not have @1.33', 'resources: {claims: [{name: npu}]}'],
];

const jobs: readonly ShortCase[] = [
  ['a success of no rule', 'successPolicy: {rules: []}', 'missing-field spec.successPolicy.rules'],
  ['a success of no rule @1.30', 'successPolicy: {rules: []}'],
  ['a manager without a domain', 'managedBy: me', 'invalid-value spec.managedBy'],
  ['a manager without a domain @1.31', 'managedBy: me'],
  [
    'exit codes of its container',
    'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: main, operator: In, values: [1]}}]}',
  ],
  [
    'exit codes of another container',
    'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: mian, operator: In, values: [1]}}]}',
    'invalid-name spec.podFailurePolicy.rules[0].onExitCodes.containerName',
  ],
];

const accounts: readonly ShortCase[] = [
  ['a Secret by its name', 'metadata: {name: a}\nsecrets: [{name: b, kind: Secret}]'],
  ['a Secret by a misspelt key', 'metadata: {name: a}\nsecrets: [{names: b}]', 'unknown-field secrets[0].names'],
  ['a finalizer that is null', 'metadata: {name: a, finalizers: [null]}', 'invalid-value metadata.finalizers[0]'],
];

const budget = (finalizer: string): string =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a, finalizers: [${finalizer}]}\n`;
const budgets: readonly ShortCase[] = [
  ['a finalizer without a domain', 'protected'],
  ['a finalizer with a blank', 'a b', 'invalid-value metadata.finalizers[0]'],
];

describe('Pods, by the gates of a version', () => testConstraints(casesOf(pod, pods)));
describe('containers, by the gates of a version', () => testConstraints(casesOf(container, containers)));
describe('containers before the gates', () => testConstraints(casesOf(old, before)));
describe('Jobs, by the gates of a version', () => testConstraints(casesOf(job, jobs)));
describe('accounts', () => testConstraints(casesOf(own, accounts)));
describe('budgets', () => testConstraints(casesOf(budget, budgets)));

const later = (claims: string): string =>
  old('resources: {claims: [{name: npu}]}').replace('  containers:', `  resourceClaims: ${claims}\n  containers:`);
describe('claims', () =>
  testConstraints(
    casesOf(later, [
      ['claims that are put in later', "'{{ .claims }}'"],
      ['no claims', '[]', `invalid-name ${at}.resources.claims[0].name`],
    ]),
  ));
