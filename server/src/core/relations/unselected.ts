import { selectsPods, type Service } from '../kubernetes/service.ts';
import { existenceOf, isNowhere, type Existence } from '../existence/existence.ts';
import { referrers, selectedBy, publishedUnder } from './linked.ts';
import { findNearWorkload, type NearWorkload } from './near-workloads.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';

/** What is known of the Pods of a Service whose selector selects nothing of the workspace. */
type Unselected =
  /** A StatefulSet or Pods name the Service as theirs, so they are meant, and their labels are wrong or the selector is. */
  | { readonly kind: 'claimed' }
  /** A workload nearby is all but selected. */
  | { readonly kind: 'near'; readonly near: NearWorkload }
  /** A setting says that they are outside, or the operator of a custom resource makes them, or may do so. */
  | { readonly kind: 'elsewhere'; readonly existence: Existence }
  /** They may be where it could not be read; the existence is absent where a template writes the selector. */
  | { readonly kind: 'unseen'; readonly existence?: Existence }
  /** Nothing here has to do with them: they come from outside of the workspace, or from nowhere. */
  | { readonly kind: 'awaited' };

/** Why a selector selects nothing; `undefined` where it selects something, and where there is none. */
export function unselectedOf(snapshot: Questions, service: Placed<Service>): Unselected | undefined {
  return snapshot.about(service, findUnselected);
}

function findUnselected(snapshot: Questions, service: Placed<Service>): Unselected | undefined {
  const { resource } = service;
  const { selector } = resource;
  if (!selectsPods(resource)) return undefined;
  if (!selector.known) return { kind: 'unseen' };
  if (selectedBy(snapshot, service).length > 0) return undefined;
  const existence = existenceOf(snapshot, { kind: 'Pods', selector, from: service });
  if (existence.kind === 'elsewhere') return { kind: 'elsewhere', existence };
  if (referrers(snapshot, service, 'governedBy').length > 0) return { kind: 'claimed' };
  if (publishedUnder(snapshot, service).length > 0) return { kind: 'claimed' };
  if (existence.kind === 'maybe' && existence.why.kind === 'operator') return { kind: 'elsewhere', existence };
  if (!isNowhere(existence)) return { kind: 'unseen', existence };
  const near = findNearWorkload(snapshot, service, selector);
  return near === undefined ? { kind: 'awaited' } : { kind: 'near', near };
}

/** Whether Pods that no manifest here makes may be behind a Service. */
export function awaitsPods(snapshot: Questions, service: Placed<Service>): boolean {
  const kind = unselectedOf(snapshot, service)?.kind;
  return kind === 'elsewhere' || kind === 'unseen' || kind === 'awaited';
}
