import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidPortName = defineConstraintRule({
  code: 'invalid-port-name',
  summary: 'A port name that the API server does not take.',
  source: 'apimachinery pkg/util/validation, IsValidPortName, IsDNS1123Label',
  messages: {
    label:
      'The API server refuses the port name "{value}": it has to be a DNS label. That is lower-case letters, digits and dashes, with a letter or digit at both ends, 63 characters at most.',
    service:
      'The API server refuses the port name "{value}". Here it has to be an IANA service name: up to 15 lower-case letters, digits and dashes, at least one letter, no dash at the ends and no two in a row.',
    quotedNumber:
      'The API server refuses targetPort "{value}": in quotes it is the name of a port. A name has at least one letter; a number stands without quotes.',
    noteSince: 'Kubernetes before {since} does not look at it.',
    fixName: 'Write {name}',
    fixUnquote: 'Write {value} without quotes',
  },
});
