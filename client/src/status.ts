import { Disposable, l10n, languages, LanguageStatusSeverity, type LanguageStatusItem } from 'vscode';
import type { StatusParams } from '../../server/src/shared/protocol.ts';
import { restartServerCommand, showOutputCommand } from './ids.ts';
import { manifestSelector } from './manifests.ts';
import type { Server } from './server.ts';

/** Shows how the server is in the language status of YAML and Helm files: work under way, what was found, trouble. */
export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('headlight.status', manifestSelector());
  item.name = 'Headlight';
  showStarting(item);
  const listening = server.onDidChangeState((state) => {
    switch (state.kind) {
      case 'starting':
        return showStarting(item);
      case 'stopped':
        return showStopped(item);
      case 'running':
        return showRunning(item, state.status);
    }
  });
  return Disposable.from(item, listening);
}

function showStarting(item: LanguageStatusItem): void {
  item.busy = true;
  item.severity = LanguageStatusSeverity.Information;
  item.text = l10n.t('Headlight is starting');
  item.detail = '';
  item.command = showOutput();
}

function showStopped(item: LanguageStatusItem): void {
  item.busy = false;
  item.severity = LanguageStatusSeverity.Error;
  item.text = l10n.t('Headlight is stopped');
  item.detail = l10n.t('The language server is not running.');
  item.command = { command: restartServerCommand, title: l10n.t('Restart Server') };
}

function showRunning(item: LanguageStatusItem, status: StatusParams): void {
  item.busy = status.indexing;
  item.severity = severityOf(status.health);
  item.text = `${servicesText(status.services)}, ${problemsText(status.problems)}`;
  item.detail =
    status.message ?? (status.indexing ? l10n.t('Headlight is reading the manifests') : scopesText(status.scopes));
  item.command = showOutput();
}

function showOutput(): { command: string; title: string } {
  return { command: showOutputCommand, title: l10n.t('Show Output') };
}

function severityOf(health: StatusParams['health']): LanguageStatusSeverity {
  switch (health) {
    case 'ok':
      return LanguageStatusSeverity.Information;
    case 'warning':
      return LanguageStatusSeverity.Warning;
    case 'error':
      return LanguageStatusSeverity.Error;
  }
}

function servicesText(count: number): string {
  return count === 1 ? l10n.t('1 Service') : l10n.t('{0} Services', count);
}

function scopesText(count: number): string {
  if (count === 0) return 'Headlight';
  return count === 1 ? l10n.t('1 kustomization or chart') : l10n.t('{0} kustomizations and charts', count);
}

/** Hints are left out, as the Problems panel leaves them out. */
function problemsText({ error, warning, information }: StatusParams['problems']): string {
  const count = error + warning + information;
  if (count === 0) return l10n.t('no problems');
  return count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', count);
}
