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
    fixSpelling: 'Change to {allowed}',
    fixPath: 'Change to {path}',
    fixHeadless: 'Change to clusterIP: None',
    fixRemove: 'Remove {field}',
  },
});
