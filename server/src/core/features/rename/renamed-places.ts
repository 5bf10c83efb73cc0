import type { Snapshot } from '../../workspace/snapshot.ts';
import { placesOfLabel } from './label-places.ts';
import { placesOfNamespace } from './namespace-places.ts';
import { placesOfObject } from './object-places.ts';
import { placesOfContainerPort, placesOfServicePort } from './port-places.ts';
import type { NamePlace } from '../../edits/write-name.ts';
import type { Subject } from './subject.ts';

/** Every place where the name of a subject is written, some more than once. */
export function placesOf(snapshot: Snapshot, subject: Subject): readonly NamePlace[] {
  switch (subject.kind) {
    case 'object':
      return subject.objects.flatMap((object) => placesOfObject(snapshot, object));
    case 'namespace':
      return placesOfNamespace(snapshot, subject);
    case 'servicePort':
      return placesOfServicePort(snapshot, subject);
    case 'containerPort':
      return placesOfContainerPort(snapshot, subject);
    case 'label':
      return placesOfLabel(snapshot, subject);
  }
}
