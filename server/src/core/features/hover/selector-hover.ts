import {
  hasSelector,
  isAliasService,
  publishesNotReady,
  serviceNatureOf,
  type Service,
} from '../../kubernetes/service.ts';
import { selectedBy } from '../../relations/linked.ts';
import { existenceOf } from '../../existence/existence.ts';
import type { Placed } from '../../objects/placed.ts';
import { nearestSelected } from '../../scopes/links.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { absence, unbackedSentences, workloadList } from './behind-service.ts';
import { apartSentences } from './missing.ts';
import { code, paragraph, say, type HoverContent, type Sentence } from './content.ts';
import { displayNamespace, displayText, openNameSentence, serviceDisplayName } from './display-names.ts';
import { serviceEffect } from './service-hover.ts';

/** Which Pods a selector selects, and what DNS makes of them; with a key, also which Pods have that one label. */
export function selectorHover(snapshot: Snapshot, service: Placed<Service>, key: string | undefined): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  const pair = key === undefined ? undefined : pairSentence(snapshot, service, key);
  return {
    name,
    blocks: [...paragraph(...selection(snapshot, service), openNameSentence(name)), ...paragraph(pair)],
  };
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

/** Told only where the pair by itself leads to other Pods than the whole selector: the sign of a label that was forgotten. */
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
    const existence = existenceOf(snapshot, { kind: 'Pods', selector: alone }, service);
    const mayBeThere = existence.kind === 'maybe' && existence.why.kind === 'templated';
    if (existence.kind === 'elsewhere' || mayBeThere) return undefined;
    return absence(snapshot, 'selector.pairNowhere', { pair });
  }
  return say('selector.pair', { pair, workloads: workloadList(snapshot, service, near) });
}
