import { lazy, Suspense } from 'react';
import { useSession } from '../api/session.js';
import { PageState } from '../parts/page-state.js';
import { Frame } from './frame.js';

/** Their forms are heavy, and who is signed in needs none of them. */
const SignIn = lazy(async () => ({ default: (await import('./sign-in.js')).SignIn }));
const DutyPage = lazy(async () => ({ default: (await import('./duty-page.js')).DutyPage }));

/** Lets the staff in; who is not signed in is asked to, and stays at the address that was asked for. */
export function Gate() {
  const session = useSession();
  // A moment without the server is told by what is asked next; it takes no page away.
  if (session.data === undefined) return <PageState query={session}>{null}</PageState>;
  if (session.data !== null && session.data.duty === null) return <Frame />;
  return (
    <Suspense fallback={null}>
      {session.data?.duty == null ? <SignIn /> : <DutyPage duty={session.data.duty} />}
    </Suspense>
  );
}
