import { defineMessages, formatMessage, type MessageValues } from '../core/util/format.ts';

/** Why files are not read, not written, or left out. */
const messages = defineMessages('host/unread-reasons', {
  missing: 'It does not exist.',
  excluded: 'excluded by headlight.exclude or files.exclude',
  excludedByFile: 'excluded by {file}',
  utf16: 'It is encoded as UTF-16. Save it as UTF-8.',
  notUtf8: 'It is not valid UTF-8. Save it as UTF-8.',
  binary: 'It is a binary file.',
  tooLarge: 'It is {size} MB, more than the limit of {limit} MB. Raise the setting maxFileSize to read it.',
  outside: 'It is a link to a file outside the folders that are read.',
  linked: 'It is a link to a file that is read elsewhere.',
  folder: 'It is a folder.',
  notFolder: 'It is not a folder.',
  special: 'It is not a regular file.',
  notOnDisk: 'It is not on the disk of this machine.',
  notReadable: 'You have no permission to read it.',
  circle: 'Its symbolic links form a loop.',
  tooManyFiles: 'Too many files are open.',
  longName: 'Its name is too long.',
  readFailed: 'It cannot be read: {error}.',
  changed: 'It has changed since it was read.',
  linkedOut: 'It is a link to "{path}", which is outside the folders that Headlight writes to.',
  emptyLink: 'It is a link to nothing.',
  notWritable: 'You have no permission to write to it.',
  full: 'The disk is full.',
  readOnly: 'Its disk is read-only.',
  fileInPlace: 'There is a file where a folder is needed.',
  writeFailed: 'It cannot be written: {error}.',
});

/** A reason in words; equal for equal reasons. */
export function hostReason(id: keyof typeof messages, values: MessageValues = {}): string {
  return formatMessage(messages[id], values);
}

/** That something has not been read, in one sentence why. */
export function notRead(reason: string): { readonly kind: 'unread'; readonly reason: string } {
  return { kind: 'unread', reason };
}

/** That something is not done, in one sentence why. */
export function notDone(reason: string): { readonly kind: 'rejected'; readonly reason: string } {
  return { kind: 'rejected', reason };
}
