import type { Kustomization } from '../kubernetes/kustomization.ts';
import type { Placed } from '../objects/placed.ts';
import { fileNameOf, folderOf } from '../util/paths.ts';
import type { KustomizationProblemKind } from './problem.ts';

/**
 * Whether something makes or copies a file before the build: a comment says so, the Operator SDK makes it, controller-gen, Flux when it is
 * installed, or a post-renderer, or the kustomization is a template that lies elsewhere once it is copied, or it stands alone in its folder
 * and names nothing but what would be beside or below it. Source: Operator SDK documentation, generate kustomize manifests; Kubebuilder,
 * Makefile, manifests; Flux documentation, flux bootstrap.
 */
export function isMadeBefore(
  { resource, document }: Placed<Kustomization>,
  kind: KustomizationProblemKind,
  path: string,
): boolean {
  const name = fileNameOf(path);
  if (commentsIn(document.facts.text).some((line) => line.includes(name) && making.test(line))) return true;
  if (isTemplate.test(document.file.path) && path.startsWith('../')) return true;
  if (name.endsWith('.clusterserviceversion.yaml') || name === 'flux-system' || isRendered(resource, path)) return true;
  if (isGenerated(document.file.path, kind, path)) return true;
  const named = [...resource.resources, ...resource.components];
  return kind === 'missingAll' && named.every(({ value }) => !/^(?:\/|\w+:|\.\.(?:\/|$))/.test(value));
}

/** Whether `make manifests` of an operator writes a file, `GROUP_PLURAL.yaml` for a CRD; beside CRDs that are there, another one is missing. */
function isGenerated(file: string, kind: KustomizationProblemKind, path: string): boolean {
  const place = `${folderOf(file)}/${path}`;
  return (
    /(?:^|\/)config\/(?:rbac\/role|webhook\/manifests)\.yaml$/.test(place) ||
    (kind !== 'missing' &&
      /(?:^|\/)(?:config\/crd\/bases\/[^/]+|[a-z\d-]+(?:\.[a-z\d-]+)+_[a-z\d]+)\.yaml$/.test(place))
  );
}

/**
 * Whether a file is all that is changed, and is called as what Helm has rendered, or a script generated. Source: Helm documentation, Post
 * Rendering.
 */
function isRendered({ resources, components, opaque, patches }: Kustomization, path: string): boolean {
  const others = [components, opaque].every((own) => own.length === 0);
  const isAlone = resources.length === 1 && resources[0]?.value === path && patches.length > 0;
  return others && isAlone && rendered.test(path);
}

const rendered =
  /^(?:\.\/)?(?:all|(?:helm|chart)(?:[-_]\w+)*|(?:(?:helm|generated|rendered|source)[-_])?(?:output|template|rendered|manifests?))\.ya?ml$/;

/** A folder of what is copied and then filled in. */
const isTemplate = /(?:^|\/)(?:[\w-]+[-_])?templates?\//i;

const making = /\b(?:generat|creat|cop(?:y|ied)|render|built|build|made|make|produc|written)/i;

/** The lines of a text that may have comments. */
export function commentsIn(text: string): readonly string[] {
  return text.includes('#') ? text.split('\n').filter((line) => line.includes('#')) : [];
}
