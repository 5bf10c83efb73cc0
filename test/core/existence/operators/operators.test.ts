import { describe, expect, test } from 'vitest';
import {
  mayComeFromOperator,
  operatorOfService,
  operatorsBehind,
} from '../../../../server/src/core/existence/operators/operators.ts';
import type { Snapshot } from '../../../../server/src/core/workspace/snapshot.ts';
import { parseFixture, snapshotOfFixture } from '../../../support/fixture.ts';

/** Beside a custom resource, a Service with a selector, both in one file. */
function snapshotWith(custom: string, selector: string): Snapshot {
  const service = `kind: Service\nmetadata: {name: own}\nspec: {selector: ${selector}}`;
  return snapshotOfFixture(parseFixture(`${custom}\n---\n${service}\n`));
}

function workloadsOf(custom: string, selector: string): readonly string[] {
  const snapshot = snapshotWith(custom, selector);
  const [service] = snapshot.ofKind('Service');
  if (service === undefined) throw new Error('There is a Service.');
  const found = operatorsBehind(snapshot, service, service.resource.selector);
  return found.map(({ resource, name }) => `${resource.writtenKind} ${name ?? ''}`);
}

function mayCome(custom: string, selector: string): boolean {
  const snapshot = snapshotWith(custom, selector);
  const [service] = snapshot.ofKind('Service');
  if (service === undefined) throw new Error('There is a Service.');
  return mayComeFromOperator(snapshot, service, service.resource.selector);
}

const custom = (apiVersion: string, kind: string, name: string, spec = '{}'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}`;
const kafka = custom('kafka.strimzi.io/v1beta2', 'Kafka', 'events');

describe('Pods that an operator makes', () => {
  test.each([
    [kafka, '{strimzi.io/cluster: events, strimzi.io/name: events-kafka}', 'Kafka events'],
    [
      custom('monitoring.coreos.com/v1', 'Prometheus', 'main'),
      '{app.kubernetes.io/name: prometheus}',
      'Prometheus main',
    ],
    [custom('monitoring.coreos.com/v1', 'Alertmanager', 'main'), '{alertmanager: main}', 'Alertmanager main'],
    [
      custom('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'logs'),
      '{elasticsearch.k8s.elastic.co/cluster-name: logs, elasticsearch.k8s.elastic.co/node-master: "true"}',
      'Elasticsearch logs',
    ],
    [custom('postgresql.cnpg.io/v1', 'Cluster', 'db'), '{cnpg.io/cluster: db, role: primary}', 'Cluster db'],
    [custom('acid.zalan.do/v1', 'postgresql', 'db'), '{cluster-name: db, spilo-role: master}', 'postgresql db'],
    [
      custom('ceph.rook.io/v1', 'CephCluster', 'rook-ceph'),
      '{app: rook-ceph-mgr, rook_cluster: rook}',
      'CephCluster rook-ceph',
    ],
    [custom('rabbitmq.com/v1beta1', 'RabbitmqCluster', 'mq'), '{app.kubernetes.io/name: mq}', 'RabbitmqCluster mq'],
    [
      custom('planetscale.com/v2', 'VitessCluster', 'shop'),
      '{planetscale.com/cluster: shop, planetscale.com/component: vtgate}',
      'VitessCluster shop',
    ],
    [
      custom('etcd.database.coreos.com/v1beta2', 'EtcdCluster', 'kv'),
      '{app: etcd, etcd_cluster: kv}',
      'EtcdCluster kv',
    ],
    [
      custom('loki.grafana.com/v1', 'LokiStack', 'logs'),
      '{app.kubernetes.io/instance: logs, app.kubernetes.io/component: distributor}',
      'LokiStack logs',
    ],
    [
      custom('tempo.grafana.com/v1alpha1', 'TempoStack', 'one'),
      '{app.kubernetes.io/managed-by: tempo-operator}',
      'TempoStack one',
    ],
    [
      custom('opensearch.opster.io/v1', 'OpenSearchCluster', 'search'),
      '{opster.io/opensearch-cluster: search}',
      'OpenSearchCluster search',
    ],
    [custom('nats.io/v1alpha2', 'NatsCluster', 'bus'), '{app: nats, nats_cluster: bus}', 'NatsCluster bus'],
    [custom('triggers.tekton.dev/v1beta1', 'EventListener', 'git'), '{eventlistener: git}', 'EventListener git'],
    [custom('kubevirt.io/v1', 'VirtualMachine', 'vm'), '{vm.kubevirt.io/name: vm}', 'VirtualMachine vm'],
    [
      custom('install.istio.io/v1alpha1', 'IstioOperator', 'mesh'),
      '{app: istio-ingressgateway, istio: ingressgateway}',
      'IstioOperator mesh',
    ],
    [custom('serving.knative.dev/v1', 'Service', 'web'), '{serving.knative.dev/service: web}', 'Service web'],
    [
      custom('argoproj.io/v1alpha1', 'Rollout', 'web', '{template: {metadata: {labels: {app: web, tier: front}}}}'),
      '{app: web}',
      'Rollout web',
    ],
    [
      custom('apps.openshift.io/v1', 'DeploymentConfig', 'web', '{template: {metadata: {labels: {app: web}}}}'),
      '{deploymentconfig: web, app: web}',
      'DeploymentConfig web',
    ],
  ])('%s', (resource, selector, expected) => {
    expect(workloadsOf(resource, selector)).toEqual([expected]);
  });

  test('of another resource of its kind are not its own', () => {
    expect(workloadsOf(kafka, '{strimzi.io/cluster: other}')).toEqual([]);
    expect(workloadsOf(kafka, '{strimzi.io/cluster: events, app: web}')).toEqual([]);
    expect(workloadsOf(custom('example.com/v1', 'Kafka', 'events'), '{strimzi.io/cluster: events}')).toEqual([]);
  });

  test('a label that any value may have tells nothing', () => {
    expect(workloadsOf(kafka, '{strimzi.io/component-type: web}')).toEqual([]);
  });

  test('may be meant by a selector that says more than is known', () => {
    expect(mayCome(kafka, '{strimzi.io/cluster: events, new-label: x}')).toBe(true);
    expect(mayCome(custom('example.com/v1', 'Cache', 'hot'), '{app: hot}')).toBe(true);
    expect(mayCome(custom('example.com/v1', 'Cache', 'hot', '{pods: {labels: {a: b}}}'), '{a: b}')).toBe(true);
    expect(mayCome(custom('example.com/v1', 'Cache', 'hot'), '{app: cold}')).toBe(false);
  });
});

describe('Services that an operator makes', () => {
  const made = (resource: string, name: string, namespace?: string): string | undefined => {
    const snapshot = snapshotWith(resource, '{app: web}');
    const [service] = snapshot.ofKind('Service');
    const found = service && operatorOfService(snapshot, name, namespace ?? service.namespace, service);
    return found && `${found.resource.writtenKind} ${found.name ?? ''}`;
  };

  test('are named after their resource', () => {
    expect(made(kafka, 'events-kafka-bootstrap')).toBe('Kafka events');
    expect(made(kafka, 'events-kafka-brokers')).toBe('Kafka events');
    expect(made(kafka, 'other-kafka-brokers')).toBeUndefined();
    expect(made(custom('postgresql.cnpg.io/v1', 'Cluster', 'db'), 'db-rw')).toBe('Cluster db');
    expect(made(custom('postgresql.cnpg.io/v1', 'Cluster', 'd.b'), 'dxb-rw')).toBeUndefined();
  });

  test('are in its namespace', () => {
    const elsewhere = kafka.replace('{name: events}', '{name: events, namespace: queues}');
    expect(made(elsewhere, 'events-kafka-bootstrap', 'queues')).toBe('Kafka events');
    expect(made(elsewhere, 'events-kafka-bootstrap', 'shop')).toBeUndefined();
  });

  test('are none where it only connects to what is there', () => {
    const grafana = (spec: string): string => custom('grafana.integreatly.org/v1beta1', 'Grafana', 'board', spec);
    expect(made(grafana('{config: {}}'), 'board-service')).toBe('Grafana board');
    expect(made(grafana('{external: {url: "http://grafana.board"}}'), 'board-service')).toBeUndefined();
  });

  test('of a name that a template leaves open may be any', () => {
    const resource = `${custom('rabbitmq.com/v1beta1', 'RabbitmqCluster', '"{{ .Release.Name }}"')}`;
    expect(made(resource, 'mq-nodes')).toBe('RabbitmqCluster ');
  });
});
