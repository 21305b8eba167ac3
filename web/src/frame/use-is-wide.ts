import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(min-width: 768px)');

function listen(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether there is room for the menu beside the page. */
export function useIsWide(): boolean {
  return useSyncExternalStore(listen, () => query.matches);
}
