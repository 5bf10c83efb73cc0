import { defineMessages, formatMessage, type MessageValues } from '../../util/format.ts';

/** What is in a picture. */
const pictureMessages = defineMessages('features/picture/picture-text', {
  service: '{service} in the namespace {namespace}',
  object: '{object} in the namespace {namespace}',
  namespace: 'Namespace {namespace}',
  workspace: 'All Services',
  absolute: 'How {name} resolves',
  fromPod: 'How {name} resolves, asked by a Pod in the namespace {namespace}',
  'heading.service': '{kind} · {nature}',
  'heading.port': 'Port',
  'heading.pods': 'Pods',
  'heading.pod': 'Pod',
  'heading.address': 'Address',
  'heading.name': 'DNS name',
  'heading.namespace': 'Namespace',
  'heading.missing': 'Not found',
  'heading.noName': 'Not in DNS',
  'heading.question': 'Question',
  'heading.step': 'Try {number}',
  'heading.range': '{group} · {count}',
  inNamespace: 'namespace {namespace}',
  target: 'to port {target}',
  weight: 'weight {weight}',
  elsewhere: 'not in these manifests',
  ndots: 'ndots {ndots}',
  asked: 'asked by a Pod in {namespace}',
  askedByNobody: 'absolute, without a search list',
  inHosts: 'The hosts file of the Pod has it; DNS is not asked.',
  range: '{first} … {last}',
  'count.services': '{count} {Service/Services}',
  'count.clients': '{count} {client/clients}',
  'count.ports': '{count} {port/ports}',
  'count.pods': '{count} {Pod/Pods}',
  'count.names': '{count} {name/names}',
  'edge.names': 'names',
  'edge.routesTo': 'routes to',
  'edge.uses': 'uses',
  'edge.hasPort': 'has port',
  'edge.leadsTo': 'leads to',
  'edge.selects': 'selects',
  'edge.hasPod': 'runs',
  'edge.hasAddress': 'has',
  'edge.answersAs': 'is found as',
  'edge.isAliasOf': 'is an alias of',
  'edge.asks': 'asks for',
  'edge.finds': 'finds',
  'spoken.missing': '(Missing)',
  'spoken.elsewhere': '(Not in these manifests)',
  'spoken.closed': '(A group of {size}, closed)',
  'spoken.open': '(A group of {size}, open)',
  'spoken.error': '(Error) {message}',
  'spoken.warning': '(Warning) {message}',
  'spoken.information': '(Information) {message}',
  'spoken.to': 'To {nodes} ({meaning})',
  'spoken.from': 'From {nodes} ({meaning})',
});

/** A text of a picture in the language that is spoken. */
export function pictureText(id: keyof typeof pictureMessages, values: MessageValues = {}): string {
  return formatMessage(pictureMessages[id], values);
}

/** What stands for many things side by side: the first and the last of what they are called. */
export function rangeText(labels: readonly string[]): string {
  return pictureText('range', { first: labels[0] ?? '', last: labels.at(-1) ?? '' });
}
