import type { SnapshotFile } from '../files/file.ts';
import {
  isConfigurationFor,
  isConfigurationPath,
  namespaceFor,
  readConfiguration,
  pathBelow,
  type Configuration,
  type NamespacePattern,
} from '../files/configuration.ts';
import { withSettings, type Settings } from '../settings/settings.ts';
import { compareTexts, getOrMake, lastWhere } from '../util/collections.ts';
import { globMatcher } from '../util/glob.ts';
import type { SnapshotInput } from './snapshot.ts';

/** Relative and absolute paths: every folder. */
export const everywhere: readonly string[] = ['', '/'];

/** Which settings hold for which file: the editor's, what configuration files lay over them, and over all what a command line says. */
export class FileSettings {
  readonly #input: SnapshotInput;
  readonly #laid = new Map<Settings, Map<Configuration | undefined, Settings>>();
  readonly #patterns = new Map<Settings, readonly NamespacePattern[]>();
  /** What configuration files say, the outermost first. */
  readonly configurations: readonly Configuration[];
  /** The settings of the workspace as a whole: as one cluster serves it, the outermost configuration decides for all. */
  readonly whole: Settings;

  constructor(input: SnapshotInput) {
    this.#input = input;
    this.configurations = findConfigurations(input);
    this.whole = this.#layOver(input.settings, this.configurations[0]);
  }

  /** The settings that hold for a file. */
  of(file: SnapshotFile): Settings {
    return this.#layOver(this.#editorSettingsOf(file.path), this.#configurationOf(file));
  }

  /** The namespace of a file's resources that write none; `ordered` is the one that counts where a person says none for the file. */
  ambientNamespace(file: SnapshotFile, ordered?: string): string {
    const configured = this.#configurationOf(file)?.namespaceOf(file.path);
    return configured ?? this.#namespaceBySetting(file.path) ?? ordered ?? this.of(file).defaultNamespace;
  }

  /** Whether a setting may leave a path out; globs are tried from every folder above it, as each configuration has its own. */
  exclusion(): (path: string) => boolean {
    const editor = (this.#input.folderSettings ?? []).map(({ settings }) => settings);
    const given = [this.whole, ...editor, ...this.configurations.map((configuration) => configuration.given)];
    return globMatcher([...new Set(given.flatMap(({ exclude }) => exclude ?? []))].map((glob) => `**/${glob}`));
  }

  #namespaceBySetting(path: string): string | undefined {
    const patterns = this.#patternsOf(this.#editorSettingsOf(path));
    if (patterns.length === 0) return undefined;
    const relative = (this.#input.searched ?? everywhere).flatMap((folder) => pathBelow(folder, path) ?? []);
    const nearest = relative.sort((a, b) => a.length - b.length)[0];
    return nearest === undefined ? undefined : namespaceFor(patterns, nearest);
  }

  /** What the editor's settings say about namespaces of files; a configuration file has its own. */
  #patternsOf(settings: Settings): readonly NamespacePattern[] {
    return getOrMake(this.#patterns, settings, () =>
      Object.entries(settings.namespaces).map(([glob, namespace]) => ({ matches: globMatcher([glob]), namespace })),
    );
  }

  /** The nearest configuration above a file. */
  #configurationOf(file: SnapshotFile): Configuration | undefined {
    return lastWhere(this.configurations, (configuration) => isConfigurationFor(configuration, file.path));
  }

  /** What the editor says for a path, or the defaults. */
  #editorSettingsOf(path: string): Settings {
    const { settings, folderSettings = [] } = this.#input;
    if (folderSettings.length === 0) return settings;
    const above = folderSettings.filter(({ folder }) => pathBelow(folder, path) !== undefined);
    const nearest = above.sort((a, b) => b.folder.length - a.folder.length)[0];
    return nearest?.settings ?? settings;
  }

  #layOver(settings: Settings, configuration: Configuration | undefined): Settings {
    const laid = getOrMake(this.#laid, settings, () => new Map<Configuration | undefined, Settings>());
    return getOrMake(laid, configuration, () => {
      const { overrides = {} } = this.#input;
      return withSettings(withSettings(settings, configuration?.given ?? {}), overrides);
    });
  }
}

/** Whether a file decides about settings of files. */
export function isConfiguration({ configuration }: SnapshotInput, uri: string, path: string): boolean {
  return configuration === undefined ? isConfigurationPath(path) : configuration.uri === uri;
}

function findConfigurations({ configuration, files }: SnapshotInput): readonly Configuration[] {
  if (configuration !== undefined) {
    const file = files.get(configuration.uri);
    return file === undefined ? [] : [readConfiguration(file, configuration.folder)];
  }
  const found = [...files.values()].filter((file) => isConfigurationPath(file.path));
  return found
    .map((file) => readConfiguration(file))
    .sort((a, b) => a.folder.length - b.folder.length || compareTexts(a.folder, b.folder));
}
