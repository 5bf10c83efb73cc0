/**
 * The locale that the command line speaks: of `--locale`, else of the first of LC_ALL, LC_MESSAGES and LANG that is set.
 * Looked for before the arguments are parsed, as the help is worded in it. Source: POSIX, 8.2 Internationalization Variables.
 */
export function localeOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const options = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
  const given = options.flatMap((option, index) => {
    if (option === '--locale') return options[index + 1] ?? [];
    return option.startsWith('--locale=') ? option.slice('--locale='.length) : [];
  });
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].filter((value) => value !== undefined && value !== '');
  return given.at(-1) ?? set[0];
}
