import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const missingField = defineConstraintRule({
  code: 'missing-field',
  summary: 'A field without which the API server refuses the object.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go; pkg/apis/networking/validation/validation.go, validateIngressBackend; pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec',
  messages: {
    name: 'This object has no name, which the API server refuses. It needs metadata.name, or generateName for a name that is made up.',
    ports: 'The Service has no ports, which the API server refuses. Only headless Services and aliases can do without.',
    portNumber: 'This port has no {field}, which the API server refuses. The number is what makes it a port.',
    address: 'This address has no ip, which the API server refuses. An endpoint is an IP address.',
    addresses: 'The subset has no addresses, which the API server refuses. It needs addresses or notReadyAddresses.',
    endpointAddresses:
      'The endpoint has no addresses, which the API server refuses. Each endpoint of a slice has at least one.',
    addressType:
      'The EndpointSlice has no addressType, which the API server refuses. It is IPv4, IPv6 or FQDN, and holds for all its addresses.',
    selector:
      'The {kind} has no selector, which the API server refuses. It says by which labels the {kind} knows its Pods.',
    expressionKey: 'The expression has no key, which the API server refuses. The key is that of the label it looks at.',
    expressionOperator:
      'The expression has no operator, which the API server refuses. It is In, NotIn, Exists or DoesNotExist.',
    expressionValues:
      'The expression has no values, which the API server refuses. The operators In and NotIn compare a label with values.',
    accessModes:
      'Since Kubernetes 1.34 the API server refuses a claim template without accessModes. Before, the set was accepted and its Pods were never made.',
    storage:
      'Since Kubernetes 1.34 the API server refuses a claim template without a storage request. Before, the set was accepted and its Pods were never made.',
    containers: 'There are no containers, which the API server refuses. A Pod has at least one.',
    containerName: 'The container has no name, which the API server refuses. Each container has a name of its own.',
    image: 'The container has no image, which the API server refuses. The image says what runs in it.',
    rules: 'The Ingress leads nowhere, which the API server refuses. It needs rules or a defaultBackend.',
    paths: 'The rule has no paths, which the API server refuses. Each path says which Service gets what comes for it.',
    pathType: 'The path has no pathType, which the API server refuses. It is Prefix, Exact or ImplementationSpecific.',
    backend: 'The backend is empty, which the API server refuses. It needs a service, or a resource.',
    serviceName:
      'The backend names no Service, which the API server refuses. It needs the name of a Service in the namespace of the Ingress.',
    servicePort:
      'The backend has no port, which the API server refuses. It needs the number or the name of one of the ports of the Service.',
    dnsConfig:
      'dnsPolicy None has no dnsConfig beside it, which the API server refuses. The Pod has no DNS but that of dnsConfig then.',
    nameservers:
      'dnsPolicy None has no nameservers, which the API server refuses. The Pod asks those of dnsConfig.nameservers and no others.',
    optionName: 'This option of the resolver has no name, which the API server refuses. The value can be left out.',
    jobRestart:
      'The Pods of this Job have no restartPolicy, which the API server refuses. It is Never or OnFailure; the default, Always, is for Pods that never end.',
    completions:
      'The Indexed Job has no completions, which the API server refuses beside parallelism. They say how many Pods there are, each with an index of its own.',
    schedule:
      'The CronJob has no schedule, which the API server refuses. It says when Jobs are made, such as "0 3 * * *".',
    variableName: 'The variable has no name, which the API server refuses. A value alone cannot be found.',
    valueFrom:
      'The valueFrom names no source, which the API server refuses. It is one of fieldRef, resourceFieldRef, configMapKeyRef and secretKeyRef.',
    fieldPath:
      'The fieldRef has no fieldPath, which the API server refuses. It names a field of the Pod, such as metadata.name.',
    ownerField:
      'The owner has no {field}, which the API server refuses. An owner is told by apiVersion, kind, name and uid together.',
    resourceField: 'The resource has no {field}, which the API server refuses. A backend is told by kind and name.',
    peer: 'The peer says nothing, which the API server refuses. It needs a podSelector, a namespaceSelector or an ipBlock; all of them are meant where the list is left out.',
    cidr: 'The ipBlock has no cidr, which the API server refuses. It is a range of addresses, such as 10.0.0.0/8.',
    maxReplicas: 'The autoscaler has no maxReplicas, which the API server refuses. It is the most Pods it may make.',
    target: 'The scaleTargetRef has no {field}, which the API server refuses. It names the workload that is scaled.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixAddressType: 'Add addressType: {value}',
    fixPathType: 'Add pathType: {value}',
  },
});
