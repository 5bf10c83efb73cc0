import { serviceNatureOf, type Service, type ServiceNature } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import { namespaceFits } from '../../scopes/group.ts';
import { byRank, compareTexts } from '../../util/collections.ts';
import { nearnessFrom } from '../../util/paths.ts';

/** A Service, and beside it what is asked of each of thousands at every key that is hit. */
export interface NamedService extends Pick<Placed, 'namespace' | 'namespaceOrigin'> {
  readonly service: Placed<Service>;
  readonly name: string;
  readonly nature: ServiceNature;
  readonly path: string;
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

  /** The best first: those whose namespace fits, then the headless ones where these are wanted, then by nearness, then by name. */
  nearestFirst(from: Placed, wanted: 'headless' | 'any'): readonly NamedService[] {
    const { path } = from.document.file;
    const place = [wanted, from.namespace, from.namespaceOrigin, path].join('\n');
    if (place === this.#place) return this.#nearestFirst;
    const distance = nearnessFrom(path);
    const ranked = byRank(this.#byName, (one) => {
      const isUnwanted = wanted === 'headless' && one.nature !== 'headless';
      return farthest * ((namespaceFits(from, one) ? 0 : 2) + (isUnwanted ? 1 : 0)) + distance(one.path);
    });
    this.#nearestFirst = [...ranked];
    this.#place = place;
    return this.#nearestFirst;
  }
}
