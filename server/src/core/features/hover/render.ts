import { alignColumns } from '../../util/columns.ts';
import { linesOf } from '../../text/lines.ts';
import { largest } from '../../util/collections.ts';
import { fillTemplate, listed, templateOf } from '../../util/format.ts';
import type { Placed } from '../../objects/placed.ts';
import type { At } from '../../yaml/path.ts';
import { messages } from '../messages.ts';
import {
  copyNameCommand,
  showPictureCommand,
  say,
  type Block,
  type CommandLink,
  type DisplayName,
  type HoverContent,
  type Inline,
  type Sentence,
} from './content.ts';
import { fileOf, spanInFile } from '../../objects/places.ts';
import { fileNameOf } from '../../util/paths.ts';

/** How a hover is shown. */
interface RenderOptions {
  /** Commands the client can run from a link. */
  readonly commands: readonly string[];
  readonly format: 'markdown' | 'plaintext';
  /** The HTML elements that the client shows within Markdown. */
  readonly tags: readonly string[];
}

/** The text of a hover: Markdown (CommonMark with tables), in which nothing from a manifest is markup, or plain text. */
export function renderHover(content: HoverContent, options: RenderOptions): string {
  const writer = options.format === 'markdown' ? markdownWriter(options) : plainWriter;
  const { name, records } = content;
  const text = content.blocks.map((block) => writer.block(block));
  const whole =
    name === undefined ? [...text, paragraphText(more(records), writer)] : [titleOf(name, records, writer), ...text];
  return whole.filter((part) => part !== '').join('\n\n');
}

/** A piece of a hover in plain words, for other texts that say the same. */
export function plainText(piece: Inline): string {
  return plainWriter.inline(piece, 'text');
}

/** One way to write a hover. */
interface Writer {
  inline(piece: Inline, within: 'text' | 'table'): string;
  block(block: Block): string;
}

/** The name, and behind it what can be done with it: there it is seen however long the rest is. */
function titleOf(name: DisplayName, records: CommandLink | undefined, writer: Writer): string {
  const copy: Inline = { kind: 'command', title: say('copy'), command: copyNameCommand, arguments: [name.text] };
  const links = [...(name.literal ? [copy] : []), ...more(records)]
    .map((link) => writer.inline(link, 'text'))
    .filter((text) => text !== '');
  return [writer.inline({ kind: 'code', text: name.text }, 'text'), links.join(' · ')].join(' ').trim();
}

/** What else a hover links to: all records of a Service, and its picture. */
function more(records: CommandLink | undefined): readonly CommandLink[] {
  if (records === undefined) return [];
  return [records, { ...records, title: say('picture'), command: showPictureCommand }];
}

function fill(sentence: Sentence, template: string, write: (piece: Inline) => string): string {
  const values = Object.entries(sentence.values).map(([name, piece]) => [name, write(piece)] as const);
  return fillTemplate(template, Object.fromEntries(values));
}

function paragraphText(pieces: readonly Inline[], writer: Writer): string {
  return pieces
    .map((piece) => writer.inline(piece, 'text'))
    .filter((text) => text !== '')
    .join(' ');
}

const plainWriter: Writer = {
  inline(piece, within) {
    if (typeof piece === 'string' || typeof piece === 'number') return String(piece);
    switch (piece.kind) {
      case 'code':
        return oneLine(piece.text);
      case 'place':
        return `${oneLine(piece.text)} (${location(piece.placed, piece.at).text})`;
      case 'command':
        return '';
      case 'list':
        return listed(piece.items.map((item) => plainWriter.inline(item, within)));
      case 'sentence':
        return fill(piece, templateOf(messages[piece.id]), (value) => plainWriter.inline(value, within));
    }
  },
  block(block) {
    if (block.kind === 'paragraph') return paragraphText(block.pieces, plainWriter);
    const rows = [block.header, ...block.rows].map((row) => row.map((cell) => plainWriter.inline(cell, 'table')));
    return alignColumns(rows).join('\n');
  },
};

function markdownWriter({ commands, tags }: RenderOptions): Writer {
  // Clients with tags may tell a link from the words around it by its colour alone (WCAG 1.4.1). `**` would not do: it ends no
  // emphasis before a letter, such as a Korean particle.
  const strong = (text: string): string => (tags.includes('strong') ? `<strong>${text}</strong>` : text);
  const link = (text: string, target: string): string => strong(`[${text}](${target})`);
  const writer: Writer = {
    inline(piece, within) {
      if (typeof piece === 'number') return String(piece);
      if (typeof piece === 'string') return escapeMarkdown(piece);
      switch (piece.kind) {
        case 'code':
          return codeSpan(piece.text, within);
        case 'place': {
          const { uri, text } = location(piece.placed, piece.at);
          return link(escapeMarkdown(`${piece.text} · ${text}`), uri);
        }
        case 'command':
          if (!commands.includes(piece.command)) return '';
          return link(writer.inline(piece.title, within), commandUri(piece.command, piece.arguments));
        case 'list':
          return listed(piece.items.map((item) => writer.inline(item, within)));
        case 'sentence':
          return fill(piece, withoutQuotes(templateOf(messages[piece.id])), (value) => writer.inline(value, within));
      }
    },
    block(block) {
      if (block.kind === 'paragraph') return paragraphText(block.pieces, writer);
      const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
      const header = block.header.map((cell) => writer.inline(cell, 'table'));
      const rows = block.rows.map((cells) => row(cells.map((cell) => writer.inline(cell, 'table'))));
      return [row(header), row(header.map(() => ':---')), ...rows].join('\n');
    },
  };
  return writer;
}

/** A command link as VS Code reads it: the arguments as a JSON array, URI-encoded. */
function commandUri(command: string, args: readonly unknown[]): string {
  return `command:${command}?${encodeForLink(encodeURIComponent(JSON.stringify(args)))}`;
}

function location(placed: Placed, at: At): { readonly uri: string; readonly text: string } {
  const file = fileOf(placed, at);
  const line = linesOf(file).positionAt(spanInFile(placed, at).start).line + 1;
  const name = fileNameOf(file.path);
  return { uri: `${encodeForLink(file.uri)}#L${line}`, text: `${name}:${line}` };
}

/** Parentheses, angle brackets and white space end a link's target in Markdown; URIs may hold them as they are. */
function encodeForLink(uri: string): string {
  return uri.replace(
    /[()<>\s\\|]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A code span that holds any text: its fence is longer than any run of backticks within. Source: CommonMark, code spans. */
function codeSpan(text: string, within: 'text' | 'table'): string {
  const content = oneLine(text);
  if (content.trim() === '') return '';
  const longest = largest((content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = longest > 0 || /^ .* $/.test(content) ? ` ${content} ` : content;
  // In a table a bar ends the cell, even within code, unless it is escaped. Source: GitHub Flavored Markdown, tables.
  return `${fence}${within === 'table' ? padded.replaceAll('|', '\\|') : padded}${fence}`;
}

/** Words of which nothing is markup. Source: CommonMark, backslash escapes. */
function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#~|&!]/g, '\\$&');
}

/** Code is apart without the quotes that plain text needs. */
function withoutQuotes(template: string): string {
  return template.replace(/"(\{\w+\})"/g, '$1');
}

/** Manifests may hold line breaks in any string; a hover's lines are ours. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
