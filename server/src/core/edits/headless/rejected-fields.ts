import { View } from '../../kubernetes/field.ts';
import { traitsOf, type EffectiveType } from '../../kubernetes/kinds/effective-type.ts';
import { serviceTable } from '../../kubernetes/kinds/service.ts';
import type { Service } from '../../kubernetes/service.ts';
import { effectsOf, judgedOf } from '../../kubernetes/table/effects.ts';
import { judge } from '../../kubernetes/table/judge.ts';
import { saysMissing, type FoundRejection } from '../../kubernetes/table/row.ts';
import { withoutEntry, withValue } from '../../kustomize/tree.ts';
import { treeOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { remove, type YamlChange } from '../changes.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { nodeAt } from '../../yaml/path.ts';

/**
 * The changes that take out of a Service what the API server of the configured version rejects once it is something else, as the
 * table of the kind says. What merely loses its effect stays.
 */
export function withoutRejected(
  snapshot: Questions,
  service: Placed<Service>,
  type: EffectiveType,
): readonly YamlChange[] {
  const judged = judgedOf(treeOf(service), snapshot.settingsOf(service.document.file));
  return effectsOf(judged, serviceTable.table, traitsOf(judged.object, type)).flatMap(({ view, effect }) =>
    effect === 'rejected' ? [remove(view.path)] : [],
  );
}

/**
 * What the API server of the configured version rejects of a headless Service that is given a cluster IP because it is not there, as the
 * table of the kind says, with its fixes.
 */
export function lackedWithAddress(snapshot: Questions, service: Placed<Service>): readonly FoundRejection[] {
  const tree = withoutAddresses(treeOf(service));
  const rejections = judge(new View(tree), serviceTable.table, snapshot.settingsOf(service.document.file));
  return rejections.filter(({ code, at }) => saysMissing(code) || nodeAt(tree, at.path) === undefined);
}

/** A tree without the fields that make a Service headless. */
function withoutAddresses(tree: YamlNode | undefined): YamlNode | undefined {
  const spec = entryOf(tree, 'spec')?.value;
  if (tree?.kind !== 'map' || spec?.kind !== 'map') return tree;
  return withValue(tree, 'spec', withoutEntry(withoutEntry(spec, 'clusterIP'), 'clusterIPs'));
}
