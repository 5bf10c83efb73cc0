/** Copies a name to the clipboard. Its one argument is the name. */
export const copyNameCommand = 'headlight.copyName';

/** Opens what a name answers. Its arguments are the name, and the namespace of the Pod that asks. */
export const resolveNameCommand = 'headlight.resolveName';

/** Shows the picture of a Service. Its arguments are those of the records. */
export const showPictureCommand = 'headlight.showPicture';

/**
 * Opens the records document. Its arguments say of what: a file's URI, and the position of a Service in it, as the
 * `headlight/zone` request takes them.
 */
export const showRecordsCommand = 'headlight.showRecords';
