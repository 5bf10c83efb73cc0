import { coreDns } from '../dns/profile.ts';
import { kindOf } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import { quotedList } from '../util/format.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule } from './rule.ts';
import { aliasWayFrom } from '../hosts/aliases.ts';

export const unreachableAliasLoop = defineRule({
  code: 'unreachable-alias-loop',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Service'],
  summary: 'An ExternalName Service leads back to itself, or into a loop of others.',
  source: 'RFC 1034 3.6.2; CoreDNS plugin/kubernetes findServices',
  messages: {
    itself:
      'Service "{service}" is an alias of itself, so its name never resolves. externalName "{target}" is the name of this Service itself; resolvers give up on such a loop.',
    loop: 'Service "{service}" is an alias in a loop, so its name never resolves. Through {names} it leads back to itself; resolvers give up on such a loop.',
    intoLoop:
      'Service "{service}" leads into a loop of aliases, so its name never resolves. It never gets past {names}; resolvers give up on such a loop.',
    relatedStep: 'Service "{service}" leads to "{target}".',
  },
  *check(service, { snapshot }) {
    const { externalName } = service.resource;
    if (externalName === undefined) return;
    // No resolver follows a longer way.
    const { passed, again } = aliasWayFrom(snapshot, service, coreDns.mostAliases);
    if (again === undefined) return;
    const loop = passed.slice(passed.indexOf(again));
    if (passed.some((one) => isForApiServer(snapshot, one))) return;
    const others = passed.filter((one) => one !== service);
    yield {
      at: externalName.at,
      message: !loop.includes(service) ? 'intoLoop' : others.length === 0 ? 'itself' : 'loop',
      // Applied to another namespace than the ambient one, it leads from there to here.
      severity: passed.every((one) => one.namespaceOrigin === 'written') ? 'warning' : 'hint',
      values: {
        service: displayNameOf(service),
        target: externalName.value,
        names: quotedList(loop.map(displayNameOf)),
      },
      related: others.map((one) => ({
        resource: one,
        at: one.resource.externalName?.at ?? one.resource.specAt,
        message: 'relatedStep',
        values: { service: displayNameOf(one), target: one.resource.externalName?.value ?? '' },
      })),
    };
  },
});

/**
 * Whether an APIService points to an alias. Its API server follows the alias with the DNS of the machine or cluster that it runs in: one whose
 * name is the Service's own is that of the cluster which hosts the API server of another one. Source: Kubernetes pkg/controlplane, Karmada.
 */
function isForApiServer(snapshot: Questions, service: Placed<Service>): boolean {
  return snapshot.links.to(service).some(({ from }) => kindOf(from.resource) === 'APIService');
}
