import { type DnsRecord, dataText } from '../../dns/record.ts';
import { serviceNatureOf } from '../../kubernetes/service.ts';
import { code, say, type Inline, type Sentence, relativeName, objectTitle } from '../hover/content.ts';
import { isWorkload, isService } from '../../objects/placed.ts';

/**
 * What a record answers with, for people: addresses and names as they are, relative to a zone; an address that only a running
 * cluster knows by what has it.
 */
export function answerWords(record: DnsRecord, zone: string): Inline {
  const { data, unknown } = record;
  switch (data.kind) {
    case 'address':
      return data.address === undefined ? whoseAddress(record) : code(data.address);
    case 'service': {
      const target = data.target === undefined ? whoseAddress(record) : code(relativeName(data.target, zone));
      if (data.port !== undefined) return say('answer.port', { port: code(data.port), target });
      return say(data.target === undefined ? 'answer.srvUnknown' : 'answer.portOpen', { target });
    }
    case 'name':
      return unknown === undefined ? code(relativeName(data.target ?? '', zone)) : say('answer.templated');
    case 'text':
      return code(dataText(record) ?? '');
  }
}

/** Whether records are always there, and for every DNS server. */
export function conditionWords(records: readonly DnsRecord[]): Sentence {
  const condition = conditionOf(records);
  const coredns = records.every((record) => record.level === 'coredns');
  return say(coredns ? `when.${condition}Coredns` : `when.${condition}`);
}

/** Whether a record is always there, where something else tells of DNS servers. */
export function timeWords(record: DnsRecord): Sentence {
  return say(`when.${conditionOf([record])}`);
}

/**
 * Records of Pods that are there before they are ready still need the Pods. Where a template decides what a Service is, it decides on its
 * records.
 */
function conditionOf(records: readonly DnsRecord[]): 'templated' | 'ready' | 'published' | 'always' {
  if (records.some(({ service }) => service !== undefined && serviceNatureOf(service.resource) === 'unknown'))
    return 'templated';
  if (records.every((record) => record.condition === 'whenReady')) return 'ready';
  const areOfPods = records.every((record) => record.target !== undefined && isWorkload(record.target));
  return areOfPods ? 'published' : 'always';
}

/** What has an address that is not known yet. A Pod of a StatefulSet is called by its label, but not at the Service's own name. */
function whoseAddress({ name, service, target, data, unknown }: DnsRecord): Inline {
  if (unknown?.reason === 'awaited') return say('answer.selected');
  if (target === undefined) return say('answer.endpoint');
  if (isService(target)) return say(unknown?.reason === 'templated' ? 'answer.templatedService' : 'answer.virtualIp');
  if (target.resource.kind === 'Pod') return say('answer.pod', { pod: code(target.name ?? '') });
  const isBelow = !name.startsWith(`${service?.name}.${service?.namespace}.`);
  const isItself = target.resource.kind === 'StatefulSet' && isBelow && data.kind === 'address';
  if (isItself) return say('answer.pod', { pod: code(name.slice(0, name.indexOf('.'))) });
  return say('answer.pods', { workload: code(objectTitle(target)) });
}
