/** Copies a name to the clipboard. Its one argument is the name. */
export const copyNameCommand = 'headlight.copyName';

/**
 * Opens the records document. Its one argument says of what: `{ uri, position }` for the Service at a place, as the
 * `headlight/zone` request takes it.
 */
export const showRecordsCommand = 'headlight.showRecords';
