import { namePortsEdit, namesForPorts } from '../edits/name-ports.ts';
import { isService, type Placed } from '../objects/placed.ts';
import { backedServices, referrers } from '../relations/linked.ts';
import { isAtOrBelow, type Path } from '../yaml/path.ts';
import { protocolOf, targetPortOf, type ServicePort } from '../kubernetes/service.ts';
import { endpointPortsOf } from '../relations/ports.ts';
import { onlyOne } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { isTemplated } from '../yaml/template.ts';
import { type Fix, put, suggest } from './rule.ts';
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
  fixes: (placed, { snapshot }, { path }, ofRow) => {
    const ofService = nameOfService(snapshot, placed, path);
    if (ofService !== undefined) return [ofService];
    if (!isService(placed) || referrers(snapshot, placed, 'backs').length === 0) return ofRow;
    return namesForPorts(snapshot, placed)
      .filter(({ port }) => isAtOrBelow(path, port.at.path))
      .map((one) => ({
        title: 'fixName',
        values: { name: one.name },
        edit: () => namePortsEdit(snapshot, placed, [one]),
      }));
  },
});

/** The port of endpoints gets the name that the Service has for the same one. */
function nameOfService(snapshot: Questions, endpoints: Placed, path: Path): Fix | undefined {
  const ports = endpointPortsOf(endpoints);
  const port = ports.find(({ at }) => isAtOrBelow(path, at.path));
  const service = onlyOne(backedServices(snapshot, endpoints));
  if (port === undefined || service === undefined) return undefined;
  const isSame = (one: ServicePort): boolean =>
    targetPortOf(one) === port.port?.value && protocolOf(one) === protocolOf(port);
  const name = onlyOne(service.resource.ports.filter(isSame))?.name?.value;
  if (!name || isTemplated(name) || ports.some((other) => other.name?.value === name)) return undefined;
  const change = put([...port.at.path, 'name'], name, { place: 'start' });
  return suggest({ title: 'fixName', values: { name } }, endpoints, change);
}
