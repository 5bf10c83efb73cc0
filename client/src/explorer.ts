import { commands, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { isServedDocument } from './manifests.ts';
import type { FoundProblem } from './server-questions.ts';
import type { Server } from './server.ts';
import type { RecordDocuments } from './views/record-documents.ts';
import { openProblemsCommand } from './ids.ts';

/**
 * Shows the problems of files and folders, as the Explorer gives them: one that was clicked and all that are selected; else of the
 * manifest in front. Those of one file are in the Problems panel, which cannot be told to list a folder's; those are a list
 * to choose from.
 */
export async function check(server: Server, clicked: unknown, selected: unknown): Promise<void> {
  const chosen = chosenIn(clicked, selected);
  const [first] = chosen;
  if (first === undefined) return tellNothingChosen();
  const { manifests, problems } = await server.check(chosen);
  const name = chosen.length === 1 ? nameOf(first) : l10n.t('{0} files and folders', chosen.length);
  if (manifests === 0) tellNoManifests(name);
  else if (problems.length === 0) void window.showInformationMessage(l10n.t('There are no problems in {0}.', name));
  else if (problems.every(({ uri }) => chosen.length === 1 && uri.toString() === first.toString()))
    await showFile(problems);
  else await choose(problems, l10n.t('Problems in {0}', name));
}

/** Shows the records of a file or of all manifests in a folder, as the Explorer gives them; else of the manifest in front. */
export async function showRecordsOf(
  server: Server,
  records: RecordDocuments,
  clicked: unknown,
  selected: unknown,
): Promise<void> {
  const [first] = chosenIn(clicked, selected);
  if (first === undefined) return tellNothingChosen();
  const { manifests } = await server.check([first]);
  if (manifests === 0) tellNoManifests(nameOf(first));
  else await records.show(first.toString(), undefined);
}

/** The files and folders that a command of the Explorer is about. */
function chosenIn(clicked: unknown, selected: unknown): readonly Uri[] {
  const several = Array.isArray(selected) ? selected.filter((one) => one instanceof Uri) : [];
  if (several.length > 0) return several;
  if (clicked instanceof Uri) return [clicked];
  const document = window.activeTextEditor?.document;
  return document !== undefined && isServedDocument(document) ? [document.uri] : [];
}

/** The worst problem of a file, in its place, with all others in the Problems panel. */
async function showFile(problems: readonly FoundProblem[]): Promise<void> {
  const [worst] = [...problems].sort((one, other) => one.severity - other.severity);
  if (worst === undefined) return;
  await commands.executeCommand(openProblemsCommand);
  await show(worst);
}

async function choose(problems: readonly FoundProblem[], title: string): Promise<void> {
  const chosen = await window.showQuickPick(problems.map(choiceOf), {
    title,
    placeHolder: l10n.t('Choose one to go to its line'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen !== undefined) await show(chosen.problem);
}

interface Choice extends QuickPickItem {
  readonly problem: FoundProblem;
}

function choiceOf(problem: FoundProblem): Choice {
  const { severity, path, range, code, message } = problem;
  const icon = { 1: 'error', 2: 'warning', 3: 'info' }[severity];
  return { label: `$(${icon}) ${path}:${range.start.line + 1}`, description: code, detail: message, problem };
}

async function show({ uri, range }: FoundProblem): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(uri), { selection: range });
}

/** Says that a command needs a manifest or a choice in the Explorer. */
export function tellNothingChosen(): void {
  void window.showInformationMessage(l10n.t('Open a manifest, or choose files or folders in the Explorer.'));
}

function tellNoManifests(name: string): void {
  void window.showInformationMessage(l10n.t('There are no Kubernetes manifests in {0}.', name));
}

function nameOf(uri: Uri): string {
  const path = workspace.asRelativePath(uri, false);
  return path === uri.fsPath ? (workspace.getWorkspaceFolder(uri)?.name ?? path) : path;
}
