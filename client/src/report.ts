import { env, type Extension, extensions, l10n, Position, Selection, window, workspace } from 'vscode';
import { describeEditor, type Output } from './output.ts';
import { runtime } from './platform.ts';
import type { Server, ServerState } from './server.ts';

/** What a report is made from. */
interface ReportContext {
  readonly extension: Extension<unknown>;
  readonly server: Server;
  readonly output: Output;
}

/** Opens a report of a problem with Headlight as a text of the person's, to be completed and taken to its makers. Nothing is sent. */
export async function openReport(context: ReportContext): Promise<void> {
  const content = writeReport(context);
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  const editor = await window.showTextDocument(document, { preview: false });
  const below = content.slice(0, content.indexOf(whatHappened)).split('\n').length + 1;
  editor.selection = new Selection(new Position(below, 0), new Position(below, 0));
}

const whatHappened = '## What happened\n';

function writeReport({ extension, server, output }: ReportContext): string {
  const { version, bugs } = manifestOf(extension);
  const place = bugs?.url ?? l10n.t('the issues of its repository, which its page in the Extensions view links to');
  const lines = output.lastLines().join('\n');
  const fence = fenceFor(lines);
  return `# A problem with Headlight ${version}

> ${l10n.t('Nothing has been sent. Complete the text, review it for names that must stay private (folders, namespaces, hosts), then take it to {0}.', place)}
> ${l10n.t('Report a vulnerability privately, on the Security page of the repository.')}

${whatHappened}
${l10n.t('What did you do, what did you expect, and what happened instead? A manifest that shows it helps most.')}

## Versions

- Headlight ${version}
- ${describeEditor()}, in ${env.language}
- ${runtime}
${otherExtensions(extension).join('')}
## State

- ${describeState(server.state)}
- ${describeWorkspace()}

## Settings

\`\`\`jsonc
${settingsInForce(extension).join('\n')}
\`\`\`

## The end of the output

${fence}text
${lines}
${fence}
`;
}

/** What is of interest in package.json. */
interface Manifest {
  readonly version: string;
  readonly bugs?: { readonly url?: string };
  readonly activationEvents?: readonly string[];
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

function manifestOf(extension: Extension<unknown>): Manifest {
  return extension.packageJSON as Manifest;
}

/** Others that serve the same files, whose answers are beside ours. */
function otherExtensions(own: Extension<unknown>): readonly string[] {
  const others = extensions.all.filter(
    (one) =>
      one.id !== own.id && manifestOf(one).activationEvents?.some((event) => /^onLanguage:(yaml|helm)$/.test(event)),
  );
  return others.map((one) => `- ${one.id} ${manifestOf(one).version}\n`);
}

function describeState(state: ServerState): string {
  if (state.kind !== 'running') return `The language server is ${state.kind}.`;
  const { services, files, scopes, problems, indexing, message } = state.status;
  const counts = `files with manifests: ${files}, Services: ${services}, kustomizations and charts: ${scopes}`;
  const { error, warning, information, hint } = problems;
  const found = `errors: ${error}, warnings: ${warning}, information: ${information}, hints: ${hint}`;
  const doing = indexing ? ' It is reading the workspace.' : '';
  return `The language server is running; ${counts}; ${found}.${doing}${message === undefined ? '' : ` ${message}`}`;
}

function describeWorkspace(): string {
  const folders = workspace.workspaceFolders ?? [];
  const schemes = [...new Set(folders.map(({ uri }) => uri.scheme))].join(', ');
  const trust = workspace.isTrusted ? 'trusted' : 'in Restricted Mode';
  return `Workspace folders: ${folders.length}${schemes === '' ? '' : ` (${schemes})`}, ${trust}`;
}

/** Each setting of ours with its value; folders that set another one are listed behind it. */
function settingsInForce(extension: Extension<unknown>): readonly string[] {
  const names = manifestOf(extension).contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
  const folders = workspace.workspaceFolders ?? [];
  return names.flatMap((name) => {
    const setting = workspace.getConfiguration().inspect(name);
    const value = JSON.stringify(workspace.getConfiguration().get(name));
    const mark = value === JSON.stringify(setting?.defaultValue) ? ' // default' : '';
    const own = folders.flatMap(({ uri }, index) => {
      const given = workspace.getConfiguration(undefined, uri).inspect(name)?.workspaceFolderValue;
      return given === undefined ? [] : [`"${name}": ${JSON.stringify(given)} // folder ${index + 1}`];
    });
    return [`"${name}": ${value}${mark}`, ...own];
  });
}

/** A fence longer than any in the text. */
function fenceFor(text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  return '`'.repeat(runs.reduce((length, run) => Math.max(length, run.length + 1), 3));
}
