import { escapesOf } from '../../util/base64.ts';
import type { ScalarStyle, YamlScalar } from '../node.ts';
import { readGoNumber, resolvePlainScalar } from '../scalar.ts';

const prefix = 'tag:yaml.org,2002:';

/**
 * The value of a scalar as kubectl reads it: a tag decides, else quotes make a string. An unknown tag makes a string, too. `undefined`
 * where the text is not what its tag says. Source: go.yaml.in/yaml/v2, decode.go, scalar, and resolve.go.
 */
export function scalarValue(
  text: string,
  style: ScalarStyle,
  tag: string | undefined,
): YamlScalar['value'] | undefined {
  if (tag === undefined) return style === 'plain' ? resolvePlainScalar(text) : text;
  const value = resolvePlainScalar(text);
  switch (tag.startsWith(prefix) ? tag.slice(prefix.length) : '') {
    case 'int':
      return typeof value === 'number' && readGoNumber(text)?.integer !== undefined ? value : undefined;
    case 'float':
      return typeof value === 'number' ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'null':
      return value === null ? value : undefined;
    case 'timestamp':
      return typeof value === 'string' && timestamp.test(text) ? text : undefined;
    case 'binary':
      return decodeBase64(text);
    default:
      return text;
  }
}

/** Source: YAML 1.1, timestamp type, as far as Go's time.Parse takes it. */
const timestamp =
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d))| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

/** What base64 holds, as UTF-8; `undefined` where it is none. Line breaks are passed over. Source: RFC 4648, 4. */
function decodeBase64(text: string): string | undefined {
  const source = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(source)) return undefined;
  try {
    return decodeURIComponent(escapesOf(source));
  } catch {
    // It is not text, so it is not searched.
    return text;
  }
}
