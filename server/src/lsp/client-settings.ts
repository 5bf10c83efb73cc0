import type { Connection } from 'vscode-languageserver';
import { defaultSettings, isRecord, type Settings } from '../core/settings/settings.ts';
import { readSettings, type SettingProblem } from '../core/settings/read-settings.ts';
import { settingDefinitions } from '../core/settings/table.ts';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import type { Client } from './client.ts';
import type { GivenFolder } from './folders.ts';
import { within } from './timing.ts';

const messages = defineMessages('lsp/client-settings', { default: 'its default', inFolder: '{setting} in "{folder}"' });

/** The sections of the editor's settings that matter to us; a change of any is told. */
export const settingSections = ['headlight', 'files.exclude'];

/** Settings as the editor has them, and what is wrong with them. */
export interface ClientSettings {
  readonly settings: Settings;
  /** Those of folders of the workspace that have some of their own, whole, by the folder's URI. */
  readonly folders: ReadonlyMap<string, Settings>;
  readonly problems: readonly SettingProblem[];
  /** Those that differ from their defaults, by the names that people know, as JSON; long values are cut. */
  readonly inForce: ReadonlyMap<string, string>;
}

/** Values of settings by name, as a user wrote them, not yet checked. */
export type GivenSettingValues = Readonly<Record<string, unknown>>;

/** How long an editor may take to tell its settings, in milliseconds, before reading begins without them. */
const patience = 3000;

/**
 * Asks the editor for its settings, those of each folder too. One that cannot be asked, does not answer or has none gets those it sent:
 * with the last `didChangeConfiguration`, else with `initialize`.
 */
export async function fetchSettings(
  connection: Connection,
  client: Client,
  sent: unknown,
  folders: readonly GivenFolder[],
): Promise<ClientSettings> {
  const fallback = sectionOf(sent) ?? client.settings;
  if (!client.answersConfiguration) return readGiven(fallback, undefined, client);
  const places = [{}, ...folders.map(({ uri }) => ({ scopeUri: uri }))];
  const asked = places.flatMap((place) => settingSections.map((section) => ({ ...place, section })));
  const none: unknown[] = [];
  const answers = await within<unknown[]>(patience, connection.workspace.getConfiguration(asked), none);
  const [whole, ...own] = places.map((_, index) => {
    const [given, hidden] = answers.slice(index * settingSections.length, (index + 1) * settingSections.length);
    return readGiven(given ?? fallback, hidden, client);
  });
  return whole === undefined ? readGiven(fallback, undefined, client) : withFolders(whole, own, folders);
}

/** Adds what folders say differently. */
function withFolders(
  whole: ClientSettings,
  own: readonly ClientSettings[],
  folders: readonly GivenFolder[],
): ClientSettings {
  const problems = [...whole.problems];
  const inForce = new Map(whole.inForce);
  const settings = new Map<string, Settings>();
  for (const [index, { uri, name }] of folders.entries()) {
    const given = own[index];
    if (given === undefined || JSON.stringify(given.settings) === JSON.stringify(whole.settings)) continue;
    settings.set(uri, given.settings);
    for (const problem of given.problems)
      if (!problems.some(({ message }) => message === problem.message)) problems.push(problem);
    for (const setting of new Set([...whole.inForce.keys(), ...given.inForce.keys()])) {
      const value = valueInForce(given, setting);
      if (value !== valueInForce(whole, setting))
        inForce.set(formatMessage(messages.inFolder, { setting, folder: name }), value);
    }
  }
  return { settings: whole.settings, folders: settings, problems, inForce };
}

/** What a setting is, in words where that is its default. */
export function valueInForce({ inForce }: ClientSettings, setting: string): string {
  return inForce.get(setting) ?? formatMessage(messages.default);
}

/** Editors send either all settings or our section alone. */
function sectionOf(sent: unknown): unknown {
  return isRecord(sent) && 'headlight' in sent ? sent['headlight'] : (sent ?? undefined);
}

/**
 * What the editor hides from its file tree is no part of the workspace either. Syntax that another extension reports is not
 * reported twice, unless a person asks for it.
 */
function readGiven(own: unknown, hidden: unknown, client: Client): ClientSettings {
  const { settings, problems } = readSettings(own);
  const hiddenGlobs = isRecord(hidden) ? Object.keys(hidden).filter((glob) => hidden[glob] === true) : [];
  const exclude = [...settings.exclude, ...hiddenGlobs].filter((glob) => glob.trim() !== '');
  const rules: Settings['rules'] = client.syntaxIsChecked
    ? { 'invalid-syntax': 'off', ...settings.rules }
    : settings.rules;
  const inForce = describeGiven(own, hiddenGlobs);
  return { settings: { ...settings, exclude, rules }, folders: new Map(), problems, inForce };
}

/** What a value may have in the log, in UTF-16 units. */
const longest = 300;

function describeGiven(own: unknown, hidden: readonly string[]): ReadonlyMap<string, string> {
  const given: GivenSettingValues = isRecord(own) ? own : {};
  const diagnostics = isRecord(given['diagnostics']) ? given['diagnostics'] : {};
  const values = [
    ...settingDefinitions.map(({ key, fallback }) => [`headlight.${key}`, given[key], fallback] as const),
    ['headlight.diagnostics.scope', diagnostics['scope'], defaultSettings.diagnosticsScope] as const,
    ...(['codeLens', 'inlayHints', 'documentSymbols'] as const).map(
      (key) => [`headlight.${key}`, given[key], defaultSettings[key]] as const,
    ),
    ['files.exclude', hidden, []] as const,
  ];
  const result = new Map<string, string>();
  for (const [name, value, fallback] of values) {
    const text = JSON.stringify(value ?? fallback);
    if (text !== JSON.stringify(fallback))
      result.set(name, text.length > longest ? `${text.slice(0, longest)}…` : text);
  }
  return result;
}
