import { defineConstraintRule } from './constraints/rule.ts';

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
      'The StatefulSet has no selector, which the API server refuses. It says by which labels the set knows its Pods.',
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
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixAddressType: 'Add addressType: {value}',
    fixPathType: 'Add pathType: {value}',
  },
});
