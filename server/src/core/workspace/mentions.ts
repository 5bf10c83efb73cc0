import type { Service } from '../kubernetes/service.ts';
import type { Mention } from '../names/mentions.ts';
import { chooseCandidates } from './candidates.ts';
import type { Placed, Snapshot, SnapshotDocument } from './snapshot.ts';

/** A string that names a Service. */
export interface ServiceMention {
  readonly mention: Mention;
  /** The document the string stands in; the mention's place is relative to its root. */
  readonly document: SnapshotDocument;
  readonly services: readonly Placed<Service>[];
}

/**
 * The strings of a workspace that name a Service of it: `svc`, `svc.ns`, `svc.ns.svc` and the fully qualified name, each
 * with labels before it. A short name is looked up from the namespace of the object it stands in, as a Pod's search list
 * does. Source: Kubernetes DNS specification; kubernetes pkg/kubelet/network/dns/dns.go.
 */
export function serviceMentions(snapshot: Snapshot): readonly ServiceMention[] {
  return snapshot.derive(findServiceMentions);
}

/** The strings that name one Service. */
export function mentionsOf(snapshot: Snapshot, service: Placed<Service>): readonly ServiceMention[] {
  return serviceMentions(snapshot).filter((mention) => mention.services.includes(service));
}

function findServiceMentions(snapshot: Snapshot): readonly ServiceMention[] {
  const result: ServiceMention[] = [];
  for (const file of snapshot.files.values()) {
    for (const document of file.documents) {
      const from = snapshot.inDocument(document)[0];
      if (from === undefined) continue;
      for (const mention of document.facts.mentions) {
        const services = resolveMention(snapshot, from, mention.host);
        if (services.length > 0) result.push({ mention, document, services });
      }
    }
  }
  return result;
}

function resolveMention(snapshot: Snapshot, from: Placed, host: string): readonly Placed<Service>[] {
  const labels = withoutDomain(host, snapshot.settings.clusterDomain).split('.');
  const absolute = labels.at(-1) === 'svc' ? labels.slice(0, -1) : undefined;
  if (absolute !== undefined) return serviceIn(snapshot, from, absolute.at(-2), absolute.at(-1));
  const qualified = serviceIn(snapshot, from, labels.at(-2), labels.at(-1));
  return qualified.length > 0 ? qualified : serviceIn(snapshot, from, labels.at(-1), from.namespace);
}

function serviceIn(
  snapshot: Snapshot,
  from: Placed,
  name: string | undefined,
  namespace: string | undefined,
): readonly Placed<Service>[] {
  if (name === undefined || namespace === undefined) return [];
  const exact = snapshot.named('Service', name).filter((service) => service.namespace === namespace);
  return chooseCandidates(from, exact, namespace);
}

function withoutDomain(host: string, clusterDomain: string): string {
  return host.endsWith(`.svc.${clusterDomain}`) ? host.slice(0, -clusterDomain.length - 1) : host;
}
