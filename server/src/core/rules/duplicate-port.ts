import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const duplicatePort = defineConstraintRule({
  code: 'duplicate-port',
  summary: 'Two ports of one list have the same name, number or host port.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateService, validateContainerPorts; pkg/apis/discovery/validation/validation.go, validatePorts',
  messages: {
    name: 'The API server refuses two ports with the name "{value}". A name stands for one port of its list, whatever the protocols are.',
    unnamed:
      'The API server refuses a second port without a name. In an EndpointSlice an absent name is the empty name, and a name stands for one port.',
    number:
      'The API server refuses a second port {value}. Number and protocol together stand for one port of a Service.',
    nodePort:
      'The API server refuses a second port on node port {value}. Only ports of the same number, in different protocols, can share one.',
    hostPort:
      'The API server refuses a second port on host port {value}. A host port of one protocol and address leads to one container; on the network of the host each container port is a host port as well.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixRemove: 'Remove {field}',
  },
});
