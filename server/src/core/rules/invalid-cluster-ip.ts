import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidClusterIp = defineConstraintRule({
  code: 'invalid-cluster-ip',
  summary: 'clusterIP or clusterIPs has a value other than None or matching IP addresses.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields',
  messages: {
    misspelt:
      'clusterIP "{value}" is not valid: only "None" makes a Service headless, in exactly this spelling. Anything else must be an IP address.',
    notAddress:
      'clusterIP "{value}" is not an IP address. Use an address of the cluster\'s Service range, "None" for a headless Service, or leave the field out.',
    alone:
      'clusterIPs is set without clusterIP, which the API server rejects. Put the first address into clusterIP as well: Kubernetes copies clusterIP to clusterIPs, not the other way round.',
    differs:
      'clusterIPs begins with "{value}", but clusterIP is "{other}". The first of clusterIPs must equal clusterIP.',
    noneBeside:
      'clusterIPs has "None" together with an address, which the API server rejects. A headless Service has no address: use "None" alone.',
    empty:
      'clusterIPs has an empty entry, which the API server rejects. Each entry must be an IP address, or the only entry "None".',
    tooMany:
      'clusterIPs has {count} addresses, which the API server rejects. A Service has at most two, one of each IP family.',
    fixSpelling: 'Change to clusterIP: None',
    fixFirst: 'Change to {value}',
    fixSingle: 'Add clusterIP: {value}',
  },
});
