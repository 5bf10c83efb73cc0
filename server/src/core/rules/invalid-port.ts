import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidPort = defineConstraintRule({
  code: 'invalid-port',
  summary: 'A port number outside the valid range.',
  source: 'apimachinery pkg/util/validation, IsValidPortNum; kubernetes pkg/registry/core/service/storage/alloc.go',
  messages: {
    outOfRange: '{field} {value} is not a port. Use a number from 1 to 65535.',
    nodePortRange:
      '{field} {value} is not a node port of the cluster: those are {first} to {last}. The API server sets the range with --service-node-port-range. If yours differs, change the Headlight setting nodePortRange.',
    kubelet:
      'Before Kubernetes 1.33 the API server rejects port 10250 on type LoadBalancer. It is the port of the kubelet, which some clouds would open to everybody.',
    hostNetwork:
      'hostPort {value} differs from containerPort {port}, which the API server rejects on the host network. With hostNetwork both are the same; you can leave hostPort out.',
    endPort:
      'endPort {value} is not valid. A range begins with port, which must be a number, and does not end before it.',
    fixRemove: 'Remove {field}',
    fixHostPort: 'Set hostPort to {port}',
  },
});
