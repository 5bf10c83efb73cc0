import { pictureOf, type Picture, type PictureSubject } from '../../core/features/facade.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import type { PictureParams, WirePicture, WirePictureSubject } from '../../shared/picture.ts';
import { offsetAt, toLocation } from '../convert.ts';
import type { Documents } from '../documents.ts';
import type { ServerContext } from '../request.ts';

/** What belongs together around a Service, an object, in a namespace or in the workspace, or how a name resolves. */
export function answerPicture(
  { documents }: ServerContext,
  { of, opened = [], closed = [] }: PictureParams,
): WirePicture | null {
  const asked = askedOf(documents, of);
  const picture = asked && pictureOf(asked.snapshot, asked.subject, { opened, closed });
  return picture === undefined ? null : toWire(picture);
}

function askedOf(
  documents: Documents,
  of: WirePictureSubject,
): { readonly snapshot: Snapshot; readonly subject: PictureSubject } | undefined {
  const { snapshot } = documents;
  switch (of.kind) {
    case 'place': {
      const located = documents.locate(of.uri);
      if (located === undefined) return undefined;
      const offset = offsetAt(located.file, of.position);
      return { snapshot: located.snapshot, subject: { kind: 'place', uri: located.file.uri, offset } };
    }
    case 'name':
      return { snapshot, subject: { kind: 'name', name: of.name, from: of.from } };
    case 'service':
    case 'namespace':
    case 'workspace':
      return { snapshot, subject: of };
  }
}

function toWire({ title, centre, nodes, edges }: Picture): WirePicture {
  return {
    title,
    ...(centre === undefined ? {} : { centre }),
    nodes: nodes.map(({ place, group, ...node }) => ({
      ...node,
      ...(place === undefined ? {} : { place: toLocation(place) }),
      ...(group === undefined ? {} : { group }),
    })),
    edges,
  };
}
