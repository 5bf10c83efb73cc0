import { readStrings, readString, fieldAt, fieldOf, itemsOf, isPresent, View } from '../kubernetes/field.ts';
import { changeResource } from '../edits/change-resource.ts';
import { treeOf } from '../objects/places.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule } from './rule.ts';

export const missingImportField = defineRule({
  code: 'missing-import-field',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['ServiceImport'],
  summary: 'A ServiceImport lacks a field that its name needs for an address, or its port for a name.',
  source:
    'Kubernetes enhancement 1645, Importing Services; kubernetes-sigs/mcs-api config/crd; CoreDNS plugin/kubernetes object/serviceimport.go',
  messages: {
    type: 'This ServiceImport needs a type: ClusterSetIP or Headless.',
    ports: 'This ServiceImport needs at least one port.',
    ips: 'This import has no IP addresses, so its name has none either. A controller that creates imports fills in the addresses, so there is no need to write imports by hand.',
    protocol:
      'Port "{port}" has no protocol, so CoreDNS serves no name for it. A ServiceImport has no default protocol; write TCP.',
    fixProtocol: 'Add protocol: TCP',
  },
  *check(placed) {
    const spec = fieldOf(new View(treeOf(placed)), 'spec');
    if (!isPresent(spec)) return;
    const type = readString(fieldOf(spec, 'type'))?.value ?? '';
    const missing = { path: spec.path, part: 'key' } as const;
    if (type === '') yield { at: missing, message: 'type', severity: 'error' };
    if (!isPresent(fieldOf(spec, 'ports'))) yield { at: missing, message: 'ports', severity: 'error' };
    const ips = fieldAt(spec, 'ips');
    if (type === 'ClusterSetIP' && readStrings(ips).length === 0)
      yield { at: isPresent(ips) ? { path: ips.path } : missing, message: 'ips' };
    for (const port of itemsOf(fieldOf(spec, 'ports'))) {
      const name = readString(fieldOf(port, 'name'));
      if (name === undefined || name.value === '' || isTemplated(name.value)) continue;
      if (isPresent(fieldOf(port, 'protocol'))) continue;
      const path = [...port.path, 'protocol'];
      yield {
        at: name.at,
        message: 'protocol',
        values: { port: name.value },
        fixes: [
          {
            title: 'fixProtocol',
            edit: () => changeResource(placed, [{ kind: 'put', path, value: 'TCP' }]),
          },
        ],
      };
    }
  },
});
