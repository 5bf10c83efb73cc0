import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidIpFamily = defineConstraintRule({
  code: 'invalid-ip-family',
  summary: 'IP families that do not match each other, ipFamilyPolicy or the cluster IPs.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields; pkg/registry/core/service/storage/alloc.go, initIPFamilyFields',
  messages: {
    unknown: '"{value}" is not an IP family. Use one of {allowed}, in exactly this spelling.',
    twice: 'ipFamilies has "{value}" twice, which the API server rejects. A Service has one address of each family.',
    sameFamily:
      'clusterIPs has two {family} addresses, which the API server rejects. A Service has one address of each family.',
    otherFamily:
      '"{value}" is not an {family} address, the family in the same position of ipFamilies. List ipFamilies and clusterIPs in the same order.',
    policy:
      'Two IP families do not go with ipFamilyPolicy {value}, which is also the default. Use PreferDualStack, which takes the second family if the cluster has it, or RequireDualStack, which needs it.',
    fixSpelling: 'Change to {allowed}',
    fixPolicy: 'Set ipFamilyPolicy to PreferDualStack',
  },
});
