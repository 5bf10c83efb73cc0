import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidName = defineConstraintRule({
  code: 'invalid-name',
  summary: 'A name that the API server rejects, of an object or in a reference to one.',
  source:
    'apimachinery pkg/util/validation; kubernetes pkg/apis/core/validation/validation.go, ValidateServiceName; pkg/apis/apps/validation/validation.go, ValidateStatefulSetName',
  messages: {
    label:
      '"{value}" is not a valid name here: it must be a DNS label. Use lower-case letters, digits and dashes, with a letter or digit at both ends, and at most 63 characters; no dots.',
    subdomain:
      '"{value}" is not a valid name: it must be a DNS name. Use lower-case letters, digits and dashes, with dots between labels, and at most 253 characters.',
    twice: 'Two containers are called "{value}". Give each container of a Pod its own name, init containers included.',
    volume: 'This Pod has no volume "{value}"; it has {volumes}. Mount one of them, or add "{value}" to its volumes.',
    noVolume: 'This Pod has no volume "{value}". Add it to the volumes of the Pod.',
    volumeTwice: 'Two volumes are called "{value}". Give each volume of a Pod its own name.',
    digitFirst:
      'Before Kubernetes 1.36 a Service cannot be called "{value}": the name begins with a digit. Begin it with a lower-case letter.',
    serviceName:
      'serviceName "{value}" is not a DNS label, which the API server rejects since Kubernetes 1.33. Write the bare name of a Service: no dots, no namespace, no upper case. Older versions accept it, and no Pod gets a name in DNS.',
    cronJob:
      'The CronJob name "{value}" is longer than 52 characters. Its Jobs add 11 characters, and their names have at most 63.',
    indexed:
      'The name "{value}" is too long for an Indexed Job. Its Pods use it with their index as host name ("{host}"), which must be a DNS label of at most 63 characters.',
    variable:
      '"{value}" is not a valid name of an environment variable. Use printable ASCII characters without an equals sign; before Kubernetes 1.32 only letters, digits, dashes, underscores and dots, and no digit first.',
    dataKey:
      '"{value}" is not a valid key here. A key becomes a file name: use letters, digits, dashes, underscores and dots, at most 253 characters, and do not begin with two dots.',
    dataTwice: 'The key "{value}" is both in data and in binaryData, which the API server rejects. Keep one of them.',
    listedTwice: 'The name "{value}" is listed twice. Names are unique in this list.',
    header: '"{value}" is not the name of an HTTP header. It has letters, digits and dashes only.',
    segment: '"{value}" is not a valid name here: it must not be "." or ".." and must not contain "/" or "%".',
    noContainer: 'The template of this Job has no container "{value}"; it has {names}.',
    noClaim: 'This Pod has no claim "{value}". Add it to the resourceClaims of the Pod.',
    fixVolume: 'Mount volume "{near}"',
  },
});
