import { environmentOf, localeOf } from './cli/environment.ts';
import { reportFailure, runCommandLine } from './cli/program.ts';
import { languageOf, speak } from './core/util/language.ts';
import { compileLittle } from './host/compiling.ts';
import { readLanguage } from './host/translations.ts';

compileLittle();
const environment = environmentOf(process);
const args = process.argv.slice(2);

speak(readLanguage(languageOf(localeOf(args, process.env))));
runCommandLine(args, environment).then(
  (code) => {
    // Not process.exit: what is still to be written to a pipe would be lost.
    process.exitCode = code;
  },
  (error: unknown) => {
    reportFailure(error, environment);
    process.exitCode = 2;
  },
);
