import path from 'node:path';
import { Option } from 'commander';
import type { DnsRecord } from '../../core/dns/record.ts';
import { allRecords } from '../../core/dns/records.ts';
import type { Service } from '../../core/kubernetes/service.ts';
import type { Placed } from '../../core/objects/placed.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import { recordsJson } from '../formats/records-json.ts';
import { recordsTable } from '../formats/records-table.ts';
import { recordsZone, recordsZoneFiles } from '../formats/records-zone.ts';
import { UsageError, type Environment } from '../environment.ts';
import { count } from '../../core/util/format.ts';
import { makeFolder, writeText, type WriteResult } from '../../host/write-file.ts';
import { displayPath, isBelow, loadSnapshot, reportUnread } from '../load.ts';
import { settingsOf, type CommonOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import type { CommandDefinition } from '../program.ts';

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
  /** What was asked for, in words, for the sentence that says that there is nothing. */
  readonly asked: string;
}

const formats = ['table', 'json', 'zone'] as const;

/** `headlight records`: the DNS records the cluster will serve. */
export const recordsCommand: CommandDefinition = (command, environment, end) => {
  command
    .summary('Lists the DNS records the cluster will serve')
    .description('Lists the DNS records that the cluster will serve for the Services of manifests.')
    .argument('[path...]', 'files and folders with manifests (default: the working directory)')
    .addOption(new Option('--format <format>', 'how to print them').choices(formats).default('table'))
    .option('--namespace <namespace>', 'only the Services of this namespace')
    .option('--service <name>', 'only the Services of this name')
    .option('--output <folder>', 'with --format zone: a file for each zone, in this folder')
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: RecordsOptions) => {
      if (options.output !== undefined && options.format !== 'zone')
        throw new UsageError('--output writes zones. Give it together with --format zone.');
      const snapshot = await loadSnapshot(paths, settingsOf(options), environment.workingFolder);
      reportUnread(snapshot, environment);
      const services = snapshot.ofKind('Service').filter(isWanted(options));
      const owners = new Set(services);
      const records = allRecords(snapshot).filter(({ service }) => service !== undefined && owners.has(service));
      const report: RecordsReport = {
        snapshot,
        services,
        records,
        workingFolder: environment.workingFolder,
        columns: environment.isTerminal ? environment.columns : undefined,
        asked: askedFor(options),
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

const help = `
Examples:
  headlight records deploy/
  headlight records --namespace prod --service db
  headlight records --format zone > cluster.local.zone
  headlight records --format zone --output zones/

A zone is a file that a name server loads. On standard output it is that of the
cluster domain; --output writes those of the addresses too, in-addr.arpa.zone
and ip6.arpa.zone.`;

/** Writes `ZONE.zone` for each zone, and tells which. */
async function writeZones(report: RecordsReport, folder: string): Promise<readonly string[]> {
  const target = path.resolve(report.workingFolder, folder);
  // A link in the working directory may have come with the manifests; who means where it leads names that.
  const isHere = isBelow(target, report.workingFolder);
  const check = (result: WriteResult, name: string): void => {
    if (result.kind === 'rejected')
      throw new UsageError(`"${name}" cannot be written to. ${result.reason} Give --output a folder that can.`);
  };
  check(await makeFolder(target, [isHere ? report.workingFolder : path.parse(target).root]), folder);
  const lines: string[] = [];
  for (const { zone, text, count: records } of recordsZoneFiles(report)) {
    const file = path.join(target, `${zone}.zone`);
    const shown = displayPath(file, report.workingFolder);
    check(await writeText(file, text, [isHere ? report.workingFolder : target]), shown);
    lines.push(`${shown}: ${count(records, 'record')}`);
  }
  return lines;
}

function isWanted({ namespace, service }: RecordsOptions): (candidate: Placed<Service>) => boolean {
  return (candidate) =>
    (namespace === undefined || candidate.namespace === namespace) &&
    (service === undefined || candidate.name === service);
}

function askedFor({ namespace, service }: RecordsOptions): string {
  const named = service === undefined ? 'Service' : `Service "${service}"`;
  return namespace === undefined ? named : `${named} in the namespace "${namespace}"`;
}
