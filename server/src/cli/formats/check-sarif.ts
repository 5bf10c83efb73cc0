import { version } from '../../../../package.json';
import { knownRules } from '../../core/rules/known-rules.ts';
import type { Severity } from '../../core/settings/settings.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { spokenLanguage } from '../../core/util/language.ts';
import { readRuleHelp } from '../../host/translations.ts';
import type { CheckDiagnostic, CheckReport, LineRange } from '../check-report.ts';

const messages = defineMessages('cli/formats/check-sarif', { help: '{summary} Source: {source}.' });

/** SARIF has no hints. */
const sarifLevels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** How GitHub's code scanning sorts alerts that do not concern security. */
const problemSeverities = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/**
 * The report as SARIF, as GitHub's code scanning and other viewers take it. Paths are relative to the working directory, which
 * has to be the top of the repository there. Source: OASIS SARIF 2.1.0; GitHub documentation, "SARIF support for code scanning".
 */
export function checkSarif(report: CheckReport): string {
  const codes = [...new Set(report.diagnostics.map(({ code }) => code))].sort();
  const help = readRuleHelp(spokenLanguage().tag);
  const fingerprint = createFingerprints();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Headlight', semanticVersion: version, rules: codes.map((code) => toRule(code, help[code])) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.unreadable.map(({ file, reason }) => ({
              level: 'warning',
              message: { text: reason },
              locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
            })),
          },
        ],
        results: report.diagnostics.map((diagnostic) => ({
          ruleId: diagnostic.code,
          ruleIndex: codes.indexOf(diagnostic.code),
          level: sarifLevels[diagnostic.severity],
          message: { text: diagnostic.message },
          locations: [{ ...location(diagnostic), ...logicalLocations(diagnostic) }],
          ...(diagnostic.related.length === 0
            ? {}
            : {
                relatedLocations: diagnostic.related.map((place, index) => ({
                  id: index + 1,
                  ...location(place),
                  message: { text: place.message },
                })),
              }),
          partialFingerprints: { 'headlight/v1': fingerprint(diagnostic) },
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function toRule(code: string, markdown: string | undefined): object {
  const rule = knownRules.called(code);
  if (rule === undefined) return { id: code };
  const level = sarifLevels[rule.severity];
  return {
    id: code,
    shortDescription: { text: formatMessage(rule.summary) },
    fullDescription: { text: formatMessage(rule.summary) },
    help: {
      text: formatMessage(messages.help, { summary: rule.summary, source: rule.source }),
      ...(markdown === undefined ? {} : { markdown }),
    },
    defaultConfiguration: { level },
    properties: { tags: ['kubernetes', 'dns'], 'problem.severity': problemSeverities[level] },
  };
}

function location({ file, range }: { readonly file: string; readonly range: LineRange }): {
  readonly physicalLocation: object;
} {
  // One-based; an empty region has no end, which stands for the whole line.
  const start = { startLine: range.start.line + 1, startColumn: range.start.character + 1 };
  const end = { endLine: range.end.line + 1, endColumn: range.end.character + 1 };
  return { physicalLocation: { artifactLocation: artifact(file), region: { ...start, ...end } } };
}

function artifact(file: string): { readonly uri: string; readonly uriBaseId?: string } {
  const isAbsolute = file.startsWith('/') || /^[A-Za-z]:/.test(file);
  const uri = file.split('/').map(encodeURIComponent).join('/');
  if (isAbsolute) return { uri: `file://${file.startsWith('/') ? '' : '/'}${uri}` };
  return { uri, uriBaseId: '%SRCROOT%' };
}

function logicalLocations({ resource, path }: CheckDiagnostic): object {
  if (resource === null) return {};
  const fullyQualifiedName = `${resource.kind} ${resource.namespace}/${resource.name ?? ''}`;
  return { logicalLocations: [{ fullyQualifiedName, ...(path === '' ? {} : { name: path }), kind: 'object' }] };
}

/**
 * Names problems so that one is known again when lines above it change: by its rule, file, object and field. Equal ones are numbered.
 */
function createFingerprints(): (diagnostic: CheckDiagnostic) => string {
  const seen = new Map<string, number>();
  return ({ code, file, resource, path }) => {
    const key = JSON.stringify([code, file, resource?.kind, resource?.namespace, resource?.name, path]);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return `${fnv1a(key)}:${number}`;
  };
}

/** FNV-1a of 64 bits over UTF-16 units, in hexadecimal. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
