/** The style of the agent console, light and dark. */
export const CONSOLE_STYLE = `
:root{color-scheme:light dark;--page:#f1f4f6;--card:#fff;--ink:#17262f;--soft:#4a5c66;--line:#d3dce0;--strong:#0f6a62;--on-strong:#fff;--mine:#e0f2ef;--bot:#eef1f3;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--page:#10181c;--card:#19242a;--ink:#e8eef0;--soft:#a9bac2;--line:#33444d;--strong:#5cc9bd;--on-strong:#06201d;--mine:#123b37;--bot:#22313a;--bad:#ff8f86}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;height:100vh;display:grid;grid:auto 1fr/300px 1fr;gap:1px;font:16px/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--ink);background:var(--line)}
button,input,textarea{font:inherit;color:inherit}
:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
.top{grid-column:1/-1;display:flex;align-items:center;gap:20px;padding:10px 20px;background:var(--card)}
.top h1{flex:1;margin:0;font-size:19px}
.top small{margin-left:10px;font-size:14px;font-weight:400;color:var(--soft)}
.top a{color:var(--strong)}
.duty{margin:0;font-size:14px;color:var(--strong)}
.duty.lost{color:var(--bad);font-weight:700}
.name{display:flex;align-items:center;gap:8px;font-size:14px;color:var(--soft)}
.name input{width:7em;padding:5px 10px;border:1px solid var(--soft);border-radius:8px;background:var(--card);color:var(--ink)}
.lists{overflow-y:auto;padding:8px 16px;background:var(--card)}
.lists h2{margin:12px 0 6px;font-size:15px;color:var(--soft)}
.count{display:inline-block;min-width:1.6em;padding:0 6px;border-radius:12px;background:var(--strong);color:var(--on-strong);text-align:center}
.lists ol,.lists ul{margin:0;padding:0;list-style:none;display:flex;flex-direction:column;gap:8px}
.queue li{display:grid;grid-template-columns:1fr auto;gap:2px 10px;padding:10px 12px;border:1px solid var(--line);border-radius:10px}
.who{font-weight:700}
.since,.topic,.nobody,.about{font-size:14px;color:var(--soft)}
.topic{grid-column:1}
.accept{grid-column:2;grid-row:1/3;align-self:center}
.since{grid-column:1}
.accept,.reply button{border:0;border-radius:8px;padding:8px 16px;background:var(--strong);color:var(--on-strong);font-weight:700;cursor:pointer}
.switch{width:100%;padding:9px 12px;border:1px solid var(--line);border-radius:10px;background:none;text-align:left;cursor:pointer}
.switch[aria-current]{border-color:var(--strong);background:var(--mine)}
main{min-height:0;background:var(--page)}
.none{margin:0;height:100%;display:grid;place-items:center;color:var(--soft)}
.chat{height:100%;display:flex;flex-direction:column}
.chat header{display:flex;align-items:center;gap:14px;padding:10px 20px;background:var(--card);border-bottom:1px solid var(--line)}
.chat h2{margin:0;font-size:17px}
.about{flex:1;margin:0}
.close{border:1px solid var(--bad);border-radius:8px;padding:6px 14px;background:none;color:var(--bad);cursor:pointer}
button:disabled,textarea:disabled{opacity:.5;cursor:default}
.log{flex:1;overflow-y:auto;display:flex;flex-direction:column;gap:12px;padding:20px}
.row{max-width:76%}
.author{margin:0 4px;font-size:13px;color:var(--soft)}
.words{margin:2px 0 0;padding:9px 14px;border:1px solid var(--line);border-radius:4px 14px 14px 14px;background:var(--card);white-space:pre-wrap;overflow-wrap:anywhere}
.from-bot .words{background:var(--bot)}
.from-agent{align-self:flex-end}
.from-agent .author{display:block;text-align:right}
.from-agent .words{background:var(--mine);border-color:var(--strong);border-radius:14px 4px 14px 14px}
.from-system{align-self:center;text-align:center}
.from-system .words{border:0;background:none;padding:0;font-size:14px;color:var(--soft)}
.from-system .author{display:none}
.reply{display:grid;grid-template-columns:1fr auto;gap:4px 10px;padding:10px 20px 16px;background:var(--card);border-top:1px solid var(--line)}
.reply label{grid-column:1/-1;font-size:14px;color:var(--soft)}
.reply textarea{resize:none;padding:9px 12px;border:1px solid var(--soft);border-radius:10px;background:var(--page)}
@media (max-width:760px){body{grid:auto auto 1fr/1fr}.top{flex-wrap:wrap;gap:8px 14px}.top h1{flex-basis:100%}.lists{max-height:34vh}}
`
