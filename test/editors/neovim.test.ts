import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

// Neovim's own client with the configuration of docs/editors.md: what a person sees there on real files.

const root = path.resolve(import.meta.dirname, '../..');
const script = pathToFileURL(path.join(root, 'scripts/lib/neovim.mjs')).href;
const { findNeovim } = (await import(script)) as { readonly findNeovim: () => string | undefined };
const neovim = findNeovim();
if (neovim === undefined)
  console.warn('SKIPPED, NOTHING WAS TESTED: there is no Neovim. `node scripts/neovim.mjs` gets one where pip can.');

const manifest = `apiVersion: v1
kind: Service
metadata: {name: db, namespace: prod}
spec:
  clusterIP: none
  selector: {app: db}
  ports: [{name: sql, port: 5432}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: prod}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
`;

/** Prints what the client has, one fact a line. */
const session = `
local out = io.open(vim.env.RESULT, 'w')
local function say(...) out:write(table.concat(vim.tbl_map(tostring, { ... }), ' '), '\\n') end
vim.cmd.edit(vim.env.MANIFEST)
vim.bo.filetype = 'yaml'
local ready = vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, problem in ipairs(vim.diagnostic.get(0)) do say('problem', problem.lnum, problem.code) end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
  for _, answer in pairs(answers) do return answer.result end
end
vim.api.nvim_win_set_cursor(0, { 3, 17 })
local here = vim.lsp.util.make_position_params(0, 'utf-16')
say('hover', ask('textDocument/hover', here).contents.value:match('[%w.-]+'))
local range = { start = { line = 4, character = 14 }, ['end'] = { line = 4, character = 14 } }
for _, action in ipairs(ask('textDocument/codeAction', { textDocument = here.textDocument, range = range, context = { diagnostics = {} } })) do
  say('action', action.title)
end
vim.api.nvim_win_set_cursor(0, { 13, 15 })
for _, item in ipairs(ask('textDocument/completion', vim.lsp.util.make_position_params(0, 'utf-16')).items) do
  say('completion', item.label)
end
here.newName = 'store'
vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', here), 'utf-16')
say('renamed', vim.api.nvim_buf_get_lines(0, 12, 13, false)[1])
local client = vim.lsp.get_clients({ name = 'headlight' })[1]
local arguments = { { name = 'store', from = 'prod' } }
local answer = client:request_sync('workspace/executeCommand', { command = 'headlight.server.resolveName', arguments = arguments }, 10000)
say('command', answer.result.title)
out:close()
vim.cmd.qall({ bang = true })
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'headlight-neovim-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(neovim === undefined)(
  'Neovim shows problems, hovers, actions and completions, renames, and runs a command',
  () => {
    const page = readFileSync(path.join(root, 'docs/editors.md'), 'utf8');
    const configuration = /```lua\n([^]*?)```/.exec(page)?.[1] ?? '';
    const started = `{ 'node', '${inject('programs').commandLine}', 'lsp', '--stdio' }`;
    const init = configuration.replace("{ 'headlight', 'lsp', '--stdio' }", started);
    expect(init, 'The page has the command that is replaced here.').toContain(started);
    const at = (name: string): string => path.join(folder, name);
    writeFileSync(at('db.yaml'), manifest);
    writeFileSync(at('session.lua'), `${init}\n${session}`);
    const env = { ...process.env, HOME: folder, XDG_STATE_HOME: folder, MANIFEST: at('db.yaml'), RESULT: at('result') };
    execFileSync(neovim ?? '', ['--headless', '--clean', '-l', at('session.lua')], {
      cwd: folder,
      env,
      timeout: 60_000,
    });
    expect(readFileSync(at('result'), 'utf8').trim().split('\n')).toEqual([
      'problem 4 invalid-cluster-ip',
      'hover db.prod.svc.cluster.local',
      'action Write clusterIP: None',
      'action Convert to Headless Service (delete and recreate a live one)',
      'action Split off headless Service "db-headless"',
      'action Disable invalid-cluster-ip for this line',
      'action Disable invalid-cluster-ip for this file',
      'completion db',
      'renamed   serviceName: store',
      'command store',
    ]);
  },
);
