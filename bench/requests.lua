-- Asks for paths made of a prefix, an id and a suffix: wrk … -- <method> <how> <number> <prefix> <suffix>
-- how: "hot" (id 1), "even" (1 to the number), "zipf" (1 to the number, the n-th with weight 1/n)
local requests = {}

local function ids(how, number)
  local ids = {}
  math.randomseed(os.time())
  if how == "hot" then
    return {1}
  elseif how == "even" then
    for i = 1, 100000 do ids[i] = math.random(number) end
  else
    local cumulative, sum = {}, 0
    for i = 1, number do
      sum = sum + 1 / i
      cumulative[i] = sum
    end
    for i = 1, 20000 do
      local at, low, high = math.random() * sum, 1, number
      while low < high do
        local middle = math.floor((low + high) / 2)
        if cumulative[middle] < at then low = middle + 1 else high = middle end
      end
      ids[i] = low
    end
  end
  return ids
end

function init(args)
  local method, how, number, prefix, suffix = args[1], args[2], tonumber(args[3]), args[4], args[5] or ""
  for i, id in ipairs(ids(how, number)) do
    requests[i] = wrk.format(method, prefix .. id .. suffix)
  end
end

local next = 0

function request()
  next = next % #requests + 1
  return requests[next]
end
