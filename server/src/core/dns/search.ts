import { searchDomains } from '../names/zones.ts';
import type { Settings } from '../settings/settings.ts';
import { checkName } from './names.ts';

/** With fewer dots than this, a name is first tried below the search list. Source: kubernetes pkg/kubelet/network/dns/dns.go, defaultDNSOptions. */
const ndots = 5;

/**
 * The absolute names, with final dots, that the resolver of a Pod tries in order for a name, until one has an answer. A name
 * with a final dot is tried as it is. Names that the search list makes too long are not tried. Nothing but the cluster's
 * own domains is in the list: those of the node are not known.
 * Source: kubernetes pkg/kubelet/network/dns/dns.go, generateSearchesForDNSClusterFirst; resolv.conf(5).
 */
export function searchNames(name: string, namespace: string, settings: Settings): readonly string[] {
  if (name.endsWith('.')) return [name];
  const searched = searchDomains(namespace, settings)
    .map((domain) => `${name}.${domain}.`)
    .filter((candidate) => checkName(candidate) === undefined);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [`${name}.`, ...searched] : [...searched, `${name}.`];
}
