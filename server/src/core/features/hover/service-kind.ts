import {
  hasSelector,
  headlessClusterIP,
  serviceNatureOf,
  serviceTypeOf,
  type Service,
} from '../../kubernetes/service.ts';
import { parseIp } from '../../dns/reverse-names.ts';
import { code, say, type Sentence } from './content.ts';
import { displayText } from './display-names.ts';

/** One sentence or two: what kind of Service this is to DNS. */
export function kindSentences(service: Service): readonly Sentence[] {
  const type = serviceTypeOf(service);
  switch (serviceNatureOf(service)) {
    case 'virtualIp':
      return [say(hasSelector(service) ? 'kind.virtualIp' : 'kind.virtualIpEndpoints', { type })];
    case 'headless': {
      const kind = say(hasSelector(service) ? 'kind.headlessPods' : 'kind.headlessEndpoints');
      return type === 'ClusterIP'
        ? [kind]
        : [kind, say('kind.refused', { type, none: code(`clusterIP: ${headlessClusterIP}`) })];
    }
    case 'alias':
      return [aliasSentence(service)];
    case 'unknown':
      return [say('kind.templated')];
    case 'invalid':
      return [say('kind.invalid', { type: code(displayText(type)) })];
  }
}

/** Whether the name of a Service can be answered at all; an alias to nothing or to an address cannot. */
export function isAnswered(service: Service): boolean {
  const nature = serviceNatureOf(service);
  const target = service.externalName?.value ?? '';
  return nature === 'alias' ? target !== '' && parseIp(target) === undefined : nature !== 'invalid';
}

function aliasSentence(service: Service): Sentence {
  const target = service.externalName?.value ?? '';
  if (target === '') return say('kind.aliasEmpty');
  return say(parseIp(target) === undefined ? 'kind.alias' : 'kind.aliasAddress', { target: code(displayText(target)) });
}
