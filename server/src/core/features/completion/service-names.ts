import { takesEndpoints, serviceNatureOf, type Service, type ServiceNature } from '../../kubernetes/service.ts';
import type { Placed, Scope } from '../../objects/placed.ts';
import { namespaceFits } from '../../scopes/group.ts';
import { byRank, compareTexts } from '../../util/collections.ts';
import { nearnessFrom } from '../../util/paths.ts';
import { referenceMarkAt } from '../../kubernetes/object-references.ts';
import { namesToWrite } from '../../kustomize/name-to-write.ts';
import type { Questions } from '../../workspace/questions.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Path } from '../../yaml/path.ts';
import { typeWord } from '../records/place-writer.ts';
import { displayNamespace } from '../hover/content.ts';
import { namespaceBeside } from './object-names.ts';
import type { Completion } from './completion.ts';
import { beginsWith, type WritingPlace } from './writing-place.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

/** A Service, together with what is asked of thousands of them at every keystroke. */
export interface NamedService extends Pick<Placed, 'namespace' | 'namespaceOrigin'> {
  readonly service: Placed<Service>;
  readonly name: string;
  readonly nature: ServiceNature;
  readonly path: string;
}

/** What kind of Service a place asks for: a headless one, one whose endpoints people write, or any. */
type Wanted = 'headless' | 'withoutSelector' | 'any';

function isOfKind({ service, nature }: NamedService, wanted: Wanted): boolean {
  if (wanted === 'headless') return nature === 'headless';
  return wanted === 'any' || takesEndpoints(service.resource);
}

/** No file is as far from another one. */
const farthest = 100_000;

/**
 * The Services that have a name, as completion offers them. Whoever writes a name asks at each key from the same place, so the order
 * is kept until another place asks; it rests on that place and on the Services alone.
 */
export class NamedServices {
  readonly #byName: readonly NamedService[];
  #place = '';
  #nearestFirst: readonly NamedService[] = [];

  constructor(services: readonly Placed<Service>[]) {
    const named = services.flatMap((service): readonly NamedService[] => {
      const { name, namespace, namespaceOrigin, resource, document } = service;
      if (name === undefined) return [];
      const nature = serviceNatureOf(resource);
      return [{ service, name, namespace, namespaceOrigin, nature, path: document.file.path }];
    });
    this.#byName = named.sort((one, other) => compareTexts(one.name, other.name));
  }

  /** The best first: those whose namespace fits, then the kind that is wanted, then by nearness, then by name. */
  nearestFirst(from: Placed, wanted: Wanted): readonly NamedService[] {
    const { path } = from.document.file;
    const place = [wanted, from.namespace, from.namespaceOrigin, path].join('\n');
    if (place === this.#place) return this.#nearestFirst;
    const distance = nearnessFrom(path);
    const ranked = byRank(this.#byName, (one) => {
      const isUnwanted = !isOfKind(one, wanted);
      return farthest * ((namespaceFits(from, one) ? 0 : 2) + (isUnwanted ? 1 : 0)) + distance(one.path);
    });
    this.#nearestFirst = [...ranked];
    this.#place = place;
    return this.#nearestFirst;
  }
}

const words = defineMessages('features/completion/service-names', {
  service: '{type} Service in {namespace}',
  otherNamespace: '{service}, in another namespace',
});

/** A name, before what is written so far is looked at. */
export type Name = Omit<Completion, 'span'>;

/** The Services that a field can name and that begin with what is written, best first; `undefined` where the field names none. */
export function serviceNamesFor(snapshot: Snapshot, { placed, path, word }: WritingPlace): Iterable<Name> | undefined {
  const wanted = wantedAt(placed, path);
  if (wanted === undefined) return undefined;
  const textOf = namesToWrite(placed, path, 'Service');
  const all = snapshot.about(placed.scope, servicesOfScope);
  const namespace = namespaceBeside(placed, path);
  if (namespace === undefined) return namesOf(placed, wanted, word, textOf, all.nearestFirst(placed, wanted));
  const said = { ...placed, namespace, namespaceOrigin: 'written' as const };
  const there = all.nearestFirst(said, wanted).filter((one) => namespaceFits(said, one));
  return namesOf(said, wanted, word, textOf, there);
}

function servicesOfScope(snapshot: Questions, scope: Scope): NamedServices {
  return new NamedServices(snapshot.contentsOf(scope).ofKind('Service'));
}

/** Few of thousands are looked at, so each is worded when it is, and of those of one name the first alone. */
function* namesOf(
  from: Placed,
  wanted: Wanted,
  word: string,
  textOf: (service: Placed<Service>) => string,
  services: readonly NamedService[],
): Generator<Name, void, undefined> {
  const seen = new Set<string>();
  for (const { service, nature } of services) {
    const text = textOf(service);
    if (!beginsWith(text, word) || seen.has(text) || (wanted === 'headless' && nature === 'alias')) continue;
    seen.add(text);
    const detail = detailOf(service);
    yield {
      text,
      kind: 'service',
      detail: namespaceFits(from, service) ? detail : formatMessage(words.otherNamespace, { service: detail }),
      mark: { nature: typeWord(service.resource), place: displayNamespace(service) },
    };
  }
}

/** A Service in a few words. */
export function detailOf(service: Placed<Service>): string {
  return formatMessage(words.service, { type: typeWord(service.resource), namespace: displayNamespace(service) });
}

/**
 * What kind of Service a field asks for: one that gives Pods their names has to be headless for that, and controllers make the endpoints
 * of those that select Pods.
 */
function wantedAt({ resource }: Placed, path: Path): Wanted | undefined {
  const mark = referenceMarkAt(resource, path);
  if (mark?.kinds[0] !== 'Service') return undefined;
  if (mark.as === 'backs') return 'withoutSelector';
  return mark.as === 'governedBy' || mark.as === 'publishedUnder' ? 'headless' : 'any';
}
