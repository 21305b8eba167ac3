import { useMe } from '../api/me.js';
import { useSessionToken } from '../api/session.js';
import { PageState } from '../parts/page-state.js';
import { Frame } from './frame.js';
import { SignIn } from './sign-in.js';

/** Lets the staff in; who is not signed in is asked to, and stays at the address that was asked for. */
export function Gate() {
  return useSessionToken() === null ? <SignIn /> : <SignedIn />;
}

function SignedIn() {
  const me = useMe();
  return (
    <PageState query={me}>
      {me.data?.role === 'customer' ? <SignIn isCustomer /> : <Frame />}
    </PageState>
  );
}
