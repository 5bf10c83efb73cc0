import type { Resource, ResourceOf } from '../kubernetes/resource.ts';
import { withSettings, type GivenSettings, type Settings } from '../settings/settings.ts';
import { globMatcher } from '../util/glob.ts';
import { groupBy, lastWhere } from '../util/collections.ts';
import { Answers } from '../util/derived.ts';
import {
  isConfigurationFor,
  isConfigurationPath,
  namespaceFor,
  readConfiguration,
  pathBelow,
  type Configuration,
  type NamespacePattern,
} from '../files/configuration.ts';
import { Failures } from '../files/failures.ts';
import { linksFrom, linksTo, type LinkIndex } from '../scopes/links.ts';
import { newMemory, type SnapshotMemory } from '../scopes/memory.ts';
import { Contents } from '../scopes/contents.ts';
import type { Scope } from '../objects/scope.ts';
import { findScopes, type ScopeIndex } from '../scopes/scopes.ts';
import { findSuppressions, type Suppression } from '../files/suppressions.ts';
import { placeResource, type Placed } from '../objects/placed.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';

/** What an editor has set for a folder of its workspace. */
export interface FolderSettings {
  /** As `Configuration.folder` has it. */
  readonly folder: string;
  readonly settings: Settings;
}

/** Everything a snapshot is made of. */
export interface SnapshotInput {
  /** Those of the editor, or nobody's; configuration files are laid over them. */
  readonly settings: Settings;
  /** Those that the editor has for files below folders instead, whole and not laid over; the nearest folder counts. */
  readonly folderSettings?: readonly FolderSettings[] | undefined;
  /** Those that are laid over configuration files: options of the command line. */
  readonly overrides?: GivenSettings;
  /** The one configuration file that counts, and the folder its globs are relative to; else the nearest of each file does. */
  readonly configuration?: { readonly uri: string; readonly folder: string } | undefined;
  readonly files: ReadonlyMap<string, SnapshotFile>;
  readonly unread: readonly UnreadFile[];
  /** Whether the first scan of the workspace is done. Rules about absence wait for it. */
  readonly complete: boolean;
  /** The folders all of whose manifests were looked for: what is not there is missing. All relative paths where it is left out. */
  readonly searched?: readonly string[];
  /** What an earlier snapshot of the workspace found out. */
  readonly memory?: SnapshotMemory;
}

/**
 * The workspace at one moment, immutable. Everything but its input is derived, lazily, and dropped with it: there is no
 * invalidation, as a change makes a new snapshot.
 */
export class Snapshot {
  readonly files: ReadonlyMap<string, SnapshotFile>;
  readonly unread: readonly UnreadFile[];
  readonly complete: boolean;
  /** What it is made of. */
  readonly input: SnapshotInput;
  /** What our own code failed at while it was looked at. */
  readonly failures = new Failures();
  #configurations: readonly Configuration[] | undefined;
  readonly #settings = new Map<Settings, Map<Configuration | undefined, Settings>>();
  readonly #memory: SnapshotMemory;
  #scopes: ScopeIndex | undefined;
  #resources: readonly Placed[] | undefined;
  #everything: Contents | undefined;
  #links: LinkIndex | undefined;
  readonly #suppressions = new Map<SnapshotFile, readonly Suppression[]>();
  readonly #answers = new Answers<Snapshot>(this);

  constructor(input: SnapshotInput) {
    this.input = input;
    this.files = input.files;
    this.unread = input.unread;
    this.complete = input.complete;
    this.#memory = input.memory ?? newMemory();
  }

  /** What configuration files say, the outermost first. */
  get configurations(): readonly Configuration[] {
    return (this.#configurations ??= findConfigurations(this.input));
  }

  /** The settings of the workspace as a whole: as one cluster serves it, the outermost configuration decides for all. */
  get settings(): Settings {
    return this.#settingsWith(this.input.settings, this.configurations[0]);
  }

  /** The settings that hold for a file. */
  settingsOf(file: SnapshotFile): Settings {
    return this.#settingsWith(this.#editorSettingsOf(file.path), this.#configurationOf(file));
  }

  /** The namespace of a file's resources that write none. */
  ambientNamespace(file: SnapshotFile): string {
    const configured = this.#configurationOf(file)?.namespaceOf(file.path);
    return configured ?? this.#namespaceBySetting(file.path) ?? this.settingsOf(file).defaultNamespace;
  }

  /** Which resources are applied together. */
  get scopes(): ScopeIndex {
    return (this.#scopes ??= findScopes({
      files: this.files,
      unread: this.unread,
      searched: this.input.searched ?? everywhere,
      memory: this.#memory,
      failures: this.failures,
      isExcluded: this.#exclusion(),
      ambientNamespace: (file) => this.ambientNamespace(file),
    }));
  }

  /** Every object of the workspace, by file and position; patches are not objects. */
  get resources(): readonly Placed[] {
    return (this.#resources ??= [...this.files.values()].flatMap((file) => this.#placed(file)));
  }

  /** The objects of all scopes. */
  get everything(): Contents {
    return (this.#everything ??= new Contents(this.resources));
  }

  /** The objects that are applied together with others of a scope. */
  contentsOf(scope: Scope): Contents {
    const built = scope.kind === 'kustomization' ? this.scopes.builtBy(scope) : undefined;
    return built ?? this.derive(contentsOfUnbuilt).get(scope) ?? new Contents([]);
  }

  /** The objects of a kind. */
  ofKind<K extends Resource['kind']>(kind: K): readonly Placed<ResourceOf<K>>[] {
    return this.everything.ofKind(kind);
  }

  /** The objects of a document. */
  inDocument(document: SnapshotDocument): readonly Placed[] {
    if (this.files.get(document.file.uri) !== document.file) return [];
    const objects = this.#placed(document.file);
    return document.file.documents.length === 1 ? objects : objects.filter((placed) => placed.document === document);
  }

  /** The objects of a file. */
  inFile(uri: string): readonly Placed[] {
    const file = this.files.get(uri);
    return file === undefined ? [] : this.#placed(file);
  }

  /** An object as each kustomization builds it, itself among them; the object alone where none does. */
  variantsOf(placed: Placed): readonly Placed[] {
    if (placed.scope.kind !== 'kustomization') return [placed];
    const { root } = placed.resource;
    return this.inDocument(placed.document).filter(({ resource }) => resource.root.join('/') === root.join('/'));
  }

  /** The objects of other files that have places in a file, as they do in the patches that change them. */
  writtenIn(file: SnapshotFile): readonly Placed[] {
    return this.derive(groupByPatch).get(file) ?? [];
  }

  /** How objects refer to each other. */
  get links(): LinkIndex {
    return (this.#links ??= {
      from: (placed) => linksFrom(this.contentsOf(placed.scope), placed),
      to: (placed) => linksTo(this.contentsOf(placed.scope), placed),
    });
  }

  /** The suppression comments of a file. */
  suppressionsOf(file: SnapshotFile): readonly Suppression[] {
    const known = this.#suppressions.get(file);
    if (known !== undefined) return known;
    const found = findSuppressions(file.text);
    this.#suppressions.set(file, found);
    return found;
  }

  /** A value that a later stage derives from the snapshot, computed once. The function itself is the key. */
  derive<T>(compute: (snapshot: Snapshot) => T): T {
    return this.#answers.of(compute);
  }

  /** The same about an object. */
  about<R extends Resource, T>(object: Placed<R>, compute: (snapshot: Snapshot, object: Placed<R>) => T): T {
    return this.#answers.about(object, compute);
  }

  /** Whether a setting may leave a path out; globs are tried from every folder above it, as each configuration has its own. */
  #exclusion(): (path: string) => boolean {
    const editor = (this.input.folderSettings ?? []).map(({ settings }) => settings);
    const given = [this.settings, ...editor, ...this.configurations.map((configuration) => configuration.given)];
    return globMatcher([...new Set(given.flatMap(({ exclude }) => exclude ?? []))].map((glob) => `**/${glob}`));
  }

  #namespaceBySetting(path: string): string | undefined {
    const patterns = this.derive(namespacePatterns).get(this.#editorSettingsOf(path)) ?? [];
    if (patterns.length === 0) return undefined;
    const relative = (this.input.searched ?? everywhere).flatMap((folder) => pathBelow(folder, path) ?? []);
    const nearest = relative.sort((a, b) => a.length - b.length)[0];
    return nearest === undefined ? undefined : namespaceFor(patterns, nearest);
  }

  /** The nearest configuration above a file. */
  #configurationOf(file: SnapshotFile): Configuration | undefined {
    return lastWhere(this.configurations, (configuration) => isConfigurationFor(configuration, file.path));
  }

  /** What the editor, or nobody, says for a path. */
  #editorSettingsOf(path: string): Settings {
    const { settings, folderSettings = [] } = this.input;
    const above = folderSettings.filter(({ folder }) => pathBelow(folder, path) !== undefined);
    const nearest = above.sort((a, b) => b.folder.length - a.folder.length)[0];
    return nearest?.settings ?? settings;
  }

  #settingsWith(settings: Settings, configuration: Configuration | undefined): Settings {
    const laid = this.#settings.get(settings) ?? new Map<Configuration | undefined, Settings>();
    this.#settings.set(settings, laid);
    const known = laid.get(configuration);
    if (known !== undefined) return known;
    const { overrides = {} } = this.input;
    const result = withSettings(withSettings(settings, configuration?.given ?? {}), overrides);
    laid.set(configuration, result);
    return result;
  }

  #placed(file: SnapshotFile): readonly Placed[] {
    const built = this.scopes.builtFrom(file);
    if (built !== undefined) return built;
    const scope = this.scopes.scopeOf(file);
    if (scope === undefined) return [];
    const ambientNamespace = this.ambientNamespace(file);
    const kept = this.#memory.placed.get(file);
    if (kept !== undefined && kept.scope === scope && kept.ambientNamespace === ambientNamespace) return kept.objects;
    const objects = file.documents.flatMap((document) =>
      document.facts.resources.map((resource) => placeResource(resource, document, scope, ambientNamespace)),
    );
    this.#memory.placed.set(file, { scope, ambientNamespace, objects });
    return objects;
  }
}

/** What the editor's settings say about namespaces of files, by those settings; a configuration file has its own. */
function namespacePatterns({ input }: Snapshot): ReadonlyMap<Settings, readonly NamespacePattern[]> {
  const all = [input.settings, ...(input.folderSettings ?? []).map(({ settings }) => settings)];
  return new Map(
    all.map((settings) => [
      settings,
      Object.entries(settings.namespaces).map(([glob, namespace]) => ({ matches: globMatcher([glob]), namespace })),
    ]),
  );
}

/** The objects that no kustomization builds. */
function contentsOfUnbuilt(snapshot: Snapshot): ReadonlyMap<Scope, Contents> {
  const unbuilt = snapshot.resources.filter(({ scope }) => scope.kind !== 'kustomization');
  const groups = groupBy(unbuilt, ({ scope }) => scope);
  return new Map([...groups].map(([scope, objects]) => [scope, new Contents(objects)]));
}

function groupByPatch(snapshot: Snapshot): ReadonlyMap<SnapshotFile, readonly Placed[]> {
  const groups = new Map<SnapshotFile, Placed[]>();
  if (!snapshot.scopes.bound.some(({ kind }) => kind === 'kustomization')) return groups;
  for (const placed of snapshot.resources) {
    for (const file of new Set(placed.built?.documents.map((document) => document.file))) {
      if (file === placed.document.file) continue;
      const known = groups.get(file);
      if (known === undefined) groups.set(file, [placed]);
      else known.push(placed);
    }
  }
  return groups;
}

/** Relative and absolute paths: every folder. */
const everywhere: readonly string[] = ['', '/'];

function findConfigurations({ configuration, files }: SnapshotInput): readonly Configuration[] {
  if (configuration !== undefined) {
    const file = files.get(configuration.uri);
    return file === undefined ? [] : [readConfiguration(file, configuration.folder)];
  }
  const found = [...files.values()].filter((file) => isConfigurationPath(file.path));
  return found
    .map((file) => readConfiguration(file))
    .sort((a, b) => a.folder.length - b.folder.length || (a.folder < b.folder ? -1 : 1));
}
