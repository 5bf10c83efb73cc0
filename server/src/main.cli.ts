import { environmentOf, localeOf } from './cli/environment.ts';
import { reportFailure, runCommandLine } from './cli/program.ts';
import { languageOf, speak } from './core/util/language.ts';
import { compileLittle } from './host/compiling.ts';
import { readLanguage } from './host/translations.ts';

const environment = environmentOf(process);

async function run(args: readonly string[]): Promise<number> {
  compileLittle();
  speak(readLanguage(languageOf(localeOf(args, process.env))));
  return runCommandLine(args, environment);
}

run(process.argv.slice(2)).then(
  (code) => {
    // Not process.exit: what is still to be written to a pipe would be lost.
    process.exitCode = code;
  },
  (error: unknown) => {
    reportFailure(error, environment);
    process.exitCode = 2;
  },
);
