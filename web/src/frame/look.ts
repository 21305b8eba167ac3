import { useSyncExternalStore } from 'react';

export type Look = 'light' | 'dark';

const KEY = 'console-look';
const listeners = new Set<() => void>();

function firstLook(): Look {
  const kept = localStorage.getItem(KEY);
  if (kept === 'light' || kept === 'dark') return kept;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

let look = firstLook();
document.documentElement.dataset['look'] = look;

export function currentLook(): Look {
  return look;
}

export function chooseLook(chosen: Look): void {
  look = chosen;
  localStorage.setItem(KEY, chosen);
  document.documentElement.dataset['look'] = chosen;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLook(): Look {
  return useSyncExternalStore(listen, currentLook);
}
