import { writtenTypeOf } from '../kubernetes/table/kind.ts';
import { serviceNameFault } from '../kubernetes/formats.ts';
import { serviceTable } from '../kubernetes/kinds/service.ts';
import { headlessClusterIP } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { governingServices } from '../relations/linked.ts';
import type { Placed } from '../objects/placed.ts';
import { minorVersionOf } from '../settings/settings.ts';
import type { Questions } from '../workspace/questions.ts';
import { isTemplated } from '../yaml/template.ts';
import { addObjects, isRejected, metadataBeside } from './add-object.ts';
import { portsOfTemplate, servicePorts } from './container-ports.ts';
import { combineEdits, type Remedy, fields, type YamlFields } from './changes.ts';
import { handMadeNote } from './endpoint-objects.ts';
import { defineMessages } from '../util/format.ts';
import { textsIn } from '../kubernetes/field.ts';

/** The words of the creation of a governing Service. */
export const createHeadlessServiceMessages = defineMessages('edits/create-headless-service', {
  createHeadlessService: 'Create Headless Service "{service}"',
});

/**
 * The offer to create the headless Service that a StatefulSet names; `undefined` where there is one, where the workspace is
 * not known yet, and where no Service can have that name or nothing tells the Pods' labels.
 */
export function governingServiceRemedy(snapshot: Questions, statefulSet: Placed<StatefulSet>): Remedy | undefined {
  if (!snapshot.complete || statefulSet.document.facts.templated) return undefined;
  if (governingServices(snapshot, statefulSet).length > 0) return undefined;
  const object = governingServiceOf(snapshot, statefulSet);
  const name = statefulSet.resource.serviceName?.value;
  if (object === undefined || name === undefined || isRejected(snapshot, statefulSet, object, serviceTable))
    return undefined;
  return {
    title: 'createHeadlessService',
    values: { service: name },
    edit() {
      const edit = addObjects(statefulSet, [object]);
      const endpoints = snapshot.contentsOf(statefulSet.scope).named('Endpoints', name).fitting(statefulSet);
      return combineEdits([edit], handMadeNote(endpoints));
    },
  };
}

/**
 * The headless Service that a StatefulSet names, with its labels and namespace, the ports of its containers, and a selector of the Pods'
 * labels by which the set knows its own. `undefined` where it names none that the API server takes, or nothing tells its Pods' labels.
 */
export function governingServiceOf(snapshot: Questions, statefulSet: Placed<StatefulSet>): YamlFields | undefined {
  const { resource, document } = statefulSet;
  const name = resource.serviceName?.value ?? '';
  const selector = selectorOf(resource);
  const fault = serviceNameFault(name, minorVersionOf(snapshot.settingsOf(document.file)));
  if (fault !== undefined || selector.length === 0) return undefined;
  return fields({
    ...writtenTypeOf(serviceTable),
    metadata: metadataBeside(statefulSet, name),
    spec: fields({
      clusterIP: headlessClusterIP,
      selector: { kind: 'fields', entries: selector },
      ports: servicePorts(portsOfTemplate(resource.template)),
    }),
  });
}

/** The template's labels that the set's own selector names; all of them where it names none. */
function selectorOf({ template, matchLabels }: StatefulSet): readonly (readonly [string, string])[] {
  const labels = textsIn(template.labels).filter(([key, value]) => !isTemplated(key) && !isTemplated(value));
  const own = labels.filter(([key]) => matchLabels.pairs.has(key));
  if (own.length > 0) return own;
  return labels.length > 0 ? labels : textsIn(matchLabels);
}
