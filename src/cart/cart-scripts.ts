/**
 * The cart's changes, each one atomic in Redis, so that two devices of one user cannot lose each other's. A cart is a
 * hash: field = SKU id, value = `count:selected`. Limits are given as arguments; a negative answer is a refusal.
 */

/** KEYS: cart. ARGV: ttl. Answers the cart's fields and values; reading keeps a cart alive. */
const READ = `
redis.call('EXPIRE', KEYS[1], ARGV[1])
return redis.call('HGETALL', KEYS[1])`;

/**
 * KEYS: cart. ARGV: sku, count to add, most pieces, most lines, ttl, pieces in stock or ''. Answers the new count,
 * or -1 (too many pieces), -2 (too many lines), -3 (more than the stock).
 */
const ADD = `
local old = redis.call('HGET', KEYS[1], ARGV[1])
local count = tonumber(ARGV[2])
if old then count = count + tonumber(string.match(old, '^(%d+)'))
elseif redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then return -2 end
if count > tonumber(ARGV[3]) then return -1 end
if ARGV[6] ~= '' and count > tonumber(ARGV[6]) then return -3 end
redis.call('HSET', KEYS[1], ARGV[1], count .. ':1')
redis.call('EXPIRE', KEYS[1], ARGV[5])
return count`;

/** KEYS: cart. ARGV: sku, count or '', selected or '', ttl. Answers 1, or -1 when the cart has no such line. */
const SET = `
local old = redis.call('HGET', KEYS[1], ARGV[1])
if not old then return -1 end
local count, selected = string.match(old, '^(%d+):(%d)')
if ARGV[2] ~= '' then count = ARGV[2] end
if ARGV[3] ~= '' then selected = ARGV[3] end
redis.call('HSET', KEYS[1], ARGV[1], count .. ':' .. selected)
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1`;

/** KEYS: cart. ARGV: selected, ttl. Answers how many lines there are. */
const SELECT_ALL = `
local lines = redis.call('HGETALL', KEYS[1])
for i = 1, #lines, 2 do
  redis.call('HSET', KEYS[1], lines[i], string.match(lines[i + 1], '^(%d+)') .. ':' .. ARGV[1])
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return #lines / 2`;

/** Adds `lines` (fields and values) to the cart of `KEYS[to]`. ARGV begins with most pieces, most lines, ttl. */
const addLines = (to: number): string => `
for i = 1, #lines, 2 do
  local count, selected = string.match(lines[i + 1], '^(%d+):(%d)')
  local old = redis.call('HGET', KEYS[${to}], lines[i])
  if old then count = count + string.match(old, '^(%d+)') end
  if old or redis.call('HLEN', KEYS[${to}]) < tonumber(ARGV[2]) then
    count = math.min(tonumber(count), tonumber(ARGV[1]))
    redis.call('HSET', KEYS[${to}], lines[i], string.format('%d', count) .. ':' .. selected)
  end
end
redis.call('EXPIRE', KEYS[${to}], ARGV[3])
return #lines / 2`;

/** KEYS: from, to. ARGV: most pieces, most lines, ttl. Counts add up to the limits; the first cart is gone afterwards. */
const MERGE = `
local lines = redis.call('HGETALL', KEYS[1])
redis.call('DEL', KEYS[1])
${addLines(2)}`;

/** KEYS: cart. Answers its fields and values, and it is gone. */
const TAKE_ALL = `
local lines = redis.call('HGETALL', KEYS[1])
redis.call('DEL', KEYS[1])
return lines`;

/** KEYS: cart. ARGV: most pieces, most lines, ttl, field, value, … Counts add up to the limits. */
const ADD_LINES = `
local lines = {}
for i = 4, #ARGV do lines[i - 3] = ARGV[i] end
${addLines(1)}`;

/** KEYS: cart. ARGV: sku, count, … Takes bought pieces out; what was added meanwhile stays. */
const TAKE_OUT = `
for i = 1, #ARGV, 2 do
  local old = redis.call('HGET', KEYS[1], ARGV[i])
  if old then
    local count, selected = string.match(old, '^(%d+):(%d)')
    local rest = tonumber(count) - tonumber(ARGV[i + 1])
    if rest > 0 then redis.call('HSET', KEYS[1], ARGV[i], string.format('%d', rest) .. ':' .. selected)
    else redis.call('HDEL', KEYS[1], ARGV[i]) end
  end
end
return 1`;

/** The scripts by the names of the commands that they make. */
export const cartScripts = {
  readCart: { lua: READ, numberOfKeys: 1 },
  addToCart: { lua: ADD, numberOfKeys: 1 },
  setLine: { lua: SET, numberOfKeys: 1 },
  selectAll: { lua: SELECT_ALL, numberOfKeys: 1 },
  mergeCarts: { lua: MERGE, numberOfKeys: 2 },
  takeAll: { lua: TAKE_ALL, numberOfKeys: 1 },
  addLines: { lua: ADD_LINES, numberOfKeys: 1 },
  takeOut: { lua: TAKE_OUT, numberOfKeys: 1 },
} as const;

/** The name of one of the scripts. */
export type CartScript = keyof typeof cartScripts;
