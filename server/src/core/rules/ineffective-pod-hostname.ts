import { podRangeOf, type StatefulSet } from '../kubernetes/workloads.ts';
import type { Field } from '../kubernetes/field.ts';
import { defined } from '../util/collections.ts';
import { displayNameOf } from '../objects/placed.ts';
import { defineRule, remove, suggest } from './rule.ts';
import { defineMessages } from '../util/format.ts';

const words = defineMessages('rules/ineffective-pod-hostname', { empty: 'which is empty' });

export const ineffectivePodHostname = defineRule({
  code: 'ineffective-pod-hostname',
  severity: 'information',
  needs: 'document',
  appliesTo: ['StatefulSet'],
  summary: 'The Pod template of a StatefulSet sets hostname or subdomain, which the controller overwrites.',
  source: 'kubernetes pkg/controller/statefulset/stateful_set_utils.go, initIdentity',
  messages: {
    hostname:
      'hostname "{value}" is overwritten: each Pod of StatefulSet "{set}" gets its own name. The controller sets it to {pod} and so on, whatever the template says.',
    subdomain:
      'subdomain "{value}" is overwritten: StatefulSet "{set}" sets it to its serviceName, {service}. The names of its Pods are below the governing Service, whatever the template says.',
    repeated:
      'subdomain repeats what StatefulSet "{set}" sets anyway. The controller sets the subdomain of each Pod to serviceName, {service}.',
    fixRemove: 'Remove {field}',
  },
  *check(statefulSet) {
    const { resource } = statefulSet;
    const set = displayNameOf(statefulSet);
    const serviceName = resource.serviceName?.value ?? '';
    for (const { field, name } of fieldsOf(resource)) {
      const isRepeated = name === 'subdomain' && field.value === serviceName;
      yield {
        at: field.at,
        message: isRepeated ? 'repeated' : name,
        ...(isRepeated ? { severity: 'hint' as const } : {}),
        values: {
          value: field.value,
          set,
          pod: podRangeOf(resource).first,
          service: serviceName === '' ? words.empty : `"${serviceName}"`,
        },
        fixes: [
          suggest({ title: 'fixRemove', values: { field: name }, safety: 'safe' }, statefulSet, remove(field.at.path)),
        ],
      };
    }
  },
});

interface IdentityField {
  readonly name: 'hostname' | 'subdomain';
  readonly field: Field<string>;
}

function fieldsOf({ template }: StatefulSet): readonly IdentityField[] {
  const { hostname, subdomain } = template;
  return defined<IdentityField>([
    hostname?.value ? { name: 'hostname', field: hostname } : undefined,
    subdomain?.value ? { name: 'subdomain', field: subdomain } : undefined,
  ]);
}
