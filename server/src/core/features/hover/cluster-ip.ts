import { parseIp } from '../../dns/reverse-names.ts';
import { headlessClusterIP, serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { backingSentences } from './backing.ts';
import { code, paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { openNameSentence, serviceDisplayName } from './display-names.ts';
import { ownRecords, recordsBlock } from './main-records.ts';

/** What a value of `clusterIP` or `clusterIPs` means for the name of its Service. */
export function clusterIpHover(snapshot: Snapshot, service: Placed<Service>, value: string): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  return {
    name,
    blocks: [
      ...paragraph(...meaning(service.resource, value), openNameSentence(name)),
      ...recordsBlock(snapshot, service, ownRecords(snapshot, service)),
      ...paragraph(...backingSentences(snapshot, service)),
    ],
  };
}

function meaning(service: Service, value: string): readonly (Sentence | undefined)[] {
  if (isTemplated(value)) return [say('value.templated')];
  if (serviceNatureOf(service) === 'alias') return value === '' ? [] : [say('clusterIP.alias')];
  if (value === headlessClusterIP) return [say('clusterIP.none')];
  if (value === '') return [say('clusterIP.empty')];
  const none = code(headlessClusterIP);
  if (parseIp(value) !== undefined)
    return [say('clusterIP.address', { ip: code(value) }), say('clusterIP.reverse', { ip: code(value) })];
  const misspelt = value.trim().toLowerCase() === headlessClusterIP.toLowerCase();
  return [say(misspelt ? 'clusterIP.misspelt' : 'clusterIP.invalid', { none, value: code(value) })];
}
