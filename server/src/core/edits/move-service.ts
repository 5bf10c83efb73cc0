import { type Placed, displayNameOf } from '../objects/placed.ts';
import { suggest, type Remedy, put } from './changes.ts';
import { defineMessages } from '../util/format.ts';

/** The words of the move of a Service into another namespace. */
export const moveServiceMessages = defineMessages('edits/move-service', {
  moveService: 'Move Service "{service}" to namespace "{namespace}"',
  moveServiceNote: 'The running Service "{service}" stays in namespace "{other}" until it is deleted.',
});

/** The offer to move a Service into the namespace of what it belongs to. */
export function moveServiceRemedy(service: Placed, { namespace }: Placed): Remedy {
  const values = { service: displayNameOf(service), namespace, other: service.namespace };
  const words = { title: 'moveService', values, note: 'moveServiceNote' };
  return suggest(words, service, put(['metadata', 'namespace'], namespace, { after: 'name' }));
}
