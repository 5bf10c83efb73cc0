/** A step of the walkthrough, taken apart. */
export interface WalkthroughStep {
  readonly title: string;
  readonly text: readonly StepText[];
  readonly button: { readonly text: string; readonly target: string };
}

/** A stretch of a step's text; `target` is empty but for links. */
export interface StepText {
  readonly kind: 'plain' | 'code' | 'link';
  readonly text: string;
  readonly target: string;
}

/** A walkthrough as package.json has it, its words already in the language of VS Code. */
interface Contributed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly { readonly title: string; readonly description: string }[];
}

/** Reads a walkthrough from an extension's package.json, so that its words are in one place only. */
export function readSteps(packageJson: unknown, id: string) {
  const { contributes } = packageJson as { readonly contributes: { readonly walkthroughs: readonly Contributed[] } };
  const found = contributes.walkthroughs.find((one) => one.id === id);
  return {
    title: found?.title ?? '',
    description: found?.description ?? '',
    steps: found?.steps.map(({ title, description }) => readStep(title, description)) ?? [],
  };
}

/** In a description a link that is alone on its line is a button. */
function readStep(title: string, description: string): WalkthroughStep {
  const lines = description.split('\n');
  const isButton = (line: string) => /^\[[^\]]*\]\([^)]*\)$/.test(line);
  const [button] = lines.filter(isButton).flatMap(readText);
  const text = lines.filter((line) => !isButton(line)).join(' ');
  return { title, text: readText(text), button: { text: button?.text ?? '', target: button?.target ?? '' } };
}

/** Of Markdown a walkthrough's text has links, and code between two pairs of backticks. */
function readText(text: string): readonly StepText[] {
  const parts = text.split(/(\[[^\]]*\]\([^)]*\)|``.*?``)/).filter((part) => part !== '');
  return parts.map((part) => {
    const [, label, target] = /^\[([^\]]*)\]\(([^)]*)\)$/.exec(part) ?? [];
    if (label !== undefined && target !== undefined) return { kind: 'link', text: label, target };
    const [, code] = /^``(.*)``$/.exec(part) ?? [];
    return code === undefined ? { kind: 'plain', text: part, target: '' } : { kind: 'code', text: code, target: '' };
  });
}
