import { l10n, type Position, type QuickPickItem, Uri, window } from 'vscode';
import type { WirePictureSubject } from '../../../../server/src/shared/picture.ts';
import { cursorIn } from '../../manifests.ts';
import type { Server } from '../../server.ts';
import { askForName } from '../ask.ts';
import { givenPlace } from '../position.ts';

/** What a picture is drawn of, with places as VS Code has them. */
export type ShownSubject =
  | { readonly kind: 'place'; readonly uri: Uri; readonly position: Position }
  | Exclude<WirePictureSubject, { readonly kind: 'place' }>;

/** Where the cursor of an editor is, that in front where none is given, if it is in a manifest. */
export function subjectAtCursor(editor = window.activeTextEditor): ShownSubject | undefined {
  const place = cursorIn(editor);
  return place && { kind: 'place', ...place };
}

/** A subject that may come from a link, a keyboard shortcut, or a page that was left; `undefined` where it is none. */
export function givenSubject(given: unknown, at?: unknown): ShownSubject | undefined {
  if (given instanceof Uri) return placeGiven(given.toString(), at);
  if (typeof given === 'string') return placeGiven(given, at);
  const { kind, namespace, name, from, uri, position } = (given ?? {}) as Partial<Record<string, unknown>>;
  switch (kind) {
    case 'place':
      return placeGiven(uri, position);
    case 'service':
      return typeof namespace === 'string' && typeof name === 'string' ? { kind, namespace, name } : undefined;
    case 'namespace':
      return typeof namespace === 'string' ? { kind, namespace } : undefined;
    case 'workspace':
      return { kind };
    case 'name':
      if (typeof name !== 'string') return undefined;
      return typeof from === 'string' ? { kind, name, from } : { kind, name };
    default:
      return undefined;
  }
}

function placeGiven(uri: unknown, at: unknown): ShownSubject | undefined {
  const place = givenPlace(uri, at);
  return place?.position && { kind: 'place', uri: place.uri, position: place.position };
}

/** Asks what to draw where the editor in front leaves it open. */
export async function askForSubject(server: Server): Promise<ShownSubject | undefined> {
  const { namespaces } = await server.namespaces({});
  const choices: readonly Choice[] = [
    { label: l10n.t('All Services'), description: l10n.t('all manifests'), subject: { kind: 'workspace' } },
    { label: l10n.t('How a name resolves…'), subject: 'name' },
    ...namespaces.map((namespace) => ({
      label: namespace,
      description: l10n.t('namespace'),
      subject: { kind: 'namespace', namespace } as const,
    })),
  ];
  const choice = await window.showQuickPick(choices, { placeHolder: l10n.t('Show a picture of') });
  if (choice?.subject !== 'name') return choice?.subject;
  const asked = await askForName(server, undefined, undefined);
  return asked && { kind: 'name', name: asked.name, ...(asked.from === undefined ? {} : { from: asked.from }) };
}

interface Choice extends QuickPickItem {
  readonly subject: ShownSubject | 'name';
}
