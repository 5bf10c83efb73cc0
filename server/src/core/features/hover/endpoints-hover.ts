import { aliasTarget } from '../../dns/answers.ts';
import { endpointLabel } from '../../dns/names.ts';
import { whyHidden, whyUnread, whyUnanswered } from '../../dns/diagnosis/why-unread.ts';
import { whyIdle } from '../../dns/diagnosis/why-unmatched.ts';
import type { DnsRecord } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { serviceNameLabel, type AnyEndpoints } from '../../kubernetes/endpoints.ts';
import { serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import { backedServices } from '../../relations/linked.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { endpointPortsOf } from '../../relations/ports.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { addressAt, type ManualAddress } from '../../dns/from-addresses.ts';
import {
  code,
  paragraph,
  say,
  type HoverContent,
  type Sentence,
  linkTo,
  openNameSentence,
  serviceDisplayName,
  hoverOf,
} from './content.ts';
import { placedReason, reasonSentence, absentService } from './missing.ts';
import { kindSentences, recordsLink, mainRecords, recordsBlock } from './service-hover.ts';

/** The Service that an Endpoints object or a slice belongs to, and what it makes DNS answer. */
export function endpointsHover(snapshot: Snapshot, endpoints: Placed<AnyEndpoints>): HoverContent {
  const service = serviceOf(snapshot, endpoints);
  if (service === undefined) return orphan(snapshot, endpoints);
  const name = serviceDisplayName(snapshot, service);
  const records = recordsOf(snapshot, service);
  return {
    name,
    records: recordsLink(service, records),
    blocks: [
      ...paragraph(say('endpoints.back', { service: linkTo(service) }), ...lostSentences(endpoints, service)),
      ...paragraph(...kindSentences(service), openNameSentence(name)),
      ...recordsBlock(snapshot, service, mainRecords(service, records)),
    ],
  };
}

/** The names under which one address can be reached; `undefined` where the path points to none. */
export function addressHover(
  snapshot: Snapshot,
  endpoints: Placed<AnyEndpoints>,
  path: Path,
): HoverContent | undefined {
  const address = addressAt(endpoints, path);
  if (address === undefined) return undefined;
  const service = serviceOf(snapshot, endpoints);
  if (service === undefined) return orphan(snapshot, endpoints);
  const name = serviceDisplayName(snapshot, service);
  const label = endpointLabel(address.hostname?.value, address.canonical);
  const own = `${label ?? ''}.${name?.text ?? ''}`.toLowerCase();
  const records = recordsOf(snapshot, service).filter(
    ({ type, data }) =>
      (data.kind === 'address' && data.address === address.canonical) ||
      (type === 'CNAME' && data.kind === 'name' && data.target === aliasTarget(address.canonical)),
  );
  const named = records.filter((record) => record.name === `${own}.`);
  return {
    name: named.length > 0 ? { text: own, literal: true } : name,
    blocks: [
      ...paragraph(...addressSentences(snapshot, endpoints, service, address, records)),
      ...recordsBlock(snapshot, service, named),
    ],
  };
}

/** Why a port of Endpoints or a slice matches no port of its Service; `undefined` where it does, and where the path points to no port. */
export function endpointPortHover(
  snapshot: Snapshot,
  endpoints: Placed<AnyEndpoints>,
  path: Path,
): HoverContent | undefined {
  const port = endpointPortsOf(endpoints).find(({ at }) => isAtOrBelow(path, at.path));
  const service = serviceOf(snapshot, endpoints);
  const why = port && service && whyIdle(endpoints, service, port);
  return why && { name: serviceDisplayName(snapshot, service), blocks: paragraph(reasonSentence(why)) };
}

function addressSentences(
  snapshot: Snapshot,
  endpoints: Placed<AnyEndpoints>,
  service: Placed<Service>,
  address: ManualAddress,
  records: readonly DnsRecord[],
): readonly Sentence[] {
  const why = whyUnanswered(snapshot, endpoints, service, address) ?? whyHidden(endpoints, service);
  if (why !== undefined) return [placedReason(why, endpoints)];
  if (isTemplated(address.written)) return [say('value.templated')];
  if (records.length === 0 && service.name !== undefined && service.namespaceOrigin !== 'templated')
    return [say('address.unanswered')];
  const nature = serviceNatureOf(service.resource);
  if (nature === 'unknown') return [say('kind.templated')];
  const headless = nature === 'headless';
  const values = { service: linkTo(service) };
  const [list, index] = address.path.slice(-2);
  const isSecond =
    endpoints.resource.kind === 'EndpointSlice' && list === 'addresses' && typeof index === 'number' && index > 0;
  if (isSecond && !headless) return [say('address.second', values)];
  return [say(headless ? 'address.headless' : 'address.virtualIp', values)];
}

/** Why the addresses do not count although the Service is there, or not for kube-proxy. */
function lostSentences(endpoints: Placed<AnyEndpoints>, service: Placed<Service>): readonly Sentence[] {
  const why = whyUnread(endpoints, service) ?? whyHidden(endpoints, service);
  return why === undefined ? [] : [placedReason(why, endpoints)];
}

function serviceOf(snapshot: Snapshot, endpoints: Placed<AnyEndpoints>): Placed<Service> | undefined {
  return backedServices(snapshot, endpoints)[0];
}

function orphan(snapshot: Snapshot, endpoints: Placed<AnyEndpoints>): HoverContent {
  const { resource } = endpoints;
  const label = code(serviceNameLabel);
  const wanted = resource.kind === 'EndpointSlice' ? resource.serviceName : resource.metadata.name;
  if (wanted === undefined || wanted.value === '') {
    return {
      blocks: resource.kind === 'EndpointSlice' ? paragraph(say('slice.unlabelled', { label })) : [],
    };
  }
  if (isTemplated(wanted.value)) return hoverOf(say('value.templated'));
  const belongs = say(resource.kind === 'EndpointSlice' ? 'slice.orphan' : 'endpoints.orphan', { label });
  return hoverOf(...absentService(snapshot, endpoints, { name: wanted.value }, belongs));
}
