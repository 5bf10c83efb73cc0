-- Does in Neovim what a person would, and writes what the client has then, one fact a line.
local out = io.open(vim.env.RESULT, 'w')
local function say(...) out:write(table.concat(vim.tbl_map(tostring, { ... }), ' '), '\n') end
vim.cmd.edit(vim.env.MANIFEST)
vim.bo.filetype = 'yaml'
-- The first problem needs no other file, so that it may come before the second.
vim.wait(20000, function() return #vim.diagnostic.get(0) == 2 end, 50)
for _, problem in ipairs(vim.diagnostic.get(0)) do say('problem', problem.lnum + 1, problem.code) end
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
vim.cmd.edit(vim.env.CLIENT)
say('renamed', vim.api.nvim_buf_get_lines(0, 4, 5, false)[1])
local client = vim.lsp.get_clients({ name = 'headlight' })[1]
local arguments = { { name = 'store', from = 'prod' } }
local answer = client:request_sync('workspace/executeCommand', { command = 'headlight.server.resolveName', arguments = arguments }, 10000)
say('command', answer.result.title)
-- What is typed into one file, or happens on disk, changes the problems of another.
local shown = vim.fn.bufnr(vim.env.CLIENT)
local function problems_become(count)
  vim.wait(20000, function() return #vim.diagnostic.get(shown) == count end, 50)
  return #vim.diagnostic.get(shown)
end
vim.cmd('silent wall')
vim.fn.bufload(vim.env.MANIFEST)
local manifest = vim.fn.bufnr(vim.env.MANIFEST)
local name = vim.api.nvim_buf_get_lines(manifest, 2, 3, false)[1]
vim.api.nvim_buf_set_lines(manifest, 2, 3, false, { (name:gsub('store', 'storee')) })
say('elsewhere', problems_become(1))
vim.api.nvim_buf_set_lines(manifest, 2, 3, false, { name })
say('elsewhere', problems_become(0))
vim.cmd('silent wall')
vim.api.nvim_buf_delete(manifest, { force = true })
local lines = vim.fn.readfile(vim.env.MANIFEST)
lines[3] = lines[3]:gsub('store', 'storee')
vim.fn.writefile(lines, vim.env.MANIFEST)
say('on disk', problems_become(1))
out:close()
vim.cmd.qall({ bang = true })
