import { kindOf } from '../kubernetes/resource.ts';
import { placeOf, spanOfObject } from '../objects/places.ts';
import { emptySpanAt, spanOverBoth, type Span } from '../text/span.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** An object of a file, for an outline. */
export interface DocumentSymbol {
  readonly name: string;
  readonly kind: string;
  /** The whole object, and its name, as offsets in the file's text. */
  readonly span: Span;
  readonly selection: Span;
}

/** The objects of a file, by position: for editors in which nothing else makes an outline of YAML. */
export function documentSymbols(snapshot: Snapshot, uri: string): readonly DocumentSymbol[] {
  const file = snapshot.files.get(uri);
  const symbols = snapshot.inFile(uri).flatMap((object): readonly DocumentSymbol[] => {
    if (object.document.file !== file || object.resource.kind === 'Kustomization') return [];
    const span = spanOfObject(object);
    const own = object.resource.metadata.name;
    const place = own && placeOf(object, own.at);
    const selection = place?.file === file ? place.span : emptySpanAt(span.start);
    return [
      { name: object.writtenName ?? '', kind: kindOf(object.resource), span: spanOverBoth(span, selection), selection },
    ];
  });
  return uniqueBy(symbols, ({ span }) => span.start);
}
