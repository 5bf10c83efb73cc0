import { l10n, type QuickPickItem, QuickPickItemKind, window, workspace } from 'vscode';
import { cursorIn } from '../manifests.ts';
import type { NameQuestion, CursorPosition } from '../server-questions.ts';
import type { Server } from '../server.ts';

/**
 * Asks for a DNS name and for who asks: a Pod, some Pod of a namespace, or nothing in particular for an absolute name. A name that is
 * given is not asked for, and who asks only where no name was given either.
 */
export async function askForName(server: Server, given: unknown, from: unknown): Promise<NameQuestion | undefined> {
  if (typeof given === 'string') {
    return { kind: 'answer', name: given, from: typeof from === 'string' ? from : undefined, around: undefined };
  }
  const place: CursorPosition = cursorIn() ?? {};
  const isElsewhere = place.uri !== undefined && workspace.getWorkspaceFolder(place.uri) === undefined;
  const around = isElsewhere ? place.uri : undefined;
  const asked = (text: string): NameQuestion => ({ kind: 'answer', name: text.trim(), from: undefined, around });
  const name = await window.showInputBox({
    title: l10n.t('Resolve a DNS Name'),
    prompt: l10n.t('A name as a program writes it: db, db.shop, db-0.db.shop.svc.cluster.local'),
    value: await suggestedName(server, place),
    // Each keystroke asks, which is quick; what is typed first is no mistake yet.
    validateInput: async (text) => (text.trim() === '' ? '' : (await server.ask(asked(text))).error),
  });
  if (name === undefined || name.trim() === '') return undefined;
  if (name.trim().endsWith('.')) return asked(name);
  const asker = await askForAsker(server, place);
  return asker && { ...asked(name), from: asker.from };
}

interface Asker extends QuickPickItem {
  readonly from: string | undefined;
}

async function askForAsker(server: Server, place: CursorPosition): Promise<Asker | undefined> {
  const { namespaces, pods, here, podsHere } = await server.namespaces(place);
  const namespaceItem = (from: string): Asker => ({
    label: from,
    description: from === here ? l10n.t('the namespace at the cursor') : '',
    from,
  });
  const podItem = ({ name, kind }: { readonly name: string; readonly kind: string }): Asker => ({
    label: name,
    description: name === podsHere ? l10n.t('{0} at the cursor', kind) : kind,
    from: name,
  });
  const separator = (label: string): Asker => ({ label, kind: QuickPickItemKind.Separator, from: undefined });
  const isHere = ({ name }: { readonly name: string }) => name === podsHere;
  const items: readonly Asker[] = [
    ...(here === undefined ? [] : [namespaceItem(here)]),
    ...pods.filter(isHere).map(podItem),
    {
      label: l10n.t('No particular Pod'),
      description: l10n.t('the name is absolute, without a search list'),
      from: undefined,
    },
    separator(l10n.t('A Pod in the namespace')),
    ...namespaces.filter((namespace) => namespace !== here).map(namespaceItem),
    separator(l10n.t('A Pod by its name')),
    ...pods.filter((pod) => !isHere(pod)).map(podItem),
  ];
  return window.showQuickPick(items, {
    title: l10n.t('Resolve a DNS Name'),
    placeHolder: l10n.t('Who asks: a Pod in a namespace, or NAMESPACE/POD'),
    matchOnDescription: true,
  });
}

/** What is selected, else the name of what is at the cursor. */
async function suggestedName(server: Server, { uri, position }: CursorPosition): Promise<string> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  if (/^[-\w.]{1,253}$/.test(selected)) return selected;
  return uri === undefined || position === undefined ? '' : ((await server.nameAt(uri, position)) ?? '');
}
