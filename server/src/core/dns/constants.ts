/**
 * How long records live, in seconds, negative answers too.
 * Source: kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSConfigMap; CoreDNS plugin/backend_lookup.go, SOA.
 */
export const timeToLive = 30;

/** How long the version of the schema lives, in seconds. Source: CoreDNS plugin/kubernetes Services. */
export const versionTimeToLive = 28_800;

/** The DNS schema version that a cluster says it follows. Source: Kubernetes DNS specification 2.2. */
export const schemaVersion = '1.1.0';
