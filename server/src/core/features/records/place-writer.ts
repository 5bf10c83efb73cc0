import { isHeadlessService, serviceNatureOf, serviceTypeOf, type Service } from '../../kubernetes/service.ts';
import { displayText } from '../hover/content.ts';
import type { RecordSource } from '../../dns/record.ts';
import { linesOf } from '../../text/lines.ts';
import { formatMessage } from '../../util/format.ts';
import { folderOf, relativePath, fileNameOf } from '../../util/paths.ts';
import { pathBelow } from '../../files/configuration.ts';
import { fileOf, placeOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { messages } from '../messages.ts';

/** How places are shown: with their lines, for which texts have to be parsed, or only by file. */
type PlaceDetail = 'line' | 'file';

/** Tells places as people read them: `db.yaml:4`. */
export class PlaceWriter {
  readonly #roots: readonly string[];
  readonly detail: PlaceDetail;

  constructor(snapshot: Snapshot, detail: PlaceDetail) {
    this.#roots = snapshot.input.searched ?? [];
    this.detail = detail;
  }

  /** A place by the path of its file from the folder it was opened in; with several of these the folder's name is part of it. */
  place(source: RecordSource): string {
    const { path } = fileOf(source.resource, source.at);
    const [nearest] = this.#roots
      .flatMap((root) => {
        const relative = pathBelow(root, path);
        return relative === undefined ? [] : [{ root, relative }];
      })
      .sort((one, other) => one.relative.length - other.relative.length);
    if (nearest === undefined) return this.#withLine(path, source);
    const name = this.#roots.length > 1 ? `${fileNameOf(nearest.root)}/` : '';
    return this.#withLine(`${name}${nearest.relative}`, source);
  }

  /** A place as it is told beside another object: by the line in its file, or by the path from there. */
  placeFrom({ document }: Placed, source: RecordSource): string {
    const file = fileOf(source.resource, source.at);
    if (file === document.file) return formatMessage(messages['records.line'], { line: this.#lineOf(source) });
    return this.#withLine(relativePath(folderOf(document.file.path), file.path), source);
  }

  #withLine(path: string, source: RecordSource): string {
    return this.detail === 'file' ? path : `${path}:${this.#lineOf(source)}`;
  }

  #lineOf({ resource, at }: RecordSource): number {
    const { file, span } = placeOf(resource, at);
    return linesOf(file).positionAt(span.start).line + 1;
  }
}

/** What people call such a Service in a word: headless, else its type. */
export function typeWord(service: Service): string {
  if (isHeadlessService(service)) return formatMessage(messages.headless);
  return displayText(serviceTypeOf(service));
}

/** What a Service is to DNS, in two or three words. */
export function natureWords({ resource }: Placed<Service>): string {
  return formatMessage(messages[`nature.${serviceNatureOf(resource)}`]);
}
