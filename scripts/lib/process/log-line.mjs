const unshown = new Set([
  'level',
  'time',
  'pid',
  'hostname',
  'process',
  'context',
  'msg',
  'err',
  'req',
  'reqId',
]);

/** Parts of the framework that tell at each start what they always tell. */
const chatter = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/**
 * One line of a process's output for a person: a structured log line becomes its level, message and
 * fields; any other text stays as it is.
 *
 * @param {string} line
 * @returns {string | undefined} nothing for what is not worth a line
 */
export function readableLine(line) {
  const record = parsed(line);
  if (!record) return line;
  if (record.level === 'info' && chatter.has(record.context)) return undefined;
  const level = (record.level === 'info' ? 'info' : String(record.level).toUpperCase()).padEnd(5);
  if (record.req) return [level, requestText(record), troubleOf(record)].filter(Boolean).join(' ');
  const fields = Object.entries(record)
    .filter(([name]) => !unshown.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [level, record.msg, ...fields, troubleOf(record)].filter(Boolean).join(' ');
}

function requestText({ req, msg, status, ms }) {
  const answer = status === undefined ? msg : `${status} in ${ms} ms`;
  return `${req.method} ${req.path} ${answer}`;
}

function troubleOf({ err }) {
  return err ? `\n${err.stack ?? err.message ?? ''}` : undefined;
}

function parsed(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line);
    return typeof record.level === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}
