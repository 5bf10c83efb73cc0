import type { HostName } from '../names/host-name.ts';
import { stretchAt } from '../objects/places.ts';
import { spanAt, type Span } from '../text/span.ts';
import {
  type NamingMention,
  isHostAlias,
  isWrittenAsHost,
  mentionsWithServices,
  type ReadMention,
} from './mentions.ts';
import { namespaceExistence } from '../existence/existence.ts';
import { kindServedIn } from '../names/zones.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';

/** Where the labels of a host name are, as stretches of its string. */
export interface MentionLabels {
  /** The labels left of the Service, such as that of a Pod; none where it is first. */
  readonly below: readonly Span[];
  readonly service: Span;
  readonly namespace: Span | undefined;
}

/** What holds dots that part no labels. */
const variables = /\$\{[^}]*\}|\$\([^)]*\)|\{\{.*?\}\}/g;

/** The labels of a host name that names a Service; `undefined` where the string is not written as it reads, as an encoded one. */
export function labelsOfMention({ from, mention, name }: NamingMention): MentionLabels | undefined {
  const { within } = mention.at;
  const text = stretchAt(from, mention.at);
  if (within === undefined || text === undefined) return undefined;
  if (mention.evidence === 'variable') {
    const service = spanAt(within.start, name.service.length);
    return { below: [], service, namespace: undefined };
  }
  return labelsIn(text, within, name);
}

/** The labels of a host name that is all of a stretch; `undefined` where it is another one there. */
export function labelsIn(raw: string, within: Span, name: HostName): MentionLabels | undefined {
  const labels = raw.replace(variables, (found) => '_'.repeat(found.length)).split('.');
  const spans: Span[] = [];
  let start = within.start;
  for (const label of labels) {
    spans.push(spanAt(start, label.length));
    start += label.length + 1;
  }
  const behind = (name.zone === undefined ? 0 : name.zone.split('.').length) + (name.svc === 'written' ? 1 : 0);
  const namespace = name.namespace === undefined ? undefined : spans[spans.length - behind - 1];
  const index = spans.length - behind - 1 - (name.namespace === undefined ? 0 : 1);
  const service = spans[index];
  if (service === undefined) return undefined;
  const written = raw.slice(service.start - within.start, service.end - within.start);
  if (written.toLowerCase() !== name.service.toLowerCase()) return undefined;
  return { below: spans.slice(0, index), service, namespace };
}

/** The host names of an object that name their namespace, whether it has such a Service or not. */
export function namespacedMentionsIn(snapshot: Questions, object: Placed): readonly NamingMention[] {
  return mentionsWithServices(snapshot, object).flatMap((read) => {
    if ('services' in read) return read.name.namespace === undefined ? [] : [read];
    if (isHostAlias(read)) return [];
    const name = read.readings.find((one) => one.namespace !== undefined && isOfCluster(snapshot, read, one));
    return name === undefined ? [] : [{ ...read, name }];
  });
}

/** Whether a name that refers to no Service can only be meant as one of the cluster: by its `svc`, or as a host in a namespace that is here. */
function isOfCluster(snapshot: Questions, { mention }: ReadMention, name: HostName): boolean {
  if (name.svc === 'written') return kindServedIn(name.zone, snapshot.settings) !== undefined;
  const { below, namespace = '' } = name;
  return below === undefined && isWrittenAsHost(mention) && namespaceExistence(snapshot, namespace) === 'here';
}
