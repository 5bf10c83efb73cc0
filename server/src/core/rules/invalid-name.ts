import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidName = defineConstraintRule({
  code: 'invalid-name',
  summary: 'A name that the API server does not take for an object or a reference to one.',
  source:
    'apimachinery pkg/util/validation; kubernetes pkg/apis/core/validation/validation.go, ValidateServiceName; pkg/apis/apps/validation/validation.go, ValidateStatefulSetName',
  messages: {
    label:
      'The API server refuses the name "{value}": it has to be a DNS label. That is lower-case letters, digits and dashes, with a letter or digit at both ends, 63 characters at most and no dots.',
    subdomain:
      'The API server refuses the name "{value}": it has to be a DNS name. That is labels of lower-case letters, digits and dashes, apart by dots, 253 characters at most.',
    twice:
      'The API server refuses two containers with the name "{value}". Each has a name of its own, init containers included.',
    digitFirst:
      'Kubernetes before 1.36 refuses the Service name "{value}": it begins with a digit. It has to begin with a lower-case letter.',
    serviceName:
      'Since Kubernetes 1.33 the API server refuses serviceName "{value}", which is no DNS label. It is the bare name of a Service: no dots, no namespace, no upper case. Before, it was accepted and no Pod had a name in DNS.',
    cronJob:
      'The API server refuses the name "{value}" of a CronJob: it has more than 52 characters. Its Jobs have 11 characters more, and a name of theirs has 63 at most.',
    indexed:
      'The API server refuses the name "{value}" of this Indexed Job. Its Pods have it with an index behind it as host name ("{host}"), which has to be a DNS label of 63 characters at most.',
    variable:
      'The API server refuses the variable name "{value}". It is printable ASCII text without an equals sign; before Kubernetes 1.32 only letters, digits, dashes, underscores and dots, and no digit first.',
    dataKey:
      'The API server refuses the key "{value}". A key becomes the name of a file: letters, digits, dashes, underscores and dots, 253 characters at most, and not two dots first.',
    dataTwice: 'The API server refuses the key "{value}" both in data and in binaryData. A key stands in one of them.',
    noteSince: 'Kubernetes before {since} does not look at it.',
  },
});
