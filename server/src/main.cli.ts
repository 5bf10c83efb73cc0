import { environmentOf } from './cli/environment.ts';
import { printError } from './cli/output.ts';
import { runCommandLine } from './cli/program.ts';
import { localeOf } from './cli/locale.ts';
import { languageOf, speak } from './core/util/language.ts';
import { readLanguage } from './host/translations.ts';

const environment = environmentOf(process);
const args = process.argv.slice(2);

speak(readLanguage(languageOf(localeOf(args, process.env))));
runCommandLine(args, environment).then(
  (code) => {
    // Not process.exit: what is still to be written to a pipe would be lost.
    process.exitCode = code;
  },
  (error: unknown) => {
    printError('headlight: internal error, which is a mistake in Headlight and worth reporting.', environment);
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of trace.split('\n')) printError(line, environment);
    process.exitCode = 2;
  },
);
