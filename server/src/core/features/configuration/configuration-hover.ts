import { rules } from '../../rules/index.ts';
import { levels, type Level } from '../../settings/settings.ts';
import { settingDefinition } from '../../settings/table.ts';
import type { Span } from '../../text/span.ts';
import { defineMessages, formatMessage, type Messages } from '../../util/format.ts';
import type { Configuration } from '../../files/configuration.ts';
import type { PlaceAtOffset } from '../../yaml/path.ts';

/** What each level means, in a sentence. */
export const levelMeanings: Messages<Level> = defineMessages('features/configuration/configuration-hover', {
  error: 'The API server rejects it. `headlight check` exits with 1.',
  warning: 'The API server accepts it, but it does not do what it says.',
  information: 'It works, but is probably not intended.',
  hint: 'It depends on something outside the workspace, or there is a simpler way.',
  off: 'The rule is turned off.',
});

const messages = defineMessages('features/configuration/configuration-hover', {
  default: 'Default: {value}',
  ownLevel: 'Its own level: {level}. {meaning}',
});

/** What a setting, a rule or a level in a configuration file means, in Markdown; `undefined` elsewhere. */
export function configurationHover(
  configuration: Configuration,
  offset: number,
): { readonly markdown: string; readonly span: Span } | undefined {
  const place = configuration.placeAt(offset);
  const markdown = place && textOf(place, place.written);
  return place === undefined || markdown === undefined ? undefined : { markdown, span: place.span };
}

function textOf({ path, part }: PlaceAtOffset, written: string): string | undefined {
  const [key, code] = path;
  if (key === 'rules' && path.length === 2 && typeof code === 'string')
    return part === 'key' ? ruleText(code) : levelText(written);
  if (part === 'value' || path.length !== 1 || typeof key !== 'string') return undefined;
  const definition = settingDefinition(key);
  if (definition === undefined) return undefined;
  const { description, fallback, example } = definition;
  const shown = formatMessage(messages.default, { value: `\`${JSON.stringify(fallback)}\`` });
  return `${formatMessage(description)}\n\n${shown}\n\n\`\`\`yaml\n${key}:${example}\n\`\`\``;
}

function ruleText(code: string): string | undefined {
  const rule = rules.find((candidate) => candidate.code === code);
  return (
    rule &&
    `${formatMessage(rule.summary)}\n\n${formatMessage(messages.ownLevel, { level: `\`${rule.severity}\``, meaning: levelMeanings[rule.severity] })}`
  );
}

function levelText(written: string): string | undefined {
  const level = levels.find((candidate) => candidate === written.replace(/^["']|["']$/g, ''));
  return level && formatMessage(levelMeanings[level]);
}
