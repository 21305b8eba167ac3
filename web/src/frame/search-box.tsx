import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../words/words.js';

/** Finds orders by whatever people know of them; `/` leads here from anywhere but a field. */
export function SearchBox() {
  const words = useWords().frame;
  const input = useRef<InputRef>(null);
  const navigate = useNavigate();
  const [text, setText] = useState('');
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || isField(event.target)) return;
      event.preventDefault();
      input.current?.focus({ cursor: 'all' });
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  const find = () => {
    const q = text.trim();
    if (q !== '') void navigate(`/orders?q=${encodeURIComponent(q)}`);
  };
  return (
    <Input
      ref={input}
      className="frame-search"
      allowClear
      aria-label={words.searchLabel}
      placeholder={words.search}
      prefix={<SearchOutlined />}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={find}
    />
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
