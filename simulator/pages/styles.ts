/** The one style sheet of all pages: no file, font or picture is loaded from anywhere. */
export const styles = `
:root{--blue:#1677ff;--deep:#0e5fd8;--ink:#1f2329;--soft:#646a73;--faint:#8f959e;--line:#e6e8eb;--ground:#f3f5f8;--red:#d4380d;--green:#12a15a;--amber:#d48806}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 -apple-system,"PingFang SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei","Segoe UI",sans-serif}
a{color:var(--blue);text-decoration:none}
a:hover{text-decoration:underline}
.column{width:100%;max-width:960px;margin:0 auto;padding:0 24px}
.wide .column{max-width:1120px}
.top{background:#fff;border-bottom:1px solid var(--line)}
.top .column{display:flex;align-items:center;justify-content:space-between;gap:16px;height:60px}
.brand{display:flex;align-items:center;gap:10px;font-size:17px;font-weight:600;color:var(--ink)}
.brand:hover{text-decoration:none}
.glyph{display:grid;place-items:center;width:30px;height:30px;border-radius:8px;background:linear-gradient(135deg,#3b93ff,var(--deep));color:#fff;font-size:16px}
.note{font-size:12px;color:var(--amber);background:#fff8e6;border:1px solid #ffe3a3;border-radius:20px;padding:2px 12px;white-space:nowrap}
main.column{padding-top:32px;padding-bottom:48px}
.card{background:#fff;border:1px solid var(--line);border-radius:14px;box-shadow:0 2px 14px rgba(31,35,41,.05)}
.pay{display:grid;grid-template-columns:minmax(0,1fr) 360px;overflow:hidden}
.goods{padding:32px 36px}
.goods h1{margin:0 0 24px;font-size:21px;line-height:1.45;font-weight:600;overflow-wrap:anywhere}
.label{margin:0 0 6px;font-size:13px;color:var(--faint)}
dl{margin:0}
dl>div{display:flex;justify-content:space-between;gap:24px;padding:11px 0;border-top:1px solid var(--line)}
dt{color:var(--soft);white-space:nowrap}
dd{margin:0;text-align:right;overflow-wrap:anywhere;min-width:0}
.mono{font-variant-numeric:tabular-nums}
.counter{display:flex;flex-direction:column;background:#f8faff;border-left:1px solid var(--line);padding:32px 32px 28px}
.sum{margin:0;font-size:42px;line-height:1.2;font-weight:600;letter-spacing:-.5px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.sum.long{font-size:30px}
.sum small{font-size:24px;font-weight:500;margin-right:4px}
.left-time{margin:14px 0 0;color:var(--soft);font-size:14px}
.left-time b{color:var(--red);font-weight:600;font-variant-numeric:tabular-nums}
.means{display:flex;align-items:center;gap:12px;margin:22px 0;padding:13px 14px;background:#fff;border:1.5px solid var(--blue);border-radius:10px}
.means .dot{flex:none;width:18px;height:18px;border-radius:50%;border:5px solid var(--blue)}
.means span{display:block;font-size:12px;line-height:1.5;color:var(--faint);overflow-wrap:anywhere}
.buttons{display:grid;gap:10px;margin-top:auto}
.buttons form{margin:0}
button,.button{display:block;width:100%;min-height:48px;padding:10px 20px;border:1px solid transparent;border-radius:10px;font:inherit;font-size:16px;font-weight:600;text-align:center;cursor:pointer}
.primary{background:var(--blue);color:#fff}
.primary:hover{background:var(--deep);text-decoration:none}
.plain{background:#fff;border-color:#d0d5dc;color:var(--soft);font-weight:500}
.plain:hover{border-color:var(--blue);color:var(--blue);text-decoration:none}
button:focus-visible,a:focus-visible,textarea:focus-visible{outline:3px solid rgba(22,119,255,.35);outline-offset:2px}
button:disabled{background:#b9c0ca;cursor:not-allowed}
.result{max-width:560px;margin:0 auto;padding:44px 40px 36px;text-align:center}
.result h1{margin:14px 0 6px;font-size:24px}
.result>p{margin:0 0 4px;color:var(--soft);overflow-wrap:anywhere}
.result .sum{margin:10px 0 22px;color:var(--ink)}
.result dl{text-align:left;margin:22px 0}
.result .button{max-width:280px;margin:18px auto 0}
.sign{width:64px;height:64px;fill:none;stroke-width:4;stroke-linecap:round;stroke-linejoin:round}
.sign.done{stroke:#fff}.sign.done circle{fill:var(--green);stroke:none}
.sign.wait{stroke:#fff}.sign.wait circle{fill:var(--blue);stroke:none}
.sign.stop{stroke:#fff}.sign.stop circle{fill:#f08c2e;stroke:none}
.code{display:inline-block;margin-top:14px;padding:3px 12px;border-radius:6px;background:var(--ground);color:var(--soft);font:13px/1.7 ui-monospace,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere}
.result>p.detail{margin:18px 0 0;padding:14px 16px;max-height:240px;overflow:auto;text-align:left;border-radius:10px;background:var(--ground);font:12px/1.7 ui-monospace,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere;white-space:pre-wrap}
.qr{width:228px;height:228px;margin:18px auto 6px;padding:10px;border:1px solid var(--line);border-radius:14px;background:#fff}
.qr svg{display:block;width:100%;height:100%}
h1.head{margin:0 0 6px;font-size:25px}
.lead{margin:0 0 4px;max-width:760px;color:var(--soft)}
.facts{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:14px;margin:24px 0}
.fact{padding:15px 18px}
.fact b{display:block;font-weight:600;overflow-wrap:anywhere}
section{margin-top:28px}
h2{margin:0 0 12px;font-size:17px}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{padding:11px 16px;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
th{font-size:13px;font-weight:500;color:var(--faint)}
tr:last-child td{border-bottom:0}
td.name{white-space:normal;min-width:150px;max-width:280px;overflow-wrap:anywhere}
.right{text-align:right}
.tag{display:inline-block;padding:0 9px;border-radius:5px;font-size:12px;line-height:22px;background:var(--ground);color:var(--soft)}
.tag.TRADE_SUCCESS{background:#e5f7ee;color:#0b7a43}.tag.WAIT_BUYER_PAY{background:#e8f1ff;color:var(--deep)}.tag.lost{background:#fdeee8;color:var(--red)}
.empty{padding:26px;text-align:center;color:var(--faint)}
textarea{display:block;width:100%;min-height:92px;padding:12px 14px;border:1px solid #d0d5dc;border-radius:10px;font:13px/1.6 ui-monospace,Menlo,Consolas,monospace;resize:vertical}
.paste{display:grid;gap:12px;padding:20px}
.paste button{width:auto;justify-self:start;min-height:42px;font-size:15px}
.paths code{font:13px/1.9 ui-monospace,Menlo,Consolas,monospace;color:var(--deep);white-space:nowrap}
.switches{padding:18px 20px}
.switches p{margin:0 0 12px;color:var(--soft)}
.row{display:flex;flex-wrap:wrap;align-items:center;gap:8px 10px;margin:0 0 10px}
.row button{width:auto;min-height:38px;padding:6px 14px;font-size:14px}
input,select{min-height:38px;max-width:100%;padding:6px 10px;border:1px solid #d0d5dc;border-radius:8px;background:#fff;color:inherit;font:inherit;font-size:14px}
input.short{width:92px}
.fault label{display:flex;flex:1 1 300px;align-items:center;justify-content:space-between;gap:12px;min-width:0}
.fault label span{min-width:0;overflow-wrap:anywhere}
.fault code{color:var(--faint);font-size:12px}
.problem{margin:0 0 20px;padding:14px 18px;border-color:var(--red);color:var(--red);overflow-wrap:anywhere}
input:focus-visible,select:focus-visible{outline:3px solid rgba(22,119,255,.35);outline-offset:2px}
@media (max-width:760px){
.stack,.stack tbody,.stack tr{display:block}
.stack thead{display:none}
.stack tr{padding:12px 16px;border-bottom:1px solid var(--line)}
.stack tr:last-child{border-bottom:0}
.stack td{display:flex;justify-content:space-between;gap:16px;max-width:none!important;padding:3px 0;border:0;text-align:right;white-space:normal;overflow-wrap:anywhere}
.stack td:empty{display:none}
.stack td[data-name]::before{content:attr(data-name);flex:none;color:var(--faint);text-align:left;white-space:nowrap}
.paths .stack td{display:block;text-align:left}
.paths code{white-space:normal}
.column{padding:0 16px}
.top .column{height:52px}
.brand{font-size:15px}
.glyph{width:26px;height:26px;font-size:14px}
.note{font-size:11px;padding:1px 8px}
main.column{padding-top:16px;padding-bottom:32px}
.pay{display:flex;flex-direction:column;overflow:visible}
.counter{display:contents}
.amount{order:-1;padding:30px 20px 4px;text-align:center}
.sum{font-size:40px}
.sum.long{font-size:30px}
.left-time{margin-top:8px}
.goods{padding:18px 20px 4px}
.goods h1{margin-bottom:14px;font-size:17px}
.means{margin:14px 20px 20px}
.cashier .buttons{position:sticky;bottom:0;margin:0;padding:14px 20px calc(16px + env(safe-area-inset-bottom));background:#fff;border-top:1px solid var(--line);border-radius:0 0 14px 14px}
.result{padding:32px 20px 26px}
.result .button{max-width:none}
.facts{grid-template-columns:1fr;gap:10px}
}
@media (max-width:380px){.note{display:none}}
`;
