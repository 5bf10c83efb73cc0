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
