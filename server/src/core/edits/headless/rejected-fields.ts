import { naturesOf, type ServiceUse } from '../../kubernetes/kinds/service-use.ts';
import { serviceTable } from '../../kubernetes/kinds/service.ts';
import type { Service } from '../../kubernetes/service.ts';
import { effectsOf, judgedOf } from '../../kubernetes/table/effects.ts';
import { treeOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { remove, type YamlChange } from '../../yaml/edit.ts';

/**
 * The changes that take out of a Service what the API server of the configured version rejects once it is something else, as the
 * table of the kind says. What merely loses its effect stays.
 */
export function withoutRejected(snapshot: Questions, service: Placed<Service>, use: ServiceUse): readonly YamlChange[] {
  const judged = judgedOf(treeOf(service), snapshot.settingsOf(service.document.file));
  return effectsOf(judged, serviceTable.table, naturesOf(judged.object, use)).flatMap(({ view, effect }) =>
    effect === 'rejected' ? [remove(view.path)] : [],
  );
}
