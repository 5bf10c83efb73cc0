import { defaultProtocol, protocolOf } from '../kubernetes/service.ts';
import { declaredPortsOf, type PodTemplate } from '../kubernetes/workloads.ts';
import { fields, type YamlValue } from './changes.ts';

/** A port that a Service may have for the Pods of a template. */
export interface OfferedPort {
  readonly name: string | undefined;
  readonly number: number;
  readonly protocol: string;
}

/**
 * The ports of a template's containers and sidecars, as a Service can have them: each number and protocol once, names kept
 * and unique; where there are two or more, unnamed ones get a name. Source: kubernetes
 * pkg/apis/core/validation/validation.go, ValidateService.
 */
export function portsOfTemplate(template: PodTemplate): readonly OfferedPort[] {
  const found = new Map<string, OfferedPort>();
  for (const port of declaredPortsOf(template)) {
    const number = port.containerPort?.value;
    const protocol = protocolOf(port);
    const key = `${protocol}/${number ?? ''}`;
    if (number === undefined || found.has(key)) continue;
    found.set(key, { name: port.name?.value || undefined, number, protocol });
  }
  return withNames([...found.values()]);
}

/** Ports as `spec.ports` of a Service is written; `undefined` for none, so that the field is left out. */
export function servicePorts(ports: readonly OfferedPort[]): YamlValue | undefined {
  if (ports.length === 0) return undefined;
  return ports.map(({ name, number, protocol }) =>
    fields({ name, port: number, protocol: protocol === defaultProtocol ? undefined : protocol }),
  );
}

function withNames(ports: readonly OfferedPort[]): readonly OfferedPort[] {
  if (ports.length < 2) return ports;
  const taken = new Set<string>();
  return ports.map((port) => {
    const base = port.name ?? `${port.protocol.toLowerCase()}-${port.number}`;
    const candidates = [base, `${base}-${port.number}`, `${base}-${port.number}-${port.protocol.toLowerCase()}`];
    const name = candidates.find((candidate) => !taken.has(candidate)) ?? base;
    taken.add(name);
    return { ...port, name };
  });
}
