import { environmentOf } from './cli/environment.ts';
import { printError } from './cli/output.ts';
import { runCommandLine } from './cli/program.ts';

const environment = environmentOf(process);

runCommandLine(process.argv.slice(2), environment).then(
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
