import { isPortNumber } from '../../kubernetes/formats.ts';
import { protocolOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import { backendPortOf } from '../../relations/ports.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { put, remove, type YamlChange } from '../../yaml/edit.ts';

/** A Service port whose number becomes that of the Pods behind it. */
export interface AlignedPort {
  readonly port: ServicePort;
  readonly from: number;
  readonly to: number;
}

/**
 * The ports of a Service that differ from the port of the Pods behind it (of its Endpoints and slices where it has no
 * selector), where all of these are known and agree. DNS gives the addresses of the Pods and nothing rewrites the port of
 * a headless Service, so its number has to be theirs. Left out where the new number would make two ports the same, which
 * the API server rejects. Source: Kubernetes DNS specification 2.4; kubernetes
 * pkg/apis/core/validation/validation.go, ValidateService.
 */
export function alignedPorts(snapshot: Questions, service: Placed<Service>): readonly AlignedPort[] {
  const { ports } = service.resource;
  const aligned = ports.flatMap((port): readonly AlignedPort[] => {
    const from = port.port?.value;
    const backend = backendPortOf(snapshot, service, port);
    if (from === undefined || backend.kind !== 'agreed' || backend.sources.length === 0) return [];
    return isPortNumber(backend.number) && backend.number !== from ? [{ port, from, to: backend.number }] : [];
  });
  return withoutCollisions(ports, aligned);
}

/**
 * The changes that align ports. A targetPort that is a number says nothing beside an equal port and goes; a name stays, as it
 * tells which of the container's ports is meant and follows it.
 */
export function alignmentChanges(aligned: readonly AlignedPort[]): readonly YamlChange[] {
  return aligned.flatMap(({ port, to }): readonly YamlChange[] => {
    if (port.port === undefined) return [];
    const change: YamlChange = put(port.port.at.path, to);
    const target = port.targetPort;
    return typeof target?.value === 'number' ? [change, remove(target.at.path)] : [change];
  });
}

function withoutCollisions(ports: readonly ServicePort[], aligned: readonly AlignedPort[]): readonly AlignedPort[] {
  const keyOf = (port: ServicePort): string => {
    const number = aligned.find((one) => one.port === port)?.to ?? port.port?.value;
    return `${protocolOf(port)}/${number ?? ''}`;
  };
  const collides = (one: AlignedPort): boolean =>
    ports.some((other) => other !== one.port && keyOf(other) === keyOf(one.port));
  const rest = aligned.filter((one) => !collides(one));
  // A port that keeps its old number may now be in another one's way.
  return rest.length === aligned.length ? aligned : withoutCollisions(ports, rest);
}
