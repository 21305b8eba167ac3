import { userInfo } from 'node:os';
import type { Actor } from './request-origin.js';

/** The database keeps so many letters of a name. */
const MAX_NAME = 64;

/** Whoever has this terminal, for the audit log; the program knows nobody of that name. */
export function commandLineActor(): Actor {
  const origin = { via: 'cli', address: null, requestId: null } as const;
  return { id: null, username: accountName().slice(0, MAX_NAME), role: 'cli', origin };
}

/** A container may run as a number that has no name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
