import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import type { KustomizePatch } from '../kubernetes/kustomization.ts';
import { offsetInOrigin, originOf, placeInFile } from '../objects/origins.ts';
import { shiftSpan, spanTouches, type Span } from '../text/span.ts';
import { placeAtOffset } from '../yaml/path.ts';
import type { KustomizationFile } from './files.ts';
import { readPatchText, type PatchRoot } from './patches.ts';

/** The key or value at an offset of a patch as it is written now. */
export interface PatchAt extends PatchRoot {
  readonly place: NonNullable<ReturnType<typeof placeAtOffset>>;
  /** The span of the place in the file's text. */
  readonly span: Span;
}

/** What is at an offset of a file in a document of it that is a patch. */
export function patchInDocument(document: SnapshotDocument, offset: number): PatchAt | undefined {
  const tree = document.facts.yaml.root;
  const place = placeAtOffset(tree, offset - document.start);
  return tree && place && { tree, origin: originOf(document), place, span: shiftSpan(place.span, document.start) };
}

/** What is at an offset of the file of a kustomization in a patch that is a text of it. */
export function patchInText(
  { text }: KustomizePatch,
  kustomization: KustomizationFile,
  { file, offset }: { readonly file: SnapshotFile; readonly offset: number },
): PatchAt | undefined {
  if (text === undefined || kustomization.document.file !== file) return undefined;
  for (const { tree, origin } of readPatchText(text, kustomization).roots) {
    const own = offsetInOrigin(origin, file, offset);
    const place = own === undefined ? undefined : placeAtOffset(tree, own);
    if (place === undefined) continue;
    const { span } = placeInFile(origin, place.span);
    if (spanTouches(span, offset)) return { tree, origin, place, span };
  }
  return undefined;
}
