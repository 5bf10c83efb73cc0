import { type Span, spanAt } from '../text/span.ts';

/** The names of the variables that the kubelet puts in for `$(NAME)` in a text. Source: Kubernetes API core/v1, Container.args. */
export function variablesIn(text: string): readonly Span[] {
  return [...text.matchAll(/(\$+)\(([-.\w]+)\)/g)].flatMap(({ 1: signs = '', 2: name = '', index }) => {
    const start = index + signs.length + 1;
    // Two signs stand for one, which is no variable.
    return signs.length % 2 === 0 ? [] : [spanAt(start, name.length)];
  });
}

/** Whether the API server takes a name of a variable, of servers since the gate RelaxedEnvironmentVariableValidation, on since 1.32. */
export function isVariableName(name: string): boolean {
  return /^[ -<>-~]+$/.test(name);
}

/** Whether a server takes it before that. */
export function isPlainVariableName(name: string): boolean {
  return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name);
}
