import type { At } from '../yaml/path.ts';
import type { Origin } from '../objects/origins.ts';
import type { Span } from '../text/span.ts';
import type { SnapshotDocument } from '../files/file.ts';

/** Why kustomize rejects a kustomization, one word for each reason. */
export type KustomizationProblemKind =
  /** A file or folder it names is not there. */
  | 'missing'
  /** The same, and the folder that it would be in holds nothing but kustomizations. */
  | 'missingAround'
  /** The same, and the kustomization has nothing in or below its own folder either. */
  | 'missingAll'
  /** The same, and git does not keep it. */
  | 'ignored'
  /** A folder it names has no kustomization. */
  | 'notKustomization'
  /** The same, and git does not keep it. */
  | 'ignoredKustomization'
  /** A folder is named where a file is taken. */
  | 'isFolder'
  /** A file is named where folders are taken. */
  | 'notFolder'
  /** A folder it names has two kustomizations. */
  | 'twoKustomizations'
  /** It leads back to a kustomization that it is reached from, or lies in. */
  | 'cycle'
  /** A file stands outside of its folder, or a folder is named by an absolute path. */
  | 'outside'
  /** A component is named under resources. */
  | 'component'
  /** What is named under components is no component. */
  | 'notComponent'
  /** A patch says neither where its text is nor what. */
  | 'noPatch'
  /** A patch says both. */
  | 'twoPatches'
  /** A patch is no object with a kind and a name, and no list of operations. */
  | 'notPatch'
  /** A patch says nothing, and is for no target. */
  | 'emptyPatch'
  /** A patch of several objects is for a target. */
  | 'severalPatches'
  /** A JSON patch is for no target. */
  | 'noSelector'
  /** The target of an entry of `patchesJson6902` has no name. */
  | 'noTargetName'
  /** A target has a pattern or a selector that cannot be read. */
  | 'notSelector'
  /** A patch begins as JSON and is none. */
  | 'notJson'
  /** It says nothing at all. */
  | 'empty'
  /** No object is what a patch or an entry of replicas is for. */
  | 'noTarget'
  /** A target means no object, and one is called alike. */
  | 'selectsNothing'
  /** An entry of replicas has no name. */
  | 'noWorkload'
  /** An entry of a list of paths or pairs has no text. */
  | 'noEntry'
  /** A patch says something else to do than there is. */
  | 'notDirective'
  /** A patch for a target sets a label or annotation to null, which removes nothing there. */
  | 'nullAsText'
  /** A file of configurations has a field that there is not. */
  | 'notConfiguration'
  /** A field of such a file is of another type than it has to be. */
  | 'otherConfiguration'
  /** A file that is to be a map of fields is none. */
  | 'notMap'
  /** A file of `crds` holds no definitions. */
  | 'notDefinitions'
  /** A schema is named by a version, and by a file as well. */
  | 'twoSchemas'
  /** A schema is of a version that kustomize does not bring. */
  | 'noSchema'
  /** A generator or transformer has no kind or no name. */
  | 'namelessPlugin'
  /** A generator or transformer is none that kustomize brings. */
  | 'notBuiltin'
  /** A patch without a target, or a generator that adds to an object, is for more than one. */
  | 'severalTargets'
  /** A JSON patch points to a field that is not there. */
  | 'noField'
  /** A JSON patch tests for a value that a field has not. */
  | 'otherValue'
  /** A JSON patch says something else to do than there is. */
  | 'notOperation'
  /** A JSON patch does not say where. */
  | 'noPointer'
  /** A replacement does not say where its value comes from, or where it goes to. */
  | 'noReplacement'
  /** A replacement says both, in place and in a file. */
  | 'twoReplacements'
  /** A replacement has a value and a place where it comes from. */
  | 'twoValues'
  /** No object is what a value is to come from. */
  | 'noSource'
  /** More than one is. */
  | 'severalSources'
  /** The object has no such field, or an empty one. */
  | 'noSourceField'
  /** The field has no part of that number between delimiters. */
  | 'noPart'
  /** The object has no field that a value could go to. */
  | 'noTargetField'
  /** The field is a number or a boolean, and the value is not. */
  | 'otherType'
  /** A var has the name of another one. */
  | 'varTwice'
  /** A generator has no name. */
  | 'noName'
  /** A literal of a generator is no pair. */
  | 'notPair'
  /** A file of a generator is neither a path nor a key and a path. */
  | 'notFile'
  /** A generator is given a key twice. */
  | 'keyTwice'
  /** A key of labels or annotations reads as another value than a string. */
  | 'notKey'
  /** The order of what comes out is none that there is. */
  | 'notOrder'
  /** It says more of an order than that has. */
  | 'orderUnused'
  /** A JSON patch takes the kind or the name of an object away. */
  | 'lostName'
  /** An object comes in twice. */
  | 'twice'
  /** The namespace makes one of two objects. */
  | 'alike'
  /** A patch or replacement makes one of two objects. */
  | 'madeAlike'
  /** A file holds an object that has no kind or no name. */
  | 'nameless'
  /** It is on more kustomizations, one upon the other, than are built here. */
  | 'tooLong'
  /** It comes to more objects than are built here. */
  | 'tooMuch';

/** A place of a kustomization that kustomize rejects. */
export interface KustomizationProblem {
  readonly kind: KustomizationProblemKind;
  readonly document: SnapshotDocument;
  /** Relative to the document's root. */
  readonly at: At;
  /** What the message names: the path as written, the object, or the pointer; beside a path, as `near`, the one that may be meant. */
  readonly values: Readonly<Record<string, string>>;
  /** What is to be changed where another text is wrong, as that of a patch. */
  readonly where?: { readonly origin: Origin; readonly span: Span } | undefined;
}
