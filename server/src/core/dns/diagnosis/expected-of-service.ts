import { protocolOf, serviceNatureOf, targetPortOf, type Service } from '../../kubernetes/service.ts';
import { portLabels } from '../../names/service-name.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import { namedBelow } from '../../relations/linked.ts';
import { resolveTargetPort } from '../../relations/ports.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isTemplated } from '../../yaml/template.ts';
import { parseIp } from '../reverse-names.ts';
import { aliasTarget } from '../answers.ts';
import { workloadsBehind } from '../behind-service.ts';
import { missingBelow } from './expected-of-pods.ts';
import type { ReasonId, MissingRecord } from './reasons.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { fqdnOf, isServable } from '../names.ts';
import { whyUnbacked } from './why-unbacked.ts';

/** Why records of a Service do not exist: its name, its ports, what is behind it, the Pods that want names below it. */
export function missingOfService(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  const { name, resource } = service;
  const nature = serviceNatureOf(resource);
  if (name === undefined || nature === 'invalid') return [];
  const fqdn = fqdnOf(snapshot, name, service.namespace);
  const nameAt = resource.metadata.name?.at ?? { path: ['metadata'] };
  const own = { place: { resource: service, at: nameAt } };
  if (!isDns1123Label(name)) return [{ name: `${fqdn}.`, reasonId: 'nameInvalid', values: { service: name }, ...own }];
  if (!isServable(fqdn)) return [{ name: `${fqdn}.`, reasonId: 'nameTooLong', values: {}, ...own }];
  return [
    ...(nature === 'alias' ? missingOfAlias(service, fqdn) : missingPorts(snapshot, service, fqdn)),
    ...(nature === 'headless' ? missingFront(snapshot, service, fqdn) : []),
    ...namedBelow(snapshot, service).flatMap((workload) => missingBelow(snapshot, workload, service)),
  ];
}

function missingOfAlias(service: Placed<Service>, fqdn: string): readonly MissingRecord[] {
  const { externalName, ports } = service.resource;
  if (externalName === undefined || externalName.value === '') return [];
  if (aliasTarget(externalName.value) === undefined) {
    const own = { name: `${fqdn}.`, place: { resource: service, at: externalName.at } };
    return parseIp(externalName.value) === undefined
      ? [{ ...own, reasonId: 'aliasNoName', values: { externalName: externalName.value } }]
      : [{ ...own, reasonId: 'aliasAddress', values: { address: externalName.value } }];
  }
  return ports.flatMap((port): readonly MissingRecord[] => {
    if (port.name === undefined) return [];
    const name = `${portLabels(port.name.value, protocolOf(port))}.${fqdn}.`;
    return [{ name, reasonId: 'aliasPort', values: {}, place: { resource: service, at: port.name.at } }];
  });
}

function missingPorts(snapshot: Questions, service: Placed<Service>, fqdn: string): readonly MissingRecord[] {
  const workloads = workloadsBehind(snapshot, service);
  const isHeadless = serviceNatureOf(service.resource) === 'headless';
  const minorVersion = minorVersionOf(snapshot.settingsOf(service.document.file));
  return service.resource.ports.flatMap((port): readonly MissingRecord[] => {
    const of = (name: string, reasonId: ReasonId, values: MissingRecord['values'], at = port.at): MissingRecord[] => [
      { name: `${name}.`, reasonId, values, place: { resource: service, at } },
    ];
    const protocol = protocolOf(port);
    if (port.name === undefined || port.name.value === '') {
      const name = `${portLabels('<name>', protocol)}.${fqdn}`;
      return of(name, 'unnamedPort', { port: port.port?.value ?? '' }, port.port?.at);
    }
    if (isTemplated(port.name.value)) return [];
    const name = `${portLabels(port.name.value, protocol)}.${fqdn}`;
    if (!isServable(name)) return of(name, 'nameTooLong', {}, port.name.at);
    const resolved = workloads.map(
      (workload) => resolveTargetPort(port, workload.resource.template, minorVersion).kind,
    );
    const isLost = resolved.length > 0 && resolved.every((kind) => kind === 'absent');
    if (!isHeadless || !isLost || workloads.some((workload) => !workload.document.forOthers.certain)) return [];
    return of(name, 'unresolvedPort', { targetPort: targetPortOf(port) ?? '', protocol }, port.targetPort?.at);
  });
}

/** Why the name of a headless Service does not exist: nothing that is ready is behind it. */
function missingFront(snapshot: Questions, service: Placed<Service>, fqdn: string): readonly MissingRecord[] {
  const why = whyUnbacked(snapshot, service);
  return why?.place === undefined ? [] : [{ ...why, name: `${fqdn}.`, place: why.place }];
}
