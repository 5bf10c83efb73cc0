import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidIpFamily = defineConstraintRule({
  code: 'invalid-ip-family',
  summary: 'IP families that do not fit each other, the policy or the cluster IPs.',
  source:
    'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields; pkg/registry/core/service/storage/alloc.go, initIPFamilyFields',
  messages: {
    unknown: 'The API server refuses the IP family "{value}". It has to be one of {allowed}, in exactly these letters.',
    twice: 'The API server refuses the family "{value}" twice in ipFamilies. A Service has one address of each family.',
    sameFamily:
      'The API server refuses two {family} addresses in clusterIPs. A Service has one address of each family.',
    otherFamily:
      'The API server refuses "{value}" in the place of an {family} address. ipFamilies and clusterIPs stand in the same order.',
    policy:
      'The API server refuses two IP families with ipFamilyPolicy {value}. Where no policy is written it is SingleStack; PreferDualStack takes the second family where the cluster has it, RequireDualStack needs it.',
    fixSpelling: 'Write {allowed}',
    fixPolicy: 'Set ipFamilyPolicy to PreferDualStack',
  },
});
