import { whyNoAlias } from '../../dns/diagnosis/why-no-alias.ts';
import { addressMeantBy } from '../../kubernetes/formats.ts';
import { isAliasService, type Service } from '../../kubernetes/service.ts';
import { clusterZone, isInZone, servicesZone } from '../../names/zones.ts';
import { serviceMentionsIn } from '../../hosts/mentions.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { absence } from './behind-service.ts';
import { code, listOf, paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { reasonSentence } from './missing.ts';
import { displayText, linkTo, openNameSentence, serviceDisplayName } from './display-names.ts';
import { serviceEffect, kindSentences } from './service-hover.ts';

/** What an external name makes of the name of its Service. */
export function externalNameHover(snapshot: Snapshot, service: Placed<Service>, target: string): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  return { name, blocks: paragraph(...meaning(snapshot, service, target), openNameSentence(name)) };
}

function meaning(snapshot: Snapshot, service: Placed<Service>, target: string): readonly (Sentence | undefined)[] {
  if (serviceEffect(snapshot, service, 'externalName') !== 'works') return [say('externalName.unused')];
  if (!isAliasService(service.resource)) return kindSentences(service);
  if (target === '') return [say('kind.aliasEmpty')];
  const why = whyNoAlias(service);
  if (why !== undefined)
    return [reasonSentence(why), addressMeantBy(target) === undefined ? undefined : say('externalName.remedy')];
  const cname = say('externalName.cname', { target: code(`${displayText(target).replace(/\.$/, '')}.`) });
  return [cname, inCluster(snapshot, service, target), say('externalName.clients')];
}

/** A target in the zone of the cluster, which CoreDNS follows itself. Source: CoreDNS plugin/backend_lookup.go, A. */
function inCluster(snapshot: Snapshot, service: Placed<Service>, target: string): Sentence | undefined {
  const bare = target.toLowerCase().replace(/\.$/, '');
  if (isTemplated(target) || !isInZone(bare, servicesZone(clusterZone(snapshot.settings)))) return undefined;
  const services = serviceMentionsIn(snapshot, service)
    .filter(({ mention }) => mention.host === bare)
    .flatMap((mention) => mention.services);
  if (services.length > 0)
    return say('externalName.inWorkspace', { service: listOf([...new Set(services)].map(linkTo)) });
  return absence(snapshot, 'externalName.inZone');
}
