import { serviceTypeOf, type Service, hasVirtualIp } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { paragraph, say, type HoverContent } from './content.ts';
import { kindSentences } from './service-hover.ts';
import { openNameSentence, serviceDisplayName } from './display-names.ts';
import { ownRecords, recordsBlock } from './main-records.ts';

/** What the type of a Service means to DNS. */
export function serviceTypeHover(snapshot: Snapshot, service: Placed<Service>): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  const type = serviceTypeOf(service.resource);
  const outside = hasVirtualIp(service.resource) && type !== 'ClusterIP' ? say('type.outside') : undefined;
  return {
    name,
    blocks: [
      ...paragraph(...kindSentences(service), outside, openNameSentence(name)),
      ...recordsBlock(snapshot, service, ownRecords(snapshot, service)),
    ],
  };
}
