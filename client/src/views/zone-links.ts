import {
  type DefinitionLink,
  Disposable,
  DocumentLink,
  languages,
  type Position,
  Range,
  type TextDocument,
  Uri,
} from 'vscode';
import type { WireRange, ZoneLink } from '../../../server/src/shared/protocol.ts';
import { zoneScheme } from './zone-subject.ts';

/** Tells the links of a document as it is shown now. */
export type LinksOf = (zone: Uri) => readonly ZoneLink[];

/** Leads from records back to their manifests: headings and owners are links, and *Go to Definition* works on the whole line. */
export function registerZoneLinks(linksOf: LinksOf): Disposable {
  const selector = { scheme: zoneScheme };
  return Disposable.from(
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: ({ uri }: TextDocument) =>
        linksOf(uri).map((link) => new DocumentLink(rangeOf(link.range), addressOf(link))),
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: ({ uri }: TextDocument, { line }: Position): DefinitionLink[] =>
        linksOf(uri)
          .filter(({ range }) => range.start.line === line)
          .map((link) => ({
            originSelectionRange: rangeOf(link.range),
            targetUri: Uri.parse(link.uri),
            targetRange: rangeOf(link.target),
          })),
    }),
  );
}

/** A file and a stretch in it, in the way VS Code opens addresses: `#L4,7-4,9`, counted from 1. */
function addressOf({ uri, target: { start, end } }: ZoneLink): Uri {
  const fragment = `L${start.line + 1},${start.character + 1}-${end.line + 1},${end.character + 1}`;
  return Uri.parse(uri).with({ fragment });
}

function rangeOf({ start, end }: WireRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
