import {
  hasSelector,
  headlessClusterIP,
  isAcceptedHeadless,
  serviceNatureOf,
  serviceTypeOf,
  type Service,
} from '../../kubernetes/service.ts';
import { whyNoAlias } from '../../dns/diagnosis/why-no-alias.ts';
import type { Placed } from '../../objects/placed.ts';
import { code, say, type Sentence } from './content.ts';
import { displayText } from './display-names.ts';
import { reasonSentence } from './missing.ts';
import { traitsOf } from '../../kubernetes/kinds/effective-type.ts';
import { serviceTable } from '../../kubernetes/kinds/service.ts';
import { judgedOf, effectAt } from '../../kubernetes/table/effects.ts';
import type { Effect } from '../../kubernetes/table/fields.ts';
import { treeOf } from '../../objects/places.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** One sentence or two: what kind of Service this is to DNS. */
export function kindSentences(placed: Placed<Service>): readonly Sentence[] {
  const service = placed.resource;
  const type = serviceTypeOf(service);
  switch (serviceNatureOf(service)) {
    case 'virtualIp':
      return [say(hasSelector(service) ? 'kind.virtualIp' : 'kind.virtualIpEndpoints', { type })];
    case 'headless': {
      const kind = say(hasSelector(service) ? 'kind.headlessPods' : 'kind.headlessEndpoints');
      return isAcceptedHeadless(service)
        ? [kind]
        : [kind, say('kind.refused', { type, none: code(`clusterIP: ${headlessClusterIP}`) })];
    }
    case 'alias':
      return [aliasSentence(placed)];
    case 'unknown':
      return [say('kind.templated')];
    case 'invalid':
      return [say('kind.invalid', { type: code(displayText(type)) })];
  }
}

/** What a field of the spec of a Service does, whatever its value, as the table of the kind says. */
export function serviceEffect(snapshot: Snapshot, service: Placed<Service>, field: string): Effect {
  const judged = judgedOf(treeOf(service), snapshot.settingsOf(service.document.file));
  return effectAt(judged, serviceTable.table, traitsOf(judged.object), ['spec', field]);
}

/** Whether the name of a Service can be answered at all; an alias to nothing or to an address cannot. */
export function isAnswered(service: Placed<Service>): boolean {
  const nature = serviceNatureOf(service.resource);
  if (nature === 'alias')
    return (service.resource.externalName?.value ?? '') !== '' && whyNoAlias(service) === undefined;
  return nature !== 'invalid';
}

function aliasSentence(service: Placed<Service>): Sentence {
  const target = service.resource.externalName?.value ?? '';
  if (target === '') return say('kind.aliasEmpty');
  const why = whyNoAlias(service);
  return why === undefined ? say('kind.alias', { target: code(displayText(target)) }) : reasonSentence(why);
}
