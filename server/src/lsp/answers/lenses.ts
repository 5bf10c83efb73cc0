import type { CodeLens, CodeLensParams, InlayHint, InlayHintParams } from 'vscode-languageserver';
import { codeLenses, inlayHints, type Lens } from '../../core/features/facade.ts';
import { showLensCommand, type LensParams } from '../../shared/protocol.ts';
import { toLocation, toRange, toSpan } from '../convert.ts';
import { inDocument, type ServerContext } from '../request.ts';

/** One lens for each thing that is told. */
export function answerLenses(server: ServerContext, params: CodeLensParams): CodeLens[] {
  if (!server.documents.settings.codeLens) return [];
  return inDocument(server, params.textDocument.uri, [], (snapshot, uri, { file }) =>
    codeLenses(snapshot, uri).flatMap(({ span, lenses }) => {
      const range = toRange(file, span);
      return lenses.map((lens) => ({ range, command: commandOf(server, uri, range, lens) }));
    }),
  );
}

/** What a click opens, where the client can; else the words alone. */
function commandOf(server: ServerContext, uri: string, range: CodeLens['range'], { title, opens, places }: Lens) {
  if (!server.client.commands.includes(showLensCommand)) return { title, command: '' };
  const argument: LensParams = { uri, position: range.start, opens, places: places.map(toLocation) };
  return { title, command: showLensCommand, arguments: [argument] };
}

/** Names and ports that are shown in a stretch of a document. */
export function answerHints(server: ServerContext, params: InlayHintParams): InlayHint[] {
  if (!server.documents.settings.inlayHints) return [];
  return inDocument(server, params.textDocument.uri, [], (snapshot, uri, { file }) =>
    inlayHints(snapshot, uri, toSpan(file, params.range)).map(({ offset, text }) => ({
      position: toRange(file, { start: offset, end: offset }).start,
      label: text,
      paddingLeft: true,
    })),
  );
}
