import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidClusterIp = defineConstraintRule({
  code: 'invalid-cluster-ip',
  summary: 'clusterIP or clusterIPs hold something other than None or fitting addresses.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields',
  messages: {
    misspelt:
      'The API server refuses clusterIP "{value}": only "None" makes a Service headless. The value is compared letter by letter, and anything else has to be an IP address.',
    notAddress:
      'The API server refuses clusterIP "{value}", which is no IP address. It has to be an address of the cluster\'s Service range, "None" for a headless Service, or left out.',
    alone:
      'The API server refuses clusterIPs without clusterIP. The first address has to stand in clusterIP too: clusterIP is copied to clusterIPs, but not the other way.',
    differs:
      'The API server refuses clusterIPs that begin with "{value}" and not with clusterIP. The first one has to be "{other}" again.',
    noneBeside:
      'The API server refuses "None" beside another address in clusterIPs. A headless Service has no address at all, so None stands alone.',
    empty:
      'The API server refuses an empty address in clusterIPs. Each entry is an IP address, or the only one is "None".',
    tooMany:
      'The API server refuses {count} addresses in clusterIPs: there is one of each family. That is two at most.',
    fixSpelling: 'Write clusterIP: None',
    fixFirst: 'Write {value}',
    fixSingle: 'Add clusterIP: {value}',
  },
});
