import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const forbiddenField = defineConstraintRule({
  code: 'forbidden-field',
  summary: 'A field that cannot stand beside the type or the fields that are written.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateService, validatePodHostName; pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    alias:
      'The API server refuses {field} on type ExternalName. An alias has no addresses of its own; DNS answers with the name it stands for.',
    nodePort:
      'The API server refuses nodePort {value} on type ClusterIP. Only types NodePort and LoadBalancer have node ports; the type is ClusterIP where none is written.',
    trafficPolicy:
      'The API server refuses externalTrafficPolicy on this Service of type {type}. It is about traffic from outside the cluster, which comes in through types NodePort and LoadBalancer, or, since Kubernetes 1.29, through externalIPs on type ClusterIP.',
    trafficPolicyVersion:
      'Kubernetes before 1.29 refuses externalTrafficPolicy on type ClusterIP. Since 1.29 a Service with externalIPs may have it.',
    healthCheck:
      'The API server refuses healthCheckNodePort {value} on this Service. Only type LoadBalancer with externalTrafficPolicy Local has a health check of its own.',
    balancerOnly: 'The API server refuses {field} on type {type}. Only type LoadBalancer may have it.',
    balancerAnnotation:
      'The API server refuses the source ranges of a load balancer on type {type}. The annotation "{field}" may stand on type LoadBalancer only, even if it is empty.',
    rollingUpdate:
      'The API server refuses rollingUpdate beside type OnDelete. Pods are then replaced when somebody deletes them, so there is nothing to roll.',
    activeDeadline: 'The API server refuses activeDeadlineSeconds in a {kind}. Its Pods run until they are deleted.',
    overrideAndFqdn:
      'The API server refuses hostnameOverride beside setHostnameAsFQDN (since Kubernetes 1.35). Both say what the host name of the Pod is.',
    overrideOnHost:
      'The API server refuses hostnameOverride beside hostNetwork (since Kubernetes 1.35). On the network of the host a Pod has the host name of its node.',
    expressionValues:
      'The API server refuses values beside the operator "{operator}". It asks whether a label is there, not for its value.',
    onePodMode:
      'The API server refuses other access modes beside ReadWriteOncePod. A volume of one Pod is of no other.',
    twoBackends: 'The API server refuses a backend with both a service and a resource. It leads to one of them.',
    twoPorts:
      'The API server refuses a backend port with both a name and a number. One of them says which port of the Service is meant.',
    recreate:
      'The API server refuses rollingUpdate beside type Recreate. All Pods are then replaced at once, so there is nothing to roll.',
    surge:
      'The API server refuses maxSurge beside maxUnavailable. An update of a DaemonSet either adds Pods first or takes them away first; set one of the two to 0.',
    twoBudgets:
      'The API server refuses both minAvailable and maxUnavailable. Each says how many Pods may be missing; one of them is enough.',
    twoValues:
      'The API server refuses valueFrom beside value. A variable has one value, which is written or taken from elsewhere.',
    peerAndBlock:
      'The API server refuses ipBlock beside a selector in one peer. Pods and address ranges are peers of their own, each an item of the list.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixRemove: 'Remove {field}',
  },
});
