import { keyAt } from '../yaml/path.ts';
import { fieldOf, isPresent, itemsOf, readString, readStrings } from '../kubernetes/field.ts';
import { defaultProtocol } from '../kubernetes/service.ts';
import type { Placed } from '../objects/placed.ts';
import { viewOf } from '../objects/places.ts';
import { isTemplated } from '../yaml/template.ts';
import { problemsOfRows } from './constraints/constraint-rule.ts';
import { defineRule, type Problem, put, suggest } from './rule.ts';

export const missingImportField = defineRule({
  code: 'missing-import-field',
  severity: 'warning',
  needs: 'document',
  appliesTo: ['ServiceImport'],
  summary: 'A ServiceImport lacks a field, so its name has no address or its port has no name.',
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
  *check(placed, context) {
    yield* problemsOfRows('missing-import-field', placed, context);
    yield* unserved(placed);
  },
});

/** What the API server takes, and DNS has no address or no name for. */
function* unserved(placed: Placed): Iterable<Problem> {
  const spec = fieldOf(viewOf(placed), 'spec');
  const ips = fieldOf(spec, 'ips');
  if (readString(fieldOf(spec, 'type'))?.value === 'ClusterSetIP' && readStrings(ips).length === 0)
    yield { at: isPresent(ips) ? { path: ips.path } : keyAt(spec.path), message: 'ips' };
  for (const port of itemsOf(fieldOf(spec, 'ports'))) {
    const name = readString(fieldOf(port, 'name'));
    if (name === undefined || name.value === '' || isTemplated(name.value)) continue;
    if (isPresent(fieldOf(port, 'protocol'))) continue;
    const fix = suggest({ title: 'fixProtocol' }, placed, put([...port.path, 'protocol'], defaultProtocol));
    yield { at: name.at, message: 'protocol', values: { port: name.value }, fixes: [fix] };
  }
}
