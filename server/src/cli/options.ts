import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { isDns1123Subdomain } from '../core/kubernetes/formats.ts';
import { knownRules } from '../core/rules/known-rules.ts';
import { defaultSettings, levels, type GivenSettings, type Level } from '../core/settings/settings.ts';
import { readSettings } from '../core/settings/read-settings.ts';
import { configurationFileName } from '../core/settings/table.ts';
import { isDns1123Label } from '../core/util/dns-label.ts';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { UsageError } from './environment.ts';

const messages = defineMessages('cli/options', {
  clusterDomain: 'the DNS domain of the cluster (default: {value})',
  defaultNamespace: 'the namespace of objects without one (default: {value})',
  kubernetesVersion: 'the version of the API server (default: {value})',
  config: 'a configuration file (default: the nearest {file} at or above each path)',
  noColor: 'no colors, even on a terminal',
  path: 'files and folders with manifests, or - for standard input (default: the working directory)',
  format: 'how to print the output',
  from: 'look the name up as a Pod of this namespace, or as this Pod',
  rule: 'sets the level of a rule: {levels}; can be repeated',
  ruleLevels: 'the level of each rule',
  only: 'only this rule; can be repeated',
  everyRule: 'all rules',
  noPod:
    'No manifest defines the Pod "{from}". Give NAMESPACE/POD, with the name of a Pod or of the workload that creates it.',
  wholeNumber: 'Give a whole number.',
  oneOf: 'Give one of {choices}.',
  clusterDomainInvalid: '"{value}" is not a DNS name. Give --cluster-domain a name such as "cluster.local".',
  defaultNamespaceInvalid: '"{value}" is not a namespace. Give --default-namespace a DNS label such as "prod".',
  kubernetesVersionInvalid: '"{value}" is not a version. Give --kubernetes-version a version such as "1.34".',
  asker: 'Give NAMESPACE or NAMESPACE/POD.',
  ruleLevel: 'Give CODE=LEVEL, where LEVEL is one of {levels}.',
  noRule: 'There is no rule "{code}".',
  noRuleNear: 'There is no rule "{code}". Did you mean "{near}"?',
});

/** The options every command has. */
export interface CommonOptions {
  readonly clusterDomain?: string;
  readonly defaultNamespace?: string;
  readonly kubernetesVersion?: string;
  readonly config?: string;
  readonly color: boolean;
}

/** Adds the options every command has. */
export function withCommonOptions(command: Command): Command {
  return command
    .option(
      '--cluster-domain <domain>',
      formatMessage(messages.clusterDomain, { value: defaultSettings.clusterDomain }),
    )
    .option(
      '--default-namespace <namespace>',
      formatMessage(messages.defaultNamespace, { value: defaultSettings.defaultNamespace }),
    )
    .option(
      '--kubernetes-version <version>',
      formatMessage(messages.kubernetesVersion, { value: defaultSettings.kubernetesVersion }),
    )
    .option('--config <file>', formatMessage(messages.config, { file: configurationFileName }))
    .option('--no-color', formatMessage(messages.noColor));
}

/** Files and folders, as most commands take them. */
export function pathArgument(): Argument {
  return new Argument('[path...]', formatMessage(messages.path));
}

/** `--format`, of which the first is the usual one. */
export function formatOption(formats: readonly string[]): Option {
  return choiceOption('--format <format>', formatMessage(messages.format), formats).default(formats[0]);
}

/** An option that takes one of a few words, in any case. */
export function choiceOption(flags: string, description: string, choices: readonly string[]): Option {
  const read = (value: string): string => {
    const choice = choices.find((known) => known.toLowerCase() === value.toLowerCase());
    if (choice !== undefined) return choice;
    throw new InvalidArgumentError(formatMessage(messages.oneOf, { choices: choices.join(', ') }));
  };
  return new Option(flags, description).choices(choices).argParser(read);
}

/** `--from NAMESPACE` or `--from NAMESPACE/POD`: who looks up a name. */
export function askerOption(): Option {
  return new Option('--from <namespace[/pod]>', formatMessage(messages.from)).argParser(readAsker);
}

/** What is said where there is no such asker. */
export function noAsker(from: string): string {
  return formatMessage(messages.noPod, { from });
}

/** `--rule CODE=LEVEL`, as often as one likes. */
export function ruleOption(): Option {
  const collect = (value: string, before: Readonly<Record<string, Level>>): Readonly<Record<string, Level>> => ({
    ...before,
    ...readRule(value),
  });
  return new Option('--rule <code=level>', formatMessage(messages.rule, { levels: levels.join(', ') }))
    .argParser(collect)
    .default({}, formatMessage(messages.ruleLevels));
}

/** `--only CODE`, as often as one likes. */
export function onlyOption(): Option {
  return new Option('--only <code>', formatMessage(messages.only))
    .argParser((value: string, before: readonly string[]): readonly string[] => [...before, ruleCode(value)])
    .default([], formatMessage(messages.everyRule));
}

/** A whole number that is not negative. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError(formatMessage(messages.wholeNumber));
  return Number(value);
}

/** What the command line says about settings. */
export interface RunSettings {
  /** Options, which are laid over configuration files. */
  readonly overrides: GivenSettings;
  /** The one configuration file that counts. */
  readonly config?: string;
}

/** The options that are settings of the same name. */
const settingOptions = ['clusterDomain', 'defaultNamespace', 'kubernetesVersion'] as const;

/** The settings of a run; an option that cannot be used is a UsageError. */
export function settingsOf(options: CommonOptions, rulesLevels: Readonly<Record<string, Level>> = {}): RunSettings {
  const { config } = options;
  const given = settingOptions.filter((name) => options[name] !== undefined);
  const { settings, problems } = readSettings({
    ...Object.fromEntries(given.map((name) => [name, options[name]])),
    rules: rulesLevels,
  });
  const wrong = given.find((name) => name === problems[0]?.setting);
  if (wrong !== undefined)
    throw new UsageError(formatMessage(messages[`${wrong}Invalid`], { value: options[wrong] ?? '' }));
  const overrides: GivenSettings = {
    ...Object.fromEntries(given.map((name) => [name, settings[name]])),
    rules: settings.rules,
  };
  return config === undefined ? { overrides } : { overrides, config };
}

function readAsker(value: string): string {
  const [namespace = '', ...pod] = value.split('/');
  if (!isDns1123Label(namespace) || pod.length > 1 || pod.some((name) => !isDns1123Subdomain(name)))
    throw new InvalidArgumentError(formatMessage(messages.asker));
  return value;
}

function readRule(value: string): Readonly<Record<string, Level>> {
  const [code = '', given] = value.split('=', 2);
  const level = levels.find((candidate) => candidate === given);
  if (level === undefined)
    throw new InvalidArgumentError(formatMessage(messages.ruleLevel, { levels: levels.join(', ') }));
  return { [ruleCode(code)]: level };
}

/** The code of a rule there is. */
function ruleCode(code: string): string {
  if (knownRules.called(code) !== undefined) return code;
  const near = knownRules.meantBy(code);
  throw new InvalidArgumentError(
    near === undefined ? formatMessage(messages.noRule, { code }) : formatMessage(messages.noRuleNear, { code, near }),
  );
}
