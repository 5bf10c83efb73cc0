import type { Service } from '../kubernetes/service.ts';
import { anyLabel } from '../names/host-name.ts';
import type { Mention } from '../names/mention.ts';
import { ownNamespace } from '../names/variables.ts';
import { isWorkload, type Placed } from '../objects/placed.ts';
import { defineIndexOfAll } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';

/**
 * The objects whose strings may mean a Service by a label. Where a kustomization builds it, others mean it only by its namespace, so
 * that those of a hundred overlays are not held against each other.
 */
export function objectsCalling(
  snapshot: Questions,
  { scope, namespace }: Placed<Service>,
  label: string,
): readonly Placed[] {
  if (scope.kind !== 'kustomization') return snapshot.everything.index(byHostLabel).get(label).all;
  const own = snapshot.contentsOf(scope).index(byHostLabel).get(label).all;
  const others = snapshot.everything.index(byNamespacedLabel);
  const away = [`${label}.${namespace.toLowerCase()}`, `${label}.`].flatMap((key) => others.get(key).all);
  return [...own, ...new Set(away.filter((object) => object.scope !== scope))];
}

/** Objects by the labels of the host names in their strings. */
const byHostLabel = defineIndexOfAll((object) =>
  object.resource.mentions.flatMap((mention) => labelsOf(object, mention)),
);

/** Objects by each label of the host names in their strings with the one behind it, and with none if they search other namespaces. */
const byNamespacedLabel = defineIndexOfAll((object) => {
  const doesSearch = isWorkload(object) && object.resource.template.dnsConfig !== undefined;
  return object.resource.mentions.flatMap((mention) => {
    const labels = labelsOf(object, mention);
    const pairs = labels.slice(1).map((label, index) => `${labels[index] ?? ''}.${label}`);
    return doesSearch ? [...pairs, ...labels.map((label) => `${label}.`)] : pairs;
  });
});

/** The labels of a host name of an object. */
export function labelsOf(object: Placed, mention: Mention): readonly string[] {
  return inNamespaceOf(object, mention).host.split('.');
}

/** A mention with the namespace of its object where the kubelet puts that in. */
export function inNamespaceOf({ namespace, namespaceOrigin }: Placed, mention: Mention): Mention {
  if (!mention.host.includes(ownNamespace)) return mention;
  const label = namespaceOrigin === 'templated' ? anyLabel : namespace;
  return { ...mention, host: mention.host.replaceAll(ownNamespace, label) };
}
