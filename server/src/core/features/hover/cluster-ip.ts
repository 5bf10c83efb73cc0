import { parseIp } from '../../dns/reverse-names.ts';
import { headlessClusterIP, type Service, isAliasService } from '../../kubernetes/service.ts';
import { clusterIPFault } from '../../kubernetes/rejected-addresses.ts';
import { readAddress } from '../../names/ip-address.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { behindSentences } from './behind-service.ts';
import { code, paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { openNameSentence, serviceDisplayName } from './display-names.ts';
import { ownRecords, recordsBlock } from './main-records.ts';

/** What a value of `clusterIP` or `clusterIPs` means for the name of its Service. */
export function clusterIpHover(snapshot: Snapshot, service: Placed<Service>, value: string): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  return {
    name,
    blocks: [
      ...paragraph(...meaning(snapshot, service, value), openNameSentence(name)),
      ...recordsBlock(snapshot, service, ownRecords(snapshot, service)),
      ...paragraph(...behindSentences(snapshot, service)),
    ],
  };
}

function meaning(snapshot: Snapshot, service: Placed<Service>, value: string): readonly (Sentence | undefined)[] {
  if (isTemplated(value)) return [say('value.templated')];
  if (isAliasService(service.resource)) return value === '' ? [] : [say('clusterIP.alias')];
  if (value === headlessClusterIP) return [say('clusterIP.none')];
  if (value === '') return [say('clusterIP.empty')];
  const values = {
    none: code(headlessClusterIP),
    value: code(value),
    ip: code(readAddress(value)?.canonical ?? value),
  };
  switch (clusterIPFault(value, minorVersionOf(snapshot.settingsOf(service.document.file)))) {
    case undefined:
      return addressSentences(value, values);
    case 'misspelt':
      return [say('clusterIP.misspelt', values)];
    case 'notAddress':
      return [say('clusterIP.invalid', values)];
    default:
      return [say('clusterIP.spelling', values)];
  }
}

/** CoreDNS looks up cluster IPs in reverse as they are written, and takes one with leading zeros for no address. Source: CoreDNS plugin/kubernetes serviceRecordForIP; plugin/etcd/msg HostType. */
function addressSentences(value: string, values: Sentence['values']): readonly Sentence[] {
  const address = parseIp(value);
  if (address === undefined) return [say('clusterIP.leadingZeros', values)];
  const reverse = address.canonical === value ? 'clusterIP.reverse' : 'clusterIP.noReverse';
  return [say('clusterIP.address', values), say(reverse, values)];
}
