import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const missingField = defineConstraintRule({
  code: 'missing-field',
  summary: 'A required field is missing, so the API server rejects the object.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go; pkg/apis/networking/validation/validation.go, validateIngressBackend; pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    name: 'This object needs a name. Set metadata.name, or metadata.generateName for a generated one.',
    ports: 'This Service needs at least one port. Only headless Services and aliases can do without.',
    portNumber: 'This port needs a {field}: the number of the port.',
    address: 'This address needs an ip.',
    addresses: 'This subset needs addresses or notReadyAddresses.',
    endpointAddresses: 'This endpoint needs at least one address.',
    addressType: 'This EndpointSlice needs an addressType. It is IPv4, IPv6 or FQDN, and applies to all its addresses.',
    selector: 'This {kind} needs a selector. It tells the {kind} which Pods are its own, by their labels.',
    expressionKey: 'This expression needs a key: the key of a label.',
    expressionOperator: 'This expression needs an operator: In, NotIn, Exists or DoesNotExist.',
    expressionValues: 'This expression needs values. The operators In and NotIn compare a label with them.',
    accessModes:
      'This claim template needs accessModes. The API server rejects it without them since Kubernetes 1.34; older versions accept the set and never create its Pods.',
    storage:
      'This claim template needs a storage request. The API server rejects it without one since Kubernetes 1.34; older versions accept the set and never create its Pods.',
    containers: 'A Pod needs at least one container.',
    volumeName: 'This volume needs a name, by which containers mount it.',
    containerName: 'This container needs a name of its own.',
    image: 'This container needs an image.',
    rules: 'This Ingress needs rules or a defaultBackend.',
    paths: 'This rule needs paths. Each path says which Service gets the requests.',
    pathType: 'This path needs a pathType: Prefix, Exact or ImplementationSpecific.',
    backend: 'This backend is empty. It needs a service or a resource.',
    serviceName: 'This backend needs the name of a Service in the namespace of the Ingress.',
    servicePort: 'This backend needs a port: the number or the name of a port of the Service.',
    dnsConfig: 'dnsPolicy None needs a dnsConfig with name servers: the Pod has no other DNS settings then.',
    nameservers:
      'dnsPolicy None needs at least one address in dnsConfig.nameservers. The Pod asks no other name servers.',
    optionName: 'This resolver option needs a name. Only the value can be left out.',
    jobRestart:
      'The Pods of a Job need a restartPolicy: Never or OnFailure. The default, Always, is for Pods that never end.',
    completions:
      'An Indexed Job with parallelism needs completions. They say how many Pods there are, each with an index of its own.',
    schedule: 'This CronJob needs a schedule: when Jobs are created, such as "0 3 * * *".',
    variableName: 'This environment variable needs a name.',
    valueFrom: 'This valueFrom needs a source: fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef.',
    fieldPath: 'This fieldRef needs a fieldPath: a field of the Pod, such as metadata.name.',
    ownerField: 'This owner needs a {field}. An owner is identified by apiVersion, kind, name and uid together.',
    resourceField: 'This resource needs a {field}. A backend is identified by kind and name.',
    peer: 'This peer of the policy is empty. It needs a podSelector, a namespaceSelector or an ipBlock. To mean every peer, leave out the list.',
    cidr: 'This ipBlock needs a cidr: a range of addresses, such as 10.0.0.0/8.',
    maxReplicas: 'This autoscaler needs maxReplicas: how many Pods it may create at most.',
    target: 'This scaleTargetRef needs a {field}. It identifies the workload to scale.',
    fixAddressType: 'Add addressType: {value}',
    fixPathType: 'Add pathType: {value}',
  },
});
