import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidValue = defineConstraintRule({
  code: 'invalid-value',
  summary: 'A value that its field does not accept, often only misspelled.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateService; pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    unsupported: '{field} cannot be "{value}". Use one of {allowed}, in exactly this spelling.',
    headlessType: 'type cannot be "{value}". A headless Service has no type of its own: it has clusterIP: None.',
    distribution:
      'Before Kubernetes 1.34 trafficDistribution cannot be "{value}". Until then PreferClose is the only value.',
    qualifiedName:
      '{field} cannot be "{value}". It has the form of a label key: letters, digits, dashes, underscores and dots; a DNS name and a slash may come first.',
    negative: '{field} cannot be {value}: the smallest value is 0.',
    timeout: 'timeoutSeconds cannot be {value}. Use 1 to 86400, which is a day; the default is three hours.',
    topology:
      'Two annotations about topology differ: "{value}" and "{other}". service.kubernetes.io/topology-mode and service.kubernetes.io/topology-aware-hints mean the same; keep one.',
    repeatedHint: 'The hint "{value}" is listed twice, which the API server rejects. Name each zone or node once.',
    mountTwice: 'Two volumes of this container are mounted at "{value}". Mount each at a path of its own.',
    twoControllers:
      'A second owner has controller: true, which the API server rejects. An object has at most one controller.',
    fieldPath:
      'fieldPath cannot be "{value}". A variable can take the name, namespace, UID, labels, annotations, node, service account and addresses of its Pod.',
    deadline: '{field} cannot be {value}. The deadline is a number of seconds from 1 to 2147483647.',
    percentage: '{field} cannot be "{value}". Use a whole number, or a percentage such as "25%".',
    moreThanAll: '{field} cannot be "{value}". The maximum is 100%, which is all Pods.',
    none: '{field} cannot be {value}. If no Pod may be unavailable, none could ever be replaced.',
    standstill:
      'This update cannot replace any Pod, which the API server rejects. Set maxUnavailable or maxSurge to more than 0.',
    progress:
      'progressDeadlineSeconds {value} is not longer than minReadySeconds {other}. The deadline must be the longer one; its default is 600.',
    minReplicas: 'minReplicas cannot be {value}. The minimum is 1, unless the cluster can scale to zero.',
    maxReplicas: 'maxReplicas cannot be {value}. It must be at least {other}, the value of minReplicas.',
    groupless:
      'apiVersion of scaleTargetRef cannot be "{value}". It needs the API group of the target, such as apps/v1.',
    relativePath:
      'path "{value}" does not begin with a slash. Only with pathType ImplementationSpecific can the path be left out.',
    crookedPath:
      'path "{value}" is not valid. With pathType Exact and Prefix it has no empty part, no "." or ".." and no encoded slash.',
    twoClasses:
      'The annotation has class "{value}", but ingressClassName is "{other}". The annotation is the old form of the field; remove it.',
    range: '{field} cannot be {value}. Use a number from {first} to {last}.',
    fileMode: '{field} cannot be {value}. The mode of a file is 0 to 0777 octal, which is 511 decimal.',
    innerPath: '{field} cannot be "{value}". It is a relative path, without a slash in front and without "..".',
    reservedFile: '{field} cannot be "{value}". The kubelet keeps names that begin with two dots for itself.',
    stepUp: '{field} cannot be "{value}". The path must not contain "..".',
    absolutePath: '{field} cannot be "{value}". The path on the server begins with a slash.',
    samePath: '{field} "{value}" is used twice. Each mount and each file needs a path of its own.',
    resourceName:
      '"{value}" is not a resource of containers. Use cpu, memory, ephemeral-storage, hugepages-SIZE, or a name with a domain such as example.com/gpu.',
    wholeResource: '{field} cannot be {value}. This resource is only given in whole numbers.',
    aboveLimit:
      'The request of {value} {resource} is above its limit of {other}. Raise the limit or lower the request.',
    otherThanLimit:
      'The request of {value} {resource} differs from its limit of {other}. This resource is never overcommitted, so both must be equal.',
    once: '{field} cannot be {value}. For liveness and startup probes it must be 1.',
    fileFieldPath:
      'fieldPath cannot be "{value}". A file can hold the name, namespace, UID, labels and annotations of its Pod; everything else is for variables.',
    resourceField:
      'resource cannot be "{value}". Use limits or requests of cpu, memory, ephemeral-storage or hugepages-SIZE, such as limits.cpu.',
    keyless: 'A toleration without a key needs the operator Exists. It then tolerates every taint.',
    effectOfSeconds:
      'A toleration with tolerationSeconds needs the effect NoExecute. Other effects never remove a running Pod.',
    spreadTwice:
      'A second constraint for "{value}" has whenUnsatisfiable {other}. Only one of each kind is allowed for a topology key.',
    sysctl:
      '{field} cannot be "{value}". The name of a sysctl has small letters, digits, dots, slashes, dashes and underscores, at most 253.',
    time: '{field} cannot be "{value}". A time has the form 2026-01-31T23:59:59Z.',
    finalizer:
      '"{value}" is not a valid finalizer. Its name needs a domain, such as example.com/cleanup; only kubernetes, orphan and foregroundDeletion have none.',
    claimSource: 'kind cannot be "{value}" without an apiGroup. Without one, the source is a PersistentVolumeClaim.',
    notPositive: '{field} cannot be {value}. It must be more than 0.',
    base64:
      'The value of "{field}" is not encoded in Base64. Encode it, or put plain text in stringData or in the data of a ConfigMap.',
    schedule:
      'schedule cannot be "{value}". It has five fields (minute, hour, day of month, month, day of week from 0 to 6), or is a word such as @daily.',
    zoneInSchedule: 'schedule cannot be "{value}". Since Kubernetes 1.29, a time zone is only allowed in timeZone.',
    timeZone:
      'timeZone cannot be "{value}". It is a name from the time zone database in its exact spelling, such as Europe/Berlin or UTC.',
    exitCode: 'The exit code cannot be 0 with the operator In. A container that ends with 0 has not failed.',
    exitCodeOrder: 'These exit codes are not in ascending order, or one is listed twice. The API server rejects both.',
    indexes:
      'succeededIndexes cannot be "{value}". Use ascending numbers and ranges below completions, such as "1,3-5".',
    aboveCompletions: '{field} cannot be {value}. The Job has only {other} completions.',
    replacement: 'podReplacementPolicy cannot be "{value}" with a podFailurePolicy. Only Failed is allowed then.',
    neverRestarted:
      'restartPolicy must be Never with a podFailurePolicy. Otherwise the kubelet restarts containers before the policy can act.',
    wholePages: '{field} cannot be {value}. Huge pages are given whole, here in steps of {other}.',
    registry:
      'The value of "{field}" is not JSON. In stringData it is written plainly, as in the file that docker login creates.',
    unmasked:
      'procMount cannot be Unmasked unless hostUsers is false. Only a Pod with users of its own may see all of /proc.',
    longSleep:
      'A hook cannot sleep {value} seconds. That is more than terminationGracePeriodSeconds, here {other}; the default is 30.',
    ownResource:
      '"{value}" is not a resource of the cluster. Write one such as cpu or memory, or one with its domain; a quota counts objects as count/deployments.apps.',
    podResource:
      '"{value}" is not a resource of a whole Pod. Use cpu, memory or hugepages-SIZE; others belong to containers.',
    fixSpelling: 'Change to {allowed}',
    fixPath: 'Change to {path}',
    fixHeadless: 'Change to clusterIP: None',
    fixRemove: 'Remove {field}',
  },
});
