import { isHeadlessService, serviceNatureOf, writtenFamiliesOf, type Service } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import { nodeIn } from '../../objects/places.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { scalarText } from '../../yaml/node.ts';
import { code, listOf, say, type HoverContent, type Sentence, hoverOf } from './content.ts';
import { serviceEffect } from './service-hover.ts';

/** What fields of a Service decide about its addresses and the connections to them; `undefined` for all others. */
export function trafficHover(snapshot: Snapshot, service: Placed<Service>, field: string): HoverContent | undefined {
  const sentences = sentencesOf[field]?.(service, scalarText(nodeIn(service, ['spec', field])) ?? '');
  if (sentences === undefined || serviceNatureOf(service.resource) === 'unknown') return undefined;
  switch (serviceEffect(snapshot, service, field)) {
    case 'works':
      return hoverOf(...sentences);
    case 'ineffective':
      return hoverOf(say('field.noEffect'));
    case 'rejected':
      return hoverOf(say('field.rejected'));
    case 'dropped':
      return hoverOf(say('field.dropped'));
  }
}

type SentencesOf = (service: Placed<Service>, value: string) => readonly Sentence[] | undefined;

/** Source: Kubernetes API core/v1, ServiceSpec. */
const sentencesOf: Readonly<Record<string, SentencesOf | undefined>> = {
  ipFamilyPolicy: ({ resource }, value) => {
    const policy = policies[value];
    return policy && [say(policy), say(isHeadlessService(resource) ? 'families.headless' : 'families.virtualIp')];
  },
  ipFamilies: ({ resource }) => {
    const records = writtenFamiliesOf(resource);
    return records.length === 0
      ? undefined
      : [say('families.records', { records: listOf(records.map((one) => code(one))) })];
  },
  sessionAffinity: (_, value) => connections(value === 'ClientIP' ? 'affinity.client' : 'affinity.none'),
  sessionAffinityConfig: () => connections('affinity.client'),
  internalTrafficPolicy: (_, value) => connections(value === 'Local' ? 'internal.local' : 'internal.cluster'),
  externalTrafficPolicy: (_, value) => connections(value === 'Local' ? 'external.local' : 'external.cluster'),
  trafficDistribution: (_, value) =>
    connections(value === 'PreferSameNode' ? 'distribution.node' : 'distribution.zone'),
  externalIPs: () => connections('externalIPs.use'),
};

const policies = {
  SingleStack: 'families.single',
  PreferDualStack: 'families.prefer',
  RequireDualStack: 'families.require',
} as Readonly<Record<string, 'families.single' | 'families.prefer' | 'families.require' | undefined>>;

function connections(id: Parameters<typeof say>[0]): readonly Sentence[] {
  return [say(id), say('field.sameRecords')];
}
