import { labelsOfMention } from '../../hosts/mention-labels.ts';
import { serviceMentionsIn } from '../../hosts/mentions.ts';
import type { Placed } from '../../objects/placed.ts';
import { isOneScope } from '../../objects/scope.ts';
import { treeOf } from '../../objects/places.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import { exactly } from './spelling.ts';
import type { NamePlace } from '../../edits/write-name.ts';
import type { NamespaceSubject } from './subject.ts';
import { namePlace } from './text-place.ts';

/** Every place where a namespace is written: where objects say it, in fields that name it, in selectors and in host names. */
export function placesOfNamespace(snapshot: Snapshot, subject: NamespaceSubject): readonly NamePlace[] {
  const { name } = subject;
  const spell = exactly(name);
  return objectsOf(snapshot, subject).flatMap((object) => {
    const mayName = object.built !== undefined || object.document.facts.text.toLowerCase().includes(name.toLowerCase());
    if (!mayName) return [];
    const fields = fieldsNaming(treeOf(object), name, []);
    const own = object.resource.kind === 'Namespace' && object.name === name ? [['metadata', 'name']] : [];
    const hosts = serviceMentionsIn(snapshot, object).flatMap((mention) => {
      const namespace = labelsOfMention(mention)?.namespace;
      if (mention.name.namespace?.toLowerCase() !== name || namespace === undefined) return [];
      return [namePlace(object, { path: mention.mention.at.path, within: namespace }, spell)];
    });
    return [...[...own, ...fields].map((path) => namePlace(object, { path }, spell)), ...hosts];
  });
}

/**
 * The objects that mean a namespace by its name: all of the workspace, which is one cluster; where several parts of it have a manifest
 * of such a namespace, those of the same part.
 */
function objectsOf(snapshot: Snapshot, { name, from }: NamespaceSubject): readonly Placed[] {
  const declared = snapshot.ofKind('Namespace').filter((one) => one.name === name);
  const isOwn = (object: Placed): boolean => isOneScope(object.scope, from.scope);
  const parts = declared.some(isOwn) && !declared.every(isOwn);
  return snapshot.resources.filter((object) => !parts || isOwn(object));
}

/** Below these the keys are people's own. */
const freeKeys: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData', 'annotations', 'values', 'status']);

const namespaceLabel = 'kubernetes.io/metadata.name';

/** Fields that name a namespace: `namespace`, `targetNamespace` and their like, lists of them, and the label that every namespace has. */
function fieldsNaming(node: YamlNode | undefined, name: string, path: Path): readonly Path[] {
  switch (node?.kind) {
    case 'sequence': {
      const list = path.at(-1);
      const isList = typeof list === 'string' && /namespaces$|^matchNames$/i.test(list);
      return node.items.flatMap((item, index) => {
        const below = [...path, index];
        return isList && item.kind === 'scalar' && item.value === name ? [below] : fieldsNaming(item, name, below);
      });
    }
    case 'map': {
      const expression = node.entries.find(({ key }) => key === 'key')?.value;
      const isNamespaceKey = expression?.kind === 'scalar' && expression.value === namespaceLabel;
      return node.entries.flatMap(({ key, value }) => {
        const below = [...path, key];
        if (isNamespaceKey && key === 'values' && value.kind === 'sequence') {
          return value.items.flatMap((item, index) =>
            item.kind === 'scalar' && item.value === name ? [[...below, index]] : [],
          );
        }
        if (freeKeys.has(key)) return [];
        if (value.kind === 'scalar') return namesIt(key) && value.value === name ? [below] : [];
        return fieldsNaming(value, name, below);
      });
    }
    case 'scalar':
    case undefined:
      return [];
  }
}

function namesIt(key: string): boolean {
  return /namespace$/i.test(key) || key === namespaceLabel;
}
