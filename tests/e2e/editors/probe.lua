-- Does in a running Neovim what its user would, and writes what came of it to $ANSWER.
local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    error("waited in vain for " .. what)
  end
end

local function hover()
  vim.api.nvim_win_set_cursor(0, { 1, 3 })
  vim.lsp.buf.hover()
  local function window()
    for _, each in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(each).relative ~= "" then
        return each
      end
    end
  end
  wait("the hover window", window)
  return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window()), 0, -1, false), "\n")
end

local function complete()
  vim.api.nvim_win_set_cursor(0, { 2, 10 })
  local where = vim.lsp.util.make_position_params(0, "utf-16")
  local labels = {}
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/completion", where, 20000)) do
    for _, item in ipairs(answer.result.items or answer.result) do
      table.insert(labels, item.label)
    end
  end
  return labels
end

local ok, answer = pcall(function()
  wait("the faults", function()
    return #vim.diagnostic.get(0) > 0
  end)
  return { faults = vim.tbl_map(function(each) return each.message end, vim.diagnostic.get(0)), labels = complete(), hover = hover() }
end)
vim.fn.writefile({ vim.fn.json_encode(ok and answer or { error = tostring(answer) }) }, vim.env.ANSWER)
vim.cmd("qall!")
