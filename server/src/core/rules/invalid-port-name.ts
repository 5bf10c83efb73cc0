import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const invalidPortName = defineConstraintRule({
  code: 'invalid-port-name',
  summary: 'A port name that the API server rejects.',
  source: 'apimachinery pkg/util/validation, IsValidPortName, IsDNS1123Label',
  messages: {
    label:
      '"{value}" is not a valid port name: it must be a DNS label. Use lower-case letters, digits and dashes, with a letter or digit at both ends, and at most 63 characters.',
    service:
      '"{value}" is not a valid port name here. Use up to 15 lower-case letters, digits and dashes, with at least one letter, no dash at the ends and no two dashes in a row (an IANA service name).',
    quotedNumber:
      '{field} "{value}" is in quotes, so it is read as the name of a port. A name has at least one letter; write a number without quotes.',
    fixName: 'Change to {name}',
    fixUnquote: 'Remove the quotes around {value}',
  },
});
