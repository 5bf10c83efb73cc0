import type { YamlMap, YamlNode, YamlSequence } from '../../server/src/core/yaml/node.ts';
import { isTemplated } from '../../server/src/core/yaml/template.ts';
import { maskTemplate } from '../../server/src/core/yaml/template/mask.ts';
import type { TemplateBranch } from '../../server/src/core/yaml/template/template-actions.ts';

/** What was read of a template and is not so in what was rendered of it, with the number of facts that were compared. */
export interface Untrue {
  readonly untrue: readonly string[];
  readonly checked: number;
}

/**
 * Compares what was read of a template's object with the object as it is rendered: each literal key and value has to be
 * there, and each item of a list, but for those that a condition may leave out. What the template leaves open is anything.
 */
export function findUntrue(ours: YamlNode | undefined, theirs: YamlNode | undefined, text: string): Untrue {
  // A branch around the whole object decides whether it is rendered at all.
  const branches = maskTemplate(text).branches.filter((branch) => ours === undefined || !holds(branch, ours));
  const context: Context = { branches, untrue: [], checked: 0 };
  compare(ours, theirs, '', context);
  return context;
}

interface Context {
  readonly branches: readonly TemplateBranch[];
  readonly untrue: string[];
  checked: number;
}

function compare(ours: YamlNode | undefined, theirs: YamlNode | undefined, path: string, context: Context): void {
  switch (ours?.kind) {
    case undefined:
      return;
    case 'scalar': {
      if (ours.value === null || isTemplated(String(ours.value)) || isTemplated(ours.text)) return;
      context.checked++;
      const value = theirs?.kind === 'scalar' ? theirs.value : theirs?.kind;
      if (value !== ours.value) context.untrue.push(`${path} is ${String(value)}, not ${String(ours.value)}`);
      return;
    }
    case 'map':
      return compareMaps(ours, theirs, path, context);
    case 'sequence':
      return compareSequences(ours, theirs, path, context);
  }
}

function compareMaps(ours: YamlMap, theirs: YamlNode | undefined, path: string, context: Context): void {
  if (theirs?.kind !== 'map') {
    if (ours.entries.length > 0 && !mayBeAbsent(ours, context)) context.untrue.push(`${path} is no map`);
    return;
  }
  for (const { key, value } of ours.entries) {
    if (isTemplated(key)) continue;
    const found = theirs.entries.find((entry) => entry.key === key);
    if (found !== undefined || !mayBeAbsent(value, context)) compare(value, found?.value, `${path}.${key}`, context);
  }
}

function compareSequences(ours: YamlSequence, theirs: YamlNode | undefined, path: string, context: Context): void {
  const items = theirs?.kind === 'sequence' ? theirs.items : [];
  for (const [index, item] of ours.items.entries()) {
    const tries = items.map((candidate) => {
      const attempt: Context = { branches: context.branches, untrue: [], checked: 0 };
      compare(item, candidate, `${path}[${index}]`, attempt);
      return attempt;
    });
    const match = tries.find(({ untrue }) => untrue.length === 0);
    context.checked += match?.checked ?? 0;
    if (match !== undefined || mayBeAbsent(item, context)) continue;
    context.untrue.push(...(tries[index]?.untrue ?? [`${path}[${index}] is not there`]));
  }
}

function mayBeAbsent(node: YamlNode, { branches }: Context): boolean {
  return branches.some((branch) => holds(branch, node));
}

function holds(branch: TemplateBranch, { span }: YamlNode): boolean {
  return branch.start <= span.start && span.end <= branch.end;
}
