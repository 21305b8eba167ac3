import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { RouterProvider } from 'react-router';
import { useLook } from './frame/look.js';
import { router } from './routes.js';
import { useLanguage } from './words/language.js';

const LOCALES = { en: enUS, zh: zhCN } as const;
/** The library's own are too pale to be read on white, and too dark on black. */
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

/** The whole console: its look, its language, its pages. */
export function Console() {
  const isDark = useLook() === 'dark';
  const language = useLanguage();
  const look = {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: isDark ? DARK : LIGHT,
  };
  return (
    <ConfigProvider locale={LOCALES[language]} theme={look}>
      <App className="console">
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}
