import { expect } from 'vitest';
import {
  pictureOf,
  type Picture,
  type PictureNode,
  type PictureSubject,
} from '../../server/src/core/features/facade.ts';
import type { Settings } from '../../server/src/core/settings/settings.ts';
import { LineIndex } from '../../server/src/core/text/lines.ts';
import { dedent, parseFixture, snapshotOfFixture } from './fixture.ts';

/** What a picture is drawn of; `'cursor'` is the object at the cursor of the fixture. */
export type Drawn = PictureSubject | 'cursor';

/** Holds the picture of a fixture against its text, see `pictureText`. */
export function checkPicture(source: string, drawn: Drawn, expected: string, settings: Partial<Settings> = {}): void {
  expect(`\n${pictureText(pictureIn(source, drawn, settings))}`).toBe(`\n${dedent(expected).trimEnd()}`);
}

/** The picture of a fixture. */
export function pictureIn(source: string, drawn: Drawn, settings: Partial<Settings> = {}): Picture | undefined {
  const fixture = parseFixture(source);
  const snapshot = snapshotOfFixture(fixture, settings);
  if (drawn !== 'cursor') return pictureOf(snapshot, drawn);
  const { uri, offset } = fixture.cursor ?? { uri: '', offset: 0 };
  return pictureOf(snapshot, { kind: 'place', uri, offset });
}

/**
 * A picture in text: its title, then a line for each node, and below it one for each edge that leads from it. A node that is missing has
 * dashes around it, one that is elsewhere dots; `*` is the centre, `+` a closed group with its size, `-` an open one.
 */
export function pictureText(picture: Picture | undefined): string {
  if (picture === undefined) return 'nothing';
  const names = new Map(picture.nodes.map((node) => [node.id, nameOf(node)]));
  const lines = picture.nodes.flatMap((node) => [
    `${node.id === picture.centre ? '* ' : ''}${nodeText(node)}`,
    ...picture.edges
      .filter(({ from }) => from === node.id)
      .map(
        ({ to, meaning, text }) =>
          `  ${meaning}${text === '' ? '' : ` (${text})`}: ${names.get(to) ?? `no node ${to}`}`,
      ),
  ]);
  return [picture.title, ...lines].join('\n');
}

function nameOf({ heading, label }: PictureNode): string {
  return `${heading} ${label}`;
}

function nodeText(node: PictureNode): string {
  const { presence, group, details, notes, problems, place } = node;
  const [left, right] = { here: ['[', ']'], missing: ['--', '--'], elsewhere: ['..', '..'] }[presence];
  const mark = group === undefined ? '' : group.state === 'closed' ? ` +${group.size}` : ' -';
  const at = place === undefined ? '' : ` @${place.file.path}:${lineOf(place)}`;
  const facts = [
    ...details,
    ...notes,
    ...problems.map(({ severity, message }) => `${severity}: ${firstSentence(message)}`),
  ];
  return [`${left}${nameOf(node)}${right}${mark}${at}`, ...facts.map((fact) => `    ${fact}`)].join('\n');
}

/** What is wrong; what follows from it is the rule's to test. */
function firstSentence(message: string): string {
  return /^.*?[.!?](?=\s+[A-Z"])/.exec(message)?.[0] ?? message;
}

function lineOf({ file, span }: NonNullable<PictureNode['place']>): number {
  return new LineIndex(file.text).positionAt(span.start).line + 1;
}
