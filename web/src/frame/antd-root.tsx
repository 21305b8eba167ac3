import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { Outlet } from 'react-router';
import { useLanguage } from '../words/language.js';
import { useLook } from './look.js';

const LOCALES = { en: enUS, zh: zhCN } as const;
/** The library's own are too pale to be read on white, and too dark on black; `console.css` has the same for what is around the pages. */
const LIGHT = {
  colorPrimary: '#0958d9',
  colorLink: '#0958d9',
  colorError: '#cf1322',
  colorTextTertiary: 'rgba(0,0,0,0.65)',
  colorTextDescription: 'rgba(0,0,0,0.65)',
  colorTextPlaceholder: 'rgba(0,0,0,0.6)',
} as const;
const DARK = {
  colorPrimary: '#3c89e8',
  colorLink: '#69b1ff',
  colorError: '#ff7875',
  colorTextTertiary: 'rgba(255,255,255,0.65)',
  colorTextDescription: 'rgba(255,255,255,0.65)',
  colorTextPlaceholder: 'rgba(255,255,255,0.6)',
} as const;

/** What Ant Design's parts need around them: the look and the language. It is loaded with the first of them. */
export function AntdRoot({ children }: { readonly children: ReactNode }) {
  const isDark = useLook() === 'dark';
  const language = useLanguage();
  const look = {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: isDark ? DARK : LIGHT,
  };
  return (
    <ConfigProvider locale={LOCALES[language]} theme={look}>
      <App>{children}</App>
    </ConfigProvider>
  );
}

/** Around every page that is made of such parts. */
export function AntdPages() {
  return (
    <AntdRoot>
      <Outlet />
    </AntdRoot>
  );
}
