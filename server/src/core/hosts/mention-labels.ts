import type { HostName } from '../names/host-name.ts';
import { stretchAt } from '../objects/places.ts';
import { spanAt, type Span } from '../text/span.ts';
import type { NamingMention } from './mentions.ts';

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
