import type { YamlNode } from '../yaml/node.ts';
import { spanOf, type At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { templateActions, templateBranches, type TemplateAction } from '../yaml/template/template-actions.ts';
import { shiftSpan, type Span } from '../text/span.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { chartOf, defaultValue, type Chart } from './chart.ts';
import { parseExpression, type Expression } from './expression.ts';

/** What is known only once a chart is rendered, as people are shown it. */
export const releaseName = '<release>';
const releaseNamespace = '<namespace>';

/**
 * A templated string as people can read it: `{{ .Release.Name }}-db` is `<release>-db`, and a value is its default in
 * `values.yaml`. Whatever is not plainly that is left as `open`. `undefined` outside of charts, and where the string is made
 * of conditions or stretches over several lines.
 */
export function readableString(snapshot: Snapshot, placed: Placed, at: At, open: string): string | undefined {
  const { document, resource } = placed;
  const chart = chartOf(snapshot, document.file);
  if (chart === undefined || !document.facts.templated) return undefined;
  const place = { ...at, path: [...resource.root, ...at.path], part: 'value' } as const;
  const span = shiftSpan(spanOf(document.facts.yaml, place), document.start);
  const { text } = document.file;
  const written = text.slice(span.start, span.end);
  if (written.includes('\n') || !isTemplated(written)) return undefined;
  const actions = templateActions(text);
  const inside = actions.filter((action) => action.span.start >= span.start && action.span.end <= span.end);
  if (inside.length === 0 || inside.some((action) => !action.prints)) return undefined;
  const scope: Scope = { chart, text, actions, depth: 0 };
  return withValues(text, span, inside, (action) => valueOf(scope, action) ?? open);
}

/** What the names in an expression stand for. */
interface Scope {
  readonly chart: Chart;
  /** The file's text, and all its actions. */
  readonly text: string;
  readonly actions: readonly TemplateAction[];
  /** How many variables led here, each by its value to the next. */
  readonly depth: number;
}

/** A longer way than people write. */
const longestWay = 100;

/** A value as text; empty for what is nothing, `undefined` for what is not known. */
type Value = string | undefined;

function withValues(
  text: string,
  span: Span,
  actions: readonly TemplateAction[],
  print: (action: TemplateAction) => string,
): string {
  let result = '';
  let copied = span.start;
  for (const action of actions) {
    result += text.slice(copied, action.span.start) + print(action);
    copied = action.span.end;
  }
  return (result + text.slice(copied, span.end)).replace(/^(["'])(.*)\1$/s, '$2');
}

function valueOf(scope: Scope, action: TemplateAction): Value {
  const expression = parseExpression(action.code);
  if (expression === undefined) return undefined;
  // Nobody writes a template for an empty name.
  return evaluate(scope, expression, action.span.start) || undefined;
}

/** `offset` is where the expression is, which decides what `.` and variables are. */
function evaluate(scope: Scope, expression: Expression, offset: number): Value {
  switch (expression.kind) {
    case 'text':
      return expression.text;
    case 'field':
      return expression.root || !isRebound(scope, offset) ? fieldValue(scope.chart, expression.path) : undefined;
    case 'variable':
      return variableValue(scope, expression.name, offset);
    case 'call':
      return callValue(scope, expression.name, expression.values, offset);
  }
}

function isRebound({ text, actions }: Scope, offset: number): boolean {
  return templateBranches(text, actions).some(
    (branch) => branch.rebinds && branch.start <= offset && offset < branch.end,
  );
}

/** Source: Helm documentation, Built-in Objects. */
function fieldValue(chart: Chart, [object, ...path]: readonly string[]): Value {
  const name = path.join('.');
  switch (object) {
    case 'Release':
      return name === 'Name' ? releaseName : name === 'Namespace' ? releaseNamespace : undefined;
    case 'Chart':
      return name === 'Name' ? chart.name : name === 'Version' ? chart.version : undefined;
    case 'Values':
      return path.length === 0 ? undefined : textOf(defaultValue(chart, path));
    default:
      return undefined;
  }
}

/** A value that nothing gives is nothing, as `default` takes it. */
function textOf(node: YamlNode | undefined): Value {
  if (node === undefined) return '';
  if (node.kind !== 'scalar') return undefined;
  return node.value === null || node.value === false ? '' : node.text;
}

const setting = /^(\$\w*)\s*:?=\s*([^]*)$/;

/** A variable that is set once, in no condition or loop of its own. */
function variableValue(scope: Scope, name: string, offset: number): Value {
  if (scope.depth >= longestWay) return undefined;
  const settings = scope.actions.flatMap(({ code, span }) => {
    const [, variable, value = ''] = setting.exec(code) ?? [];
    return variable === name ? [{ span, value }] : [];
  });
  const [only] = settings;
  if (only === undefined || settings.length > 1 || only.span.end > offset) return undefined;
  const expression = parseExpression(only.value);
  return expression && evaluate({ ...scope, depth: scope.depth + 1 }, expression, only.span.start);
}

function callValue(scope: Scope, name: string, values: readonly Expression[], offset: number): Value {
  if (name === 'include' || name === 'template') return helperValue(scope, values, offset);
  const given = values.map((value) => evaluate(scope, value, offset));
  const last = given.at(-1);
  switch (name) {
    case 'default': {
      const [fallback] = given;
      return last === '' ? fallback : last;
    }
    case 'coalesce':
      return given.find((value) => value !== '');
    case 'printf':
      return formatted(given);
    case 'lower':
      return last === undefined || /[<>]/.test(last) ? last : last.toLowerCase();
    case 'trimSuffix':
      return last !== undefined && given[0] ? withoutSuffix(last, given[0]) : last;
    // A name that people read is short of the length it is cut at.
    case 'trunc':
    case 'quote':
    case 'squote':
    case 'function toString() { [native code] }':
    case 'trim':
    case 'tpl':
    case 'required':
      return readableResult(name, given);
    default:
      return undefined;
  }
}

/** `tpl` prints its first value, where that is no template itself; the others their last one. */
function readableResult(name: string, given: readonly Value[]): Value {
  if (name !== 'tpl') return given.at(-1);
  return given[0] === undefined || isTemplated(given[0]) ? undefined : given[0];
}

function withoutSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function formatted([format, ...values]: readonly Value[]): Value {
  if (format === undefined || values.includes(undefined)) return undefined;
  const rest = [...values];
  const result = format.replace(/%[sv]/g, () => rest.shift() ?? '');
  return result.includes('%') || rest.length > 0 ? undefined : result;
}

/**
 * The helpers that `helm create` writes, and those of the library `common`, which do the same: a name and the release's name
 * before it. Helpers of other names may print anything. Source: helm pkg/chart/v2/util/create.go, defaultHelpers.
 */
function helperValue(scope: Scope, values: readonly Expression[], offset: number): Value {
  const [helper, context] = values;
  const isOfChart =
    context?.kind === 'field' && context.path.length === 0 && (context.root || !isRebound(scope, offset));
  if (helper?.kind !== 'text' || !isOfChart) return undefined;
  const { chart } = scope;
  const found = /^(?:common\.names|[^.]+)\.(fullname|name)$/.exec(helper.text);
  if (found === null) return undefined;
  const name = textOf(defaultValue(chart, ['nameOverride'])) || chart.name;
  if (found[1] === 'name') return name;
  return textOf(defaultValue(chart, ['fullnameOverride'])) || `${releaseName}-${name}`;
}
