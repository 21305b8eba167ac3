import { useSyncExternalStore } from 'react';

const KEY = 'console-token';

const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** The token of who is signed in within this tab; null: nobody. It is gone when the tab is closed. */
export function sessionToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function beginSession(token: string): void {
  sessionStorage.setItem(KEY, token);
  tell();
}

export function endSession(): void {
  sessionStorage.removeItem(KEY);
  tell();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The token, for components that change with it. */
export function useSessionToken(): string | null {
  return useSyncExternalStore(listen, sessionToken);
}
