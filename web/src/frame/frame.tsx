import { LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Grid, Layout, theme } from 'antd';
import { useState } from 'react';
import { Link, Outlet } from 'react-router';
import { messageOf } from '../api/problem-error.js';
import { signOut, useSession } from '../api/session.js';
import { useWords } from '../words/words.js';
import { PageMenu } from './menu.js';
import { SearchBox } from './search-box.js';
import { LanguageSwitch, LookSwitch } from './switches.js';

/** What is around every page: the menu, the search box, who is signed in. */
export function Frame() {
  const { frame: words, shop } = useWords();
  const { token } = theme.useToken();
  const isWide = Grid.useBreakpoint().md ?? false;
  const [isMenuOpen, openMenu] = useState(false);
  const closeMenu = () => openMenu(false);
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      {isWide ? (
        <Layout.Sider
          className="frame-side"
          width={200}
          theme="light"
          style={{
            background: token.colorBgContainer,
            borderInlineEnd: `1px solid ${token.colorBorderSecondary}`,
          }}
        >
          <nav aria-label={words.openMenu}>
            <PageMenu />
          </nav>
        </Layout.Sider>
      ) : (
        <Drawer open={isMenuOpen} placement="left" size={240} title={shop} onClose={closeMenu}>
          <PageMenu onChosen={closeMenu} />
        </Drawer>
      )}
      <Layout>
        <header className="frame-top" style={{ background: token.colorBgContainer, height: 56 }}>
          {isWide ? null : (
            <Button
              type="text"
              aria-label={words.openMenu}
              icon={<MenuOutlined />}
              onClick={() => openMenu(true)}
            />
          )}
          <SearchBox />
          <div className="frame-right">
            <LanguageSwitch />
            <LookSwitch />
            <AccountLink />
            <SignOut />
          </div>
        </header>
        <main id="content" className="frame-content">
          <Outlet />
        </main>
      </Layout>
    </Layout>
  );
}

function AccountLink() {
  const words = useWords().account;
  return (
    <Link to="/account" className="frame-icon" aria-label={words.title} title={words.title}>
      <UserOutlined />
    </Link>
  );
}

function SignOut() {
  const words = useWords().frame;
  const isWide = Grid.useBreakpoint().md ?? false;
  const { message } = App.useApp();
  const username = useSession().data?.user.username ?? '';
  const leave = () => signOut().catch((error: unknown) => message.error(messageOf(error)));
  return (
    <Button
      type="text"
      aria-label={`${words.signOut} ${username}`}
      title={words.signOut}
      icon={<LogoutOutlined />}
      onClick={() => void leave()}
    >
      {isWide ? username : null}
    </Button>
  );
}
