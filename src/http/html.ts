import { PLACEHOLDER } from '../../config/page-template.js';
import { type Language, LANGUAGE_TAGS } from '../kernel/words.js';

const STYLE = `<style>
:root { color-scheme: light; --blue: #1677ff; --ink: #1f2329; --soft: #646a73; --line: #e5e6eb; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
  background: linear-gradient(180deg, #eaf2ff 0, #f5f6f8 45%); color: var(--ink);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { width: 100%; max-width: 460px; background: #fff; border-radius: 16px; padding: 36px 28px;
  box-shadow: 0 8px 32px rgb(31 35 41 / 8%); text-align: center; }
h1 { font-size: 22px; margin: 16px 0 8px; }
p { margin: 8px 0; color: var(--soft); overflow-wrap: anywhere; }
.mark { width: 64px; height: 64px; }
.sum { font-size: 32px; font-weight: 600; color: var(--ink); margin: 12px 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; margin: 24px 0 0; padding-top: 20px;
  border-top: 1px solid var(--line); text-align: left; font-size: 14px; }
dt { color: var(--soft); }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
a { color: var(--blue); }
.ways { display: grid; gap: 12px; margin: 28px 0 0; }
.ways a { padding: 11px 0; border: 1px solid #d0d5dd; border-radius: 10px; color: var(--ink);
  text-decoration: none; }
.ways .first { border-color: var(--blue); background: var(--blue); color: #fff; }
</style>`;

/** Text made safe to stand in HTML content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** A template with text at its placeholders, and markup of ours at those that `markup` names. Pure. */
export function filled(
  template: string,
  text: Readonly<Record<string, string>>,
  markup: Readonly<Record<string, string>> = {},
): string {
  return template.replace(
    PLACEHOLDER,
    (_, name: string) => markup[name] ?? escapeHtml(text[name] ?? ''),
  );
}

/** What a page may have beside its body: more for its head, and another language than Chinese. */
interface PageOptions {
  readonly head?: string;
  readonly language?: Language;
}

/** A whole page in the house's look: readable without scripts, on a phone's width too. */
export function page(
  title: string,
  body: string,
  { head = '', language = 'zh' }: PageOptions = {},
): string {
  return `<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
${head}
${STYLE}
</head>
<body><main>
${body}
</main></body>
</html>
`;
}
