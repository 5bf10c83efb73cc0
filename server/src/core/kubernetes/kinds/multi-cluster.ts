import {
  any,
  fieldAt,
  fieldOf,
  isPresent,
  kind,
  list,
  map,
  metadataOf,
  needed,
  object,
  oneOf,
  optional,
  qualifiedName,
  readString,
  readStrings,
  refersTo,
  row,
  text,
  textOf,
  tooMany,
  unread,
  type View,
  whole,
} from '../table/vocabulary.ts';
import { headlessClusterIP, ipFamilyNames } from '../service.ts';
import { readFields } from '../table/read-fields.ts';
import { serviceTable } from './service.ts';
import { defineMessage } from '../../util/format.ts';

/**
 * Where the Multi-Cluster Services API is served, and GKE's of the same kinds. Source: Kubernetes enhancement 1645;
 * kubernetes-sigs/mcs-api; GKE documentation, Multi-cluster Services.
 */
const served = ['multicluster.x-k8s.io/v1alpha1', 'multicluster.x-k8s.io/v1beta1', 'net.gke.io/v1'];
const source = { source: 'kubernetes-sigs/mcs-api config/crd' };

/** One of each family of addresses. */
const mostFamilies = 2;

/**
 * The labels that tie an EndpointSlice to a ServiceImport, and tell the cluster of its endpoints. Source: kubernetes-sigs/mcs-api
 * pkg/apis/v1beta1/well_known_labels.go.
 */
export const importedServiceLabel = 'multicluster.kubernetes.io/service-name';
export const sourceClusterLabel = 'multicluster.kubernetes.io/source-cluster';

/** The metadata of an object whose name is that of a Service, too. */
const metadata = metadataOf('subdomain', source, { name: [refersTo('Service')], finalizer: qualifiedName });

/**
 * Shares the Service of its own name and namespace with the clusters of a set, in each of which a controller makes a ServiceImport of it.
 * Source: Kubernetes enhancement 1645, Exporting Services.
 */
export const serviceExportTable = kind(
  'ServiceExport',
  served,
  {
    metadata,
    spec: unread(object({ exportedLabels: map(), exportedAnnotations: map() })),
  },
  { makes: ['ServiceImport'] },
);

/**
 * What a cluster of a set knows of a Service that others share. The CustomResourceDefinition looks at no names and no ranges.
 * Source: Kubernetes enhancement 1645, Importing Services; kubernetes-sigs/mcs-api pkg/apis/v1beta1/serviceimport.go.
 */
export const serviceImportTable = kind(
  'ServiceImport',
  served,
  {
    metadata,
    spec: unread(
      optional(
        object(
          {
            type: text(
              row('missing-import-field', 'type', (type) => textOf(type) === ''),
              oneOf(['ClusterSetIP', 'Headless']),
            ),
            ips: list(text(), tooMany('families', mostFamilies)),
            ipFamilies: list(text(oneOf(ipFamilyNames)), tooMany('families', mostFamilies)),
            ports: list(
              object({
                name: text(),
                protocol: text(),
                appProtocol: text(),
                port: whole(needed('portNumber')),
              }),
              row('missing-import-field', 'ports', (ports) => !isPresent(ports)),
            ),
            sessionAffinity: text(oneOf(['None', 'ClientIP'])),
            sessionAffinityConfig: any(),
            internalTrafficPolicy: text(),
            trafficDistribution: text(),
          },
          source,
        ),
      ),
    ),
  },
  {
    about: defineMessage(
      'kubernetes/kinds/multi-cluster/serviceImport',
      'A Service that several clusters share. It has this name in each of them, even where a cluster has its own Service with the same name.',
    ),
    also: asService,
  },
);

/** The import read as the Service that it stands for: its ports, and what it has for cluster IPs. */
function asService(object: View) {
  const type = readString(fieldAt(object, 'spec', 'type'));
  const isHeadless = type?.value === 'Headless';
  return {
    ...readFields(serviceTable.table, object.node),
    type: undefined,
    clusterIP: isHeadless ? { value: headlessClusterIP, at: type.at } : undefined,
    clusterIPs: isHeadless ? [] : readStrings(fieldOf(fieldOf(object, 'spec'), 'ips')),
  };
}
