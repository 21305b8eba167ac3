import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { chooseLanguage, useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { chooseLook, useLook } from './look.js';

/** Turns to the other language, whose name it bears. */
export function LanguageSwitch() {
  const language = useLanguage();
  const words = useWords().frame;
  return (
    <Button type="text" onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}>
      {words.language}
    </Button>
  );
}

/** Turns to the other look. */
export function LookSwitch() {
  const isDark = useLook() === 'dark';
  const words = useWords().frame;
  return (
    <Button
      type="text"
      aria-label={isDark ? words.toLight : words.toDark}
      icon={isDark ? <SunOutlined /> : <MoonOutlined />}
      onClick={() => chooseLook(isDark ? 'light' : 'dark')}
    />
  );
}
