-- Posts to paths made of a prefix, an id and a suffix; the ids come from: wrk … -- <how> <prefix> <suffix>
-- how: "hot" (id 1), "even" (1 to 10,000), "zipf" (1 to 10,000, the n-th with weight 1/n)
local requests = {}

function init(args)
  local how, prefix, suffix = args[1], args[2], args[3] or ""
  local ids = {}
  math.randomseed(os.time())
  if how == "hot" then
    ids = {1}
  elseif how == "even" then
    for i = 1, 20000 do ids[i] = math.random(10000) end
  else
    local cumulative, sum = {}, 0
    for i = 1, 10000 do
      sum = sum + 1 / i
      cumulative[i] = sum
    end
    for i = 1, 20000 do
      local at, low, high = math.random() * sum, 1, 10000
      while low < high do
        local middle = math.floor((low + high) / 2)
        if cumulative[middle] < at then low = middle + 1 else high = middle end
      end
      ids[i] = low
    end
  end
  for i, id in ipairs(ids) do
    requests[i] = wrk.format("POST", prefix .. id .. suffix)
  end
end

local next = 0

function request()
  next = next % #requests + 1
  return requests[next]
end
