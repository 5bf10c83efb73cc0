/** The lists of containers that a Pod starts. */
export const containerLists = ['containers', 'initContainers'] as const;

/** The same, and those that are added while it runs. Source: Kubernetes API core/v1, PodSpec. */
export const allContainerLists = [...containerLists, 'ephemeralContainers'] as const;

/** Whether a step of a path is such a list. */
export function isContainerList(step: string | number): boolean {
  return containerLists.some((list) => list === step);
}
