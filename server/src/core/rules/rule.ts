import type { Reason } from '../dns/diagnosis/reason.ts';
import { namePath, type Resource } from '../kubernetes/resource.ts';
import type { Settings, Severity } from '../settings/settings.ts';
import type { Span } from '../text/span.ts';
import {
  defineMessages,
  type Message,
  type Messages,
  type MessageValues,
  type WrittenMessage,
} from '../util/format.ts';
import type { WorkspaceEdit, SnapshotFile } from '../files/file.ts';
import { displayNameOf, type Placed, type PlacedOf } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { At, Path } from '../yaml/path.ts';

// What fixes are made of.
export { combineEdits, editOfFile, fields, put, remove, renameKey, replaceStretch, suggest } from '../edits/changes.ts';
export type { YamlChange, YamlFields, YamlValue } from '../edits/changes.ts';

/** One mistake a person makes, and how it is found. Its code is the name of its file, test, page, setting and suppression word. */
export interface Rule {
  readonly code: string;
  /** The level it has where no other is set; a problem can differ, see `Problem.severity`. */
  readonly severity: Severity;
  /** `workspace`: it says that something is absent, so it waits for the first scan. */
  readonly needs: 'document' | 'workspace';
  /** The kinds whose resources it looks at. It reports on the resource it is given. None for a rule about whole files. */
  readonly appliesTo: readonly Resource['kind'][];
  /** The version of Headlight that brought it. */
  readonly since: string;
  /** One sentence for tables: what it finds. */
  readonly summary: Message;
  /** The documentation or source code that the rule rests on. */
  readonly source: string;
  /** By id: sentences for problems, related places and notes, and titles of fixes, which have no full stop. */
  readonly messages: Messages;
  /** Whether it may find something in an object at all. Rules that share the function are spared together where it says no. */
  readonly mayFind?: ((resource: Placed, context: RuleContext) => boolean) | undefined;
  check(resource: Placed, context: RuleContext): Iterable<Problem>;
  /** For a mistake that is none of a resource: what it finds in a file, once the file's resources are checked. */
  readonly checkFile?: ((file: SnapshotFile, context: FileContext) => Iterable<FileProblem>) | undefined;
}

/** The words of a rule as its file writes them, in English. */
export interface RuleWords {
  readonly code: string;
  readonly summary: string;
  readonly messages: Readonly<Record<string, WrittenMessage>>;
}

/** A rule as its file writes it: `check` knows that the resource is of one of the kinds it applies to. */
interface RuleDefinition<K extends Resource['kind']> extends Omit<Rule, keyof RuleWords | 'since'>, RuleWords {
  /** Nothing for the first version. */
  readonly since?: string;
  readonly appliesTo: readonly K[];
  check(this: void, resource: PlacedOf<K>, context: RuleContext): Iterable<Problem>;
}

/** What a rule may look at besides its resource. */
export interface RuleContext {
  readonly snapshot: Questions;
  readonly settings: Settings;
}

/** The rules there are. A file may name thousands of others by mistake. */
export interface KnownRules {
  readonly all: readonly Rule[];
  /** The rule with a code; `undefined` where there is none. */
  called(code: string): Rule | undefined;
  /** The code that a code which no rule has was probably meant for: the nearest; `undefined` where none is near. */
  meantBy(code: string): string | undefined;
}

/** What a rule about files may look at besides its file. */
export interface FileContext extends RuleContext {
  /** Files as a whole, too. */
  readonly snapshot: Snapshot;
  readonly rules: KnownRules;
  /** What the rules about resources found in the file, what comments turn off included; offsets in the file's text. */
  readonly found: readonly { readonly code: string; readonly span: Span }[];
}

/** What a rule found in a file. */
export interface FileProblem extends Omit<Problem, 'at'> {
  /** Offsets in the file's text. */
  readonly span: Span;
  /** The field, where it is one. */
  readonly path?: Path;
  /** The resource it is with, where there is one. */
  readonly resource?: Placed;
}

/** What a rule found: one key or value, never a whole object. */
export interface Problem {
  /** The place in the resource. A path that is absent is shown at its nearest present ancestor's key. */
  readonly at: At;
  /** The id of its message template. */
  readonly message: string;
  readonly values?: MessageValues;
  /** The id of a sentence that follows the message, with the same values. */
  readonly note?: string | undefined;
  /** Where it differs from the rule's own, for instance a hint while the other end is unknown. */
  readonly severity?: Severity;
  /** The problem is not said while one of the objects is a template or half written, see `restsOn`. */
  readonly related?: readonly RelatedPlace[];
  /** What else has to say all that it is for the problem to be true. */
  readonly restsOn?: readonly Placed[];
  readonly fixes?: readonly Fix[];
}

/** The other end of a problem. */
export interface RelatedPlace {
  readonly resource: Placed;
  readonly at: At;
  readonly message: string;
  readonly values?: MessageValues;
}

/** A remedy for a problem. The edit is made only on demand. */
export interface Fix {
  /** The id of its title template: the remedy, imperative. */
  readonly title: string;
  readonly values?: MessageValues;
  /** `safe`: it cannot change what works today, so it may be applied unseen. `suggested`, where nothing is said: a person decides. */
  readonly safety?: 'safe' | 'suggested';
  /** The id of the sentence that says what is left to do once it is applied. */
  readonly note?: string;
  /** `undefined` where the text is written in a way the edit cannot keep (for instance behind a YAML alias). */
  edit(): WorkspaceEdit | undefined;
}

const firstVersion = '0.1.0';

/** Declares a rule; gives its `check` the type of the resources it applies to. */
export function defineRule<const K extends Resource['kind']>(rule: RuleDefinition<K>): Rule {
  const { code, severity, needs, appliesTo, since = firstVersion, source, mayFind, checkFile } = rule;
  const { summary, messages } = wordsOf(rule);
  // Written out, so that all have one shape, in which V8 finds at once what is asked of each for each object.
  return { code, severity, needs, appliesTo, since, summary, source, messages, mayFind, check: rule.check, checkFile };
}

/** Declares a rule about files, which looks at no resource. */
export function defineFileRule(
  rule: Omit<Rule, 'appliesTo' | 'check' | 'since' | keyof RuleWords> & Required<Pick<Rule, 'checkFile'>> & RuleWords,
): Rule {
  return { since: firstVersion, ...rule, ...wordsOf(rule), appliesTo: [], check: () => [] };
}

function wordsOf({ code, summary, messages: own }: RuleWords): Pick<Rule, 'summary' | 'messages'> {
  const table = defineMessages(`rules/${code}`, { ...own, summary });
  const { summary: sentence, ...others } = table;
  return { summary: sentence, messages: others };
}

/** What every rule may say: which Service is meant, and since when something is rejected. Its own messages come before these. */
export const sharedMessages: Messages = defineMessages('rules/rule', {
  noteSince: 'Kubernetes versions before {since} do not check this.',
  relatedService: 'Service "{service}" in namespace "{namespace}".',
});

/** An object at its name as a related place. */
export function relatedByName(resource: Placed, values: MessageValues, message = 'relatedService'): RelatedPlace {
  return { resource, at: { path: namePath }, message, values };
}

/** The Service that a reason is about, as a related place under `relatedService`; nothing where no manifest makes it. */
export function relatedService({ place }: Pick<Reason, 'place'>): readonly RelatedPlace[] {
  if (place === undefined) return [];
  const { resource } = place;
  const values = { service: displayNameOf(resource), namespace: resource.namespace };
  return [{ ...place, message: 'relatedService', values }];
}
