import { commands, Location, Position, Uri } from 'vscode';
import type { LensParams } from '../../server/src/shared/protocol.ts';
import { openProblemsCommand, showRecordsCommand } from './ids.ts';
import { rangeOf } from './views/position.ts';

/** Opens the list behind the words of a lens: records as their document, problems in their panel, places as a peek. */
export async function showLens(given: unknown): Promise<void> {
  if (!isLens(given)) return;
  switch (given.opens) {
    case 'records':
      await commands.executeCommand(showRecordsCommand, given.uri, given.position);
      return;
    case 'problems':
      await commands.executeCommand(openProblemsCommand);
      return;
    case 'pods':
    case 'references': {
      const uri = Uri.parse(given.uri);
      const position = new Position(given.position.line, given.position.character);
      const places = given.places.map((place) => new Location(Uri.parse(place.uri), rangeOf(place.range)));
      await commands.executeCommand('editor.action.showReferences', uri, position, places);
    }
  }
}

function isLens(given: unknown): given is LensParams {
  const lens = given as Partial<LensParams> | undefined;
  return typeof lens?.uri === 'string' && typeof lens.position?.line === 'number' && Array.isArray(lens.places);
}
