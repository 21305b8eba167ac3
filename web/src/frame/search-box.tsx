import SearchIcon from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Icon } from '../parts/icon.js';
import { useWords } from '../words/words.js';

/** Finds orders by whatever people know of them; `/` leads here from anywhere but a field. */
export function SearchBox() {
  const words = useWords().frame;
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || isField(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    const q = text.trim();
    if (q !== '') void navigate(`/orders?q=${encodeURIComponent(q)}`);
  };
  return (
    <form role="search" className="frame-search" onSubmit={find}>
      <Icon of={SearchIcon} />
      <input
        ref={input}
        type="search"
        aria-label={words.searchLabel}
        placeholder={words.search}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
