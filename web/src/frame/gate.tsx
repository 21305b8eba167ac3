import { useSession } from '../api/session.js';
import { PageState } from '../parts/page-state.js';
import { DutyPage } from './duty-page.js';
import { Frame } from './frame.js';
import { SignIn } from './sign-in.js';

/** Lets the staff in; who is not signed in is asked to, and stays at the address that was asked for. */
export function Gate() {
  const session = useSession();
  // A moment without the server is told by what is asked next; it takes no page away.
  if (session.data === undefined) return <PageState query={session}>{null}</PageState>;
  if (session.data === null) return <SignIn />;
  const { duty } = session.data;
  return duty === null ? <Frame /> : <DutyPage duty={duty} />;
}
