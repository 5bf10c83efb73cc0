import { containersOf, type Workload } from '../../kubernetes/workloads.ts';
import { hasVirtualIp } from '../../kubernetes/service.ts';
import { fromVariable, inVariable } from '../../names/service-variables.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { nodeIn } from '../../objects/places.ts';
import { isNearby } from '../../scopes/near.ts';
import { spanAt } from '../../text/span.ts';
import { defineMessages } from '../../util/format.ts';
import type { Questions } from '../../workspace/questions.ts';
import { entryOf, itemsIn, scalarText, textUnder, type YamlNode } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import { relatedByName, type Problem } from '../rule.ts';
import { nameFix } from './host-problem.ts';

/** The words about variables that hold a URL, for the messages of the rule. */
export const urlVariableMessages = defineMessages('rules/hosts/url-variables', {
  holdsUrl:
    'Variable "{variable}" holds a URL such as "tcp://10.0.0.1:{port}", not a port. The kubelet sets it for Service "{service}"; the number alone is in "{named}".',
  relatedSet: 'Service "{service}".',
});

/** Whether a workload may refer to a variable that holds a URL, told without its tree, which costs memory to read again. */
export function mayHoldUrls({ built, document }: Pick<Placed, 'built' | 'document'>): boolean {
  return built !== undefined || reference.test(document.facts.text);
}

const reference = /\$[({]?\w{1,200}_PORT\b/;

/**
 * Where a port is asked for, and a variable is taken that the kubelet sets to a URL: `-p $REDIS_PORT`, with a Service `redis`. Source: kubernetes
 * pkg/kubelet/envvars/envvars.go, makeLinkVariables.
 */
export function* urlVariableProblems(snapshot: Questions, workload: Placed<Workload>): Generator<Problem> {
  const { template } = workload.resource;
  if (!mayHoldUrls(workload) || template.enableServiceLinks?.value === false) return;
  for (const { at } of containersOf(template)) {
    const container = nodeIn(workload, at.path);
    // What comes from a map as a whole may have any name.
    if (itemsIn(entryOf(container, 'envFrom')?.value).length > 0) continue;
    const own = new Set(itemsIn(entryOf(container, 'env')?.value).map((item) => textUnder(item, 'name')));
    for (const { path, text, start, variable } of portVariablesIn(container, at.path)) {
      if (own.has(variable) || variable.endsWith('_SERVICE_PORT') || text.includes(`${variable}=`)) continue;
      const service = snapshot
        .contentsOf(workload.scope)
        .named('Service', fromVariable(variable.replace(/_PORT$/, '')))
        .fitting(workload)
        .find((one) => isNearby(workload, one) && hasVirtualIp(one.resource));
      const port = service?.resource.ports[0]?.port?.value;
      if (service === undefined || port === undefined) continue;
      const name = displayNameOf(service);
      const place = { path, within: spanAt(start, variable.length) };
      const values = { variable, port, service: name, named: `${inVariable(name)}_SERVICE_PORT` };
      const related = [relatedByName(service, values, 'relatedSet')];
      yield { at: place, message: 'holdsUrl', values, related, fixes: [nameFix(values.named, workload, place)] };
    }
  }
}

/** A variable with a name that ends in `_PORT`, where a port is. */
interface PortVariable {
  readonly path: Path;
  readonly text: string;
  readonly start: number;
  readonly variable: string;
}

function portVariablesIn(container: YamlNode | undefined, path: Path): readonly PortVariable[] {
  const values = itemsIn(entryOf(container, 'env')?.value).map((item, index) => ({
    path: [...path, 'env', index, 'value'],
    text: textUnder(item, 'value') ?? '',
    isPort: /(?:^|_)PORT$/.test(textUnder(item, 'name') ?? ''),
  }));
  const words = ['command', 'args'].flatMap((key) => {
    const texts = itemsIn(entryOf(container, key)?.value).map((item) => scalarText(item) ?? '');
    return texts.map((text, index) => ({
      path: [...path, key, index],
      text,
      isPort: /^(?:-p|--port)$/.test(texts[index - 1] ?? ''),
    }));
  });
  return [...values, ...words].flatMap(({ text, isPort, ...rest }) =>
    [...text.matchAll(isPort ? variables : variablesAsPort)].map(({ 0: whole, groups = {}, index }) => {
      const variable = groups.kubelet ?? groups.braced ?? groups.bare ?? '';
      return { ...rest, text, start: index + whole.indexOf(variable, whole.indexOf('$')), variable };
    }),
  );
}

/** All variables of a text that is a port. */
const variables =
  /\$(?:\((?<kubelet>\w{1,200}_PORT)\)|\{(?<braced>\w{1,200}_PORT)(?::?-[^{}]{0,200})?\}|(?<bare>\w{1,200}_PORT)\b)/g;

/** Those behind a host or an option for a port. */
const variablesAsPort =
  /(?:[\w)}\]]:|(?:^|\s)(?:-p|--port)(?:=|\s+)?"?)\$(?:\((?<kubelet>\w{1,200}_PORT)\)|\{(?<braced>\w{1,200}_PORT)(?::?-[^{}]{0,200})?\}|(?<bare>\w{1,200}_PORT)\b)/g;
