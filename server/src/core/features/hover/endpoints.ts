import { endpointLabel } from '../../dns/names.ts';
import { recordsOf } from '../../dns/records.ts';
import { serviceNameLabel } from '../../kubernetes/endpoints.ts';
import { hasSelector, serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import type { Placed, Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import type { Path } from '../../yaml/path.ts';
import { addressAt, type Backing, type ManualAddress } from '../addresses.ts';
import { absence } from './backing.ts';
import { code, paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { kindSentences } from './kind.ts';
import { displayNamespace, displayText, linkTo, openNameSentence, serviceDisplayName } from './names.ts';
import { recordsTable } from './records-table.ts';
import { recordsLink } from './service.ts';

/** The Service that an Endpoints object or a slice belongs to, and what it makes DNS answer. */
export function backingHover(snapshot: Snapshot, backing: Placed<Backing>): HoverContent {
  const service = serviceOf(snapshot, backing);
  if (service === undefined) return orphan(snapshot, backing);
  const name = serviceDisplayName(snapshot, service);
  const records = recordsOf(snapshot, service);
  return {
    name,
    blocks: [
      ...paragraph(say('endpoints.back', { service: linkTo(service) }), ...lostSentences(backing, service)),
      ...paragraph(...kindSentences(service.resource), openNameSentence(name)),
      ...recordsTable(snapshot, service, records),
      ...recordsLink(service, records),
    ],
  };
}

/** The names under which one address can be reached; `undefined` where the path leads to none. */
export function addressHover(snapshot: Snapshot, backing: Placed<Backing>, path: Path): HoverContent | undefined {
  const address = addressAt(backing, path);
  if (address === undefined) return undefined;
  const service = serviceOf(snapshot, backing);
  if (service === undefined) return orphan(snapshot, backing);
  const name = serviceDisplayName(snapshot, service);
  const label = endpointLabel(address.hostname?.value, address.canonical);
  const own = `${label ?? ''}.${name?.text ?? ''}`.toLowerCase();
  const records = recordsOf(snapshot, service).filter(
    (record) => record.type !== 'PTR' && record.type !== 'SRV' && record.target === backing,
  );
  const named = records.filter((record) => record.name === `${own}.`);
  return {
    name: named.length > 0 ? { text: own, literal: true } : name,
    blocks: [
      ...paragraph(...addressSentences(backing, service, address), ...lostSentences(backing, service)),
      ...recordsTable(snapshot, service, named),
    ],
  };
}

function addressSentences(
  backing: Placed<Backing>,
  service: Placed<Service>,
  address: ManualAddress,
): readonly Sentence[] {
  if (!address.isReady) return [say('address.notReady')];
  const values = { service: linkTo(service) };
  switch (serviceNatureOf(service.resource)) {
    case 'headless':
      return hasSelector(service.resource) && backing.resource.kind === 'Endpoints'
        ? []
        : [say('address.headless', values)];
    case 'virtualIp':
      return [say('address.virtualIp', values)];
    case 'alias':
    case 'invalid':
      return [];
  }
}

/** Why the addresses do not count although the Service is there. */
function lostSentences(backing: Placed<Backing>, service: Placed<Service>): readonly Sentence[] {
  if (serviceNatureOf(service.resource) === 'alias') return [say('endpoints.alias')];
  return backing.resource.kind === 'Endpoints' && hasSelector(service.resource) ? [say('endpoints.replaced')] : [];
}

function serviceOf(snapshot: Snapshot, backing: Placed<Backing>): Placed<Service> | undefined {
  const link = snapshot.links.from(backing).find((one) => one.kind === 'backs');
  return link?.to[0] as Placed<Service> | undefined;
}

function orphan(snapshot: Snapshot, backing: Placed<Backing>): HoverContent {
  const { resource } = backing;
  const label = code(serviceNameLabel);
  const wanted = resource.kind === 'EndpointSlice' ? resource.serviceName : resource.metadata.name;
  if (wanted === undefined || wanted.value === '') {
    return {
      name: undefined,
      blocks: resource.kind === 'EndpointSlice' ? paragraph(say('slice.unlabelled', { label })) : [],
    };
  }
  if (isTemplated(wanted.value))
    return { name: undefined, blocks: paragraph(say('name.templated', { part: code(displayText(wanted.value)) })) };
  const values = { service: code(wanted.value), namespace: code(displayNamespace(backing)), label };
  const id = resource.kind === 'EndpointSlice' ? 'slice.orphan' : 'endpoints.orphan';
  return { name: undefined, blocks: paragraph(absence(snapshot, id, values)) };
}
