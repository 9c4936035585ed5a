-- Asks for the paths in a file, one a line, over and over: wrk … -- <file>
local requests = {}

function init(args)
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

local next = 0

function request()
  next = next % #requests + 1
  return requests[next]
end
