import type { Range } from 'vscode';
import {
  type DefinitionLink,
  Disposable,
  DocumentLink,
  DocumentSymbol,
  languages,
  type Position,
  SymbolKind,
  type TextDocument,
  Uri,
} from 'vscode';
import type { RecordsLink, RecordsPlace } from '../../../server/src/shared/protocol.ts';
import { showRecordsCommand } from '../ids.ts';
import { rangeOf } from './position.ts';
import { recordsSchemes } from './records-subject.ts';

/** What is known of a document as it is shown now. */
interface ShownLinks {
  of(document: Uri): readonly RecordsLink[];
  /** Where the link in a line leads; `undefined` where the manifests have changed since. */
  follow(document: Uri, line: number): Promise<RecordsPlace | undefined>;
}

/**
 * Leads from records back to their manifests: places are links, *Go to Definition* works on the whole line, and the Services
 * are the symbols of the document.
 */
export function registerRecordLinks(links: ShownLinks): Disposable {
  const selector = Object.values(recordsSchemes).map((scheme) => ({ scheme }));
  return Disposable.from(
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: ({ uri }: TextDocument) =>
        links.of(uri).map((link) => new OwnLink(rangeOf(link.range), uri, link)),
      resolveDocumentLink: async (link: DocumentLink) => {
        if (!(link instanceof OwnLink)) return link;
        const place = await links.follow(link.document, link.range.start.line);
        if (place !== undefined) link.target = link.opens === 'manifest' ? addressOf(place) : recordsCommandOf(place);
        return link;
      },
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: async ({ uri }: TextDocument, { line }: Position): Promise<DefinitionLink[]> => {
        const link = links.of(uri).find(({ range, opens }) => range.start.line === line && opens === 'manifest');
        const place = link && (await links.follow(uri, line));
        if (link === undefined || place === undefined) return [];
        const targetRange = rangeOf(place.range);
        return [{ originSelectionRange: rangeOf(link.range), targetUri: Uri.parse(place.uri), targetRange }];
      },
    }),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (document: TextDocument) => symbolsOf(document, links.of(document.uri)),
    }),
  );
}

class OwnLink extends DocumentLink {
  readonly document: Uri;
  readonly opens: RecordsLink['opens'];

  constructor(range: Range, document: Uri, { opens }: RecordsLink) {
    super(range);
    this.document = document;
    this.opens = opens;
  }
}

/** The headings: the lines with a link that are not indented. Each reaches to the next one. */
function symbolsOf(document: TextDocument, links: readonly RecordsLink[]): DocumentSymbol[] {
  const headings = links
    .map(({ range }) => document.lineAt(range.start.line))
    .filter(({ text }) => /^[^\s]/.test(text));
  return headings.map(({ text, range }, index) => {
    const next = headings[index + 1]?.lineNumber ?? document.lineCount;
    const whole = range.union(document.lineAt(Math.max(range.start.line, next - 1)).range);
    const [name = '', ...detail] = text.replace(/^; /, '').split(', ');
    return new DocumentSymbol(name, detail.join(', '), SymbolKind.Interface, whole, range);
  });
}

/** A file and a stretch in it, in the way VS Code opens addresses: `#L4,7-4,9`, counted from 1. */
function addressOf({ uri, range: { start, end } }: RecordsPlace): Uri {
  const fragment = `L${start.line + 1},${start.character + 1}-${end.line + 1},${end.character + 1}`;
  return Uri.parse(uri).with({ fragment });
}

function recordsCommandOf({ uri, range }: RecordsPlace): Uri {
  return Uri.parse(`command:${showRecordsCommand}?${encodeURIComponent(JSON.stringify([uri, range.start]))}`);
}
