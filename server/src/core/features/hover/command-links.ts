/** Copies a name to the clipboard. Its one argument is the name. */
export const copyNameCommand = 'headlight.copyName';

/**
 * Opens the records document. Its arguments say of what: a file's URI, and the position of a Service in it, as the
 * `headlight/zone` request takes them.
 */
export const showRecordsCommand = 'headlight.showRecords';
