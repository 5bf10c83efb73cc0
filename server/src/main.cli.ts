import { environmentOf } from './cli/environment.ts';
import { runCommandLine } from './cli/program.ts';

const environment = environmentOf(process);

runCommandLine(process.argv.slice(2), environment).then(
  (code) => {
    // Not process.exit: what is still to be written to a pipe would be lost.
    process.exitCode = code;
  },
  (error: unknown) => {
    const trace = error instanceof Error ? error.stack : String(error);
    environment.writeError(
      `headlight: internal error, which is a mistake in Headlight and worth reporting.\n${trace}\n`,
    );
    process.exitCode = 2;
  },
);
