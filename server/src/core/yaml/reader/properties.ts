import { rejectionText, YamlRejection, wordEnd } from './rejection.ts';
import { codeAt, isBlankOrEnd, isWordCharacter, type Cursor } from './cursor.ts';
import { alias, tag, type TokenList } from './tokens.ts';

/** Scans `&name` or `*name`. Source: libyaml, yaml_parser_scan_anchor. */
export function scanAnchor(cursor: Cursor, tokens: TokenList, kind: number): void {
  const { text, position: start } = cursor;
  let end = start + 1;
  while (isWordCharacter(codeAt(text, end))) end++;
  const behind = codeAt(text, end);
  const isAtEnd = isBlankOrEnd(behind) || '?:,]}'.includes(String.fromCharCode(behind));
  if (end === start + 1 || !isAtEnd) {
    throw new YamlRejection(rejectionText(kind === alias ? 'alias' : 'anchor'), start, wordEnd(text, start));
  }
  cursor.position = end;
  tokens.add(kind, start, end, text.slice(start + 1, end));
}

/** Scans a tag; `!!` stands for `tag:yaml.org,2002:`. Source: libyaml, yaml_parser_scan_tag. */
export function scanTag(cursor: Cursor, tokens: TokenList): void {
  const { text, position: start } = cursor;
  const isVerbatim = text.charAt(start + 1) === '<';
  const from = isVerbatim ? start + 2 : handleEnd(text, start);
  const end = uriEnd(text, from);
  const uri = text.slice(from, end);
  const handle = text.slice(start, from);
  if (isVerbatim && (uri === '' || text.charAt(end) !== '>')) rejectTag(text, start);
  const behind = isVerbatim ? end + 1 : end;
  if (!isBlankOrEnd(codeAt(text, behind)) || (handle.length > 1 && handle.endsWith('!') && uri === ''))
    rejectTag(text, start);
  if (!isVerbatim && handle !== '!' && handle !== '!!') {
    if (handle.endsWith('!')) throw new YamlRejection(rejectionText('tagHandle', { handle }), start, behind);
  }
  cursor.position = behind;
  const name = isVerbatim ? uri : handle === '!!' ? `tag:yaml.org,2002:${uri}` : handle + uri;
  tokens.add(tag, start, behind, decodeUri(name, text, start));
}

function handleEnd(text: string, start: number): number {
  let end = start + 1;
  while (isWordCharacter(codeAt(text, end))) end++;
  return text.charAt(end) === '!' ? end + 1 : end;
}

function uriEnd(text: string, start: number): number {
  let end = start;
  for (let code = codeAt(text, end); code !== 0; code = codeAt(text, end)) {
    if (!isWordCharacter(code) && !";/?:@&=+$,.!~*'()[]%".includes(String.fromCharCode(code))) break;
    end++;
  }
  return end;
}

/** `%41` is `A`. */
function decodeUri(name: string, text: string, start: number): string {
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return rejectTag(text, start);
  }
}

function rejectTag(text: string, start: number): never {
  throw new YamlRejection(rejectionText('tag'), start, wordEnd(text, start));
}
