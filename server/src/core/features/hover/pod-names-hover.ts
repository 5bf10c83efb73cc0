import { whyNoHostname, whyUnnamed } from '../../dns/diagnosis/why-unnamed.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { Workload, StatefulSet } from '../../kubernetes/workloads.ts';
import { isStatefulSet, type Placed } from '../../objects/placed.ts';
import { namingServices, governingServices, selectingServices } from '../../relations/linked.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import {
  paragraph,
  say,
  type HoverContent,
  type Sentence,
  code,
  listOf,
  type DisplayName,
  displayField,
  linkTo,
  zoneOfNamespace,
  openNameSentence,
  serviceDisplayName,
  objectTitle,
  aboutService,
  hoverOf,
} from './content.ts';
import { reasonSentence, unnamedSentences, absentService } from './missing.ts';
import type { DnsRecord } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { kindSentences, recordsLink, recordsBlock, ownRecords } from './service-hover.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

/** The name in DNS that hostname and subdomain give a Pod, or why they give none. */
export function podNameHover(snapshot: Snapshot, workload: Placed<Workload>): HoverContent {
  if (isStatefulSet(workload)) return overwritten(snapshot, workload);
  const { hostname, subdomain } = workload.resource.template;
  const [service] = namingServices(snapshot, workload);
  const records = service === undefined ? [] : podRecords(snapshot, service, workload);
  const [first] = records;
  if (service !== undefined && first !== undefined) {
    const isShared = workload.resource.kind !== 'Pod' && new Set(records.map(({ name }) => name)).size === 1;
    const values = { service: linkTo(service), workload: linkTo(workload) };
    return {
      name: { text: withoutFinalDot(first.name), literal: true },
      blocks: [
        ...paragraph(say(isShared ? 'pod.shared' : 'pod.named', values)),
        ...recordsBlock(snapshot, service, records),
      ],
    };
  }
  const isOpen = [hostname, subdomain].some((field) => isTemplated(field?.value ?? ''));
  if (!isOpen || !hostname?.value || !subdomain?.value) return hoverOf(...whyNot(snapshot, workload, service));
  const [host, domain] = [hostname, subdomain].map((field) => displayField(snapshot, workload, field));
  const text = `${host}.${domain}.${zoneOfNamespace(snapshot, workload)}`;
  return { name: { text, literal: false }, blocks: paragraph(say('name.templated')) };
}

function overwritten(snapshot: Snapshot, workload: Placed<StatefulSet>): HoverContent {
  const content = statefulSetHover(snapshot, workload);
  return { ...content, blocks: [...paragraph(say('statefulSet.overwritten')), ...content.blocks] };
}

function whyNot(
  snapshot: Snapshot,
  workload: Placed<Workload>,
  service: Placed<Service> | undefined,
): readonly Sentence[] {
  const { subdomain } = workload.resource.template;
  if (!subdomain?.value) return [say('pod.noSubdomain')];
  const withoutHostname = whyNoHostname(workload);
  if (withoutHostname !== undefined) return [reasonSentence(withoutHostname)];
  if (service === undefined) return absentService(snapshot, workload, { name: subdomain.value });
  return unnamedSentences(snapshot, workload, service);
}

/** The names a StatefulSet's Pods will have. */
export function statefulSetHover(snapshot: Snapshot, statefulSet: Placed<StatefulSet>): HoverContent {
  const [service] = governingServices(snapshot, statefulSet);
  if (service === undefined) return ungoverned(snapshot, statefulSet);
  const records = podRecords(snapshot, service, statefulSet);
  const first = records[0] && withoutFinalDot(records[0].name);
  const name = first === undefined ? undefined : { text: first, literal: true };
  const others = selectingServices(snapshot, statefulSet).filter((one) => one !== service);
  return {
    name,
    records: recordsLink(service, recordsOf(snapshot, service)),
    blocks: [
      ...paragraph(...podNameSentences(snapshot, statefulSet, service, records)),
      ...recordsBlock(snapshot, service, records),
      ...paragraph(
        others.length === 0 ? undefined : say('statefulSet.alsoBehind', { services: listOf(others.map(linkTo)) }),
      ),
    ],
  };
}

/** The Service that governs a StatefulSet, and what the Pods are called below it. */
export function serviceNameHover(snapshot: Snapshot, statefulSet: Placed<StatefulSet>): HoverContent {
  const [service] = governingServices(snapshot, statefulSet);
  if (service === undefined) return ungoverned(snapshot, statefulSet);
  const records = recordsOf(snapshot, service);
  const own = ownRecords(snapshot, service);
  const pods = podRecords(snapshot, service, statefulSet);
  const content = aboutService(
    snapshot,
    service,
    kindSentences(service),
    ...paragraph(...podNameSentences(snapshot, statefulSet, service, pods)),
    ...recordsBlock(snapshot, service, [...own, ...pods]),
  );
  return { ...content, records: recordsLink(service, records) };
}

/** The address records that name Pods of a workload below a Service. */
function podRecords(snapshot: Snapshot, service: Placed<Service>, workload: Placed): readonly DnsRecord[] {
  const below = `.${serviceDisplayName(snapshot, service)?.text ?? ''}.`;
  return recordsOf(snapshot, service).filter(
    (record) =>
      record.type !== 'SRV' && record.type !== 'PTR' && record.target === workload && record.name.endsWith(below),
  );
}

function podNameSentences(
  snapshot: Snapshot,
  statefulSet: Placed<StatefulSet>,
  service: Placed<Service>,
  records: readonly DnsRecord[],
): readonly Sentence[] {
  const values = { service: linkTo(service), statefulSet: code(objectTitle(statefulSet)) };
  const names = records.length > 0 ? [say('statefulSet.names', values)] : [];
  return [...names, ...unnamedSentences(snapshot, statefulSet, service)];
}

function ungoverned(snapshot: Snapshot, statefulSet: Placed<StatefulSet>): HoverContent {
  const { serviceName } = statefulSet.resource;
  const wanted = serviceName?.value ?? '';
  const others = selectingServices(snapshot, statefulSet);
  const behind = others.length === 0 ? undefined : say('statefulSet.behind', { services: listOf(others.map(linkTo)) });
  if (wanted === '') {
    const why = whyUnnamed(snapshot, statefulSet);
    return hoverOf(why && reasonSentence(why), behind);
  }
  if (isTemplated(wanted)) {
    const name: DisplayName = {
      text: `${displayField(snapshot, statefulSet, serviceName)}.${zoneOfNamespace(snapshot, statefulSet)}`,
      literal: false,
    };
    return { name, blocks: paragraph(openNameSentence(name)) };
  }
  return hoverOf(...absentService(snapshot, statefulSet, { name: wanted, linked: others }), behind);
}
