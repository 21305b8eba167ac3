import { useQuery } from '@tanstack/react-query';
import type { Permission } from '../../../src/auth/permissions.js';
import { api, type Schemas } from './client.js';
import { dataOf, ProblemError } from './problem-error.js';
import { queries } from './queries.js';
import { beginSession, endSession, SESSION_KEY, type Session } from './session-store.js';

/** Who is signed in; null: nobody. The cookie that proves it is no script's to read, so the server is asked. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: askForSession,
    // Another tab may have signed somebody else in.
    refetchOnWindowFocus: 'always',
    staleTime: 60_000,
  });
}

/** Tells what who is signed in may do; the server decides, this only greys out what it would refuse. */
export function useMay(): (permission: Permission) => boolean {
  const { data } = useSession();
  return (permission) => data?.permissions.includes(permission) ?? false;
}

async function askForSession(): Promise<Session | null> {
  try {
    const session = await dataOf(api.GET('/api/v1/auth/sessions/current'));
    forgetOthers(session);
    return session;
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

/** What somebody else saw is not for whoever is signed in now. */
function forgetOthers(session: Session): void {
  const before = queries.getQueryData<Session | null>(SESSION_KEY);
  if (before && before.user.id !== session.user.id) beginSession(session);
}

function isSignedOut(error: unknown): boolean {
  return (
    error instanceof ProblemError && (error.status === 401 || error.slug === 'no-such-session')
  );
}

/** Begins a session of this browser. Throws {@link ProblemError}, `code-required` for who has a second factor. */
export async function signIn(body: Schemas['SignInRequest']): Promise<void> {
  beginSession(await dataOf(api.POST('/api/v1/auth/sessions', { body })));
}

/** Ends it at the server, too. Throws {@link ProblemError} while that cannot be reached: the cookie would still hold. */
export async function signOut(): Promise<void> {
  const { response } = await api.POST('/api/v1/auth/logout', { body: {} });
  if (response.ok || response.status === 401) endSession();
}
