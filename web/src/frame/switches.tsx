import MoonIcon from '@ant-design/icons-svg/es/asn/MoonOutlined';
import SunIcon from '@ant-design/icons-svg/es/asn/SunOutlined';
import { Icon } from '../parts/icon.js';
import { chooseLanguage, useLanguage } from '../words/language.js';
import { useWords } from '../words/words.js';
import { chooseLook, useLook } from './look.js';

/** Turns to the other language, whose name it bears. */
export function LanguageSwitch() {
  const language = useLanguage();
  const words = useWords().frame;
  return (
    <button
      type="button"
      className="bare"
      onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {words.language}
    </button>
  );
}

/** Turns to the other look. */
export function LookSwitch() {
  const isDark = useLook() === 'dark';
  const words = useWords().frame;
  const label = isDark ? words.toLight : words.toDark;
  return (
    <button
      type="button"
      className="bare"
      aria-label={label}
      title={label}
      onClick={() => chooseLook(isDark ? 'light' : 'dark')}
    >
      <Icon of={isDark ? SunIcon : MoonIcon} />
    </button>
  );
}
