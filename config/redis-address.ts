/** A server of Redis, a sentinel, or a node of a cluster. */
export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** Where a Redis is: one server, the primary that sentinels name, or a cluster that any of its nodes tells of. */
export interface RedisAddress {
  readonly kind: 'server' | 'sentinel' | 'cluster';
  /** The server, the sentinels, or some of the cluster's nodes; at least one. */
  readonly nodes: readonly [RedisNode, ...RedisNode[]];
  /** What the sentinels call the primary; empty without sentinels. */
  readonly primary: string;
  /** The number of the database; a cluster has 0 alone. */
  readonly database: number;
  /** Of the servers, not of the sentinels; empty: none. */
  readonly username: string;
  readonly password: string;
  readonly isTls: boolean;
}

const KINDS = { redis: 'server', sentinel: 'sentinel', cluster: 'cluster' } as const;
const DEFAULT_PORTS = { server: 6379, sentinel: 26_379, cluster: 6379 } as const;

const FORM = /^(redis|sentinel|cluster)(s?):\/\/(?:([^/]*)@)?([^/@]+)(?:\/([^/]+))?(?:\/([^/]*))?$/;
const NODE = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;
/** None is 0. */
const DATABASE = /^\d{0,4}$/;
const DATABASE_WANTED = 'must end with the number of a database or with nothing';

/** The schemes of addresses, as a message names them. */
const SCHEMES =
  'redis://, sentinel:// or cluster:// (with TLS rediss://, sentinels://, clusters://)';

/**
 * Reads an address: `redis://[user:password@]host[:port][/database]`, `sentinel://[user:password@]host[:port],…/primary[/database]`
 * or `cluster://[user:password@]host[:port],…`; an `s` behind the scheme asks for TLS. Throws Error with what must be
 * written otherwise, without the address itself: it may hold a password. Pure.
 */
export function redisAddress(text: string): RedisAddress {
  // The client would take options from there, and who asks for a sentinel so would believe that he has one.
  if (/[?#]/.test(text)) {
    throw new Error('must be without ? and # (a password writes them as %3F and %23)');
  }
  const parts = FORM.exec(text.replace(/\/$/, ''));
  if (parts === null) throw new Error(`must be an address with ${SCHEMES}`);
  const [, scheme, tls, account = '', hosts = '', ...path] = parts;
  const kind = KINDS[scheme as keyof typeof KINDS];
  const { primary, database } = checkedPath(kind, path);
  const [username = '', ...rest] = account.split(':');
  return {
    kind,
    nodes: nodesOf(hosts, kind),
    primary: decoded(primary),
    database: Number(database),
    username: decoded(username),
    password: decoded(rest.join(':')),
    isTls: tls === 's',
  };
}

/** What stands behind the hosts. */
function checkedPath(
  kind: RedisAddress['kind'],
  [first = '', second = '']: readonly (string | undefined)[],
): { readonly primary: string; readonly database: string } {
  const isNamed = kind === 'sentinel';
  const [primary, database, rest] = isNamed ? [first, second, ''] : ['', first, second];
  if (isNamed && primary === '') {
    throw new Error("must name the sentinels' primary behind the hosts: sentinel://a,b,c/mymaster");
  }
  if (rest !== '') throw new Error(DATABASE_WANTED);
  refuseWrongDatabase(kind, database);
  return { primary, database };
}

function refuseWrongDatabase(kind: RedisAddress['kind'], database: string): void {
  if (!DATABASE.test(database)) throw new Error(DATABASE_WANTED);
  if (kind === 'cluster' && Number(database) !== 0) {
    throw new Error('must name no database: a cluster has 0 alone');
  }
}

function nodesOf(hosts: string, kind: RedisAddress['kind']): RedisAddress['nodes'] {
  const [first, ...others] = hosts.split(',').map((text) => nodeOf(text, DEFAULT_PORTS[kind]));
  if (first === undefined || (kind === 'server' && others.length > 0)) {
    throw new Error('must name one host: several are those of sentinel:// and cluster://');
  }
  return [first, ...others];
}

function nodeOf(text: string, defaultPort: number): RedisNode {
  const [, host = '', port = defaultPort] = NODE.exec(text) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) {
    throw new Error('must name each host as name, name:port or [IPv6 address]:port');
  }
  return { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('must write a % as %25');
  }
}
