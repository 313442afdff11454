-- Attaches the server to the open file, prints what is shown, applies the first quick fix,
-- and writes the file. The server's path is in CLANGD.
local function leave(text)
  io.stdout:write(text .. "\n")
  vim.cmd("cquit 1")
end

local function diagnostics()
  return vim.tbl_filter(function(each)
    return tostring(each.code):find("^closure%-") ~= nil
  end, vim.diagnostic.get(0))
end

local client = vim.lsp.start_client({ cmd = { CLANGD }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
if not vim.wait(60000, function() return #diagnostics() > 0 end, 50) then
  leave("no diagnostics")
end
local first = diagnostics()[1]
local lsp = first.user_data.lsp
io.stdout:write(("%d:%d: %s\n"):format(first.lnum + 1, first.col + 1, first.message))
io.stdout:write(("related: %d\n"):format(#(lsp.relatedInformation or {})))

local at = { line = first.lnum, character = first.col }
local params = {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = at, ["end"] = at },
  context = { diagnostics = { {
    range = { start = at, ["end"] = { line = first.end_lnum, character = first.end_col } },
    message = first.message, code = first.code, source = first.source, severity = first.severity,
  } } },
}
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000)
local action = answers and answers[client] and answers[client].result and answers[client].result[1]
if not action then
  leave("no quick fix")
end
vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
vim.cmd("write")
vim.wait(60000, function() return #diagnostics() == 0 end, 50)
io.stdout:write(("left: %d\n"):format(#diagnostics()))
vim.lsp.stop_client(client, true)
vim.cmd("qall!")
