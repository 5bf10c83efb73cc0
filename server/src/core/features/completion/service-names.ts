import { byRank, compareTexts } from '../../util/collections.ts';
import { referenceMarkAt } from '../../kubernetes/object-references.ts';
import { serviceNatureOf, serviceTypeOf, type Service, type ServiceNature } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Scope } from '../../objects/scope.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { nearnessFrom } from '../../util/paths.ts';
import type { Path } from '../../yaml/path.ts';
import { displayNamespace } from '../hover/display-names.ts';
import type { Completion } from './completion.ts';
import { beginsWith, type WritingPlace } from './writing-place.ts';
import { namespaceFits } from '../../scopes/group.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

const words = defineMessages('features/completion/service-names', {
  service: '{type} Service in {namespace}',
  otherNamespace: '{service}, in another namespace',
  headless: 'headless',
});

/** A name, before anybody looks at what is written so far. */
export type Name = Omit<Completion, 'span'>;

/** The Services that a field can name and that begin with what is written, best first; `undefined` where the field names none. */
export function serviceNamesFor(snapshot: Snapshot, { placed, path, word }: WritingPlace): Iterable<Name> | undefined {
  const wanted = wantedAt(placed, path);
  if (wanted === undefined) return undefined;
  const named = snapshot.about(placed.scope, servicesOfScope);
  return namesOf(
    placed,
    wanted,
    named.filter(({ name, nature }) => beginsWith(name, word) && (wanted === 'any' || nature !== 'alias')),
  );
}

function servicesOfScope(snapshot: Questions, scope: Scope): readonly NamedService[] {
  return servicesByName(snapshot.contentsOf(scope).ofKind('Service'));
}

/** A Service, and beside it what is asked of each of thousands at every key that is hit. */
export interface NamedService extends Pick<Placed, 'namespace' | 'namespaceOrigin'> {
  readonly service: Placed<Service>;
  readonly name: string;
  readonly nature: ServiceNature;
  readonly path: string;
}

/** The Services that have a name, by that. */
export function servicesByName(services: readonly Placed<Service>[]): readonly NamedService[] {
  return services
    .flatMap((service): readonly NamedService[] => {
      const { name, namespace, namespaceOrigin, resource, document } = service;
      if (name === undefined) return [];
      return [
        { service, name, namespace, namespaceOrigin, nature: serviceNatureOf(resource), path: document.file.path },
      ];
    })
    .sort((one, other) => compareTexts(one.name, other.name));
}

/** Few of thousands are looked at, so each is worded when it is, and of those of one name the first alone. */
function* namesOf(
  from: Placed,
  wanted: 'headless' | 'any',
  services: readonly NamedService[],
): Generator<Name, void, undefined> {
  const distance = nearnessFrom(from.document.file.path);
  const nearestFirst = byRank(services, (one) => {
    const isSecond = (namespaceFits(from, one) ? 0 : 2) + (wanted === 'headless' && one.nature !== 'headless' ? 1 : 0);
    return farthest * isSecond + distance(one.path);
  });
  const seen = new Set<string>();
  for (const { service, name, nature } of nearestFirst) {
    if (seen.has(name)) continue;
    seen.add(name);
    const detail = describe(service, nature);
    yield {
      text: name,
      kind: 'service',
      detail: namespaceFits(from, service) ? detail : formatMessage(words.otherNamespace, { service: detail }),
      mark: { nature: typeText(service, nature), place: displayNamespace(service) },
    };
  }
}

/** No file is as far from another one. */
export const farthest = 100_000;

/** A Service in a few words. */
export function detailOf(service: Placed<Service>): string {
  return describe(service, serviceNatureOf(service.resource));
}

function describe(service: Placed<Service>, nature: ServiceNature): string {
  return formatMessage(words.service, { type: typeText(service, nature), namespace: displayNamespace(service) });
}

function typeText({ resource }: Placed<Service>, nature: ServiceNature): string {
  return nature === 'headless' ? formatMessage(words.headless) : serviceTypeOf(resource);
}

/** What kind of Service a field asks for: one that gives Pods their names has to be headless for that. */
function wantedAt({ resource }: Placed, path: Path): 'headless' | 'any' | undefined {
  const mark = referenceMarkAt(resource, path);
  if (mark?.kinds[0] !== 'Service') return undefined;
  return mark.as === 'governedBy' || mark.as === 'publishedUnder' ? 'headless' : 'any';
}
