import { NO_CONNECTION } from './connection-wait.js';
import { IDS_SCATTERED } from './batching/rows.js';
import { TLS_REFUSED } from './tls.js';

/** What is done about an error: the whole transaction again; 503 with `Retry-After`; or 500, for it is a fault of ours. */
export type ErrorMeaning = 'retry' | 'later' | 'bug';

/** What a kind of error says. */
export interface ErrorRule {
  readonly kind: ErrorKind;
  readonly meaning: ErrorMeaning;
  /** What is of no use any more: this connection, or every one that was made before it was told. */
  readonly drops: 'nothing' | 'connection' | 'all';
}

/** Kinds of errors, as figures name them. */
export type ErrorKind = keyof typeof KINDS;

const KINDS = {
  /** Two transactions met, and this one was rolled back. */
  conflict: { meaning: 'retry', drops: 'nothing' },
  /** Somebody held a row for too long. */
  'lock-wait': { meaning: 'retry', drops: 'nothing' },
  /** No further connection or transaction at the moment. */
  busy: { meaning: 'retry', drops: 'nothing' },
  lost: { meaning: 'retry', drops: 'connection' },
  /** It takes no writes, as after a failover: only a new connection finds the server that does. */
  'read-only': { meaning: 'retry', drops: 'all' },
  /** Nobody answered, or the server ended what took too long. Whoever asks has waited for long already. */
  'time-limit': { meaning: 'later', drops: 'nothing' },
  full: { meaning: 'later', drops: 'nothing' },
  /** Memory, threads, prepared statements, file descriptors, or places in our own queue. */
  resources: { meaning: 'later', drops: 'nothing' },
  storage: { meaning: 'later', drops: 'nothing' },
  /** A table or an index is damaged: it has to be rebuilt, as `npm run check-tables` does. */
  corrupt: { meaning: 'later', drops: 'nothing' },
  /** The server does not let us in. */
  access: { meaning: 'later', drops: 'nothing' },
  /** What the server cannot say more of: it is its condition, and not the statement's fault. */
  server: { meaning: 'later', drops: 'nothing' },
  /** A value or statement that no repeat makes right. */
  bug: { meaning: 'bug', drops: 'nothing' },
} as const satisfies Record<string, Omit<ErrorRule, 'kind'>>;

/** Every kind there is. */
export const ERROR_KINDS = Object.keys(KINDS) as ErrorKind[];

/** The numbers of errors that servers send (MySQL 8 to 9, MariaDB 10.6 to 12; each is of one of them or of both). */
export const ERROR_NUMBERS: Readonly<Record<ErrorKind, readonly number[]>> = {
  // Deadlock; changed since it was read; commit refused by the cluster; rolled back by group replication; a table that
  // was altered meanwhile; a statement that must be prepared anew.
  conflict: [1213, 1020, 1180, 3101, 1412, 1615],
  'lock-wait': [1205],
  // Connections in all, of this user, of its account; transactions.
  busy: [1040, 1203, 1226, 1637],
  // Shutdown; killed, as both say it; aborted; packets lost or in disorder; idle for too long; a prepared statement
  // that a proxy gave to another server; a server that lets nobody but its administrators in.
  lost: [1053, 1927, 3169, 1152, 1184, 1156, 1157, 1158, 1159, 1160, 1161, 4031, 1243, 3032],
  // read_only; read-only transactions; InnoDB's read-only mode and tables; forced recovery; a hook of group replication;
  // a node that has left its cluster.
  'read-only': [1290, 1792, 1836, 1874, 1036, 1881, 3100, 1047],
  // Statements, as both say it; killed by somebody; a sort.
  'time-limit': [1969, 3024, 1317, 1028],
  // Disk; table; a log or temporary file.
  full: [1021, 1114, 1026, 1878],
  // Memory, threads, locks, prepared statements.
  resources: [1037, 1038, 1041, 1135, 1206, 1461],
  // Files that cannot be opened, read or locked; engine errors; lost tablespaces.
  storage: [1015, 1016, 1017, 1018, 1019, 1023, 1024, 1030, 1296, 1297, 1812, 1813, 1815, 1932],
  // Index files, wrong and old ones; crashed tables; indexes; tables with bad data.
  corrupt: [1034, 1035, 1194, 1195, 1712, 1877],
  // User, password, database and host; blocked; expired; locked, as both say it, and by wrong passwords; TLS.
  access: [1044, 1045, 1049, 1129, 1130, 1698, 1820, 1862, 3118, 4151, 3955, 3159],
  server: [1105, 3168],
  // Of the class "general" by their SQLSTATE, and yet of a statement: a column without a value, one that does not fit, a
  // check, a wrong argument, too many places, too large a packet, JSON, arguments of functions; a time that no column
  // holds, and a text in no character set of the column it is compared with, as both say it.
  bug: [
    1364, 1366, 1265, 3819, 1210, 1390, 1153, 1295, 3140, 3141, 1411, 1436, 1442, 1525, 1267, 1270,
    1271, 3854, 3988,
  ],
};

/** How the driver and the system tell what no server has sent. */
const ERROR_CODES: Readonly<Record<string, ErrorKind>> = {
  PROTOCOL_CONNECTION_LOST: 'lost',
  PROTOCOL_UNEXPECTED_PACKET: 'lost',
  PROTOCOL_PACKETS_OUT_OF_ORDER: 'lost',
  PROTOCOL_ERROR: 'lost',
  PROTOCOL_SEQUENCE_TIMEOUT: 'time-limit',
  ECONNRESET: 'lost',
  ECONNABORTED: 'lost',
  ECONNREFUSED: 'lost',
  EPIPE: 'lost',
  EHOSTUNREACH: 'lost',
  EHOSTDOWN: 'lost',
  ENETUNREACH: 'lost',
  ENETDOWN: 'lost',
  // A name server has forgotten the database's host: a container that was stopped.
  ENOTFOUND: 'lost',
  EAI_AGAIN: 'lost',
  // The server refused what a new connection is told first, as one that stops does, and it was ended for that.
  ERR_STREAM_WRITE_AFTER_END: 'lost',
  ERR_STREAM_DESTROYED: 'lost',
  // A connection that is lost while TLS is agreed on has the code of a certificate that nobody trusts.
  [TLS_REFUSED]: 'lost',
  // A node of a cluster came or went while rows were inserted: those that name them by reckoning may name others.
  [IDS_SCATTERED]: 'conflict',
  // Nobody answered: this side gave a silent connection up, or TCP did.
  ETIMEDOUT: 'time-limit',
  EADDRNOTAVAIL: 'resources',
  EMFILE: 'resources',
  ENFILE: 'resources',
  ENOBUFS: 'resources',
};

/** What mysql2 says of errors to which it gives no code. */
const ERROR_MESSAGES: Readonly<Record<string, ErrorKind>> = {
  "Can't add new command when connection is in closed state": 'lost',
  "Can't write in closed state": 'lost',
  'Queue limit reached.': 'resources',
  [NO_CONNECTION]: 'resources',
  'Pool is closed.': 'resources',
};

/** Classes of SQLSTATE (ISO 9075, and the servers' own): what an error is whose number nobody has listed. */
const SQLSTATE_CLASSES: Readonly<Record<string, ErrorKind>> = {
  '08': 'lost',
  '25': 'read-only',
  '28': 'access',
  '40': 'conflict',
  '70': 'time-limit',
  HY: 'server',
};

const KIND_OF_NUMBER = new Map(
  ERROR_KINDS.flatMap((kind) => ERROR_NUMBERS[kind].map((number) => [number, kind] as const)),
);

/** What is known of an error of the driver. */
export interface ErrorSigns {
  readonly errno?: number | undefined;
  readonly code?: string | undefined;
  readonly sqlState?: string | undefined;
  readonly message: string;
}

/**
 * What an error says: by its number; else by its code, as the system's errors and the driver's have one; else by the
 * class of its SQLSTATE, of which those that are not listed are of the statement. Null when it is none of a database.
 * Pure.
 */
export function errorRule(error: ErrorSigns): ErrorRule | null {
  const kind =
    kindOf(KIND_OF_NUMBER.get(error.errno ?? 0)) ??
    own(ERROR_CODES, error.code ?? '') ??
    own(ERROR_MESSAGES, error.message) ??
    bySqlState(error.sqlState);
  return kind === null ? null : { kind, ...KINDS[kind] };
}

function kindOf(kind: ErrorKind | undefined): ErrorKind | null {
  return kind ?? null;
}

/** The table is asked for texts from outside: what every object has is not in it. */
function own(table: Readonly<Record<string, ErrorKind>>, key: string): ErrorKind | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

function bySqlState(state: string | undefined): ErrorKind | null {
  if (state === undefined || state === '') return null;
  return own(SQLSTATE_CLASSES, state.slice(0, 2)) ?? 'bug';
}
