import type { MessageValues } from '../util/format.ts';
import type { Placed } from '../workspace/snapshot.ts';
import type { At } from '../yaml/path.ts';

/** A record that a reader would expect, and that will not be there, or not everywhere. */
export interface MissingRecord {
  /** The name, with its final dot; of several alike the first. */
  readonly name: string;
  readonly reasonId: MissingReason;
  /** What stands in the named places of the message. */
  readonly values: MessageValues;
  /** The place that makes the difference, in `resource`. */
  readonly at: At;
  readonly resource: Placed;
}

/** Why records do not exist, one or two sentences each. */
export const missingMessages = {
  noGoverningService:
    'There is no Service "{service}" in the namespace "{namespace}". The Pods get no names of their own.',
  governingAlias:
    'The Service "{service}" is an alias, and nothing is below an alias. The Pods get no names of their own.',
  governingSelectsOthers:
    'The Service "{service}" does not select the Pods of "{statefulSet}". They get no names of their own.',
  governingVirtualIp:
    'The Service "{service}" is not headless. CoreDNS serves the names of its Pods all the same, other DNS servers do not.',
  notGoverning:
    'The Service "{service}" is not the one "{statefulSet}" names as serviceName. Its Pods have names made of their addresses there.',
  noServiceName: 'The StatefulSet "{statefulSet}" has no serviceName. Its Pods get no names of their own.',
  noReplicas: '"{workload}" asks for no Pods.',
  podNameInvalid: 'The host name "{hostname}" is no DNS label of at most 63 characters. The Pod cannot be created.',
  nameInvalid: 'The name "{service}" is no DNS label of at most 63 characters.',
  nameTooLong: 'The name is longer than DNS allows: 63 characters between dots, 253 in all.',
  unnamedPort: 'Port {port} has no name, so it has no SRV record of its own.',
  aliasPort: 'The Service is an alias, so its ports have no SRV records.',
  aliasAddress: 'The externalName "{address}" looks like an IP address. CoreDNS makes no record of it.',
  aliasNoName: 'The externalName "{externalName}" is no DNS name. The API server refuses it.',
  unresolvedPort: 'No container of the Pods has a port named "{targetPort}" for {protocol}.',
  selectsNothing: 'The selector selects no Pods. A headless Service without endpoints does not exist in DNS.',
  nothingBehind:
    'There is no selector and there are no Endpoints. A headless Service without endpoints does not exist in DNS.',
  nothingReady:
    'None of the addresses in "{endpoints}" is ready. A headless Service without ready endpoints does not exist in DNS.',
  endpointsOfAnotherName: 'The Endpoints are called "{endpoints}", and back a Service by their name alone.',
  endpointsNotMirrored: 'The Endpoints "{endpoints}" are marked to be left alone, so DNS never sees them.',
  endpointsIgnored: 'The Service has a selector, so the Endpoints "{endpoints}" are overwritten and have no effect.',
  subdomainWithoutHostname:
    'The Pods of "{workload}" have a subdomain and no hostname. They get no names of their own.',
  publishedNotSelected:
    'The Service "{service}" does not select the Pods of "{workload}". They get no names of their own.',
  publishedUnderAlias: 'The Service "{service}" is an alias, and nothing is below an alias.',
} as const;

/** The id of a reason. */
export type MissingReason = keyof typeof missingMessages;
