import { namePortsEdit, namesForPorts } from '../edits/name-ports.ts';
import { isService } from '../objects/placed.ts';
import { referrers } from '../relations/linked.ts';
import { isAtOrBelow } from '../yaml/path.ts';
import { defineConstraintRule } from './constraints/constraint-rule.ts';

export const missingPortName = defineConstraintRule({
  code: 'missing-port-name',
  summary: 'A Service with several ports has one without a name.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, validateServicePort, validateEndpointPort',
  messages: {
    unnamed:
      'Port {port} needs a name: a Service with several ports must name each one. This Service has {count}. Named ports also get SRV records.',
    fixName: 'Name the port "{name}"',
  },
  fixesInstead: (placed, { snapshot }, { path }) => {
    if (!isService(placed) || referrers(snapshot, placed, 'backs').length === 0) return undefined;
    return namesForPorts(snapshot, placed)
      .filter(({ port }) => isAtOrBelow(path, port.at.path))
      .map((one) => ({
        title: 'fixName',
        values: { name: one.name },
        edit: () => namePortsEdit(snapshot, placed, [one]),
      }));
  },
});
