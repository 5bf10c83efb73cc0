import { describe } from 'vitest';
import { casesOf, indented, testConstraints, type ShortCase } from '../../../support/check-constraints.ts';

const podOf = (spec: string): string => `kind: Pod\nmetadata: {name: a}\nspec:\n${indented(spec, 2)}\n`;
const pod = (spec: string): string => podOf(`containers: [{name: a, image: b}]\n${spec}`);
/** A container with something more in it, of a Pod with a claim, a directory and a ConfigMap. */
const container = (text: string): string =>
  podOf(
    `volumes: [{name: data, persistentVolumeClaim: {claimName: c}}, {name: tmp}, {name: conf, configMap: {name: c}}]\ncontainers:\n- name: a\n  image: b\n${indented(text, 2)}`,
  );
const at = 'spec.containers[0]';

const resources: readonly ShortCase[] = [
  ['amounts', 'resources: {requests: {cpu: 100m, memory: 1Gi}, limits: {cpu: 1, memory: 1.5Gi, example.com/gpu: 1}}'],
  [
    'amounts in other units',
    'resources: {requests: {cpu: "1e3", memory: 128974848}, limits: {memory: 129e6, cpu: 1k}}',
  ],
  ['equal amounts', 'resources: {requests: {cpu: 700m, memory: 1024Mi}, limits: {cpu: 0.7, memory: 1Gi}}'],
  ['an amount that is put in later', 'resources: {requests: {cpu: "{{ .cpu }}"}, limits: {cpu: 1}}'],
  ['a unit that is none', 'resources: {limits: {memory: 512MB}}', `invalid-field-type ${at}.resources.limits.memory`],
  ['an empty amount', 'resources: {limits: {cpu: ""}}', `invalid-field-type ${at}.resources.limits.cpu`],
  ['a boolean', 'resources: {limits: {cpu: true}}', `invalid-field-type ${at}.resources.limits.cpu`],
  ['a negative amount', 'resources: {limits: {cpu: -1}}', `invalid-value ${at}.resources.limits.cpu`],
  [
    'a request above its limit',
    'resources: {requests: {memory: 2Gi, cpu: 1}, limits: {memory: 1Gi}}',
    `invalid-value ${at}.resources.requests.memory`,
  ],
  [
    'a resource that containers do not have',
    'resources: {limits: {gpu: 1}}',
    `invalid-value ${at}.resources.limits.gpu`,
  ],
  ['a resource whose name is put in later', 'resources: {limits: {FILLED_BY_VALIDATOR: 1}}'],
  ['half a device', 'resources: {limits: {a.b/gpu: 500m}}', `invalid-value ${at}.resources.limits[a.b/gpu]`],
  ['a device without limit', 'resources: {requests: {a.b/gpu: 1}}', `missing-field ${at}.resources.requests[a.b/gpu]`],
  [
    'a device with another limit',
    'resources: {requests: {a.b/gpu: 1}, limits: {a.b/gpu: 2}}',
    `invalid-value ${at}.resources.requests[a.b/gpu]`,
  ],
  ['huge pages alone', 'resources: {limits: {hugepages-2Mi: 2Mi}}', `missing-field ${at}.resources`],
  [
    'half a page',
    'resources: {limits: {hugepages-2Mi: 3Mi, memory: 1Gi}}',
    `invalid-value ${at}.resources.limits.hugepages-2Mi`,
  ],
  ['huge pages with memory', 'resources: {limits: {hugepages-2Mi: 2Mi, memory: 1Gi}}'],
  ['a misspelt key', 'resources: {limit: {cpu: 1}}', `unknown-field ${at}.resources.limit`],
];

const probes: readonly ShortCase[] = [
  ['a long end', 'livenessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 9999999999}'],
  [
    'each action',
    'readinessProbe: {exec: {command: [a]}}\nlivenessProbe: {grpc: {port: 80}}\nstartupProbe: {tcpSocket: {port: a}}',
  ],
  ['no action', 'readinessProbe: {periodSeconds: 5}', `missing-field ${at}.readinessProbe`],
  [
    'two actions',
    'livenessProbe: {exec: {command: [a]}, httpGet: {port: 80}}',
    `forbidden-field ${at}.livenessProbe.httpGet`,
  ],
  ['no command', 'livenessProbe: {exec: {}}', `missing-field ${at}.livenessProbe.exec.command`],
  ['no port', 'livenessProbe: {httpGet: {path: /}}', `missing-field ${at}.livenessProbe.httpGet.port`],
  ['no port of gRPC', 'livenessProbe: {grpc: {}}', `missing-field ${at}.livenessProbe.grpc.port`],
  [
    'a scheme in small letters',
    'livenessProbe: {httpGet: {port: 80, scheme: http}}',
    `invalid-value ${at}.livenessProbe.httpGet.scheme`,
  ],
  [
    'a header with a blank',
    'livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: a b, value: c}]}}',
    `invalid-name ${at}.livenessProbe.httpGet.httpHeaders[0].name`,
  ],
  [
    'a negative time',
    'livenessProbe: {tcpSocket: {port: 80}, periodSeconds: -1}',
    `invalid-value ${at}.livenessProbe.periodSeconds`,
  ],
  [
    'two successes',
    'livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}',
    `invalid-value ${at}.livenessProbe.successThreshold`,
  ],
  ['two successes of a readiness probe', 'readinessProbe: {tcpSocket: {port: 80}, successThreshold: 2}'],
  [
    'a grace of a readiness probe',
    'readinessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 2}',
    `forbidden-field ${at}.readinessProbe.terminationGracePeriodSeconds`,
  ],
  [
    'a misspelt time',
    'readinessProbe: {tcpSocket: {port: 80}, initialDelay: 2}',
    `unknown-field ${at}.readinessProbe.initialDelay`,
  ],
  ['a hook without action', 'lifecycle: {preStop: {}}', `missing-field ${at}.lifecycle.preStop`],
  ['a hook that sleeps', 'lifecycle: {preStop: {sleep: {seconds: 5}}}'],
  [
    'a hook that sleeps@1.28',
    'lifecycle: {preStop: {sleep: {seconds: 5}}}',
    `unknown-field ${at}.lifecycle.preStop.sleep`,
  ],
];

const mounts: readonly ShortCase[] = [
  ['mounts', 'volumeMounts: [{name: tmp, mountPath: /a}, {name: tmp, mountPath: /b, subPath: c/d}]'],
  [
    'a volume that is not there',
    'volumeMounts: [{name: temp, mountPath: /a}]',
    `invalid-name ${at}.volumeMounts[0].name`,
  ],
  ['a volume that is put in later', 'volumeMounts: [{name: "{{ .name }}", mountPath: /a}]'],
  ['no path', 'volumeMounts: [{name: tmp}]', `missing-field ${at}.volumeMounts[0].mountPath`],
  [
    'one path twice',
    'volumeMounts: [{name: tmp, mountPath: /a}, {name: conf, mountPath: /a}]',
    `invalid-value ${at}.volumeMounts[1].mountPath`,
  ],
  [
    'a path from the root',
    'volumeMounts: [{name: tmp, mountPath: /a, subPath: /b}]',
    `invalid-value ${at}.volumeMounts[0].subPath`,
  ],
  [
    'a step up',
    'volumeMounts: [{name: tmp, mountPath: /a, subPath: b/../c}]',
    `invalid-value ${at}.volumeMounts[0].subPath`,
  ],
  [
    'two paths in the volume',
    'volumeMounts: [{name: tmp, mountPath: /a, subPath: b, subPathExpr: c}]',
    `forbidden-field ${at}.volumeMounts[0].subPathExpr`,
  ],
  [
    'both ways',
    'volumeMounts: [{name: tmp, mountPath: /a, mountPropagation: Bidirectional}]',
    `forbidden-field ${at}.volumeMounts[0].mountPropagation`,
  ],
  [
    'both ways of a container that may do everything',
    'securityContext: {privileged: true}\nvolumeMounts: [{name: tmp, mountPath: /a, mountPropagation: Bidirectional}]',
  ],
  [
    'readonly',
    'volumeMounts: [{name: tmp, mountPath: /a, readonly: true}]',
    `unknown-field ${at}.volumeMounts[0].readonly`,
  ],
  ['a device', 'volumeDevices: [{name: data, devicePath: /dev/a}]'],
];

const rest: readonly ShortCase[] = [
  ['the host of the Pod', 'env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.host}}}]'],
  ['a policy', 'imagePullPolicy: IfNotPresent'],
  ['another policy', 'imagePullPolicy: ifNotPresent', `invalid-value ${at}.imagePullPolicy`],
  ['a message policy', 'terminationMessagePolicy: Log', `invalid-value ${at}.terminationMessagePolicy`],
  ['an owner', 'securityContext: {runAsUser: 0}'],
  ['a negative owner', 'securityContext: {runAsUser: -1}', `invalid-value ${at}.securityContext.runAsUser`],
  ['a quoted owner', 'securityContext: {runAsUser: "1000"}', `invalid-field-type ${at}.securityContext.runAsUser`],
  [
    'an administrator',
    'securityContext: {capabilities: {add: [CAP_SYS_ADMIN]}, allowPrivilegeEscalation: false}',
    `forbidden-field ${at}.securityContext.allowPrivilegeEscalation`,
  ],
  ['a policy of its own', 'restartPolicy: OnFailure'],
  ['a policy that is none', 'restartPolicy: Sometimes', `invalid-value ${at}.restartPolicy`],
  ['a policy of its own@1.33', 'restartPolicy: OnFailure', `forbidden-field ${at}.restartPolicy`],
  [
    'privileges that cannot grow',
    'securityContext: {privileged: true, allowPrivilegeEscalation: false}',
    `forbidden-field ${at}.securityContext.allowPrivilegeEscalation`,
  ],
  [
    'a file of no type',
    'securityContext: {seccompProfile: {type: RuntimeDefault, localhostProfile: a}}',
    `forbidden-field ${at}.securityContext.seccompProfile.localhostProfile`,
  ],
  [
    'a type without file',
    'securityContext: {seccompProfile: {type: Localhost}}',
    `missing-field ${at}.securityContext.seccompProfile.localhostProfile`,
  ],
  ['a key of a Pod in a container', 'securityContext: {fsGroup: 1}', `unknown-field ${at}.securityContext.fsGroup`],
  [
    'a source without key',
    'env: [{name: A, valueFrom: {secretKeyRef: {name: a}}}]',
    `missing-field ${at}.env[0].valueFrom.secretKeyRef.key`,
  ],
  [
    'two sources',
    'env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}, configMapKeyRef: {name: a, key: b}}}]',
    `forbidden-field ${at}.env[0].valueFrom.secretKeyRef`,
  ],
  ['a resource', 'env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}}]'],
  [
    'no resource',
    'env: [{name: A, valueFrom: {resourceFieldRef: {resource: cpu}}}]',
    `invalid-value ${at}.env[0].valueFrom.resourceFieldRef.resource`,
  ],
  ['all keys', 'envFrom: [{prefix: A_, configMapRef: {name: a}}, {secretRef: {name: a}}]'],
  ['all keys of nothing', 'envFrom: [{prefix: A_}]', `missing-field ${at}.envFrom[0]`],
  [
    'all keys of two',
    'envFrom: [{configMapRef: {name: a}, secretRef: {name: a}}]',
    `forbidden-field ${at}.envFrom[0].secretRef`,
  ],
];

const volumes: readonly ShortCase[] = [
  ['volumes', 'volumes: [{name: a}, {name: b, emptyDir: {}}, {name: c, hostPath: {path: /a, type: ""}}]'],
  ['no name', 'volumes: [{emptyDir: {}}]', 'missing-field spec.volumes[0].name'],
  ['a name twice', 'volumes: [{name: a}, {name: a}]', 'invalid-name spec.volumes[1].name'],
  ['capitals', 'volumes: [{name: A}]', 'invalid-name spec.volumes[0].name'],
  [
    'two sources',
    'volumes: [{name: a, emptyDir: {}, configMap: {name: a}}]',
    'forbidden-field spec.volumes[0].configMap',
  ],
  ['an unknown source', 'volumes: [{name: a, configmap: {name: a}}]', 'unknown-field spec.volumes[0].configmap'],
  [
    'the name of a Secret',
    'volumes: [{name: a, secret: {name: a}}]',
    'missing-field spec.volumes[0].secret.secretName',
    'unknown-field spec.volumes[0].secret.name',
  ],
  [
    'no claim',
    'volumes: [{name: a, persistentVolumeClaim: {}}]',
    'missing-field spec.volumes[0].persistentVolumeClaim.claimName',
  ],
  ['a mode', 'volumes: [{name: a, configMap: {name: a, defaultMode: 0644}}]'],
  [
    'a decimal mode',
    'volumes: [{name: a, configMap: {name: a, defaultMode: 644}}]',
    'invalid-value spec.volumes[0].configMap.defaultMode',
  ],
  [
    'a file from the root',
    'volumes: [{name: a, configMap: {name: a, items: [{key: a, path: /b}]}}]',
    'invalid-value spec.volumes[0].configMap.items[0].path',
  ],
  [
    'a type of path',
    'volumes: [{name: a, hostPath: {path: /a, type: directory}}]',
    'invalid-value spec.volumes[0].hostPath.type',
  ],
  [
    'a size',
    'volumes: [{name: a, emptyDir: {sizeLimit: 1GB}}]',
    'invalid-field-type spec.volumes[0].emptyDir.sizeLimit',
  ],
  [
    'one path of two files',
    'volumes: [{name: a, projected: {sources: [{secret: {name: a, items: [{key: a, path: b}]}}, {configMap: {name: a, items: [{key: c, path: b}]}}]}}]',
    'invalid-value spec.volumes[0].projected.sources[1].configMap.items[0].path',
  ],
  [
    'labels in a file',
    'volumes: [{name: a, downwardAPI: {items: [{path: a, fieldRef: {fieldPath: metadata.labels}}]}}]',
  ],
  [
    'an address in a file',
    'volumes: [{name: a, downwardAPI: {items: [{path: a, fieldRef: {fieldPath: status.podIP}}]}}]',
    'invalid-value spec.volumes[0].downwardAPI.items[0].fieldRef.fieldPath',
  ],
  [
    'a short token',
    'volumes: [{name: a, projected: {sources: [{serviceAccountToken: {path: a, expirationSeconds: 60}}]}}]',
    'invalid-value spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds',
  ],
];

const term = (text: string): string =>
  `affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{${text}}]}}`;
const node = (text: string): string =>
  `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{${text}}]}]}}}`;
const nodeAt =
  'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]';
const termAt = 'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';

const scheduling: readonly ShortCase[] = [
  ['a term', term('topologyKey: a, labelSelector: {matchLabels: {a: b}}')],
  ['no topology', term('labelSelector: {matchLabels: {a: b}}'), `missing-field ${termAt}.topologyKey`],
  [
    'a term as of a preference',
    term('weight: 1, podAffinityTerm: {topologyKey: a}'),
    `missing-field ${termAt}.topologyKey`,
    `unknown-field ${termAt}.podAffinityTerm`,
    `unknown-field ${termAt}.weight`,
  ],
  [
    'a weight of 0',
    'affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, podAffinityTerm: {topologyKey: a}}]}}',
    'invalid-value spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight',
  ],
  [
    'no weight',
    'affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{podAffinityTerm: {topologyKey: a}}]}}',
    'invalid-value spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight',
  ],
  ['a number of a node', node('key: a, operator: Gt, values: ["1"]')],
  ['a number that is none', node('key: a, operator: Gt, values: [1]'), `invalid-field-type ${nodeAt}.values[0]`],
  ['two numbers', node('key: a, operator: Gt, values: ["1", "2"]'), `missing-field ${nodeAt}.values`],
  ['no values', node('key: a, operator: In'), `missing-field ${nodeAt}.values`],
  ['values of Exists', node('key: a, operator: Exists, values: [b]'), `forbidden-field ${nodeAt}.values`],
  ['Equals', node('key: a, operator: Equals, values: [b]'), `invalid-value ${nodeAt}.operator`],
  [
    'no terms',
    'affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}}',
    'missing-field spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
  ],
  [
    'tolerations',
    'tolerations: [{operator: Exists}, {key: a, value: b, effect: NoSchedule}, {key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 5}]',
  ],
  ['a toleration of nothing', 'tolerations: [{effect: NoSchedule}]', 'invalid-value spec.tolerations[0].operator'],
  [
    'a value of Exists',
    'tolerations: [{key: a, operator: Exists, value: b}]',
    'forbidden-field spec.tolerations[0].value',
  ],
  [
    'an effect that is none',
    'tolerations: [{key: a, operator: Exists, effect: noSchedule}]',
    'invalid-value spec.tolerations[0].effect',
  ],
  [
    'seconds of another effect',
    'tolerations: [{key: a, operator: Exists, effect: NoSchedule, tolerationSeconds: 5}]',
    'invalid-value spec.tolerations[0].effect',
  ],
  ['a boolean value', 'tolerations: [{key: a, value: true}]', 'invalid-field-type spec.tolerations[0].value'],
  [
    'a number compared',
    'tolerations: [{key: a, operator: Gt, value: "1"}]',
    'invalid-value spec.tolerations[0].operator',
  ],
  [
    'a spread',
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, minDomains: 2}]',
  ],
  [
    'no skew',
    'topologySpreadConstraints: [{topologyKey: a, whenUnsatisfiable: DoNotSchedule}]',
    'invalid-value spec.topologySpreadConstraints[0].maxSkew',
  ],
  [
    'nothing to do',
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a}]',
    'missing-field spec.topologySpreadConstraints[0].whenUnsatisfiable',
  ],
  [
    'domains of a wish',
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, minDomains: 2}]',
    'forbidden-field spec.topologySpreadConstraints[0].minDomains',
  ],
  [
    'a spread twice',
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}, {maxSkew: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]',
    'invalid-value spec.topologySpreadConstraints[1]',
  ],
  [
    'a key that is selected already @1.33',
    'topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {a: b}}, matchLabelKeys: [a]}]',
    'forbidden-field spec.topologySpreadConstraints[0].matchLabelKeys[0]',
  ],
  [
    'Pods of others that have the key',
    'affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, mismatchLabelKeys: [tenant], labelSelector: {matchExpressions: [{key: tenant, operator: Exists}]}}]}}',
  ],
  [
    'Pods of others without a selector',
    'affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, mismatchLabelKeys: [tenant]}]}}',
    'forbidden-field spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].mismatchLabelKeys',
  ],
  [
    'Pods selected by a key that the Pod has no label of',
    'affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, matchLabelKeys: [a], labelSelector: {matchLabels: {a: b}}}]}}',
  ],
  [
    'a wish for a label that no node can have',
    'affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: a, operator: In, values: ["bad value!"]}]}}]}}',
  ],
];

const whole: readonly ShortCase[] = [
  [
    'a profile of AppArmor by its path',
    'securityContext: {appArmorProfile: {type: Localhost, localhostProfile: /usr/sbin/ntpd}}',
  ],
  ['no time to end', 'terminationGracePeriodSeconds: -1', 'invalid-value spec.terminationGracePeriodSeconds'],
  [
    'groups',
    'securityContext: {fsGroup: 1, supplementalGroups: [1], fsGroupChangePolicy: Always, sysctls: [{name: net.core.somaxconn, value: "1"}]}',
  ],
  [
    'a key of a container in a Pod',
    'securityContext: {privileged: true}',
    'unknown-field spec.securityContext.privileged',
  ],
  [
    'a change of groups',
    'securityContext: {fsGroupChangePolicy: Never}',
    'invalid-value spec.securityContext.fsGroupChangePolicy',
  ],
  [
    'a sysctl that is none',
    'securityContext: {sysctls: [{name: A, value: "1"}]}',
    'invalid-value spec.securityContext.sysctls[0].name',
  ],
  ['a negative time', 'terminationGracePeriodSeconds: -1', 'invalid-value spec.terminationGracePeriodSeconds'],
  ['another system', 'os: {name: darwin}', 'invalid-value spec.os.name'],
];

describe('the resources of a container', () => testConstraints(casesOf(container, resources)));
describe('the probes and hooks of a container', () => testConstraints(casesOf(container, probes)));
describe('the mounts of a container', () => testConstraints(casesOf(container, mounts)));
describe('the rest of a container', () => testConstraints(casesOf(container, rest)));
describe('the volumes of a Pod', () => testConstraints(casesOf(pod, volumes)));
describe('where Pods run', () => testConstraints(casesOf(pod, scheduling)));
describe('the rest of a Pod', () => testConstraints(casesOf(pod, whole)));

describe('an init container', () => {
  const init = (text: string): string => pod(`initContainers:\n- name: i\n  image: b\n${indented(text, 2)}`);
  testConstraints(
    casesOf(init, [
      ['a probe', 'livenessProbe: {exec: {command: [a]}}', 'forbidden-field spec.initContainers[0].livenessProbe'],
      ['a probe of a sidecar', 'restartPolicy: Always\nlivenessProbe: {exec: {command: [a]}}'],
    ]),
  );
});

describe('a StatefulSet', () => {
  const set = (mount: string): string =>
    `kind: StatefulSet\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec: {containers: [{name: a, image: b, volumeMounts: [{name: ${mount}, mountPath: /a}]}]}\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]`;
  testConstraints(
    casesOf(set, [
      ['its claim', 'data'],
      ['no claim of it', 'date', 'invalid-name spec.template.spec.containers[0].volumeMounts[0].name'],
      ['no claim of it@1.33', 'date'],
    ]),
  );
});
