import { isServed, type Placed } from '../../objects/placed.ts';
import type { Service } from '../../kubernetes/service.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { objectsMeantAt } from '../call-hierarchy.ts';
import { addClient, sketchClients, sketchNamed, sketchUsers } from './clients-sketch.ts';
import { asItComes, fold, type Folding } from './groups.ts';
import { pictureText } from './picture-text.ts';
import { namePicture } from './names-sketch.ts';
import { serviceGroup, labelOf, Sketch } from './sketch.ts';
import type { Picture, PictureSubject } from './picture.ts';
import { sketchService } from './service-sketch.ts';

/**
 * A picture is data: nodes with texts, problems and places, edges with meanings, all told in sentences as well. A `Sketch` collects each
 * thing once, `groups.ts` puts it into groups and opens what can be looked at; `drawing` sets texts (`card.ts`), lays out (`layout.ts`) and
 * makes shapes (`scene.ts`), which are written as text or become elements of a page.
 *
 * Draws what belongs together around a subject: who names a Service, the Service and its ports, what is behind them, and the names
 * that DNS serves; or how a name resolves. `undefined` where there is no such thing.
 */
export function pictureOf(
  snapshot: Snapshot,
  subject: PictureSubject,
  folding: Folding = asItComes,
): Picture | undefined {
  switch (subject.kind) {
    case 'place':
      return aroundObjects(snapshot, objectsMeantAt(snapshot, subject.uri, subject.offset), folding);
    case 'service': {
      const services = snapshot.everything.served.filter(
        ({ name, namespace }) => name === subject.name && namespace === subject.namespace,
      );
      return aroundObjects(snapshot, services, folding);
    }
    case 'namespace':
      return ofNamespace(snapshot, subject.namespace, folding);
    case 'workspace':
      return ofAll(snapshot, folding);
    case 'name':
      return namePicture(snapshot, subject);
  }
}

/** Around Services all that belongs to them; around others the Services they are behind, and those that they name. */
function aroundObjects(snapshot: Snapshot, objects: readonly Placed[], folding: Folding): Picture | undefined {
  const [first] = objects;
  if (first === undefined) return undefined;
  const sketch = new Sketch(snapshot);
  const around = first.namespace;
  const services = [
    ...new Set(objects.flatMap((object) => (isServed(object) ? [object] : servicesOf(snapshot, object)))),
  ];
  for (const service of services) sketchService(sketch, service, around);
  for (const service of services) {
    sketchClients(sketch, service, around);
    sketchNamed(sketch, service, around);
  }
  for (const object of objects.filter((one) => !isServed(one))) {
    addClient(sketch, object, around);
    sketchNamed(sketch, object, around);
    sketchUsers(sketch, object, around);
  }
  const own = services.map((service) => serviceGroup(sketch, service));
  const title = isServed(first) ? 'service' : 'object';
  const object = `${kindOf(first.resource)} ${labelOf(first)}`;
  return {
    title: pictureText(title, { service: object, object, namespace: around }),
    centre: sketch.idOf(first),
    ...fold(sketch, folding, own),
  };
}

/** The Services that an object is behind, or gives names to. */
function servicesOf({ links }: Snapshot, object: Placed): readonly Placed<Service>[] {
  const selecting = links.to(object).flatMap(({ kind, from }) => (kind === 'selects' ? [from] : []));
  const owned = links.from(object).flatMap(({ kind, to }) => (belonging.has(kind) ? to : []));
  return [...selecting, ...owned].filter(isServed);
}

const belonging: ReadonlySet<string> = new Set(['governedBy', 'backs', 'publishedUnder']);

function ofNamespace(snapshot: Snapshot, namespace: string, folding: Folding): Picture | undefined {
  const objects = snapshot.resources.filter((object) => object.namespace === namespace);
  if (objects.length === 0) return undefined;
  const title = pictureText('namespace', { namespace });
  return { title, centre: undefined, ...ofObjects(snapshot, objects, namespace, folding) };
}

function ofAll(snapshot: Snapshot, folding: Folding): Picture | undefined {
  const { resources } = snapshot;
  if (resources.length === 0) return undefined;
  const [namespace, ...others] = new Set(resources.map((object) => object.namespace));
  const around = others.length === 0 ? namespace : undefined;
  return { title: pictureText('workspace'), centre: undefined, ...ofObjects(snapshot, resources, around, folding) };
}

function ofObjects(
  snapshot: Snapshot,
  objects: readonly Placed[],
  around: string | undefined,
  folding: Folding,
): Pick<Picture, 'nodes' | 'edges'> {
  const sketch = new Sketch(snapshot);
  const services = objects.filter(isServed);
  for (const service of services) sketchService(sketch, service, around);
  for (const object of objects) sketchNamed(sketch, object, around);
  // Those in the namespaces beside it.
  if (around !== undefined) for (const service of services) sketchClients(sketch, service, around);
  return fold(sketch, folding, []);
}
