import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const duplicatePort = defineConstraintRule({
  code: 'duplicate-port',
  summary: 'Two ports in one list have the same name, number or host port.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateService, validateContainerPorts; pkg/apis/discovery/validation/validation.go, validatePorts',
  messages: {
    name: 'Two ports have the name "{value}", which the API server rejects. Give each port in the list its own name, whatever its protocol.',
    unnamed:
      'A second port has no name, which the API server rejects. In an EndpointSlice a port without a name has the empty name, and each name can be used only once.',
    number:
      'Port {value} is listed twice, which the API server rejects. A Service can have each number only once per protocol.',
    nodePort:
      'Node port {value} is used twice, which the API server rejects. Only ports with the same number and different protocols can share one.',
    hostPort:
      'Host port {value} is used twice, which the API server rejects. A host port leads to one container for each protocol and address; on the host network, each container port is also a host port.',
    fixRemove: 'Remove {field}',
  },
});
