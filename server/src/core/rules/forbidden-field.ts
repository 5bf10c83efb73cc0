import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const forbiddenField = defineConstraintRule({
  code: 'forbidden-field',
  summary: 'A field that the API server does not allow with the type or the other fields of the object.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateService, validatePodHostName; pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    alias:
      '{field} is not allowed on type ExternalName. An alias has no addresses of its own; DNS answers with the name in externalName.',
    nodePort:
      'nodePort {value} is not allowed on type ClusterIP, the default type. Only types NodePort and LoadBalancer have node ports.',
    trafficPolicy:
      'externalTrafficPolicy is not allowed on this Service of type {type}. It controls traffic from outside the cluster, which needs type NodePort or LoadBalancer, or (since Kubernetes 1.29) externalIPs on type ClusterIP.',
    trafficPolicyVersion:
      'Before Kubernetes 1.29, externalTrafficPolicy is not allowed on type ClusterIP. Since 1.29, a Service with externalIPs may have it.',
    healthCheck:
      'healthCheckNodePort {value} is not allowed on this Service. Only type LoadBalancer with externalTrafficPolicy Local has a health check port.',
    balancerOnly: '{field} is not allowed on type {type}. Only type LoadBalancer may have it.',
    balancerAnnotation:
      'Source ranges of a load balancer are not allowed on type {type}. Only type LoadBalancer may have the annotation "{field}", even if it is empty.',
    rollingUpdate:
      'rollingUpdate is not allowed with type OnDelete. Pods are replaced only when somebody deletes them.',
    activeDeadline: 'activeDeadlineSeconds is not allowed in a {kind}. Its Pods run until they are deleted.',
    overrideAndFqdn:
      'Since Kubernetes 1.35, hostnameOverride is not allowed with setHostnameAsFQDN. Both set the host name of the Pod; keep one.',
    overrideOnHost:
      'Since Kubernetes 1.35, hostnameOverride is not allowed with hostNetwork. On the host network a Pod has the host name of its node.',
    expressionValues:
      'values are not allowed with the operator "{operator}". It checks whether a label exists, not its value.',
    onePodMode: 'Other access modes are not allowed with ReadWriteOncePod. The volume belongs to one Pod only.',
    twoBackends: 'A backend cannot have both a service and a resource. Keep one of them.',
    twoPorts: 'A backend port cannot have both a name and a number. Keep one of them.',
    recreate: 'rollingUpdate is not allowed with type Recreate. All Pods are replaced at once.',
    surge:
      'A DaemonSet cannot have both maxSurge and maxUnavailable. An update either adds Pods first or removes them first; set one of the two to 0.',
    twoBudgets: 'minAvailable and maxUnavailable cannot both be set. Keep one of them.',
    twoValues: 'A variable cannot have both value and valueFrom. Keep one of them.',
    peerAndBlock:
      'ipBlock is not allowed together with a selector in one peer. Make each of them a separate item of the list.',
    onlyOne: '{field} is not allowed together with {other}. Keep one of them.',
    readinessGrace: '{field} is not allowed in a readiness probe. Its failure never stops the container.',
    initProbe: '{field} is not allowed in this init container. Only one with restartPolicy Always goes on running.',
    bothWays: 'mountPropagation Bidirectional is only allowed in a privileged container. The mounts reach the node.',
    tolerationValue: 'value is not allowed with the operator Exists. It tolerates every value of the taint.',
    minDomains: 'minDomains is only allowed with whenUnsatisfiable DoNotSchedule. Otherwise Pods are scheduled anyway.',
    withoutSelector: '{field} is not allowed without a labelSelector. Its keys extend that selector.',
    keyTwice:
      'matchLabelKeys "{value}" is not allowed here: the labelSelector names this key itself. Keep it in one of them.',
    localhostProfile:
      'localhostProfile is not allowed with type {type}. Only the type Localhost reads a file of the node.',
    privileged:
      'allowPrivilegeEscalation false is not allowed in a privileged container. It already has all privileges.',
    indexedOnly: '{field} is only allowed with completionMode Indexed. Other Jobs have no indexes.',
    metricSource: '{field} is not allowed in a metric of type {type}. Keep only what the type stands for.',
    notInit: 'Before Kubernetes 1.34, restartPolicy is only allowed in init containers.',
    administrator:
      'allowPrivilegeEscalation false is not allowed with the capability CAP_SYS_ADMIN. It already allows everything.',
    pathsInNamespace:
      '{field} is not allowed in a Role. Only a ClusterRole can have rules about paths that are no resources.',
    accountGroup: '{field} is not allowed for a ServiceAccount. Only users and groups have {value}.',
    ownUsers:
      '{field} is not allowed with hostUsers: false. A Pod with users of its own cannot share this with its node.',
    ephemeral: 'ephemeralContainers are not allowed here. They are only added to a running Pod, as kubectl debug does.',
    podClaims: 'claims are not allowed in the resources of a whole Pod. Each container names the claims that it uses.',
    notReadOnly: 'recursiveReadOnly {value} is only allowed with readOnly: true.',
    fixReadOnly: 'Add readOnly: true',
    fixRemove: 'Remove {field}',
  },
});
