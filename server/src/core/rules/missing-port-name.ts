import { put } from '../yaml/edit.ts';
import type { Endpoints } from '../kubernetes/endpoints.ts';
import type { Field } from '../kubernetes/field.ts';
import { protocolOf, type Service } from '../kubernetes/service.ts';
import { suggest } from '../edits/change-resource.ts';
import { isWritten } from '../objects/describe.ts';
import type { Placed } from '../objects/placed.ts';
import type { At } from '../yaml/path.ts';
import { defineRule, type Fix } from './rule.ts';

export const missingPortName = defineRule({
  code: 'missing-port-name',
  severity: 'error',
  needs: 'document',
  appliesTo: ['Service', 'Endpoints'],
  summary: 'A Service with several ports has one without a name.',
  source: 'kubernetes pkg/apis/core/validation/validation.go, validateServicePort, validateEndpointPort',
  messages: {
    unnamed:
      'Port {port} needs a name: a Service with several ports must name each one. This Service has {count}. Named ports also get SRV records.',
    fixName: 'Name the port "{name}"',
  },
  *check(resource) {
    for (const ports of portListsOf(resource.resource)) {
      if (ports.length < 2) continue;
      for (const port of ports.filter((candidate) => !candidate.name?.value)) {
        // A number is a value of a wrong type, which is said there.
        if (port.name === undefined && isWritten(resource, [...port.at.path, 'name'])) continue;
        yield {
          at: { path: [...port.at.path, 'name'] },
          message: 'unnamed',
          values: { port: port.port?.value ?? 0, count: ports.length },
          fixes: nameFix(resource, port, ports),
        };
      }
    }
  },
});

/** What Service ports and endpoint ports have in common. */
interface Port {
  readonly at: At;
  readonly name: Field<string> | undefined;
  readonly port: Field<number> | undefined;
  readonly protocol: Field<string> | undefined;
}

function portListsOf(resource: Service | Endpoints): readonly (readonly Port[])[] {
  return resource.kind === 'Endpoints' ? resource.subsets.map((subset) => subset.ports) : [resource.ports];
}

/** Protocol and number make a valid name that nobody else of the list has, as `protocol and number` are unique too. */
function nameFix(resource: Placed, port: Port, ports: readonly Port[]): readonly Fix[] {
  if (port.port === undefined) return [];
  const name = `${protocolOf(port).toLowerCase()}-${port.port.value}`;
  const free = ports.every((other) => other === port || (other.name?.value !== name && !isSamePort(other, port)));
  if (!free) return [];
  const change = put([...port.at.path, 'name'], name, { place: 'start' });
  return [suggest({ title: 'fixName', values: { name } }, resource, change)];
}

function isSamePort(one: Port, other: Port): boolean {
  return one.port?.value === other.port?.value && protocolOf(one) === protocolOf(other);
}
