import type { StringMap } from '../kubernetes/field.ts';
import { hasSelector, serviceNatureOf, type Service } from '../kubernetes/service.ts';
import type { ReferenceKind } from '../kubernetes/table/fields.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { compact } from '../util/collections.ts';
import type { At } from '../yaml/path.ts';
import { isReadName } from '../kubernetes/kinds/index.ts';
import type { Contents } from './contents.ts';
import type { Group } from './group.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';

/** How one resource refers to another: a Service selects Pods, and fields name objects. */
export type LinkKind = 'selects' | ReferenceKind;

/** A reference that is written in a manifest. An empty `to` means that it dangles. */
export interface Link {
  readonly kind: LinkKind;
  readonly from: Placed;
  /** The place of the reference in `from`. */
  readonly at: At;
  readonly to: readonly Placed[];
}

/** Links, both ways. */
export interface LinkIndex {
  from(resource: Placed): readonly Link[];
  to(resource: Placed): readonly Link[];
}

/** The references that an object writes. */
export function linksFrom(contents: Contents, placed: Placed): readonly Link[] {
  return contents.about(placed, linksOf);
}

/** The references that lead to an object. None leaves its scope. */
export function linksTo(contents: Contents, target: Placed): readonly Link[] {
  return contents.about(target, findLinksTo);
}

function findLinksTo(contents: Contents, target: Placed): readonly Link[] {
  return compact(
    mayReferTo(contents, target).flatMap((one) => linksFrom(contents, one).filter((link) => link.to.includes(target))),
  );
}

/** The resources whose links may lead to one. */
function mayReferTo(contents: Contents, target: Placed): readonly Placed[] {
  const namers = contents.namersOf(target);
  if (!('template' in target.resource)) return namers;
  return [...new Set([...contents.maySelect(target as Placed<Workload>), ...namers])];
}

function linksOf(contents: Contents, placed: Placed): readonly Link[] {
  const { resource } = placed;
  const selected = resource.kind === 'Service' ? selectorLink(contents, placed as Placed<Service>) : [];
  const named = resource.references.map(({ as, kinds, name, namespace }): Link => {
    const where = namespace?.value ?? placed.namespace;
    const to = kinds.flatMap((kind) => meantBy(contents, kind, name.value).nearest(placed, where));
    return { kind: as, from: placed, at: name.at, to: compact(to) };
  });
  return selected.length === 0 ? named : [...selected, ...named];
}

/** The objects of a kind and name. Of a kind that is read those of other API groups are no objects. */
function meantBy(contents: Contents, kind: string, name: string): Group {
  return isReadName(kind) ? contents.named(kind, name) : contents.called(kind, name);
}

/** ExternalName Services have no endpoints, so their selector links nothing; one that a template leaves open may link anything. */
function selectorLink(contents: Contents, service: Placed<Service>): readonly Link[] {
  const { selector } = service.resource;
  if (!hasSelector(service.resource) || serviceNatureOf(service.resource) === 'alias' || !selector.known) return [];
  return [
    { kind: 'selects', from: service, at: selector.at, to: compact(nearestSelected(contents, service, selector)) },
  ];
}

/** The workloads whose Pods a selector of an object selects: the nearest of those that surely have all its pairs. */
export function nearestSelected(contents: Contents, from: Placed, selector: StringMap): readonly Placed<Workload>[] {
  return contents
    .mayBeSelected(selector)
    .nearest(from, from.namespace, (workload) => matchSelector(selector, workload.name, workload.resource) === 'yes');
}
