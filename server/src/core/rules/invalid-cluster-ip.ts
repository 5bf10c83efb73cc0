import { changeResource } from '../edits/change-resource.ts';
import { headlessClusterIP } from '../kubernetes/service.ts';
import { defineRule } from './rule.ts';

export const invalidClusterIp = defineRule({
  code: 'invalid-cluster-ip',
  severity: 'error',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'clusterIP is meant to be "None" and is spelled otherwise.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields',
  messages: {
    misspelt:
      'The API server refuses clusterIP "{value}": only "None" makes a Service headless. The value is compared letter by letter, and anything else has to be an IP address.',
    fixSpelling: 'Write clusterIP: None',
  },
  *check(service) {
    const { clusterIP, clusterIPs } = service.resource;
    const fields = clusterIP === undefined ? clusterIPs : [clusterIP];
    for (const field of fields) {
      if (!isMisspeltNone(field.value)) continue;
      yield {
        at: field.at,
        message: 'misspelt',
        values: { value: field.value },
        fixes: [
          {
            title: 'fixSpelling',
            safety: 'safe',
            edit: () => changeResource(service, [{ kind: 'put', path: field.at.path, value: headlessClusterIP }]),
          },
        ],
      };
    }
  },
});

function isMisspeltNone(value: string): boolean {
  return value !== headlessClusterIP && value.trim().toLowerCase() === headlessClusterIP.toLowerCase();
}
