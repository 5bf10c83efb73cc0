import { type Diagnostic, DiagnosticSeverity, languages, type Uri } from 'vscode';
import { atRest } from './at-rest.ts';

/** A problem and the file it is in. */
export interface ShownProblem {
  readonly file: Uri;
  readonly problem: Diagnostic;
}

/** How long to wait for the problems of a file that was just opened, in milliseconds. */
const patience = 10_000;

/** The worst of Headlight's problems that the Problems panel lists: in the first of these files that has any, else in any file. */
export function firstProblem(preferred: readonly Uri[]): ShownProblem | undefined {
  const known = languages.getDiagnostics().map(([file]) => file);
  for (const file of [...preferred, ...known]) {
    const [problem] = problemsOf(file);
    if (problem !== undefined) return { file, problem };
  }
  return undefined;
}

/**
 * The worst problem of a file that has a warning or an error, as soon as it is known; some are found only when all manifests
 * are read.
 */
export async function problemSoon(file: Uri): Promise<Diagnostic | undefined> {
  const isKnown = () => problemsOf(file).some(({ severity }) => severity <= DiagnosticSeverity.Warning);
  if (!isKnown()) await changeTo(isKnown);
  await atRest();
  return problemsOf(file)[0];
}

function problemsOf(file: Uri): readonly Diagnostic[] {
  return languages
    .getDiagnostics(file)
    .filter(({ source, severity }) => source === 'headlight' && severity !== DiagnosticSeverity.Hint)
    .sort((one, other) => one.severity - other.severity || one.range.start.compareTo(other.range.start));
}

function changeTo(isReached: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, patience);
    const listening = languages.onDidChangeDiagnostics(() => {
      if (isReached()) end();
    });
  });
}
