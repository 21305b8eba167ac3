const levels = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' };
const unshown = new Set(['level', 'time', 'pid', 'hostname', 'name', 'msg', 'err']);

/**
 * One line of a process's output for a person: a structured log line becomes its level, message and
 * fields; any other text stays as it is.
 *
 * @param {string} line
 * @returns {string}
 */
export function readableLine(line) {
  const record = parsed(line);
  if (!record) return line;
  const fields = Object.entries(record)
    .filter(([name]) => !unshown.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const trouble = record.err ? [`\n${record.err.stack ?? record.err.message ?? ''}`] : [];
  const level = levels[record.level] ?? String(record.level);
  return [level.padEnd(5), record.msg, ...fields, ...trouble].filter(Boolean).join(' ');
}

function parsed(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line);
    return 'level' in record ? record : undefined;
  } catch {
    return undefined;
  }
}
