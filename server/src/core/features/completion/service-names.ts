import { compareTexts, groupBy } from '../../util/collections.ts';
import { referenceMarkAt } from '../../kubernetes/object-references.ts';
import { serviceNatureOf, serviceTypeOf, type Service, type ServiceNature } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Scope } from '../../objects/scope.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { nearness } from '../../util/paths.ts';
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
  const named = snapshot.about(placed.scope, namedServices);
  return namesOf(
    placed,
    wanted,
    named.filter(({ name }) => beginsWith(name, word)),
  );
}

/** The Services of a scope by name, with what is asked of each at every key that is hit. */
function namedServices(snapshot: Questions, scope: Scope): readonly NamedService[] {
  return snapshot
    .contentsOf(scope)
    .ofKind('Service')
    .flatMap((service) => {
      const { name, resource, document } = service;
      return name === undefined ? [] : { service, name, nature: serviceNatureOf(resource), path: document.file.path };
    })
    .sort((one, other) => compareTexts(one.name, other.name));
}

interface NamedService {
  readonly service: Placed<Service>;
  readonly name: string;
  readonly nature: ServiceNature;
  readonly path: string;
}

/** Few of thousands are looked at, so each is worded when it is. */
function* namesOf(
  from: Placed,
  wanted: 'headless' | 'any',
  services: readonly NamedService[],
): Generator<Name, void, undefined> {
  const own = from.document.file.path;
  const usable = services.filter(({ nature }) => wanted === 'any' || nature !== 'alias');
  const groups = groupBy(usable, ({ service, nature, path }) => {
    const isSecond = (namespaceFits(from, service) ? 0 : 2) + (wanted === 'headless' && nature !== 'headless' ? 1 : 0);
    return farthest * isSecond + nearness(own, path);
  });
  for (const [, group] of [...groups].sort(([one], [other]) => one - other)) {
    for (const { service, name, nature } of group) {
      const detail = describe(service, nature);
      yield {
        text: name,
        kind: 'service',
        detail: namespaceFits(from, service) ? detail : formatMessage(words.otherNamespace, { service: detail }),
        mark: { nature: typeText(service, nature), place: displayNamespace(service) },
      };
    }
  }
}

/** No file is as far from another one. */
const farthest = 100_000;

/** The Services nearest to an object first, those of one distance by name. */
export function byNearness(from: Placed, services: readonly Placed<Service>[]): Placed<Service>[] {
  const { path } = from.document.file;
  return services
    .map((service) => ({ service, distance: nearness(path, service.document.file.path), name: service.name ?? '' }))
    .sort((a, b) => a.distance - b.distance || compareTexts(a.name, b.name))
    .map(({ service }) => service);
}

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
