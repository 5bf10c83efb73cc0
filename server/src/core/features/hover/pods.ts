import { whyNoHostname } from '../../dns/diagnosis/why-unnamed.ts';
import { withoutFinalDot } from '../../dns/names.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { Workload, StatefulSet } from '../../kubernetes/workloads.ts';
import { isStatefulSet, type Placed } from '../../objects/placed.ts';
import { namingServices } from '../../relations/linked.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { absentService } from './absent.ts';
import { paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { displayField, linkTo, zoneOfNamespace } from './display-names.ts';
import { reasonSentence, unnamedSentences } from './missing.ts';
import { recordsBlock } from './main-records.ts';
import { podRecords, statefulSetHover } from './stateful-set-hover.ts';

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
  if (!isOpen || !hostname?.value || !subdomain?.value)
    return { blocks: paragraph(...whyNot(snapshot, workload, service)) };
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
