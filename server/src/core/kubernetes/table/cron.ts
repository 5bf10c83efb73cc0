/** The fields of a schedule: the least and the greatest number, and names that stand for numbers from the least on. */
const bounds: readonly (readonly [least: number, most: number, names?: readonly string[]])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12, ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']],
  [0, 6, ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']],
];

const words: ReadonlySet<string> = new Set([
  ...['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'],
]);

const every = /^@every [-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|[\u00b5\u03bc]s|ms|s|m|h))+)$/;

/** Whether a CronJob can have a schedule. Source: robfig/cron parser.go, ParseStandard. */
export function isCronSchedule(schedule: string): boolean {
  if (schedule.startsWith('@')) return words.has(schedule) || every.test(schedule);
  const fields = schedule.split(/\s+/).filter((field) => field !== '');
  return fields.length === bounds.length && fields.every((field, index) => isField(field, bounds[index]));
}

function isField(field: string, [least, most, names]: (typeof bounds)[number] = [0, 0]): boolean {
  const numberOf = (text: string): number => {
    const named = names?.indexOf(text.toLowerCase()) ?? -1;
    return named >= 0 ? named + least : /^\+?\d+$/.test(text) ? Number(text) : NaN;
  };
  const isRange = (text: string): boolean => {
    const [range = '', step, more] = text.split('/');
    const [from = '', to, beyond] = range.split('-');
    if (more !== undefined || (step !== undefined && !(/^\+?\d+$/.test(step) && Number(step) > 0))) return false;
    if (from === '*' || from === '?') return true;
    const first = numberOf(from);
    const last = to === undefined ? (step === undefined ? first : most) : numberOf(to);
    return beyond === undefined && first >= least && last <= most && first <= last;
  };
  return field.split(',').every((text) => text === '' || isRange(text));
}

const zonePart = /^(?!-|\.{1,2}$)[-A-Za-z._0-9+]{1,14}$/;

/** A time zone as it is meant: itself where it is one, in its own spelling where only capitals differ; `undefined` if it is not known. */
export function timeZoneMeantBy(name: string): string | undefined {
  if (name === 'UTC') return name;
  if (/^local$/i.test(name) || !name.split('/').every((part) => zonePart.test(part))) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return undefined;
  }
}
