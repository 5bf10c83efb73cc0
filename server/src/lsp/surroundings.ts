import type { Language, LanguageTag } from '../core/util/language.ts';
import type { Host } from '../host/host.ts';
import type { GivenSettingValues } from './client-settings.ts';
import type { ServerContext } from './request.ts';

/**
 * What a server runs in: a process of a machine, or a worker of a browser. One program is for both: what only Node has is behind an import
 * that a browser never takes.
 */
export interface Surroundings {
  /** The process, for the log; absent in a browser. */
  readonly process: Readonly<Record<'node' | 'platform' | 'arch' | 'pid', string>> | undefined;
  readonly version: string | undefined;
  /** Reads the files of this machine; absent where there are none. */
  readonly host: Host | undefined;
  /** The URI under which a search of folders finds the file that is opened under another, which points to it by links; else its own. */
  readonly realUri: (uri: string, within: readonly string[]) => string;
  /** The settings of a client that sends none of its own. */
  readonly settings: GivenSettingValues;
  /** Puts a text that is only there to be read into a file, and gives its URI. */
  readonly writeScratch: ServerContext['writeScratch'];
  /** Gets the language of the client, where it says which it speaks. */
  readonly readLanguage: (tag: LanguageTag) => Language;
}
