import type { Resource } from '../kubernetes/resource.ts';
import { hasVirtualIp } from '../kubernetes/service.ts';
import { lastingWorkloadKinds } from '../kubernetes/workloads.ts';
import { getOrMake } from '../util/collections.ts';
import { folderOf, fileNameOf } from '../util/paths.ts';
import type { SnapshotFile } from '../files/file.ts';

/** What a test expects to find. Source: kuttl and Chainsaw, names of assertion files. */
const assertion = /(?:^|[-_.])assert(?:s|ions?)?(?=[-_.\d])/i;

/** What changes objects that are written elsewhere, or is compared with them. */
const change = /(?:^|[-_.])(?:patch(?:es)?|overlay|overrides?|merge|expected|errors?)(?=[-_.\d])/i;

/** Folders of such files. */
const changes = /(?:^|\/)(?:patch(?:es)?|overlays?)\//i;

/**
 * Tells files whose documents are parts of objects and no objects: patches that no kustomization names, as those that are commented
 * out in one, and what a test expects to find. All but assertions have to say so twice: by their name or place, and by lacking what
 * every object of the kind has. `files` are all of the workspace.
 */
export function findParts(files: readonly SnapshotFile[]): (file: SnapshotFile) => boolean {
  const known = new WeakMap<SnapshotFile, boolean>();
  let folders: ReadonlySet<string> | undefined;
  const isPart = (file: SnapshotFile): boolean => {
    if (assertion.test(fileNameOf(file.path)) || holdsDirectives(file)) return true;
    folders ??= foldersOfParts(files);
    const saysSo = isNamedAsChange(file.path) || changes.test(file.path) || folders.has(folderOf(file.path));
    return saysSo && file.documents.some(({ forOthers }) => forOthers.resources.some(isIncomplete));
  };
  return (file) => getOrMake(known, file, () => isPart(file));
}

/** Whether a file is called as one that changes objects which are written elsewhere. */
export function isNamedAsChange(path: string): boolean {
  return change.test(fileNameOf(path));
}

/** Whether a file is a test of Chainsaw, beside which the manifests of its steps are. Source: Chainsaw documentation, Test discovery. */
export function isChainsawTest(path: string): boolean {
  return /^chainsaw-test\.ya?ml$/.test(fileNameOf(path));
}

/** Whether all objects of a file say how they are to be merged into others. Source: Kubernetes documentation, strategic merge patch. */
function holdsDirectives({ documents }: SnapshotFile): boolean {
  const objects = documents.filter(({ facts }) => facts.holdsObjects);
  return objects.length > 0 && objects.every(({ facts: { text } }) => text.includes('$patch') && directive.test(text));
}

const directive = /^\$patch:/m;

/** The folders of kustomizations, whose other files they may have named once, and those of tests. */
function foldersOfParts(files: readonly SnapshotFile[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path, role } of files) {
    const name = fileNameOf(path);
    if (role === 'kustomization' || assertion.test(name) || isChainsawTest(path)) folders.add(folderOf(path));
  }
  return folders;
}

function isIncomplete(resource: Resource): boolean {
  if (resource.kind === 'Service') {
    return hasVirtualIp(resource) && resource.ports.every(({ port }) => port === undefined);
  }
  if (!('template' in resource)) return false;
  const { labels, containers } = resource.template;
  return containers.length === 0 || (needsLabels(resource) && labels.known && labels.pairs.size === 0);
}

function needsLabels({ kind }: Resource): boolean {
  return lastingWorkloadKinds.some((one) => one === kind);
}
