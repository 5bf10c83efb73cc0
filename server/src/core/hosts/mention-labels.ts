import type { HostName } from '../names/host-name.ts';
import { treeOf } from '../objects/places.ts';
import { spanAt, type Span } from '../text/span.ts';
import { nodeAt } from '../yaml/path.ts';
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
  const { path, within } = mention.at;
  const node = nodeAt(treeOf(from), path);
  if (within === undefined || node?.kind !== 'scalar') return undefined;
  if (mention.evidence === 'variable') {
    const service = spanAt(within.start, name.service.length);
    return { below: [], service, namespace: undefined };
  }
  return labelsIn(node.text, within, name);
}

/** The labels of a host name that is in a stretch of a text; `undefined` where it is another one there. */
export function labelsIn(text: string, within: Span, name: HostName): MentionLabels | undefined {
  const raw = text.slice(within.start, within.end);
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
  const written = text.slice(service.start, service.end);
  if (written.toLowerCase() !== name.service.toLowerCase()) return undefined;
  return { below: spans.slice(0, index), service, namespace };
}
