import { yuanFromFen } from '../money.js';
import { styles } from './styles.js';

/** Text that is safe between tags and in a quoted attribute. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A piece of HTML that is already safe, as `markup` makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = Markup | readonly Markup[] | string | number | null;

function pieceText(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map((one) => one.text).join('');
  return escape(String(piece));
}

/** Template tag: every value is escaped unless it is markup itself. */
export function markup(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const text = texts.reduce((whole, part, i) => whole + pieceText(pieces[i - 1] ?? null) + part);
  return new Markup(text);
}

/** A whole page. `kind` chooses the width of its column. */
export function page(title: string, kind: 'cashier' | 'wide', content: Markup): string {
  return markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Markup(styles)}</style>
</head>
<body class="${kind}">
<header class="top">
<div class="column"><a class="brand" href="/"><span class="glyph" aria-hidden="true">模</span>支付宝网关模拟器</a>
<span class="note">开发测试环境 · 不产生真实资金</span></div>
</header>
<main class="column">${content}</main>
</body>
</html>
`.text;
}

/** A sum in yuan, large; smaller where it would not fit beside the goods. */
export function sum(fen: number): Markup {
  const yuan = yuanFromFen(fen);
  return markup`<p class="sum ${yuan.length > 10 ? 'long' : ''}"><small>¥</small>${yuan}</p>`;
}

/** The round sign at the head of a result. */
export function sign(kind: 'done' | 'wait' | 'stop'): Markup {
  const paths = {
    done: 'M14 25l7 7 14-15',
    wait: 'M24 14v11l7 5',
    stop: 'M24 14v13M24 33v1',
  };
  const path = new Markup(paths[kind]);
  return markup`<svg class="sign ${kind}" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22"/><path d="${path}"/></svg>`;
}
