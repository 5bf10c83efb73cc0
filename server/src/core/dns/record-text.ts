import { kindOf } from '../kubernetes/resource.ts';
import { defineMessages, formatMessage, type Messages } from '../util/format.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import type { DnsRecord, UnknownRecords, UnknownReason } from './record.ts';

/**
 * The data of a record in zone form (RFC 1035, section 5), as `10.0.0.1` or `0 100 5432 db.prod.svc.cluster.local.`;
 * `undefined` where a part of it is known to a running cluster only.
 */
export function dataText({ data, unknown }: Pick<DnsRecord, 'data' | 'unknown'>): string | undefined {
  if (unknown !== undefined) return undefined;
  switch (data.kind) {
    case 'address':
      return data.address;
    case 'service': {
      const { priority, weight, port, target } = data;
      if (weight === undefined || port === undefined || target === undefined) return undefined;
      return `${priority} ${weight} ${port} ${target}`;
    }
    case 'name':
      return data.target;
    case 'text':
      return `"${data.text}"`;
  }
}

/** A record whose data is known as `NAME TYPE RDATA`, else `undefined`. */
export function recordText(record: DnsRecord): string | undefined {
  const data = dataText(record);
  return data === undefined ? undefined : `${record.name} ${record.type} ${data}`;
}

/** Why data is not known yet; `{target}` is an object by kind and name. */
const unknownMessages: Messages<UnknownReason> = defineMessages('dns/record-text', {
  clusterIP: '{target} gets its cluster IP when it is created.',
  awaited: '{target} selects Pods that come from elsewhere: the name exists while one of them is ready.',
  builtIn: 'Every cluster has this Service and knows its address.',
  pods: 'The Pods of {target} get their addresses when they start.',
  pod: 'The Pod of {target} gets its address when it starts.',
  thisPod: '{target} gets its address when it starts.',
  targets: 'The Pods of {target} are named after their addresses, which they get when they start.',
  thisTarget: '{target} is named after its address, which it gets when it starts.',
  templated: 'A template in the manifest of {target} decides it.',
  tooMany: '{target} has too many endpoints and ports to list a record for each of both.',
  outside: 'The setting "outside" says that it exists, but no manifest here says what DNS answers.',
  rewritten: '{target} has the DNS server ask another name.',
  operator: 'The operator of {target} creates it.',
  dnsServer: 'The DNS server gets its address when it starts.',
});

/** One sentence: why data is not known, or when it will be. */
export function unknownText({ reason, of }: UnknownRecords): string {
  return formatMessage(unknownMessages[reason], { target: of === undefined ? '' : objectText(of) });
}

function objectText(placed: Placed): string {
  const { resource, name } = placed;
  const kind = kindOf(resource);
  return `${kind} "${name ?? displayNameOf(placed)}"`;
}
