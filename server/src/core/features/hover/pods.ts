import { recordsOf } from '../../dns/records.ts';
import type { Field } from '../../kubernetes/field.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { Workload, StatefulSet } from '../../kubernetes/workloads.ts';
import { isStatefulSet, type Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { absentService } from './absent.ts';
import { code, paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { displayField, displayNamespace, linkTo, serviceDisplayName, zoneOfNamespace } from './display-names.ts';
import { missingOfPods } from './missing.ts';
import { recordsBlock } from './main-records.ts';
import { statefulSetHover } from './stateful-set-hover.ts';

/** The name in DNS that hostname and subdomain give a Pod, or why they give none. */
export function podNameHover(snapshot: Snapshot, workload: Placed<Workload>): HoverContent {
  if (isStatefulSet(workload)) return overwritten(snapshot, workload);
  const { hostname, subdomain } = workload.resource.template;
  if (!hostname?.value) return { name: undefined, blocks: paragraph(say('pod.noHostname')) };
  if (!subdomain?.value) return { name: undefined, blocks: paragraph(say('pod.noSubdomain')) };
  const service = publishingService(snapshot, workload);
  if (service === undefined || isTemplated(hostname.value)) return unpublished(snapshot, workload, hostname, subdomain);
  const name = `${hostname.value}.${serviceDisplayName(snapshot, service)?.text ?? ''}`.toLowerCase();
  const records = recordsOf(snapshot, service).filter((record) => record.name === `${name}.` && record.type !== 'SRV');
  if (records.length === 0) return { name: undefined, blocks: paragraph(...whyNot(snapshot, workload, service)) };
  const shared = workload.resource.kind !== 'Pod';
  const sentence = say(shared ? 'pod.shared' : 'pod.named', { service: linkTo(service), workload: linkTo(workload) });
  return {
    name: { text: name, literal: true },
    blocks: [...paragraph(sentence), ...recordsBlock(snapshot, service, records)],
  };
}

/** The Service that a Pod's subdomain names. */
function publishingService(snapshot: Snapshot, workload: Placed): Placed<Service> | undefined {
  const link = snapshot.links.from(workload).find((one) => one.kind === 'publishedUnder');
  return link?.to[0] as Placed<Service> | undefined;
}

function overwritten(snapshot: Snapshot, workload: Placed<StatefulSet>): HoverContent {
  const content = statefulSetHover(snapshot, workload);
  return { ...content, blocks: [...paragraph(say('statefulSet.overwritten')), ...content.blocks] };
}

function unpublished(
  snapshot: Snapshot,
  workload: Placed<Workload>,
  hostname: Field<string>,
  subdomain: Field<string>,
): HoverContent {
  if (isTemplated(hostname.value) || isTemplated(subdomain.value)) {
    const [host, service] = [hostname, subdomain].map((field) => displayField(snapshot, workload, field));
    const text = `${host}.${service}.${zoneOfNamespace(snapshot, workload)}`;
    return {
      name: { text, literal: false },
      blocks: paragraph(say('name.templated')),
    };
  }
  const values = { service: code(subdomain.value), namespace: code(displayNamespace(workload)) };
  const sentence = absentService(snapshot, workload, { name: subdomain.value }, say('pod.noService', values));
  return { name: undefined, blocks: paragraph(sentence) };
}

function whyNot(snapshot: Snapshot, workload: Placed<Workload>, service: Placed<Service>): readonly Sentence[] {
  if (service.namespace === workload.namespace) return missingOfPods(snapshot, service, workload);
  return [say('pod.otherNamespace', { service: linkTo(service), other: code(displayNamespace(service)) })];
}
