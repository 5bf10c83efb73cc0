import path from 'node:path';
import type { DnsRecord } from '../../core/dns/record.ts';
import { allRecords } from '../../core/dns/records.ts';
import type { Service } from '../../core/kubernetes/service.ts';
import type { Placed } from '../../core/objects/placed.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import { recordsJson } from '../formats/records-json.ts';
import { recordsTable } from '../formats/records-table.ts';
import { recordsZone, recordsZoneFiles } from '../formats/records-zone.ts';
import { UsageError, type Environment, type CommandDefinition } from '../environment.ts';
import { defineMessages, formatMessage, type Message } from '../../core/util/format.ts';
import { makeFolder, writeText, type WriteResult } from '../../host/write-file.ts';
import { describe } from '../help.ts';
import { displayPath, isBelow, loadAndReport } from '../load.ts';
import { formatOption, pathArgument, settingsOf, type CommonOptions } from '../options.ts';
import { print, printJson } from '../output.ts';

interface RecordsOptions extends CommonOptions {
  readonly format: (typeof formats)[number];
  readonly namespace?: string;
  readonly service?: string;
  readonly output?: string;
}

/** What a printer of records is given. */
export interface RecordsReport {
  readonly snapshot: Snapshot;
  /** The Services asked for, by file and position. */
  readonly services: readonly Placed<Service>[];
  /** Their records. */
  readonly records: readonly DnsRecord[];
  readonly workingFolder: string;
  /** How wide the terminal is; any width will do where the output goes elsewhere. */
  readonly columns: number | undefined;
  /** What to say where there is nothing. */
  readonly nothing: string;
}

const formats = ['table', 'json', 'zone'] as const;

const messages = defineMessages('cli/commands/records', {
  summary: 'Lists the DNS records that the cluster will serve',
  description: 'Lists the DNS records that the cluster will serve for the Services of manifests.',
  namespace: 'only the Services of this namespace',
  service: 'only the Services of this name',
  output: 'with --format zone: write a file for each zone into this folder',
  zones:
    'A zone is a file that a name server loads. Standard output has the zone of the cluster domain; --output also writes the zones of the addresses, in-addr.arpa.zone and ip6.arpa.zone.',
  outputAlone: '--output writes zones. Use it together with --format zone.',
  notWritable: '"{path}" cannot be written to. {reason} Give --output a folder that can be written to.',
  written: '{file}: {count} {record/records}',
  noService: 'The manifests define no Service.',
  noServiceNamed: 'The manifests define no Service "{service}".',
  noServiceIn: 'The manifests define no Service in the namespace "{namespace}".',
  noServiceNamedIn: 'The manifests define no Service "{service}" in the namespace "{namespace}".',
});

const examples = [
  'headlight records deploy/',
  'headlight records --namespace prod --service db',
  'headlight records --format zone > cluster.local.zone',
  'headlight records --format zone --output zones/',
];

/** `headlight records`: the DNS records the cluster will serve. */
export const recordsCommand: CommandDefinition = (command, environment, end) => {
  describe(command, environment, messages, { paragraphs: [messages.zones], examples })
    .addArgument(pathArgument())
    .addOption(formatOption(formats))
    .option('--namespace <namespace>', formatMessage(messages.namespace))
    .option('--service <name>', formatMessage(messages.service))
    .option('--output <folder>', formatMessage(messages.output))
    .action(async (paths: readonly string[], options: RecordsOptions) => {
      if (options.output !== undefined && options.format !== 'zone')
        throw new UsageError(formatMessage(messages.outputAlone));
      const snapshot = await loadAndReport(paths, settingsOf(options), environment);
      const services = snapshot.ofKind('Service').filter(isWanted(options));
      const owners = new Set(services);
      const records = allRecords(snapshot).filter(({ service }) => service !== undefined && owners.has(service));
      const report: RecordsReport = {
        snapshot,
        services,
        records,
        workingFolder: environment.workingFolder,
        columns: environment.isTerminal ? environment.columns : undefined,
        nothing: nothingFor(options),
      };
      end(0);
      if (options.output !== undefined) return print(await writeZones(report, options.output), environment);
      await printRecords(report, options, environment);
    });
};

function printRecords(report: RecordsReport, options: RecordsOptions, environment: Environment): Promise<void> {
  switch (options.format) {
    case 'table':
      return print(recordsTable(report), environment, options);
    case 'json':
      return printJson(recordsJson(report), environment);
    case 'zone':
      return print(recordsZone(report), environment);
  }
}

/** Writes `ZONE.zone` for each zone, and tells which. */
async function writeZones(report: RecordsReport, folder: string): Promise<readonly string[]> {
  const target = path.resolve(report.workingFolder, folder);
  // A link in the working directory may have come with the manifests; who means where it leads names that.
  const isHere = isBelow(target, report.workingFolder);
  const check = (result: WriteResult, name: string): void => {
    if (result.kind === 'rejected')
      throw new UsageError(formatMessage(messages.notWritable, { path: name, reason: result.reason }));
  };
  check(await makeFolder(target, [isHere ? report.workingFolder : path.parse(target).root]), folder);
  const lines: string[] = [];
  for (const { zone, text, count: records } of recordsZoneFiles(report)) {
    const file = path.join(target, `${zone}.zone`);
    const shown = displayPath(file, report.workingFolder);
    check(await writeText(file, text, [isHere ? report.workingFolder : target]), shown);
    lines.push(formatMessage(messages.written, { file: shown, count: records }));
  }
  return lines;
}

function isWanted({ namespace, service }: RecordsOptions): (candidate: Placed<Service>) => boolean {
  return (candidate) =>
    (namespace === undefined || candidate.namespace === namespace) &&
    (service === undefined || candidate.name === service);
}

function nothingFor({ namespace = '', service = '' }: RecordsOptions): string {
  const named: Message = namespace === '' ? messages.noServiceNamed : messages.noServiceNamedIn;
  const any: Message = namespace === '' ? messages.noService : messages.noServiceIn;
  return formatMessage(service === '' ? any : named, { namespace, service });
}
