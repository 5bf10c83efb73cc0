import type { Span } from '../../text/span.ts';
import type { Configuration } from '../../files/configuration.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** Where somebody writes in a configuration file, by its lines alone: half-written text is no YAML yet. */
export interface ConfigurationPlace {
  /** The key whose map or list the line belongs to; absent at the top. */
  readonly parent: string | undefined;
  /** The key in whose value the offset is; absent where a key, or an item of a list, is written. */
  readonly key: string | undefined;
  /** The word around the offset, as far as it is written before it, and as offsets in the file's text. */
  readonly word: string;
  readonly span: Span;
  /** Whether a colon is behind the word already. */
  readonly hasColon: boolean;
  /** The keys beside the one that is written. */
  readonly siblings: readonly string[];
}

/** The configuration that a file is, if it is one. */
export function configurationOf(snapshot: Snapshot, uri: string): Configuration | undefined {
  return snapshot.configurations.find(({ file }) => file.uri === uri);
}

/** What is at an offset of a configuration file; `undefined` in a comment. */
export function configurationPlaceAt(text: string, offset: number): ConfigurationPlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const after = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '';
  const [, key, gap = ''] = /^\s*(?:- )?["']?([^\s:"'#][^:"'#]*)["']?:(\s+)/.exec(before) ?? [];
  const word = /[^\s"':]*$/.exec(before)?.[0] ?? '';
  const rest = /^[^\s"':#]*/.exec(after)?.[0] ?? '';
  const lines = linesOf(text);
  const index = lines.indexOfStart(lineStart);
  const indent = /^ */.exec(before)?.[0].length ?? 0;
  const parentAt = indent === 0 ? -1 : lines.parentOf(index, indent);
  return {
    parent: lines.all[parentAt]?.key,
    key: gap === '' ? undefined : key,
    word,
    span: { start: offset - word.length, end: offset + rest.length },
    hasColon: after.slice(rest.length).startsWith(':') || /^["']:/.test(after.slice(rest.length)),
    siblings: lines
      .below(parentAt, indent)
      .filter((line) => line.indent === indent && line !== lines.all[index])
      .flatMap((line) => line.key ?? []),
  };
}

interface Line {
  readonly start: number;
  readonly indent: number;
  readonly key: string | undefined;
}

function linesOf(text: string): {
  readonly all: readonly Line[];
  indexOfStart(start: number): number;
  parentOf(index: number, indent: number): number;
  /** The lines behind a parent, to the next key that is written further left than an indent. */
  below(parent: number, indent: number): readonly Line[];
} {
  let start = 0;
  const all = text.split('\n').map((line): Line => {
    const own = start;
    start += line.length + 1;
    const [, indent = '', key] = /^( *)(?:["']?([^\s:"'#-][^:"'#]*)["']?:(?:\s|$))?/.exec(line) ?? [];
    return { start: own, indent: indent.length, key };
  });
  return {
    all,
    indexOfStart: (wanted) => all.findIndex((line) => line.start === wanted),
    parentOf(index, indent) {
      for (let at = index - 1; at >= 0; at--) {
        const line = all[at];
        if (line?.key !== undefined && line.indent < indent) return at;
      }
      return -1;
    },
    below(parent, indent) {
      const behind = all.slice(parent + 1);
      const end = behind.findIndex((line) => line.key !== undefined && line.indent < indent);
      return end < 0 ? behind : behind.slice(0, end);
    },
  };
}
