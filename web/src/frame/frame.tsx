import LogoutIcon from '@ant-design/icons-svg/es/asn/LogoutOutlined';
import UserIcon from '@ant-design/icons-svg/es/asn/UserOutlined';
import { useState } from 'react';
import { Link, Outlet } from 'react-router';
import { messageOf } from '../api/problem-error.js';
import { signOut, useSession } from '../api/session.js';
import { Icon } from '../parts/icon.js';
import { useWords } from '../words/words.js';
import { PageMenu } from './menu.js';
import { MenuDrawer } from './menu-drawer.js';
import { SearchBox } from './search-box.js';
import { LanguageSwitch, LookSwitch } from './switches.js';
import { useIsWide } from './use-is-wide.js';

/**
 * What is around every page: the menu, the search box, who is signed in. It and the overview's figures are made without Ant
 * Design, so that they are there before that is loaded.
 */
export function Frame() {
  const words = useWords().frame;
  const isWide = useIsWide();
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {words.skip}
      </a>
      {isWide ? (
        <nav className="frame-side" aria-label={words.openMenu}>
          <PageMenu />
        </nav>
      ) : null}
      <div className="frame-main">
        <header className="frame-top">
          {isWide ? null : <MenuDrawer />}
          <SearchBox />
          <div className="frame-right">
            <LanguageSwitch />
            <LookSwitch />
            <AccountLink />
            <SignOut isNamed={isWide} />
          </div>
        </header>
        <main id="content" className="frame-content">
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function AccountLink() {
  const words = useWords().account;
  return (
    <Link to="/account" className="bare" aria-label={words.title} title={words.title}>
      <Icon of={UserIcon} />
    </Link>
  );
}

function SignOut({ isNamed }: { readonly isNamed: boolean }) {
  const words = useWords().frame;
  const username = useSession().data?.user.username ?? '';
  const [fault, tell] = useState<string | null>(null);
  const leave = () => signOut().catch((error: unknown) => tell(messageOf(error)));
  return (
    <>
      <button
        type="button"
        className="bare"
        aria-label={`${words.signOut} ${username}`}
        title={words.signOut}
        onClick={() => void leave()}
      >
        <Icon of={LogoutIcon} />
        {isNamed ? username : null}
      </button>
      {fault === null ? null : (
        <div role="alert" className="frame-fault">
          {fault}
        </div>
      )}
    </>
  );
}
