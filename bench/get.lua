-- Gets paths made of a prefix, an id and a suffix, the ids random from 1 to a number: wrk … -- <number> <prefix> <suffix>
local requests = {}

function init(args)
  local number, prefix, suffix = tonumber(args[1]), args[2], args[3] or ""
  math.randomseed(os.time())
  for i = 1, 100000 do
    requests[i] = wrk.format("GET", prefix .. math.random(number) .. suffix)
  end
end

local next = 0

function request()
  next = next % #requests + 1
  return requests[next]
end
