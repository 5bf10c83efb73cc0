import { headlessClusterIP, isAcceptedHeadless, type Service } from '../../kubernetes/service.ts';
import { formatMessage, defineMessages, quotedList } from '../../util/format.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import type { WorkspaceEdit } from '../../files/file.ts';
import { referrers, selectedBy } from '../../relations/linked.ts';
import type { Questions } from '../../workspace/questions.ts';
import { changeResource, noteOf, type Remedy, put, remove, type YamlChange } from '../changes.ts';
import { portsOfTemplate, servicePorts, type OfferedPort } from '../container-ports.ts';
import { lackedWithAddress, withoutRejected } from './rejected-fields.ts';

/** The words of the conversion back to a Service with a cluster IP. */
export const toClusterIPMessages = defineMessages('edits/headless/to-cluster-ip', {
  toClusterIP: 'Convert to ClusterIP Service (delete and re-create a running one)',
  toClusterIPGoverning: 'Convert to ClusterIP Service, although StatefulSet {sets} needs a headless one',
  noteStaysHeadless:
    'The running Service "{service}" stays headless until you delete it and apply again. kubectl apply alone succeeds but changes nothing, because the API server fills in clusterIP: None again.',
  noteGoverns: 'StatefulSet {sets} needs a headless Service for the DNS names of its Pods.',
});

/** The offer to give a headless Service a cluster IP; `undefined` where it has one, or has no ports and none are known. */
export function clusterIPRemedy(snapshot: Questions, service: Placed<Service>): Remedy | undefined {
  const { resource, document } = service;
  if (document.facts.templated || !isAcceptedHeadless(resource)) return undefined;
  if (portsFor(snapshot, service) === undefined) return undefined;
  const sets = governedSets(snapshot, service);
  return {
    title: sets === undefined ? 'toClusterIP' : 'toClusterIPGoverning',
    values: { service: displayNameOf(service), sets: sets ?? '' },
    edit: () => convertToClusterIP(snapshot, service),
  };
}

/**
 * Gives a headless Service a cluster IP: takes `clusterIP: None` out (an empty string would break the second apply), and what the API
 * server rejects together with an address, and adds what it misses then: ports from the Pods, and what the table has a fix for. `undefined`
 * where the text cannot be changed so. Source: kubernetes pkg/registry/core/service/storage, patchAllocatedValues.
 */
function convertToClusterIP(snapshot: Questions, service: Placed<Service>): WorkspaceEdit | undefined {
  const { resource } = service;
  const ports = portsFor(snapshot, service);
  if (ports === undefined) return undefined;
  const changes: YamlChange[] = [...withoutRejected(snapshot, service, 'clusterIP')];
  if (resource.clusterIP?.value === headlessClusterIP) changes.push(remove(resource.clusterIP.at.path));
  if (resource.clusterIPs.length > 0) changes.push(remove(['spec', 'clusterIPs']));
  const added = servicePorts(ports);
  if (added !== undefined) changes.push(put(['spec', 'ports'], added));
  const supplied = lackedWithAddress(snapshot, service).flatMap(({ fixes }) => fixes[0]?.changes ?? []);
  return changeResource(service, [...changes, ...supplied], noteOf(noteSentences(snapshot, service)));
}

/** The ports to add: none where no ports are missing, `undefined` where they are and the Pods tell none. */
function portsFor(snapshot: Questions, service: Placed<Service>): readonly OfferedPort[] | undefined {
  if (!lackedWithAddress(snapshot, service).some(({ message }) => message === 'ports')) return [];
  const [first, ...others] = selectedBy(snapshot, service).map((workload) =>
    portsOfTemplate(workload.resource.template),
  );
  if (first === undefined) return undefined;
  const isEverywhere = (port: OfferedPort): boolean =>
    others.every((ports) => ports.some((other) => other.number === port.number && other.protocol === port.protocol));
  const shared = first.filter(isEverywhere);
  return shared.length === 0 ? undefined : shared;
}

function noteSentences(snapshot: Questions, service: Placed<Service>): readonly string[] {
  const live = formatMessage(toClusterIPMessages.noteStaysHeadless, { service: displayNameOf(service) });
  const sets = governedSets(snapshot, service);
  return sets === undefined ? [live] : [live, formatMessage(toClusterIPMessages.noteGoverns, { sets })];
}

/** The StatefulSets that a Service governs, for the middle of a sentence; `undefined` where there are none. */
function governedSets(snapshot: Questions, service: Placed<Service>): string | undefined {
  const sets = referrers(snapshot, service, 'governedBy').map(displayNameOf);
  return sets.length === 0 ? undefined : quotedList(sets);
}
