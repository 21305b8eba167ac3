import { useSearchParams } from 'react-router';

/** The filters of a page, kept in its address, so that a view can be sent to somebody. Empty ones are absent. */
export function useUrlFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const filters: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = params.get(name);
    if (value !== null && value !== '') filters[name] = value;
  }
  const setFilters = (changes: Partial<Record<Name, string | undefined>>) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      for (const name of names) {
        if (!(name in changes)) continue;
        const value = changes[name];
        if (value) after.set(name, value);
        else after.delete(name);
      }
      return after;
    });
  const reset = () => setParams(new URLSearchParams());
  return { filters, setFilters, reset };
}
