import { useSession } from '../api/session.js';

/** Tells whether a user name is that of whoever is signed in. */
export function useIsOwn(): (name: string | null) => boolean {
  const { data } = useSession();
  return (name) => name !== null && name === data?.user.username;
}
