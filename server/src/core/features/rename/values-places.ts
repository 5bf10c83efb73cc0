import { labelsIn } from '../../hosts/mention-labels.ts';
import { servicesNamed } from '../../hosts/mentions.ts';
import type { SnapshotDocument, SnapshotFile } from '../../files/file.ts';
import type { Service } from '../../kubernetes/service.ts';
import { readHostName } from '../../names/host-name.ts';
import { findMentions, type Mention } from '../../names/mention.ts';
import { originOf, placeInFile, type FilePlace } from '../../objects/origins.ts';
import type { ChartScope, Placed } from '../../objects/placed.ts';
import { spanTouches, type Span } from '../../text/span.ts';
import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import { fileNameOf, folderOf } from '../../util/paths.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { nodeAt } from '../../yaml/path.ts';
import { sourceStretch } from '../../yaml/stretch.ts';

/** Where the values of a chart have the name of one of its Services in host names, as its templates put them into objects. */
export function placesInValues(snapshot: Snapshot, service: Placed<Service>, spell: Spelling): readonly NamePlace[] {
  const { scope } = service;
  if (scope.kind !== 'chart') return [];
  return [...snapshot.files.values()]
    .filter((file) => isValuesOf(scope, file))
    .flatMap((file) => placesInFile(snapshot, service, file))
    .map((place) => ({ place, spell }));
}

function isValuesOf({ folder }: Pick<ChartScope, 'folder'>, { path }: SnapshotFile): boolean {
  return folderOf(path) === folder && /^values.*\.ya?ml$/i.test(fileNameOf(path));
}

/** The Services of its chart that a host name at a place of a file of values means; `undefined` where it means none. */
export function namedInValues(
  snapshot: Snapshot,
  file: SnapshotFile,
  offset: number,
): { readonly span: Span; readonly objects: readonly Placed<Service>[] } | undefined {
  const charts = snapshot.scopes.bound.filter((scope) => scope.kind === 'chart' && isValuesOf(scope, file));
  const found = charts
    .flatMap((chart) => snapshot.contentsOf(chart).ofKind('Service'))
    .flatMap((service) =>
      placesInFile(snapshot, service, file)
        .filter(({ span }) => spanTouches(span, offset))
        .map(({ span }) => ({ span, service })),
    );
  const [first] = found;
  return first && { span: first.span, objects: found.map(({ service }) => service) };
}

function placesInFile(snapshot: Snapshot, service: Placed<Service>, file: SnapshotFile): readonly FilePlace[] {
  return snapshot.about(file, hostsInValues).flatMap(({ document, mention, node }): readonly FilePlace[] => {
    const { within } = mention.at;
    const name = readHostName(mention.host).find((one) =>
      servicesNamed(snapshot, { from: service, mention }, one).includes(service),
    );
    if (node?.kind !== 'scalar' || within === undefined || name === undefined) return [];
    const span = labelsIn(node.text.slice(within.start, within.end), within, name)?.service;
    if (span === undefined) return [];
    const origin = originOf(document);
    return [placeInFile(origin, sourceStretch(origin.text, node, span))];
  });
}

interface HostInValues {
  readonly document: SnapshotDocument;
  readonly mention: Mention;
  readonly node: YamlNode | undefined;
}

/** The host names of a file, which are asked for once for each Service of a chart. */
function hostsInValues(_: Snapshot, file: SnapshotFile): readonly HostInValues[] {
  return file.documents.flatMap((document) => {
    const { root } = document.forOthers.yaml;
    return findMentions(root).map((mention) => ({ document, mention, node: nodeAt(root, mention.at.path) }));
  });
}
