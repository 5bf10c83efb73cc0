import { styleText } from 'node:util';
import { visible, visibleJson } from '../core/util/visible.ts';
import type { Environment } from './environment.ts';
import { tabStop, type Line } from './text-layout.ts';

// Everything that the command line says goes through here, so that no name of a file or an object can move the cursor of a
// terminal, colour or hide text, or begin a line of its own.

/** Prints lines for people, with colours where the terminal and `options` want them. Resolves once more may be printed. */
export function print(
  lines: readonly Line[],
  environment: Environment,
  options: { readonly color: boolean } = { color: false },
): Promise<void> {
  const colours = options.color && environment.hasColours ? 'on' : 'off';
  return environment.write(lines.map((line) => `${withoutCommands(render(line, colours))}\n`).join(''));
}

/** Says one line on standard error. */
export function printError(line: string, environment: Environment): void {
  environment.writeError(`${withoutCommands(visible(line))}\n`);
}

/** Prints commands to GitHub, a line each. */
export function printCommands(lines: readonly string[], environment: Environment): Promise<void> {
  return environment.write(lines.map((line) => `${visible(line)}\n`).join(''));
}

/** Prints JSON text, escaped so that it parses to the same values. */
export function printJson(json: string, environment: Environment): Promise<void> {
  return environment.write(visibleJson(json));
}

/** Lines as they are, for a program that reads them: what is in them reaches it unchanged. */
export function printExactly(lines: readonly Line[], environment: Environment): Promise<void> {
  return environment.write(lines.map((line) => `${exact(line)}\n`).join(''));
}

function render(line: Line, colours: 'on' | 'off'): string {
  if (typeof line === 'string') return visible(line);
  return line
    .map((piece) => {
      if (piece === tabStop) return '\t';
      if (typeof piece === 'string') return visible(piece);
      // The decision is made already; styleText would make its own from the process.
      const text = visible(piece.text);
      return colours === 'on' ? styleText(piece.style, text, { validateStream: false }) : text;
    })
    .join('');
}

/**
 * A line that no pipeline takes for a command, as names in it may have been chosen to be one. Source: GitHub documentation, "Workflow
 * commands"; actions/runner, ActionCommand.cs; Azure Pipelines documentation, "Logging commands".
 */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1\\x3a').replace(/##(?=\[|vso\[)/g, '#\\x23');
}

function exact(line: Line): string {
  if (typeof line === 'string') return line;
  return line.map((piece) => (piece === tabStop ? '\t' : typeof piece === 'string' ? piece : piece.text)).join('');
}
