import { fieldMessages } from './hover/field-messages.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { recordMessages } from './records/record-messages.ts';
import { defineMessages } from '../util/format.ts';

/**
 * The texts of hovers and of what they share with documents, by id, with named places. They hold words only: names, values and links are put in
 * by the writer of the format, so that nothing of a manifest is ever taken for markup.
 */
const ownMessages = defineMessages('features/messages', {
  more: '{count} more',
  moreRows: '… {count} more',
  copy: 'Copy',
  resolve: 'Resolve',
  picture: 'Picture',
  workspace: 'Workspace',
  'nature.virtualIp': 'Service behind a virtual IP',
  'nature.headless': 'headless Service',
  'nature.alias': 'alias',
  'nature.invalid': 'Service with an invalid type',
  'nature.unknown': 'Service whose type a template decides',

  headless: 'headless',

  'name.templated': 'The whole name is known once the template is rendered.',
  'value.templated': 'The value is known once the template is rendered.',
  'scan.unfinished': 'Not all files have been read yet, so more may turn up.',

  'kind.templated': 'What kind of Service this is to DNS is known once the template is rendered.',
  'kind.virtualIp':
    '{type} Service: DNS answers with its virtual IP, which spreads connections across the Pods behind it.',
  'kind.virtualIpEndpoints':
    '{type} Service: DNS answers with its virtual IP, which spreads connections across the addresses behind it.',
  'kind.headlessPods': 'Headless Service: DNS answers with the addresses of its Pods. There is no load balancing.',
  'kind.headlessEndpoints':
    'Headless Service: DNS answers with the addresses of its endpoints. There is no load balancing.',
  'kind.alias': 'Alias: DNS answers with another name, {target}, and clients connect to that directly.',
  'kind.aliasEmpty': 'ExternalName Service without an external name: DNS has nothing to answer with.',
  'kind.invalid': 'Kubernetes has no Service type {type}, so DNS has nothing to answer with.',
  'kind.refused': 'The API server rejects the type {type} together with {none}.',

  'short.names': 'Short names: {here} within the namespace {namespace}, {there} from any other.',
  'short.namesOpen': 'Short names: {here} within its namespace.',

  'workload.pods': '{workload} ({pods})',
  'pods.one': '1 Pod',
  'pods.many': '{count} Pods',
  'pods.autoscaled': 'autoscaled Pods',
  'pods.perNode': 'a Pod on each node',
  'pods.ofJob': 'up to {count} Pods at a time',
  'pods.ofCronJob': 'the Pods of its Jobs',
  'pods.none': 'no Pods',
  'pods.open': 'a templated number of Pods',
  'addresses.one': '1 address',
  'addresses.many': '{count} addresses',

  'backed.pods': 'Backed by {workloads}.',
  'backed.endpoints': 'Backed by {objects}.',
  'backed.unselected': 'No workload in this workspace has the labels it selects; its Pods may come from elsewhere.',
  'backed.unselectedHeadless':
    'No workload in this workspace has the labels it selects. The name exists only while Pods with these labels, from elsewhere, are ready.',
  'backed.unselectedAlways':
    'No workload in this workspace has the labels it selects. The name exists only while there are Pods with these labels, from elsewhere.',
  'backed.operators': 'Backed by Pods made by {resources}.',
  'backed.outside': 'Its Pods are outside this workspace, according to the setting "outside".',
  'backed.open':
    'Whether the Pods of {workloads} have the labels it selects is known only once the template is rendered.',
  'backed.unread':
    'Headlight cannot tell what backs it: it may come from a template or from a file that could not be read.',

  'missing.record': 'Not in DNS: {name}. {reason}',
  'missing.because': '{reason} See {place}.',

  'clusterIP.none':
    'Makes the Service headless: it gets no virtual IP, DNS answers with the addresses behind it, and ports are not translated.',
  'clusterIP.address':
    'The virtual IP of the Service: DNS answers with {ip}, whether or not anything behind it is ready.',
  'clusterIP.reverse': 'A reverse lookup of {ip} returns this name.',
  'clusterIP.noReverse':
    'A reverse lookup of the address does not return this name, because {value} is not the usual spelling, {ip}.',
  'clusterIP.leadingZeros':
    'The API server reads {value} as {ip}, but to CoreDNS a number with leading zeros is not an address, so DNS does not answer with it.',
  'clusterIP.spelling':
    'The API server rejects the spelling {value}, because programs read it differently. The usual spelling is {ip}.',
  'clusterIP.empty': 'Empty: the cluster assigns a virtual IP when the Service is created.',
  'clusterIP.misspelt': 'Only the exact spelling {none} makes a Service headless. The API server rejects {value}.',
  'clusterIP.invalid': 'The API server rejects {value}: it is neither an IP address nor {none}.',
  'clusterIP.alias': 'An ExternalName Service is an alias and has no virtual IP. The API server rejects one here.',

  'type.outside':
    'In DNS it is the same as a ClusterIP Service: node ports and load balancer addresses have no names in the cluster.',

  'selector.selects': 'Selects {workloads}.',
  'selector.rule': 'A Pod must have all of these labels and be in the namespace {namespace}.',
  'selector.ready.headless': 'Each Pod is in the answer while it is ready.',
  'selector.always.headless': 'Each Pod is in the answer, ready or not.',
  'selector.ready.virtualIp': 'Connections go to those that are ready.',
  'selector.alias': 'An ExternalName Service has no endpoints, so its selector has no effect.',
  'selector.empty': 'An empty selector selects nothing: you have to create the endpoints yourself.',
  'selector.pair': 'The label {pair} is on {workloads}.',
  'selector.pairNowhere': 'No Pod in this workspace has the label {pair}.',
  'selector.noPod': 'No Pod in this workspace is selected.',
  'selector.noService':
    'No Service in this workspace is selected: the labels of the Services themselves count, not those of their Pods.',

  'port.srv': 'SRV answers with port {port} of {target}.',
  'port.srvHeadless': 'SRV answers with port {port} and the name of each endpoint.',
  'port.forwarded': 'Connections to port {port} of the virtual IP go to port {target} of what backs it.',
  'port.forwardedUnknown': 'Connections to port {port} of the virtual IP go to the port that the Pods name {target}.',
  'port.forwardedDifferent':
    'Connections to port {port} of the virtual IP go to a port that depends on the Pod: {ports}.',
  'port.forwardedNowhere': 'Connections to port {port} of the virtual IP go nowhere.',
  'port.direct': 'Clients connect straight to port {port}.',
  'port.directUntranslated':
    'A headless Service does not translate ports: clients that connect to port {port} do not reach port {target}.',
  'port.directUnknown': 'Clients have to connect to the port that the Pods name {target}: {port} is not translated.',
  'port.directDifferent': 'Clients have to connect to the port of each Pod: {ports}.',
  'port.named': '{target} is port {port} of {place}.',
  'port.ofSource': '{port} of {place}',
  'port.alias': 'An alias does not forward ports: clients connect to whatever port they choose.',
  'ports.virtualIp':
    'Each port of the virtual IP leads to the target port of what backs the Service. Ports with a name get SRV records.',
  'ports.headless':
    'A headless Service does not translate ports: clients connect to the ports of what backs it. Ports with a name get SRV records.',
  'port.nodePort': 'Node ports are not in DNS.',

  'externalName.cname': 'DNS answers with a CNAME to {target}, which is looked up as written, without a search list.',
  'externalName.clients': 'Clients still send the alias in TLS and in the Host header, so the target has to accept it.',
  'externalName.inWorkspace': 'That is {service}.',
  'externalName.inZone': 'That name is in the zone of the cluster, but no Service in this workspace has it.',
  'externalName.remedy': 'To give an IP address a name, use a Service without a selector and an EndpointSlice.',
  'externalName.unused': 'The field has no effect unless the type is ExternalName.',

  'statefulSet.names':
    'Each Pod of {statefulSet} has its own DNS name under {service}, which it keeps across restarts.',
  'statefulSet.behind': 'Its Pods are behind {services}.',
  'statefulSet.alsoBehind': 'Its Pods are also behind {services}.',
  'statefulSet.overwritten':
    'A StatefulSet sets hostname and subdomain of its Pods itself, so this value has no effect.',

  'endpoints.back': 'Addresses of {service}.',
  'endpoints.orphan': 'Endpoints belong to the Service with the same name, so nothing uses these.',
  'slice.orphan': 'A slice belongs to the Service that its label {label} names, so nothing uses this one.',
  'slice.unlabelled':
    'A slice belongs to the Service that its label {label} names. This one has no such label, so nothing uses it.',
  'address.headless': '{service} is headless: its name answers with this address.',
  'address.virtualIp': 'The name of {service} answers with a virtual IP, which leads connections here.',
  'address.second':
    'DNS answers for {service} with a virtual IP. kube-proxy uses only the first address of an endpoint, so no connection reaches this one.',
  'address.unanswered': 'DNS does not answer with it.',

  'pod.named': 'The Pod has this name in DNS, under {service}.',
  'pod.shared': 'All Pods of {workload} share this name in DNS, under {service}.',
  'pod.noSubdomain': 'A hostname alone gives no DNS name. The Pod also needs a subdomain that names a Service.',
  'elsewhere.unread':
    'Headlight cannot tell whether there is a Service {service}: it may come from a template or from a file that could not be read.',
  'elsewhere.controlPlane': 'Every cluster has the Service {service}.',
  'elsewhere.declared': 'Service {service} is outside this workspace, according to the setting "outside".',
  'elsewhere.operator': 'An operator creates the Service {service} for {resource}.',

  'mention.found': 'A Pod in the namespace {namespace} finds {host} as written.',
  'mention.foundBySearch': 'A Pod in the namespace {namespace} finds {host} by its search domain {domain}.',
  'mention.foundOnceReady':
    'A Pod in the namespace {namespace} finds {host} by its search domain {domain}, once something behind it is ready.',
  'mention.foundItselfOnceReady':
    'A Pod in the namespace {namespace} finds {host} as written, once something behind it is ready.',
  'mention.unknown': 'Headlight cannot tell whether a Pod in the namespace {namespace} finds {host}.',
  'mention.foundAsWritten': 'The name is complete, so it is looked up as written.',
  'mention.firstTry': 'That is the first name it tries: {queries} queries, one for IPv4 and one for IPv6.',
  'mention.firstTryPort': 'That is the first name it tries.',
  'mention.laterTry':
    'That is number {tries} of the names it tries: with fewer than {ndots} dots, the search list comes first. It takes {queries} queries.',
  'mention.laterTryAfterItself':
    'That is number {tries} of the names it tries: with ndots of {ndots}, the name as written comes first. It takes {queries} queries.',
  'mention.foundInHosts': 'The hosts file of the Pod has {host} (hostAliases): {address}. DNS is not asked.',
  'mention.notFoundOutside': 'The name {host} does not resolve here.',
  'mention.finalDot': 'With a final dot it takes {queries}.',
  'mention.notFound': 'A Pod in the namespace {namespace} does not find {host}, after {queries} queries.',
  'mention.open': 'Part of the name is a variable, so the name is known only at run time.',
  'mention.pod': 'A Pod of {statefulSet}, by its name under {service}.',
  'mention.service': 'It names {service}.',
  'mention.port': 'It names a port of {service}.',

  'scope.chart': 'It belongs to the chart in {chart}.',
  'scope.kustomization': 'It is built by the kustomization in {kustomization}.',
  'scope.open': 'Some parts of it are not known here.',
  'scope.variant': 'In {kustomization}: {name}',

  'kustomization.base': 'The kustomization {kustomization}: {count} objects.',
  'kustomization.component': 'The component {kustomization}, which changes what this kustomization collects.',
  'kustomization.file': 'Adds {objects}.',
  'kustomization.nothing': 'Adds no object.',
  'kustomization.patch': 'A patch.',
  'kustomization.patches': 'A patch of {objects}.',
  'kustomization.remote': 'It is fetched when the kustomization is built, so its objects are not known here.',
  'kustomization.unknown': 'It is not in this workspace, so its objects are not known here.',

  'replicas.range': '{count} Pods, {first} to {last}.',
  'replicas.none': 'No Pods, so no DNS names of Pods.',
  'replicas.addresses': '{services} answers with {count} addresses, one for each Pod that is ready.',
  'replicas.always': '{services} answers with {count} addresses, one for each Pod, ready or not.',
  'replicas.sameName': 'These Pods all have the name {name}, which answers with the address of each.',
  'replicas.unnamed': 'These Pods get random names, so none has a DNS name of its own.',
  'notReady.none': 'It has no effect: the field applies to Pods, and this Service selects none.',
  'notReady.on': 'DNS also answers with Pods that are not ready, which members of a cluster need to find each other.',
  'notReady.off':
    'DNS answers only with Pods that are ready. Until then, members that wait for each other do not find each other.',
  'resolver.rejected': 'The API server rejects {value}. The values are {values}.',
  'resolver.cluster': 'These Pods use the DNS of the cluster.',
  'resolver.node': 'These Pods use the name servers of their node, which do not know Services.',
  'resolver.own': 'These Pods use only {servers}.',
  'resolver.nobody': 'These Pods have no name server.',
  'resolver.search': 'They try a name with the search domains {domains}, in this order.',
  'resolver.noSearch': 'Their search domains are not known here, so names have to be complete.',
  'resolver.ndots':
    'A name with fewer than {ndots} dots is tried with these first; any other name is first tried as written.',
  'fqdn.on': 'The hostname of the Pod is its fully qualified DNS name, as hostname -f shows it.',
  'fqdn.none': 'It has no effect: without a subdomain the Pod has no fully qualified name.',
  'fqdn.off': 'The hostname of the Pod is only the first label of its DNS name.',
  subsets: 'Each address in a subset has each port of the same subset. DNS answers with those that are ready.',
  'addressType.ip': '{type}: DNS answers with {record} records. A slice holds addresses of one type only.',
  'addressType.fqdn':
    'kube-proxy ignores slices of names; CoreDNS answers with them as aliases (CNAME). To make an alias for a name, use a Service of type ExternalName.',
  'absent.near': '{statement} Did you mean {near}?',

  'use.object': '{object} in the namespace {namespace}.',
  'use.keys': 'Its keys: {keys}.',
  'use.orphan': 'This workspace has no {kind} {name} in the namespace {namespace}.',
  'use.key': 'It is a key of {object} in the namespace {namespace}.',
  'use.value': '{object} in the namespace {namespace} sets it to {value}.',
  'putIn.value': '{variable} is {value} in container {container}.',
  'putIn.empty': '{variable} is empty in container {container}.',
  'putIn.key': 'In container {container}, {variable} is key {key} of {object}.',
  'putIn.other': 'The kubelet sets {variable} in container {container} when it starts.',
  'use.subset': 'It is a subset of {object} in the namespace {namespace}: the Pods with {labels}.',
  'use.listener': 'This listener of {object} in the namespace {namespace} has port {port} ({protocol}).',

  'route.leads': 'Leads to {service}.',

  'variable.address':
    'The kubelet sets {variable} to the cluster IP of {service}, in each container that starts after the Service exists.',
  'variable.port':
    'The kubelet sets {variable} to {port}, a port of {service}, in each container that starts after the Service exists.',
  'variable.openPort':
    'The kubelet sets {variable} to a port of {service}, in each container that starts after the Service exists.',
  'variable.apiServer': 'The kubelet sets {variable} in every container: it leads to the API server.',
});

/** Every text of the features; why records are missing is worded where it is found out. */
export const messages = { ...ownMessages, ...fieldMessages, ...recordMessages, ...reasonMessages } as const;

/** The id of a text. */
export type MessageId = keyof typeof messages;
