/** Why Redis did not do what it was asked: a short word for figures, and what somebody can do about it. */
export interface RedisTrouble {
  readonly code: string;
  readonly remedy: string;
}

const NODE_OF_CLUSTER = 'it is a node of a cluster: write the address as cluster://host:port,…';

/** What helps, by the word with which Redis begins its refusal. */
const REMEDIES: Readonly<Record<string, string>> = {
  NOAUTH: 'it wants a password: put user and password into the address',
  WRONGPASS: 'it knows no such user and password: mend them in the address',
  LOADING: 'it is still reading its data and answers once it has done so',
  READONLY: 'it only reads: name the primary in the address',
  MASTERDOWN: 'it is a replica that has lost its primary: name the primary in the address',
  MISCONF: 'it cannot write to its disk: see its own log',
  OOM: 'it is full: give it more maxmemory',
  CLUSTERDOWN: 'its cluster is down: some of its slots have no node that serves them',
  CLUSTERED: NODE_OF_CLUSTER,
  MOVED: NODE_OF_CLUSTER,
  CROSSSLOT: NODE_OF_CLUSTER,
  NOREPLICAS: 'it has fewer replicas than it wants (min-replicas-to-write)',
  BUSY: 'a script of somebody else keeps it busy',
};

const SILENT = { code: 'SILENT', remedy: 'it does not answer in time' };
const AWAY = { code: 'AWAY', remedy: 'it cannot be reached: start it, or mend the address' };

const REFUSED = { code: 'REFUSED', remedy: 'it refused a command: see its own log' };

/** What an error of a Redis client says about the server. Its own text is left out: others write that. Pure. */
export function redisTrouble(error: unknown): RedisTrouble {
  if (!(error instanceof Error)) return AWAY;
  const { message } = error;
  const missing = missingRight(message);
  if (missing !== null) {
    return { code: 'NOPERM', remedy: `its user lacks the right ${missing}: ACL SETUSER adds it` };
  }
  const code = codeOf(message);
  const remedy = REMEDIES[code];
  if (remedy !== undefined) return { code, remedy };
  if (message === 'Command timed out') return SILENT;
  return error.name === 'ReplyError' ? REFUSED : AWAY;
}

/** The word with which a server refuses; null for an error that is none of a server's. Pure. */
export function refusalCode(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return null;
  return codeOf(error.message);
}

/** Servers before Redis 7 tell what a script met in the middle of a sentence: `ERR Error running script …: -OOM …`. */
function codeOf(message: string): string {
  return (/^ERR .*: -([A-Z]{3,})\b/.exec(message) ?? /^([A-Z]{3,})\b/.exec(message))?.[1] ?? '';
}

/** A script is refused with ERR, in the middle of a sentence, which Redis 8 and Valkey 9 begin in a way of their own. */
const RIGHTS: readonly (readonly [RegExp, string])[] = [
  [/can't run this command|^ERR ACL .*run the '/, '+@all'],
  [/^(NOPERM|ERR ACL) .*channel|can't publish to the channel/, '&*'],
  [/^(NOPERM|ERR ACL) .*key|can't access at least one of the keys/, '~*'],
  [/^(NOPERM|ERR ACL) /, '+@all'],
];

/** The rule of Redis' access lists that an error asks for; null when it is about something else. Pure. */
function missingRight(text: string): string | null {
  const command = /^NOPERM .*run the '([\w|-]+)' command/.exec(text)?.[1];
  if (command !== undefined) return `+${command}`;
  return RIGHTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
