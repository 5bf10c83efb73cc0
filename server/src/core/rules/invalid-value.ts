import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidValue = defineConstraintRule({
  code: 'invalid-value',
  summary: 'A value that its field does not take, often only misspelt.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateService; pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    unsupported: 'The API server refuses {field} "{value}". It has to be one of {allowed}, in exactly these letters.',
    distribution:
      'Kubernetes before 1.34 refuses trafficDistribution "{value}". Until then PreferClose is the only value.',
    qualifiedName:
      'The API server refuses {field} "{value}". It is written like the key of a label: letters, digits, dashes, underscores and dots, perhaps behind a DNS name and one slash.',
    negative: 'The API server refuses {field} {value}: it cannot be negative. The smallest is 0.',
    timeout:
      'The API server refuses timeoutSeconds {value}: it is from 1 to 86400. That is a day at most; left out it is three hours.',
    topology:
      'The API server refuses two different answers about topology: "{value}" and "{other}". The annotations service.kubernetes.io/topology-mode and service.kubernetes.io/topology-aware-hints mean the same; one is enough.',
    repeatedHint: 'The API server refuses the hint "{value}" twice. Each zone or node is named once.',
    twoControllers:
      'The API server refuses a second owner with controller: true. An object is controlled by one owner at most.',
    fieldPath:
      'The API server refuses fieldPath "{value}". A variable can take the name, namespace, UID, labels, annotations, node, account and addresses of its Pod.',
    deadline: 'The API server refuses {field} {value}. The deadline is a number of seconds from 1 to 2147483647.',
    percentage: 'The API server refuses {field} "{value}". It is a whole number, or a percentage such as "25%".',
    moreThanAll: 'The API server refuses {field} "{value}". More than 100% of the Pods there are not.',
    none: 'The API server refuses {field} {value}. With none that may be missing, no Pod could ever be replaced.',
    standstill:
      'The API server refuses an update in which nothing may be missing and nothing be added. Either maxUnavailable or maxSurge has to be more than 0.',
    progress:
      'The API server refuses progressDeadlineSeconds {value} beside minReadySeconds {other}. The deadline has to be the longer one; it is 600 where none is written.',
    minReplicas: 'The API server refuses minReplicas {value}. The smallest is 1, unless the cluster scales to zero.',
    maxReplicas: 'The API server refuses maxReplicas {value}. It is at least {other}, as minReplicas is.',
    groupless:
      'The API server refuses apiVersion "{value}" in scaleTargetRef. It names the group of what is scaled, such as apps/v1.',
    relativePath:
      'The API server refuses path "{value}": it has to begin with a slash. Only with pathType ImplementationSpecific a path can be left out.',
    crookedPath:
      'The API server refuses path "{value}". With pathType Exact and Prefix it holds no empty part, no "." or ".." and no encoded slash.',
    twoClasses:
      'The API server refuses class "{value}" beside ingressClassName "{other}". The annotation is the old way to say the same; leave it out.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixSpelling: 'Write {allowed}',
    fixPath: 'Write {path}',
    fixRemove: 'Remove {field}',
  },
});
