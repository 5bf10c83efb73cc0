import { whyUnset } from '../../dns/diagnosis/why-unset.ts';
import { isOfApiServer, variableOf } from '../../hosts/set-variables.ts';
import type { ReadMention, ServiceMention } from '../../hosts/mentions.ts';
import type { Service } from '../../kubernetes/service.ts';
import { fromVariable, type ServiceVariable } from '../../names/service-variables.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { code, paragraph, say, type HoverContent, type Inline, type Sentence } from './content.ts';
import { linkTo } from './display-names.ts';
import { placedReason } from './missing.ts';
import { serviceHover } from './service-hover.ts';

/** What a variable that is called as one of a Service holds, or why it is not set; `undefined` where nobody can tell. */
export function variableHover(snapshot: Snapshot, read: ReadMention | ServiceMention): HoverContent | undefined {
  const variable = variableOf(read);
  if (variable === undefined) return undefined;
  const name = code(read.mention.written ?? '');
  if (isOfApiServer(variable)) return { blocks: paragraph(say('variable.apiServer', { variable: name })) };
  const why = whyUnset(snapshot, read);
  const [service] = 'services' in read ? read.services : [];
  if (service === undefined) return why && { blocks: paragraph(placedReason(why, read.from)) };
  return serviceHover(snapshot, service, why ? placedReason(why, service) : setSentence(name, service, variable));
}

function setSentence(variable: Inline, service: Placed<Service>, { holds }: ServiceVariable): Sentence {
  const values = { variable, service: linkTo(service) };
  if (holds === 'address') return say('variable.address', values);
  const { ports } = service.resource;
  const port =
    holds === 'firstPort' ? ports[0] : ports.find(({ name }) => fromVariable(name?.value ?? '') === holds.port);
  const number = port?.port?.value;
  return number === undefined
    ? say('variable.openPort', values)
    : say('variable.port', { ...values, port: code(String(number)) });
}
