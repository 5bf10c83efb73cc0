import { defineMessages, formatMessage, type Message, type Messages } from '../../util/format.ts';
import type { RecordSource } from '../record.ts';

/** Why a name does not resolve, or nobody can tell: data, worded once below and printed where it is shown. */
export interface Reason {
  readonly reasonId: ReasonId;
  /** What is in the named places of the message. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The place that makes the difference; absent where no manifest has one. */
  readonly place: RecordSource | undefined;
}

/** A record that a reader would expect, and that will not be there, or not everywhere. */
export interface MissingRecord extends Reason {
  /** The name, with its final dot; of several alike the first. */
  readonly name: string;
  readonly place: RecordSource;
}

/** Puts a reason together. */
export function reason(reasonId: ReasonId, values: Reason['values'] = {}, place?: RecordSource): Reason {
  return { reasonId, values, place };
}

/** A reason for people. */
export function reasonText({ reasonId, values }: Reason): string {
  return formatMessage(reasonMessages[reasonId], values);
}

/** Why names do not resolve, one or two sentences each. */
export const reasonMessages = defineMessages('dns/diagnosis/reasons', {
  noGoverningService:
    'There is no Service "{service}" in the namespace "{namespace}". The Pods get no names of their own.',
  governingAlias:
    'The Service "{service}" is an alias, and nothing is below an alias. The Pods get no names of their own.',
  governingSelectsOthers:
    'The Service "{service}" does not select the Pods of "{statefulSet}". They get no names of their own.',
  governingVirtualIp:
    'The Service "{service}" is not headless. CoreDNS serves the names of its Pods all the same, other DNS servers do not.',
  notGoverning:
    'The Service "{service}" is not the serviceName of "{statefulSet}". Pods are named after their addresses there.',
  noServiceName: 'The StatefulSet "{statefulSet}" has no serviceName, so its Pods get no names of their own.',
  noReplicas: '"{workload}" has 0 replicas, so there are no Pods.',
  podNameInvalid:
    'The host name "{hostname}" is not a DNS label of at most 63 characters, so the Pod cannot be created.',
  nameInvalid: 'The name "{service}" is not a DNS label of at most 63 characters.',
  nameTooLong: 'The name is too long: DNS allows 63 characters between dots and 253 in all.',
  unnamedPort: 'Port {port} has no name, so it has no SRV record of its own.',
  aliasPort: 'The Service is an alias, so its ports have no SRV records.',
  aliasAddress: 'The externalName "{address}" looks like an IP address, so CoreDNS serves no record for it.',
  aliasNoName: 'The externalName "{externalName}" is not a DNS name. The API server rejects it.',
  unresolvedPort: 'No container of the Pods has a port named "{targetPort}" for {protocol}.',
  selectsNothing: 'The selector selects no Pods. A headless Service without endpoints does not exist in DNS.',
  nothingBehind:
    'There is no selector and there are no Endpoints. A headless Service without endpoints does not exist in DNS.',
  nothingReady:
    'None of the addresses in "{endpoints}" is ready. A headless Service without ready endpoints does not exist in DNS.',
  endpointsOfAnotherName: 'The Endpoints are called "{endpoints}". Endpoints belong to the Service of the same name.',
  endpointsNotMirrored: 'The Endpoints "{endpoints}" are excluded from mirroring, so DNS never sees them.',
  endpointsIgnored: 'The Service has a selector, so the Endpoints "{endpoints}" are overwritten and have no effect.',
  subdomainWithoutHostname:
    'The Pods of "{workload}" have a subdomain and no hostname. They get no names of their own.',
  publishedNotSelected:
    'The Service "{service}" does not select the Pods of "{workload}". They get no names of their own.',
  publishedUnderAlias: 'The Service "{service}" is an alias, and nothing is below an alias.',
  renamed:
    'Service "{service}" becomes "{near}" in "{path}", and this name does not. kustomize lets the references it knows follow a new name, and no host name in a string.',
  selectedInOther:
    'As written, "{workload}" is in the namespace "{other}": DNS answers with its Pods only if both are in one.',
  noNamespace: 'There is no namespace "{namespace}".',
  noService: 'There is no Service "{service}" in namespace "{namespace}".',
  serviceInOther: 'There is no Service "{service}" in namespace "{namespace}"; it is in "{other}".',
  serviceAlike: 'There is no Service "{service}" in namespace "{namespace}"; there is a Service "{near}".',
  swapped: 'Service "{service}" is in namespace "{namespace}"; this name has them in the wrong order.',
  lacksNamespace: 'The name lacks the namespace before "svc". Service "{service}" is in namespace "{namespace}".',
  serviceRejected: 'The API server rejects the Service "{service}", so it has no DNS name.',
  lacksSvc: 'The name lacks "svc" after the namespace. Names of Services end in "{services}": "{fixed}".',
  otherDomain: 'The cluster domain is "{domain}", not "{zone}".',
  asItStands: 'The name is looked up as written, without a search list. The full name is "{whole}".',
  finalDot: 'Because of its final dot, "{name}" is looked up without a search list.',
  aliasNotSearched: 'externalName "{name}" is looked up as written: a CNAME record has no search list.',
  nodeServers: '{policy} uses the name servers of the node, which know no name of the cluster.',
  ownServers: '{policy} uses {servers}. Headlight cannot tell whether these servers know names of the cluster.',
  noSuchName: 'There are no names of this form in the zone "{zone}".',
  noSuchPodOfOne: 'There is no Pod "{pod}": StatefulSet "{set}" has only "{first}".',
  noSuchPod: 'There is no Pod "{pod}": StatefulSet "{set}" has "{first}" to "{last}".',
  noSuchEndpoint: 'Service "{service}" has nothing called "{label}" behind it. It has "{labels}".',
  noEndpointNames: 'Service "{service}" has nothing called "{label}" behind it. Its Pods have no names of their own.',
  noSuchPort: 'The Service "{service}" has no port "{label}"; it has "{labels}".',
  noPortNames: 'The Service "{service}" has no port "{label}": none of its ports has a name.',
  podsScaled:
    'Headlight cannot tell whether there is a Pod "{pod}": something else scales StatefulSet "{set}", or its number of Pods is left open.',
  podsAwaited:
    'Headlight cannot tell whether there is a Pod "{label}": the Pods that Service "{service}" selects come from elsewhere.',
  endpointsOfBuiltIn: 'Every cluster has the Service "{service}"; what its endpoints are called is not known.',
  targetWithoutAddress: 'It is an alias of "{target}", which has no address of this type.',
  noRecordOfType: 'It has no record of this type.',
  noPointer: 'Nothing in the cluster has this address.',
  notSent: 'The address belongs to an EndpointSlice without a Service, and CoreDNS does not answer for it.',
  forwarded: 'The name is in no zone of the cluster, so it is forwarded and answered outside of the cluster.',
});

/** Reasons as rules say them of a name in a string, `{host}`, by their ids: with what follows. */
export function unresolvedMessages<I extends ReasonId>(ids: readonly I[]): Messages<I> {
  return withConsequence(ids, (id) => id, consequences.unresolved);
}

/** The same as far as the workspace tells, as what is missing may come from elsewhere; the ids end in `Here`. */
export function unresolvedHereMessages<I extends ReasonId>(ids: readonly I[]): Messages<`${I}Here`> {
  return withConsequence(ids, (id) => `${id}Here` as const, consequences.unresolvedHere);
}

/** Reasons by their ids, each with what follows. */
function withConsequence<I extends ReasonId, Name extends string>(
  ids: readonly I[],
  nameOf: (id: I) => Name,
  consequence: Message,
): Messages<Name> {
  const messages = ids.map((id): readonly [Name, Message] => [nameOf(id), [reasonMessages[id], consequence].flat()]);
  return Object.fromEntries(messages) as Record<Name, Message>;
}

/** What follows from a reason where a rule tells it. */
const consequences = defineMessages('dns/diagnosis/reasons', {
  unresolved: 'The name "{host}" does not resolve.',
  unresolvedHere: 'Unless it comes from elsewhere, the name "{host}" does not resolve.',
});

/** The id of a reason. */
export type ReasonId = keyof typeof reasonMessages;
