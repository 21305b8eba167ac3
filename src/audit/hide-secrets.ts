const SECRET_NAME = /password|secret|token|cookie|recovery|privatekey|otpauth|^code$|hash$/i;
const HIDDEN = '[hidden]';

/** A value without what its members' names say to be secret, however deep. Pure. */
export function hideSecrets<Value extends object | null>(value: Value): Value {
  return hidden(value) as Value;
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    SECRET_NAME.test(name) ? HIDDEN : hidden(member),
  ]);
  return Object.fromEntries(members);
}
