import CloseIcon from '@ant-design/icons-svg/es/asn/CloseOutlined';
import MenuIcon from '@ant-design/icons-svg/es/asn/MenuOutlined';
import { useRef } from 'react';
import { Icon } from '../parts/icon.js';
import { useWords } from '../words/words.js';
import { PageMenu } from './menu.js';

/** The menu where a page needs the whole width. */
export function MenuDrawer() {
  const { frame: words, shop } = useWords();
  const drawer = useRef<HTMLDialogElement>(null);
  const close = () => drawer.current?.close();
  return (
    <>
      <button
        type="button"
        className="bare"
        aria-label={words.openMenu}
        onClick={() => drawer.current?.showModal()}
      >
        <Icon of={MenuIcon} />
      </button>
      <dialog
        ref={drawer}
        className="frame-drawer"
        aria-label={shop}
        onClick={({ target }) => {
          // What is around it counts as the dialog itself.
          if (target === drawer.current) close();
        }}
      >
        <div className="frame-drawer-head">
          <strong>{shop}</strong>
          <button type="button" className="bare" aria-label={words.closeMenu} onClick={close}>
            <Icon of={CloseIcon} />
          </button>
        </div>
        <nav aria-label={words.openMenu}>
          <PageMenu onChosen={close} />
        </nav>
      </dialog>
    </>
  );
}
