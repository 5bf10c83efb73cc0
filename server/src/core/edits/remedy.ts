import { formatMessage, type Messages, type MessageValues } from '../util/format.ts';
import type { WorkspaceEdit } from '../files/workspace-edit.ts';

/**
 * An edit that a person decides on, and that both a rule's fix and a code action of its own can offer, under the same title, so that nobody is offered it
 * twice. The title is the id of a template in the message table that is beside the function that makes it.
 */
export interface Remedy {
  readonly title: string;
  readonly values?: MessageValues;
  /** `undefined` where the text is written in a way the edit cannot keep. */
  edit(): WorkspaceEdit | undefined;
}

/** The remedy's title in words of a message table. */
export function remedyTitle(remedy: Remedy, messages: Messages): string {
  const message = messages[remedy.title];
  return message === undefined ? remedy.title : formatMessage(message, remedy.values);
}

/** Sentences as one note; `undefined` where there is nothing to say. */
export function noteOf(sentences: readonly string[]): string | undefined {
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
