import { kindOf } from '../../kubernetes/resource.ts';
import { referenceMarkAt } from '../../kubernetes/object-references.ts';
import { headlessClusterIP } from '../../kubernetes/service.ts';
import { namesToWrite } from '../../kustomize/name-to-write.ts';
import { treeOf } from '../../objects/places.ts';
import { namespaceFits } from '../../scopes/group.ts';
import type { Placed } from '../../objects/placed.ts';
import { byRank } from '../../util/collections.ts';
import { nearnessFrom } from '../../util/paths.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { nodeAt } from '../../yaml/path.ts';
import { displayNamespace } from '../hover/content.ts';
import type { Name } from './service-names.ts';
import { beginsWith, type WritingPlace } from './writing-place.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

const words = defineMessages('features/completion/object-names', {
  object: '{kind} in {namespace}',
  headless: 'makes the Service headless',
  podName: 'the name of the Pod',
});

/** The objects that a field can name, as a ConfigMap from which variables come; `undefined` where the field names none. */
export function objectNamesFor(snapshot: Snapshot, { placed, path, word }: WritingPlace): Iterable<Name> | undefined {
  const { resource, document } = placed;
  const named = referenceMarkAt(resource, path)?.kinds;
  if (named === undefined) return undefined;
  const sibling = nodeAt(treeOf(placed), [...path.slice(0, -1), 'kind']);
  const kinds = sibling?.kind === 'scalar' ? named.filter((kind) => kind === sibling.text) : named;
  const contents = snapshot.contentsOf(placed.scope);
  const objects = kinds.flatMap((kind): readonly NamedObject[] => {
    const textOf = namesToWrite(placed, path, kind);
    return contents.ofWrittenKind(kind).flatMap((object) => {
      const text = textOf(object);
      return text !== '' && beginsWith(text, word) && namespaceFits(placed, object) ? [{ object, text }] : [];
    });
  });
  const distance = nearnessFrom(document.file.path);
  return namesOf(byRank(objects, ({ object }) => distance(object.document.file.path)));
}

interface NamedObject {
  readonly object: Placed;
  readonly text: string;
}

/** Few of many are looked at, so each is worded when it is. */
function* namesOf(objects: Iterable<NamedObject>): Generator<Name, void, undefined> {
  for (const { object, text } of objects) {
    const detail = formatMessage(words.object, { kind: kindOf(object.resource), namespace: displayNamespace(object) });
    yield { text, kind: 'object', detail };
  }
}

/** Values that DNS gives a meaning and no schema lists; `undefined` where there are none. */
export function valuesFor({ placed, path }: WritingPlace): readonly Name[] | undefined {
  const { resource } = placed;
  const field = path.join('/');
  if (resource.kind === 'Service' && (field === 'spec/clusterIP' || /^spec\/clusterIPs\/0$/.test(field)))
    return [{ text: headlessClusterIP, kind: 'value', detail: formatMessage(words.headless) }];
  if (resource.kind === 'Pod' && field === 'spec/hostname' && placed.name !== undefined)
    return [{ text: placed.name, kind: 'value', detail: formatMessage(words.podName) }];
  return undefined;
}
