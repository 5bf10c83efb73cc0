import { protocolOf, serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import { portLabels } from '../../names/service-name.ts';
import { namedBelow, selectedBy } from '../../relations/linked.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isTemplated } from '../../yaml/template.ts';
import { missingBelow } from './expected-of-pods.ts';
import { reason, type MissingRecord, type Reason } from './reason.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { nameFaultOf } from '../cluster.ts';
import { anyEndpointsOf } from '../behind-service.ts';
import { addressesOf } from '../listed-addresses.ts';
import { endpointLabel, fqdnOf, isServable, serviceFqdn } from '../names.ts';
import { whyNoAlias } from './why-no-alias.ts';
import { whyNoPorts, whyNoSrv } from './why-no-port.ts';
import { whyUnanswered } from './why-unanswered.ts';
import { whyUnbacked } from './why-unbacked.ts';

/** Why records of a Service do not exist: its name, its ports, what is behind it, the Pods that want names below it. */
export function missingOfService(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  const { name, resource } = service;
  const nature = serviceNatureOf(resource);
  if (name === undefined || nature === 'invalid') return [];
  const fqdn = fqdnOf(snapshot, name, service.namespace);
  const nameAt = resource.metadata.name?.at ?? { path: ['metadata'] };
  const own = { place: { resource: service, at: nameAt } };
  const fault = nameFaultOf(snapshot, service);
  if (fault !== undefined) {
    const reasonId = fault === 'label' ? 'nameInvalid' : 'nameDigitFirst';
    return [{ name: `${fqdn}.`, reasonId, values: { service: name }, ...own }];
  }
  if (!isServable(fqdn)) return [{ name: `${fqdn}.`, reasonId: 'nameTooLong', values: {}, ...own }];
  const noAlias = whyNoAlias(service);
  const selected = nature === 'headless' ? selectedBy(snapshot, service) : [];
  const below = new Set([...namedBelow(snapshot, service), ...selected]);
  return [
    ...(noAlias === undefined || noAlias.reasonId === 'aliasNumbers' ? missingPorts(snapshot, service, fqdn) : []),
    ...missing(`${fqdn}.`, noAlias ?? (nature === 'headless' ? whyUnbacked(snapshot, service) : undefined)),
    ...[...below].flatMap((workload) => missingBelow(snapshot, workload, service)),
    ...(nature === 'headless' ? missingAddresses(snapshot, service, fqdn) : []),
  ];
}

/** The SRV records that a headless Service without ports has not, under its own name. */
export function missingOfNoPorts(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  return missing(`${serviceFqdn(snapshot, service) ?? ''}.`, whyNoPorts(snapshot, service));
}

/** The names of addresses that Endpoints and slices list in vain. */
function missingAddresses(snapshot: Questions, service: Placed<Service>, fqdn: string): readonly MissingRecord[] {
  return anyEndpointsOf(snapshot, service).flatMap((one) =>
    addressesOf(one.resource).flatMap((address): readonly MissingRecord[] => {
      const label = endpointLabel(address.hostname?.value, address.canonical) ?? '';
      if (!isDns1123Label(label)) return [];
      return missing(`${label}.${fqdn}.`, whyUnanswered(snapshot, one, service, address));
    }),
  );
}

function missingPorts(snapshot: Questions, service: Placed<Service>, fqdn: string): readonly MissingRecord[] {
  return service.resource.ports.flatMap((port): readonly MissingRecord[] => {
    const name = `${portLabels(port.name?.value || '<name>', protocolOf(port))}.${fqdn}`;
    const isTooLong = port.name !== undefined && !isTemplated(port.name.value) && !isServable(name);
    const why = isTooLong
      ? reason('nameTooLong', {}, { resource: service, at: port.name.at })
      : whyNoSrv(snapshot, service, port);
    return missing(`${name}.`, why);
  });
}

/** A record that is missing for a reason that a manifest has a place for. */
function missing(name: string, why: Reason | undefined): readonly MissingRecord[] {
  return why?.place === undefined ? [] : [{ ...why, name, place: why.place }];
}
