import { defineMessages, type Message, type Messages } from '../../util/format.ts';

/**
 * Why names do not resolve and variables are not set, one or two sentences each. Behind a dot is what a rule says the same at, with what
 * follows: a field (`serviceName` of a StatefulSet, `subdomain` of Pods), a kind of object, or a kind of Service.
 */
export const reasonMessages = defineMessages('dns/diagnosis/reasons', {
  governingVirtualIp:
    'The Service "{service}" is not headless. CoreDNS still serves the names of its Pods; other DNS servers do not.',
  'governingVirtualIp.serviceName':
    'Service "{service}", which governs StatefulSet "{workload}", is not headless. DNS promises names such as {pod}.{service} for headless Services only: CoreDNS serves them here too, kube-dns (the GKE default) does not, and "{service}" itself resolves to its cluster IP.',
  belowAlias: 'The Service "{service}" is an alias, so no names exist below it.',
  'belowAlias.serviceName':
    'Service "{service}", which governs StatefulSet "{workload}", is an alias and has no Pods. An ExternalName Service has no endpoints, so names such as {pod}.{service} do not resolve with any DNS server.',
  'belowAlias.subdomain':
    'Service "{service}" is an alias and gives {kind} "{workload}" no name. An ExternalName Service has no endpoints, so {pod}.{service} does not resolve.',
  notSelected: 'The Service "{service}" does not select the Pods of "{workload}". They get no names of their own.',
  'notSelected.serviceName':
    'Service "{service}" governs StatefulSet "{workload}" but selects none of its Pods. It selects {selector}; the Pods have {labels}. Only selected Pods get names such as {pod}.{service}, so they do not resolve.',
  'notSelected.subdomain':
    'Service "{service}" is the subdomain of {kind} "{workload}" but does not select it. It selects {selector}; the Pods have {labels}. Only selected Pods get a name such as {pod}.{service}, so it does not resolve.',
  withoutSelector: 'The Service "{service}" has no selector, so the Pods of "{workload}" get no names of their own.',
  'withoutSelector.serviceName':
    'Service "{service}" governs StatefulSet "{workload}" but has no selector. Only selected Pods get names such as {pod}.{service}, so they do not resolve.',
  'withoutSelector.subdomain':
    'Service "{service}" is the subdomain of {kind} "{workload}" but has no selector. Only selected Pods get a name such as {pod}.{service}, so it does not resolve.',
  subdomainWithoutHostname:
    'The Pods of "{workload}" have a subdomain but no hostname. They get no names of their own.',
  'subdomainWithoutHostname.subdomain':
    'subdomain "{service}" gives these Pods no names: they have no hostname. A name such as {pod}.{service} needs both. With a hostname all replicas would share one name with several addresses.',
  'subdomainWithoutHostname.subdomainOfPod':
    'subdomain "{service}" gives this Pod no name: it has no hostname. A name such as {pod}.{service} needs both, and a Service "{service}" that selects the Pod.',
  podsUnnamed:
    'The Pods of {kind} "{workload}" have no names of their own below Service "{service}". They would need both hostname and subdomain, which a StatefulSet sets.',
  podUnnamed:
    'Pod "{workload}" has no name of its own below Service "{service}". It would need both hostname and subdomain.',
  notSubdomain:
    'The subdomain of "{workload}" is "{other}", not "{service}". Its Pods have no names of their own there.',
  notGoverning:
    'The serviceName of "{workload}" is "{other}", not "{service}". Below "{service}", Pods are named after their addresses.',
  noServiceName: 'The StatefulSet "{workload}" has no serviceName, so its Pods get no names of their own.',
  noReplicas: '"{workload}" has 0 replicas, so there are no Pods.',
  podNameInvalid:
    'The host name "{hostname}" is not a DNS label of at most 63 characters, so the Pod cannot be created.',
  setNameTooLong:
    'The name of "{workload}" has {count} characters; with more than {number}, its Pods cannot be created.',
  nameInvalid: 'The name "{service}" is not a DNS label of at most 63 characters.',
  nameDigitFirst:
    'The name "{service}" begins with a digit. Before Kubernetes 1.36, the API server rejects it for a Service.',
  nameTooLong: 'The name is too long: DNS allows 63 characters between dots and 253 in total.',
  unnamedPort: 'Port {port} has no name, so it has no SRV record of its own.',
  'unnamedPort.headless':
    'Port {port} of headless Service "{service}" has no name, so it has no SRV record. With the name "{name}", _{name}._{protocol}.{service} leads to its Pods and port; service meshes and metric scrapers also use port names.',
  noPorts: 'Service "{service}" has no ports, so there are no SRV records.',
  unresolvedPort: 'No Pod that Service "{service}" selects has a {protocol} port named "{target}".',
  unservedPort:
    'Nothing behind Service "{service}" has its {port}. Ports of a Service and its endpoints are matched by name and protocol, not by number.',
  idlePortName:
    'Service "{service}" has no port "{name}"; it needs {ports}. Ports of a Service and its endpoints are matched by name, not by number, so connections to the Service are refused.',
  idlePortUnnamed:
    'This port has no name, but Service "{service}" needs {ports}. Ports of a Service and its endpoints are matched by name, not by number, so connections to the Service are refused.',
  idlePortProtocol:
    'This port is {other}, but Service "{service}" needs {ports}. Ports of a Service and its endpoints are matched by name and protocol, so connections to the Service are refused.',
  idlePortOfHeadless:
    'This port matches no port of headless Service "{service}", which needs {ports}. Clients still reach the addresses, but the SRV records of the Service do not have them.',
  aliasPort: 'The Service is an alias, so its ports have no SRV records.',
  aliasAddress:
    'The externalName "{address}" is an IP address: a CNAME cannot point to an address, so DNS has no record.',
  'aliasAddress.externalName':
    'externalName "{address}" is an IP address, so Service "{service}" does not resolve. An ExternalName Service is a CNAME record, and CoreDNS serves none that points to an address. Use a headless Service without a selector, with the address in an EndpointSlice.',
  aliasNumbers:
    'The externalName "{address}" is neither an IP address nor a name that exists: DNS answers with a CNAME that leads nowhere.',
  'aliasNumbers.externalName':
    'externalName "{address}" is an IP address, so Service "{service}" does not resolve. An ExternalName Service is a CNAME record, and a name made of four numbers leads nowhere. Use a headless Service without a selector, with the address in an EndpointSlice.',
  aliasIpv6: 'The externalName "{address}" is an IPv6 address. The API server rejects it.',
  'aliasIpv6.externalName':
    'externalName "{address}" is an IPv6 address, but the API server requires a DNS name. Use a headless Service without a selector, with the address in an EndpointSlice.',
  aliasLongLabel: 'The externalName has a label of {count} characters. A DNS label can have at most {number}.',
  'aliasLongLabel.externalName':
    'externalName has a label of {count} characters, so Service "{service}" does not resolve. A DNS label can have at most {number}; the API server only checks the length of the whole name.',
  aliasNoName: 'The externalName "{externalName}" is not a DNS name in lower case. The API server rejects it.',
  selectsNothing: 'The selector selects no Pods, so nothing is behind the Service.',
  selectsOtherValue: 'Service "{service}" selects no Pods: their {key} is "{found}", not "{value}".',
  selectsOtherKey: 'Service "{service}" selects no Pods: their label is "{found}", not "{key}".',
  selectsNoPod:
    'Service "{service}" selects no Pods: StatefulSet "{workload}" creates {first} to {last}. No Pod has {key} "{value}".',
  selectsNoPodOfOne:
    'Service "{service}" selects no Pods: StatefulSet "{workload}" creates only {first}. No Pod has {key} "{value}".',
  selectsTooMuch: 'Service "{service}" selects no Pods: they lack "{key}: {value}".',
  selectsOwnLabels: 'Service "{service}" selects no Pods: only {kind} "{workload}" itself has these labels.',
  selectsInOther: 'Service "{service}" selects no Pods: {kind} "{workload}" is in namespace "{other}".',
  apart:
    'As written, {kind} "{object}" is in namespace "{other}". The two belong together only if they are in the same namespace.',
  nothingBehind:
    'Nothing backs Service "{service}": it has no selector, and no Endpoints or EndpointSlice in this workspace names it.',
  'nothingBehind.virtualIp':
    'Service "{service}" has no selector, and this workspace has no endpoints for it. Until something adds Endpoints or an EndpointSlice, its name resolves to a cluster IP that refuses connections.',
  'nothingBehind.headless':
    'Service "{service}" has no selector, and this workspace has no endpoints for it. Until something adds Endpoints or an EndpointSlice, its name does not resolve.',
  nothingReady:
    'None of the addresses in "{endpoints}" is ready. A headless Service without ready endpoints does not exist in DNS.',
  endpointsOfAnotherName: 'The Endpoints are called "{endpoints}". Endpoints belong to the Service with the same name.',
  endpointsNotMirrored: 'The Endpoints "{endpoints}" are excluded from mirroring, so DNS never sees them.',
  'endpointsNotMirrored.label':
    'Label "{label}" keeps these Endpoints from Service "{service}". kube-proxy and CoreDNS read only EndpointSlices, the controller that mirrors Endpoints skips these, and this workspace has no slice for the Service.',
  'endpointsNotMirrored.annotation':
    'Annotation "{label}" keeps these Endpoints from Service "{service}". It marks a leader election lock, which is not mirrored into EndpointSlices; kube-proxy and CoreDNS read only slices.',
  endpointsIgnored: 'The Service has a selector, so the Endpoints "{endpoints}" are overwritten and have no effect.',
  'endpointsIgnored.Endpoints':
    'These addresses are overwritten: Service "{service}" has a selector. Kubernetes replaces the subsets of its Endpoints with the Pods that have {selector}. To keep the addresses, remove the selector.',
  sliceManaged:
    'The label of the slice "{endpoints}" hands it to {controller}, which replaces its addresses with the Pods of Service "{service}".',
  'sliceManaged.label':
    'This label hands the slice to the controller, which rewrites or deletes it. Service "{service}" has a selector, so {controller} replaces the addresses with those of the Pods it finds.',
  sliceMirrored:
    'The label of the slice "{endpoints}" hands it to {controller}, which deletes its slices that have no Endpoints.',
  'sliceMirrored.label':
    'This label hands the slice to the controller, which rewrites or deletes it. {controller} creates slices from Endpoints and deletes those without Endpoints.',
  sliceHidden:
    'This label hides the slice from kube-proxy, and Service "{service}" has a cluster IP. Controllers set it on slices of headless Services, which kube-proxy skips.',
  addressNotReady: 'The address {address} in "{endpoints}" is not ready, so DNS does not answer with it.',
  addressRejected:
    'The API server rejects the address {address} in "{endpoints}" or its hostname, so DNS does not answer with it.',
  endpointsOfAlias: 'The Service "{service}" is an alias and has no endpoints, so these addresses have no effect.',
  renamed:
    'Service "{service}" becomes "{near}" in "{path}", but this name does not. kustomize updates the references it knows, but not host names in strings.',
  'renamed.reference':
    'Service "{service}" becomes "{near}" in "{path}", but not this reference. kustomize updates only the references that it knows.',
  'renamed.backend':
    'Service "{service}" becomes "{near}" in "{path}", but not this backend. Not every version of kustomize updates references in routes; requests to a Service that does not exist fail, usually with status 503.',
  'renamed.subdomain':
    'Service "{service}" becomes "{near}" in "{path}", but not this subdomain. kustomize does not update it, so the name {pod}.{near} does not resolve.',
  'renamed.EndpointSlice':
    'Service "{service}" becomes "{near}" in "{path}", but not this label. kustomize does not update "{label}", so nothing uses this EndpointSlice.',
  deleted: 'A patch deletes Service "{service}" in "{path}".',
  'deleted.backend':
    'A patch deletes Service "{service}" in "{path}". Requests to this backend fail, usually with status 503.',
  noNamespace: 'There is no namespace "{namespace}".',
  noService: 'There is no Service "{service}" in namespace "{namespace}".',
  'noService.serviceName':
    'There is no Service "{service}" to give the Pods of StatefulSet "{workload}" their names. The Pods start, but names such as {pod}.{service} do not resolve in namespace "{namespace}".',
  'noService.subdomain':
    'There is no Service "{service}" to give {kind} "{workload}" the name {pod}.{service}. subdomain names a Service in the same namespace that selects the Pod. Without it, the name does not resolve.',
  'noService.Endpoints':
    'This workspace has no Service "{service}". Unless it comes from elsewhere, nothing uses these Endpoints. Endpoints belong to the Service with the same name and namespace; when the controller starts, Kubernetes deletes those without one.',
  'noService.EndpointSlice':
    'This workspace has no Service "{service}". Unless it comes from elsewhere, nothing uses this EndpointSlice. The label "{label}" ties a slice to a Service in the same namespace.',
  'noService.backend':
    'This workspace has no Service "{service}" for this {kind}. Requests to this backend fail, usually with status 503, until namespace "{namespace}" has a Service with that name.',
  'noService.ServiceExport':
    'There is no Service "{service}" here to export. A ServiceExport shares the Service with the same name and namespace; without one, its condition Valid is False.',
  serviceAlike: 'There is no Service "{service}" in namespace "{namespace}"; there is a Service "{near}".',
  'serviceAlike.serviceName':
    'There is no Service "{service}" for StatefulSet "{workload}"; there is a Service "{near}". The Pods start, but names such as {pod}.{service} do not resolve in namespace "{namespace}".',
  'serviceAlike.subdomain':
    'The subdomain of {kind} "{workload}" names no Service; there is a Service "{near}". subdomain names a Service in the same namespace that selects the Pod. Without it, {pod}.{service} does not resolve.',
  'serviceAlike.Endpoints':
    'No Service uses these Endpoints: there is a "{near}", but no "{service}". Endpoints belong to the Service with the same name and namespace; when the controller starts, Kubernetes deletes those without one.',
  'serviceAlike.EndpointSlice':
    'No Service uses this EndpointSlice: there is a "{near}", but no "{service}". The label "{label}" ties a slice to a Service in the same namespace.',
  'serviceAlike.backend':
    'There is no Service "{service}" for this {kind}; there is a Service "{near}". Requests to this backend fail, usually with status 503, until namespace "{namespace}" has a Service with that name.',
  'serviceAlike.ServiceExport':
    'There is no Service "{service}" to export; there is a Service "{near}". A ServiceExport shares the Service with the same name, so no cluster gets this one.',
  madeAlike: 'There is no Service "{service}"; the operator of {kind} "{resource}" makes "{near}".',
  serviceInOther: 'There is no Service "{service}" in namespace "{namespace}"; it is in "{other}".',
  'serviceInOther.serviceName':
    'Service "{service}" is in namespace "{other}", but StatefulSet "{workload}" is in "{namespace}". serviceName names a Service in the same namespace, so names such as {pod}.{service} do not resolve.',
  'serviceInOther.subdomain':
    'Service "{service}" is in namespace "{other}", but {kind} "{workload}" is in "{namespace}". subdomain names a Service in the same namespace, so {pod}.{service} does not resolve.',
  'serviceInOther.Endpoints':
    'Service "{service}" is in namespace "{other}", but these Endpoints are in "{namespace}". Endpoints belong to the Service with the same name and namespace, so nothing uses these.',
  'serviceInOther.EndpointSlice':
    'Service "{service}" is in namespace "{other}", but this EndpointSlice is in "{namespace}". The label "{label}" ties a slice to a Service in its own namespace, so nothing uses this one.',
  'serviceInOther.backend':
    'Service "{service}" is in namespace "{other}", but this backend looks in "{namespace}". An Ingress reaches only Services in its own namespace; so does a Gateway API route, unless the backend names another namespace. Requests fail.',
  'serviceInOther.ServiceExport':
    'Service "{service}" is in namespace "{other}", but this ServiceExport is in "{namespace}". A ServiceExport shares a Service in its own namespace.',
  swapped: 'Service "{service}" is in namespace "{namespace}"; this name has them in the wrong order.',
  svcTooEarly: '"svc" belongs after the namespace: "{fixed}".',
  lacksNamespace: 'The name lacks the namespace before "svc". Service "{service}" is in namespace "{namespace}".',
  serviceRejected: 'The API server rejects the Service "{service}", so it has no DNS name.',
  lacksSvc: 'The name lacks "svc" after the namespace. Names of Services end in "{services}": "{fixed}".',
  otherThanSvc: 'The name has "{label}" where "svc" belongs. Names of Services end in "{services}": "{fixed}".',
  otherDomain: 'The cluster domain is "{domain}", not "{zone}".',
  notSearched: 'The name is looked up as written, without a search list. The full name is "{whole}".',
  inHosts: 'The hosts file of the Pod has the name, so DNS is not asked.',
  aliasOfNothing: 'Service "{service}" is an alias of "{target}", which does not exist.',
  finalDot: 'Because of its final dot, "{name}" is looked up without a search list.',
  resolverNotSearched: 'nginx asks its resolver for "{name}" as it is written, without a search list.',
  aliasNotSearched: 'externalName "{name}" is looked up as written: a CNAME record has no search list.',
  publicServers: '{policy} asks {servers}, outside the cluster, where its names are unknown.',
  nodeServers: '{policy} uses the name servers of the node, which do not know cluster names.',
  ownServers: '{policy} uses {servers}. Headlight cannot tell whether these servers know cluster names.',
  noSuchName: 'There are no names of this form in the zone "{zone}".',
  tooManyLabels:
    '"{host}" has too many labels, so it does not resolve. Only one label, or two for a port, can come before Service "{service}".',
  noSuchPodOfOne: 'There is no Pod "{pod}": StatefulSet "{set}" has only "{first}".',
  noSuchPod: 'There is no Pod "{pod}": StatefulSet "{set}" has "{first}" to "{last}".',
  noSuchPodScaled: 'There is no Pod "{pod}": StatefulSet "{set}" is scaled to {count} {Pod/Pods} at most.',
  noSuchEndpoint: 'Service "{service}" has nothing called "{label}" behind it. It has {labels}.',
  nothingCalledSo: 'Service "{service}" has nothing called "{label}" behind it.',
  noEndpointNames:
    'Service "{service}" has nothing called "{label}" behind it. Its Pods have no names of their own: they would need both hostname and subdomain.',
  noSuchPort: 'The Service "{service}" has no port "{label}"; it has {labels}.',
  noPortNames: 'The Service "{service}" has no port "{label}": none of its ports has a name.',
  halfOfPort: '"{label}" is only half of a port name of Service "{service}". The whole name is "{port}.{service}".',
  podOnlyBelow: 'In DNS, Pod "{pod}" has a name only below Service "{governing}".',
  behindNone: '{kind} "{workload}" has no name in DNS, and no Service selects its Pods.',
  behindService: '{kind} "{workload}" has no name in DNS; its Pods are behind Service "{service}".',
  podsScaled:
    'Headlight cannot tell whether there is a Pod "{pod}": something else scales StatefulSet "{set}", or its number of Pods is not fixed.',
  podsAwaited:
    'Headlight cannot tell whether there is a Pod "{label}": the Pods that Service "{service}" selects come from elsewhere.',
  podsAddressed:
    'Headlight cannot tell whether a Pod behind Service "{service}" has the address in "{label}": Pods get theirs in the cluster.',
  endpointsOfBuiltIn: 'Every cluster has the Service "{service}"; the names of its endpoints are not known.',
  notAllRead: 'Headlight cannot tell for sure: more may come from a template or from a file that could not be read.',
  onlyNamesBelow: '"{name}" only has names below it. For TXT, CoreDNS answers as if it did not exist.',
  onlyType: '"{name}" has only a {type} record. For any other type, CoreDNS answers as if it did not exist.',
  onlyAddresses: '"{name}" has only addresses. For TXT and PTR, CoreDNS answers as if it did not exist.',
  noPointer: 'Nothing in the cluster has this address.',
  noPointerYet:
    'No manifest has this address. A Service or Pod that gets it when it is created still has a name there.',
  notSent: 'The address belongs to an EndpointSlice without a Service, and CoreDNS does not answer for it.',
  unsetHeadless: '"{variable}" is not set: Service "{service}" is headless.',
  unsetAlias: '"{variable}" is not set: Service "{service}" is an alias.',
  unsetNoLinks: '"{variable}" is not set: enableServiceLinks is false.',
  unsetPort: '"{variable}" is not set: Service "{service}" has no port of that name. It has {ports}.',
  unsetNoPort: '"{variable}" is not set: Service "{service}" has no port with a name.',
  unsetAlike:
    '"{variable}" is not set: there is no Service "{wanted}". Namespace "{namespace}" has a Service "{service}".',
  unsetInOther: '"{variable}" is not set: Service "{service}" is in namespace "{other}". The Pod is in "{namespace}".',
  unsetRenamed: '"{variable}" is not set: the kustomization renames Service "{wanted}" to "{service}".',
  unsetNowhere: '"{variable}" is not set unless Service "{wanted}" comes from elsewhere.',
  forwarded: 'The name is not in a zone of the cluster, so it is forwarded and answered outside the cluster.',
});

/** Reasons as a rule says them at a field, by their ids. */
export function messagesAt<F extends string, I extends ReasonAt<F>>(field: F, ids: readonly I[]): Messages<I> {
  const all: Messages = reasonMessages;
  return Object.fromEntries(ids.map((id) => [id, all[`${id}.${field}`]])) as Record<I, Message>;
}

/** Reasons as rules say them of a name in a string, `{host}`, by their ids: with what follows. */
export function unresolvedMessages<I extends ReasonId>(ids: readonly I[]): Messages<I> {
  return withConsequence(ids, (id) => id, consequences.unresolved);
}

/** The same as far as the workspace tells, as what is missing may come from elsewhere; the ids end in `Here`. */
export function unresolvedHereMessages<I extends ReasonId>(ids: readonly I[]): Messages<`${I}Here`> {
  return withConsequence(ids, (id) => `${id}Here` as const, consequences.unresolvedHere);
}

/** Reasons by their ids, each with what follows. */
function withConsequence<I extends ReasonId, Name extends string>(
  ids: readonly I[],
  nameOf: (id: I) => Name,
  consequence: Message,
): Messages<Name> {
  const messages = ids.map((id): readonly [Name, Message] => [nameOf(id), [reasonMessages[id], consequence].flat()]);
  return Object.fromEntries(messages) as Record<Name, Message>;
}

/** What follows from a reason where a rule tells it. */
const consequences = defineMessages('dns/diagnosis/reasons', {
  unresolved: 'The name "{host}" does not resolve.',
  unresolvedHere: 'Unless it comes from elsewhere, the name "{host}" does not resolve.',
});

/** The id of a reason. */
export type ReasonId = Exclude<keyof typeof reasonMessages, `${string}.${string}`>;

/** The ids of the reasons that have words for a field. */
type ReasonAt<F extends string> = {
  [I in ReasonId]: `${I}.${F}` extends keyof typeof reasonMessages ? I : never;
}[ReasonId];
