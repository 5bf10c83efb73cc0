import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidPort = defineConstraintRule({
  code: 'invalid-port',
  summary: 'A port number out of its range.',
  source: 'apimachinery pkg/util/validation, IsValidPortNum; kubernetes pkg/registry/core/service/storage/alloc.go',
  messages: {
    outOfRange: 'The API server refuses {field} {value}: ports are 1 to 65535. A number outside is no port.',
    nodePortRange:
      "The API server refuses {field} {value}: node ports are {first} to {last}. The range is the cluster's flag --service-node-port-range; the setting nodePortRange tells Headlight of another one.",
    kubelet:
      'Kubernetes before 1.33 refuses port 10250 on type LoadBalancer. It is the port of the kubelet, which some clouds would open to everybody.',
    hostNetwork:
      "The API server refuses hostPort {value} for containerPort {port} on the host's network. With hostNetwork the container is the host, so both are the same, or hostPort is left out.",
    endPort:
      'The API server refuses endPort {value}. A range begins with port, which has to be a number, and does not end before it.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixRemove: 'Remove {field}',
    fixHostPort: 'Set hostPort to {port}',
  },
});
