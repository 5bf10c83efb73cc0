import {
  commands,
  type Diagnostic,
  type Extension,
  type Position,
  Selection,
  TabInputText,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { convertToHeadlessCommand, resolveNameCommand, showInTreeCommand, showRecordsCommand } from '../ids.ts';
import { isServedDocument } from '../manifests.ts';
import type { ManifestService } from '../server-questions.ts';
import type { Server } from '../server.ts';
import { tryCommand } from '../try-command.ts';
import { type ExampleFolders, openExample, showBeside } from './example.ts';
import { firstProblem, type ShownProblem, problemSoon } from './problems.ts';

/** What the steps of the walkthrough work with. */
export interface StepContext {
  readonly server: Server;
  readonly example: ExampleFolders;
  /** Its package.json holds the walkthrough. */
  readonly extension: Extension<unknown>;
}

/** Shows the names of a Service: the hover over the first one in view. */
export async function showNames(context: StepContext): Promise<void> {
  const { editor, services } = await manifestInView(context);
  const [service] = services;
  if (service !== undefined) await showHover(editor, service.name.start);
}

/** Shows a problem, why it is one, and where its fixes are: the first one of an open manifest, else of the workspace, else of the example. */
export async function findProblem(context: StepContext): Promise<void> {
  const found = firstProblem(openManifests().map(({ uri }) => uri)) ?? (await problemOfExample(context));
  if (found !== undefined) await showProblem(found.file, found.problem);
}

/** Shows a problem in its file: over the line its message, with the way to its fixes. */
export async function showProblem(file: Uri, { range }: Diagnostic): Promise<void> {
  await showHover(await showBeside(file), range.start);
}

/** Has a problem's line in view, with the cursor in it. */
export async function revealProblem(file: Uri, { range }: Diagnostic): Promise<void> {
  select(await showBeside(file), range.start);
}

/** Converts the Service at the cursor, where it can be; else the one of the example that is only called headless. */
export async function convert(context: StepContext): Promise<void> {
  const { editor, services } = await manifestInView(context);
  const here = services.find(({ range, canConvert }) => canConvert && range.contains(editor.selection.active));
  if (here !== undefined) select(editor, here.name.start);
  else await selectConvertible(context);
  // What the hover of another step says is out of date then, and covers the change.
  await tryCommand('editor.action.hideHover');
  await commands.executeCommand(convertToHeadlessCommand);
}

/** Shows the records of the manifest in view. */
export async function showRecords(context: StepContext): Promise<void> {
  const { editor } = await manifestInView(context);
  await commands.executeCommand(showRecordsCommand, editor.document.uri.toString());
}

/** Shows the first Service in view in the tree of names. */
export async function browse(context: StepContext): Promise<void> {
  const { editor, services } = await manifestInView(context);
  const [service] = services;
  if (service !== undefined) select(editor, service.name.start);
  await commands.executeCommand(showInTreeCommand);
}

/** Asks for a name to resolve, and offers that of the first Service in view. */
export async function resolveName(context: StepContext): Promise<void> {
  const { editor, services } = await manifestInView(context);
  const [service] = services;
  // What is selected is what is asked for: the short name, as a program would write it.
  if (service !== undefined) editor.selection = new Selection(service.name.start, service.name.end);
  await commands.executeCommand(resolveNameCommand);
}

/** An editor in front, and the Services its manifest declares. */
interface View {
  readonly editor: TextEditor;
  readonly services: readonly ManifestService[];
}

/** The first open manifest that declares a Service, else the example, brought to the front beside the walkthrough. */
async function manifestInView({ server, example }: StepContext): Promise<View> {
  for (const { uri } of openManifests()) {
    const services = await server.services(uri);
    if (services.length > 0) return { editor: await showBeside(uri), services };
  }
  const editor = await openExample(example);
  return { editor, services: await server.services(editor.document.uri) };
}

/** The manifests that are open: the one in front, those on the screen, then those behind other tabs. */
function openManifests(): readonly TextDocument[] {
  const front = window.activeTextEditor === undefined ? [] : [window.activeTextEditor];
  const shown = [...front, ...window.visibleTextEditors].map(({ document }) => document);
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const inTabs = new Set(tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri.toString()] : [])));
  const behind = workspace.textDocuments.filter(({ uri }) => inTabs.has(uri.toString()));
  return [...new Set([...shown, ...behind])].filter(isServedDocument);
}

async function problemOfExample({ example }: StepContext): Promise<ShownProblem | undefined> {
  const { document } = await openExample(example);
  const problem = await problemSoon(document.uri);
  return problem && { file: document.uri, problem };
}

/** A Service of the example that was converted before is selected all the same; converting it again says so. */
async function selectConvertible({ server, example }: StepContext): Promise<void> {
  const editor = await openExample(example);
  const services = await server.services(editor.document.uri);
  const service = services.find(({ canConvert }) => canConvert) ?? services.at(-1);
  if (service !== undefined) select(editor, service.name.start);
}

async function showHover(editor: TextEditor, place: Position): Promise<void> {
  select(editor, place);
  // One that is shown would only get the focus. Older versions of VS Code hide it with the move of the cursor.
  await tryCommand('editor.action.hideHover');
  await commands.executeCommand('editor.action.showHover');
}

function select(editor: TextEditor, place: Position): void {
  editor.selection = new Selection(place, place);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
