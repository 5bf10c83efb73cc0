import { whyUnnamed } from '../../dns/diagnosis/why-unnamed.ts';
import { recordsOf } from '../../dns/records.ts';
import type { DnsRecord } from '../../dns/record.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { StatefulSet } from '../../kubernetes/workloads.ts';
import { governingServices, selectingServices } from '../../relations/linked.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { absentService } from './absent.ts';
import { code, listOf, paragraph, say, type DisplayName, type HoverContent, type Sentence } from './content.ts';
import { reasonSentence, unnamedSentences } from './missing.ts';
import { kindSentences, recordsLink } from './service-hover.ts';
import {
  displayField,
  linkTo,
  openNameSentence,
  serviceDisplayName,
  objectTitle,
  zoneOfNamespace,
} from './display-names.ts';
import { ownRecords, recordsBlock } from './main-records.ts';

/** The names a StatefulSet's Pods will have. */
export function statefulSetHover(snapshot: Snapshot, statefulSet: Placed<StatefulSet>): HoverContent {
  const [service] = governingServices(snapshot, statefulSet);
  if (service === undefined) return ungoverned(snapshot, statefulSet);
  const records = podRecords(snapshot, service, statefulSet);
  const first = records[0]?.name.replace(/\.$/, '');
  const name = first === undefined ? undefined : { text: first, literal: true };
  const others = otherServices(snapshot, statefulSet, service);
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
  const name = serviceDisplayName(snapshot, service);
  const records = recordsOf(snapshot, service);
  const own = ownRecords(snapshot, service);
  const pods = podRecords(snapshot, service, statefulSet);
  return {
    name,
    records: recordsLink(service, records),
    blocks: [
      ...paragraph(...kindSentences(service), openNameSentence(name)),
      ...paragraph(...podNameSentences(snapshot, statefulSet, service, pods)),
      ...recordsBlock(snapshot, service, [...own, ...pods]),
    ],
  };
}

/** The address records that name Pods of a workload below a Service. */
export function podRecords(snapshot: Snapshot, service: Placed<Service>, workload: Placed): readonly DnsRecord[] {
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

function otherServices(snapshot: Snapshot, statefulSet: Placed, governing: Placed): readonly Placed[] {
  return selectingServices(snapshot, statefulSet).filter((service) => service !== governing);
}

function ungoverned(snapshot: Snapshot, statefulSet: Placed<StatefulSet>): HoverContent {
  const { serviceName } = statefulSet.resource;
  const wanted = serviceName?.value ?? '';
  const others = selectingServices(snapshot, statefulSet);
  const behind = others.length === 0 ? undefined : say('statefulSet.behind', { services: listOf(others.map(linkTo)) });
  if (wanted === '') {
    const why = whyUnnamed(snapshot, statefulSet);
    return { blocks: paragraph(why && reasonSentence(why), behind) };
  }
  if (isTemplated(wanted)) {
    const name: DisplayName = {
      text: `${displayField(snapshot, statefulSet, serviceName)}.${zoneOfNamespace(snapshot, statefulSet)}`,
      literal: false,
    };
    return { name, blocks: paragraph(openNameSentence(name)) };
  }
  return { blocks: paragraph(...absentService(snapshot, statefulSet, { name: wanted }), behind) };
}
