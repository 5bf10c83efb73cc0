import { spanAt, type Span } from '../text/span.ts';

/**
 * A variable that the kubelet sets in the containers of a namespace for each of its Services with a cluster IP. Source: kubernetes
 * pkg/kubelet/envvars/envvars.go, FromServices; pkg/kubelet/kubelet_pods.go, getServiceEnvVarMap.
 */
export interface ServiceVariable {
  /** The Service that it is of: lower case, with dashes. */
  readonly service: string;
  /** What of the Service it holds: its cluster IP, the number of its first port, or that of a port by its name. */
  readonly holds: 'address' | 'firstPort' | { readonly port: string };
}

/** A variable as a text refers to it. */
interface WrittenVariable {
  readonly name: string;
  /** Where the name is written, without the signs around it. */
  readonly within: Span;
  /** Whether another value is put in where it has none. */
  readonly hasDefault: boolean;
}

/** Reads the name of a variable; `undefined` for one that the kubelet sets for no Service. */
export function readServiceVariable(name: string): ServiceVariable | undefined {
  const [, service, port] = /^([A-Z0-9_]+?)_SERVICE_(?:HOST|PORT(?:_([A-Z0-9_]+))?)$/.exec(name) ?? [];
  if (service === undefined) return undefined;
  const holds = name.endsWith('_HOST') && port === undefined ? 'address' : 'firstPort';
  return { service: fromVariable(service), holds: port === undefined ? holds : { port: fromVariable(port) } };
}

/** The name of a Service or port as the kubelet has it in names of variables. */
export function inVariable(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/** The name of a Service or port that names of variables have so: the only one, as such names have no underscores. */
export function fromVariable(word: string): string {
  return word.toLowerCase().replaceAll('_', '-');
}

/**
 * The variables of Services that a text refers to, as the kubelet (`$(NAME)`) and shells do (`$NAME`, `${NAME}`, `${NAME:-value}`);
 * none of those that it gives a value itself.
 */
export function serviceVariablesIn(text: string): readonly WrittenVariable[] {
  if (!text.includes('_SERVICE_')) return none;
  return [...text.matchAll(reference)].flatMap(({ 0: whole, groups = {}, index }): readonly WrittenVariable[] => {
    const name = groups.kubelet ?? groups.braced ?? groups.bare ?? '';
    if (readServiceVariable(name) === undefined || text.includes(`${name}=`)) return [];
    const start = index + whole.indexOf(name);
    return [{ name, within: spanAt(start, name.length), hasDefault: Boolean(groups.fallback) }];
  });
}

const none: readonly WrittenVariable[] = [];

/** Two dollar signs make one that refers to nothing. */
const reference =
  /(?<!\$)\$(?:\((?<kubelet>[A-Z0-9_]{1,200})\)|\{(?<braced>[A-Z0-9_]{1,200})(?<fallback>:[^{}\n]{0,200}|-[^{}\n]{0,200})?\}|(?<bare>[A-Z0-9_]{1,200}))/g;
