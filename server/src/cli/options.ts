import { InvalidArgumentError, Option, type Command } from 'commander';
import { isDns1123Subdomain } from '../core/kubernetes/formats.ts';
import { rules } from '../core/rules/index.ts';
import { defaultSettings, levels, readSettings, type GivenSettings, type Level } from '../core/settings/settings.ts';
import { configurationFileName } from '../core/settings/table.ts';
import { isDns1123Label } from '../core/util/dns-label.ts';
import { isNearMiss } from '../core/util/near-miss.ts';
import { UsageError } from './environment.ts';

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
    .option('--cluster-domain <domain>', `the cluster's DNS domain (default: ${defaultSettings.clusterDomain})`)
    .option(
      '--default-namespace <namespace>',
      `the namespace of objects that write none (default: ${defaultSettings.defaultNamespace})`,
    )
    .option(
      '--kubernetes-version <version>',
      `the version of the API server (default: ${defaultSettings.kubernetesVersion})`,
    )
    .option('--config <file>', `a configuration (default: the nearest ${configurationFileName} at or above each path)`)
    .option('--no-color', 'no colours, also on a terminal');
}

/** `--from NAMESPACE` or `--from NAMESPACE/POD`: who asks for a name. */
export function askerOption(): Option {
  return new Option(
    '--from <namespace[/pod]>',
    "ask as a Pod of this namespace does, with its resolver's search list, or as this very Pod",
  ).argParser(readAsker);
}

/** What is said where there is no such asker. */
export function noAsker(from: string): string {
  return `No manifest defines the Pod "${from}". Give NAMESPACE/POD, by the name of the Pod or of what makes it.`;
}

/** `--rule CODE=LEVEL`, as often as one likes. */
export function ruleOption(): Option {
  const collect = (value: string, before: Readonly<Record<string, Level>>): Readonly<Record<string, Level>> => ({
    ...before,
    ...readRule(value),
  });
  return new Option('--rule <code=level>', `the level of a rule: ${levels.join(', ')}; may be given again`)
    .argParser(collect)
    .default({}, 'their own');
}

/** `--only CODE`, as often as one likes. */
export function onlyOption(): Option {
  return new Option('--only <code>', 'this rule alone; may be given again')
    .argParser((value: string, before: readonly string[]): readonly string[] => [...before, ruleCode(value)])
    .default([], 'every rule');
}

/** A whole number that is not negative. */
export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(value);
}

/** What the command line says about settings. */
export interface RunSettings {
  /** Options, which are laid over configuration files. */
  readonly overrides: GivenSettings;
  /** The one configuration file that counts. */
  readonly config?: string;
}

/** The settings of a run; an option that cannot be used is a UsageError. */
export function settingsOf(options: CommonOptions, rulesLevels: Readonly<Record<string, Level>> = {}): RunSettings {
  const { clusterDomain, defaultNamespace, kubernetesVersion, config } = options;
  const { settings, problems } = readSettings({
    clusterDomain,
    defaultNamespace,
    kubernetesVersion,
    rules: rulesLevels,
  });
  const wrong = problems[0]?.setting;
  if (wrong === 'clusterDomain')
    throw new UsageError(`"${clusterDomain}" is no DNS name. Give --cluster-domain one such as "cluster.local".`);
  if (wrong === 'defaultNamespace')
    throw new UsageError(`"${defaultNamespace}" is no namespace. Give --default-namespace a DNS label such as "prod".`);
  if (wrong === 'kubernetesVersion')
    throw new UsageError(`"${kubernetesVersion}" is no version. Give --kubernetes-version one such as "1.34".`);
  const overrides: GivenSettings = {
    ...(clusterDomain === undefined ? {} : { clusterDomain: settings.clusterDomain }),
    ...(defaultNamespace === undefined ? {} : { defaultNamespace: settings.defaultNamespace }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion: settings.kubernetesVersion }),
    rules: settings.rules,
  };
  return config === undefined ? { overrides } : { overrides, config };
}

function readAsker(value: string): string {
  const [namespace = '', ...pod] = value.split('/');
  if (!isDns1123Label(namespace) || pod.length > 1 || pod.some((name) => !isDns1123Subdomain(name)))
    throw new InvalidArgumentError('It is no namespace, nor NAMESPACE/POD.');
  return value;
}

function readRule(value: string): Readonly<Record<string, Level>> {
  const [code = '', given] = value.split('=', 2);
  const level = levels.find((candidate) => candidate === given);
  if (level === undefined) throw new InvalidArgumentError(`Write CODE=LEVEL, with a level of ${levels.join(', ')}.`);
  return { [ruleCode(code)]: level };
}

/** The code of a rule there is. */
function ruleCode(code: string): string {
  if (rules.some((rule) => rule.code === code)) return code;
  const near = rules.find((rule) => isNearMiss(rule.code, code));
  throw new InvalidArgumentError(
    `There is no rule "${code}".${near === undefined ? '' : ` Did you mean "${near.code}"?`}`,
  );
}
