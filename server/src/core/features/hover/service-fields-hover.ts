import {
  headlessClusterIP,
  type Service,
  isAliasService,
  serviceTypeOf,
  hasVirtualIp,
  hasSelector,
  publishesNotReady,
  serviceNatureOf,
  defaultServiceType,
} from '../../kubernetes/service.ts';
import { clusterIPFault } from '../../kubernetes/rejected-addresses.ts';
import { readAddress, parseIp } from '../../names/ip-address.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import { type Placed, isService, isWorkload } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { behindSentences, absence, unbackedSentences, workloadList } from './behind-service.ts';
import {
  code,
  paragraph,
  say,
  type HoverContent,
  type Sentence,
  listOf,
  displayText,
  linkTo,
  displayNamespace,
  aboutService,
  hoverOf,
} from './content.ts';
import { whyNoAlias } from '../../dns/diagnosis/why-no-alias.ts';
import { addressMeantBy } from '../../kubernetes/formats.ts';
import { clusterZone, isInZone, servicesZone } from '../../names/zones.ts';
import { serviceMentionsIn } from '../../hosts/mentions.ts';
import { reasonSentence, apartSentences } from './missing.ts';
import { serviceEffect, kindSentences, ownRecords, recordsBlock } from './service-hover.ts';
import { selectedBy } from '../../relations/linked.ts';
import { existenceOf } from '../../existence/existence.ts';
import { nearestSelected } from '../../scopes/links.ts';
import type { WrittenSelector } from '../../kubernetes/written-selectors.ts';
import {
  podSelectorsOf,
  podsSelectedBy,
  isServiceMonitor,
  monitoredServices,
  selectorOfMonitor,
} from '../../relations/pod-selectors.ts';
import { isAtOrBelow, isSamePath, type Path } from '../../yaml/path.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

/** What a value of `clusterIP` or `clusterIPs` means for the name of its Service. */
export function clusterIpHover(snapshot: Snapshot, service: Placed<Service>, value: string): HoverContent {
  return aboutService(
    snapshot,
    service,
    clusterIpSentences(snapshot, service, value),
    ...recordsBlock(snapshot, service, ownRecords(snapshot, service)),
    ...paragraph(...behindSentences(snapshot, service)),
  );
}

function clusterIpSentences(
  snapshot: Snapshot,
  service: Placed<Service>,
  value: string,
): readonly (Sentence | undefined)[] {
  if (isTemplated(value)) return [say('value.templated')];
  if (isAliasService(service.resource)) return value === '' ? kindSentences(service) : [say('clusterIP.alias')];
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

/**
 * CoreDNS looks up cluster IPs in reverse as they are written, and takes one with leading zeros for no address. Source: CoreDNS
 * plugin/kubernetes serviceRecordForIP; plugin/etcd/msg HostType.
 */
function addressSentences(value: string, values: Sentence['values']): readonly Sentence[] {
  const address = parseIp(value);
  if (address === undefined) return [say('clusterIP.leadingZeros', values)];
  const reverse = address.canonical === value ? 'clusterIP.reverse' : 'clusterIP.noReverse';
  return [say('clusterIP.address', values), say(reverse, values)];
}

/** What an external name makes of the name of its Service. */
export function externalNameHover(snapshot: Snapshot, service: Placed<Service>, target: string): HoverContent {
  return aboutService(snapshot, service, externalNameSentences(snapshot, service, target));
}

function externalNameSentences(
  snapshot: Snapshot,
  service: Placed<Service>,
  target: string,
): readonly (Sentence | undefined)[] {
  if (serviceEffect(snapshot, service, 'externalName') !== 'works') return [say('externalName.unused')];
  if (!isAliasService(service.resource) || target === '') return kindSentences(service);
  const why = whyNoAlias(service);
  if (why !== undefined)
    return [reasonSentence(why), addressMeantBy(target) === undefined ? undefined : say('externalName.remedy')];
  const cname = say('externalName.cname', { target: code(`${withoutFinalDot(displayText(target))}.`) });
  return [cname, inCluster(snapshot, service, target), say('externalName.clients')];
}

/** A target in the zone of the cluster, which CoreDNS follows itself. Source: CoreDNS plugin/backend_lookup.go, A. */
function inCluster(snapshot: Snapshot, service: Placed<Service>, target: string): Sentence | undefined {
  const bare = withoutFinalDot(target.toLowerCase());
  if (isTemplated(target) || !isInZone(bare, servicesZone(clusterZone(snapshot.settings)))) return undefined;
  const services = serviceMentionsIn(snapshot, service)
    .filter(({ mention }) => mention.host === bare)
    .flatMap((mention) => mention.services);
  if (services.length > 0)
    return say('externalName.inWorkspace', { service: listOf([...new Set(services)].map(linkTo)) });
  return absence(snapshot, 'externalName.inZone');
}

/** What the type of a Service means to DNS. */
export function serviceTypeHover(snapshot: Snapshot, service: Placed<Service>): HoverContent {
  const type = serviceTypeOf(service.resource);
  const outside = hasVirtualIp(service.resource) && type !== defaultServiceType ? say('type.outside') : undefined;
  const records = recordsBlock(snapshot, service, ownRecords(snapshot, service));
  return aboutService(snapshot, service, [...kindSentences(service), outside], ...records);
}

/** Which Pods a selector selects, and what DNS makes of them; with a key, also which Pods have that one label. */
export function selectorHover(snapshot: Snapshot, service: Placed<Service>, key: string | undefined): HoverContent {
  const pair = key === undefined ? undefined : pairSentence(snapshot, service, key);
  return aboutService(snapshot, service, selection(snapshot, service), ...paragraph(pair));
}

function selection(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const { resource } = service;
  if (serviceEffect(snapshot, service, 'selector') !== 'works') return [say('selector.alias')];
  if (!hasSelector(resource)) return [say('selector.empty')];
  const workloads = selectedBy(snapshot, service);
  const rule = say('selector.rule', { namespace: code(displayNamespace(service)) });
  if (workloads.length === 0) {
    return [...unbackedSentences(snapshot, service), rule];
  }
  return [
    say('selector.selects', { workloads: workloadList(snapshot, service, workloads) }),
    answerSentence(resource),
    rule,
    ...apartSentences(snapshot, service),
  ];
}

function answerSentence(service: Service): Sentence {
  const nature = serviceNatureOf(service);
  if (nature === 'unknown') return say('kind.templated');
  if (nature !== 'headless') return say('selector.ready.virtualIp');
  return say(publishesNotReady(service) ? 'selector.always.headless' : 'selector.ready.headless');
}

/** Shown only if the pair by itself selects other Pods than the whole selector: the sign of a forgotten label. */
function pairSentence(snapshot: Snapshot, service: Placed<Service>, key: string): Sentence | undefined {
  const { selector } = service.resource;
  const value = selector.pairs.get(key);
  if (value === undefined || !selector.known || isAliasService(service.resource)) return undefined;
  const alone = { ...selector, pairs: new Map([[key, value]]) };
  const near = nearestSelected(snapshot.contentsOf(service.scope), service, alone);
  const selected: readonly Placed[] = selectedBy(snapshot, service);
  if (near.length > 0 && near.length === selected.length && near.every((workload) => selected.includes(workload)))
    return undefined;
  const pair = code(`${key}: ${displayText(value.value)}`);
  if (near.length === 0) {
    const existence = existenceOf(snapshot, { kind: 'Pods', selector: alone, from: service });
    const mayBeThere = existence.kind === 'maybe' && existence.why.kind === 'templated';
    if (existence.kind === 'elsewhere' || mayBeThere) return undefined;
    return absence(snapshot, 'selector.pairNowhere', { pair });
  }
  return say('selector.pair', { pair, workloads: workloadList(snapshot, service, near) });
}

/** What the selector of a policy, a budget or a monitor selects; `undefined` where there is none, or it is not known. */
export function selectionHover(snapshot: Snapshot, placed: Placed, path: Path): HoverContent | undefined {
  if (isService(placed) || isWorkload(placed)) return undefined;
  if (isServiceMonitor(placed)) {
    const selector = selectorOfMonitor(placed);
    if (!isAt(selector, path)) return undefined;
    return selectionOf(snapshot, selector, 'selector.noService', monitoredServices(snapshot, placed));
  }
  const selector = podSelectorsOf(placed).find((one) => isAt(one, path));
  return selector && selectionOf(snapshot, selector, 'selector.noPod', podsSelectedBy(snapshot, selector));
}

/** Whether a path is that of a selector, or below it. */
function isAt({ labels }: WrittenSelector, path: Path): boolean {
  const holder = labels.at.path.slice(0, -1);
  return isSamePath(path, holder) || isAtOrBelow(path, holder);
}

function selectionOf(
  snapshot: Snapshot,
  { labels, namespaces }: WrittenSelector,
  none: 'selector.noPod' | 'selector.noService',
  selected: readonly Placed[],
): HoverContent | undefined {
  if (namespaces === 'labelled' || !labels.known) return undefined;
  const told =
    selected.length === 0
      ? absence(snapshot, none)
      : say('selector.selects', { workloads: listOf(selected.map(linkTo)) });
  return hoverOf(told);
}
