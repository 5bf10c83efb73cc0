/**
 * The Service that the API server makes for itself in every cluster.
 * Source: kubernetes pkg/controlplane/controller/kubernetesservice.
 */
export const apiServerService = { name: 'kubernetes', namespace: 'default' } as const;

/** Whether a Service of a name and namespace is that of the API server. */
export function isApiServerService(name: string, namespace: string | undefined): boolean {
  return name === apiServerService.name && namespace === apiServerService.namespace;
}
