/** The style of the shop page and its chat widget. */
export const PAGE_STYLE = `
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#17262f;background:#f5f7f8}
button,textarea,input{font:inherit;color:inherit}
:focus-visible{outline:3px solid #0f766e;outline-offset:2px}
.shop-header{display:flex;align-items:center;gap:24px;padding:12px 32px;background:#fff;border-bottom:1px solid #dbe3e6}
.shop-name{font-size:20px;color:#0f5f58;white-space:nowrap}
.shop-header nav{flex:1}
.shop-header ul{display:flex;gap:20px;margin:0;padding:0;list-style:none}
.shop-header a{color:inherit;text-decoration:none}
.shop-header a:hover{text-decoration:underline}
main{max-width:960px;margin:0 auto;padding:32px}
.product{display:flex;gap:40px;align-items:center;padding:32px;background:#fff;border-radius:16px}
.product-picture{width:240px;flex:none;background:#e6f4f2;border-radius:16px;padding:16px}
.product h1{margin:0 0 8px;font-size:28px;line-height:1.3}
.price{font-size:28px;font-weight:700;color:#b3261e;margin:8px 0 16px}
.buy{border:0;border-radius:8px;padding:12px 28px;background:#17262f;color:#fff;cursor:pointer}
.promises{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;margin:24px 0 0;padding:0;list-style:none}
.promises li{display:flex;flex-direction:column;padding:16px 20px;background:#fff;border-radius:12px}
.promises span{font-size:14px;color:#4a5c66}
.chat-launcher{position:fixed;right:24px;bottom:24px;display:flex;align-items:center;gap:8px;border:0;border-radius:28px;padding:14px 22px;background:#0f766e;color:#fff;cursor:pointer;box-shadow:0 6px 20px #17262f40}
.chat{position:fixed;right:24px;bottom:24px;width:400px;height:min(640px,calc(100vh - 48px));display:flex;flex-direction:column;background:#fff;border-radius:16px;overflow:hidden;box-shadow:0 12px 40px #17262f40}
.chat-header{display:flex;align-items:center;gap:12px;padding:12px 16px;background:#0f766e;color:#fff}
.chat-avatar{display:grid;place-items:center;width:40px;height:40px;border-radius:50%;background:#fff;color:#0f766e;font-weight:700}
.chat-heading{flex:1;display:flex;flex-direction:column;line-height:1.35}
.chat-partner{font-size:14px}
.chat-close{width:36px;height:36px;border:0;border-radius:8px;background:none;color:#fff;font-size:24px;line-height:36px;text-align:center;cursor:pointer}
.chat-header :focus-visible{outline-color:#fff}
.chat-log{flex:1;overflow-y:auto;display:flex;flex-direction:column;gap:12px;padding:16px;background:#f5f7f8;scrollbar-width:thin}
.chat-log:focus-visible{outline-offset:-3px}
.day{align-self:center;font-size:13px;color:#4a5c66}
.row{display:flex;flex-direction:column;align-items:flex-start;max-width:86%}
.author{font-size:13px;color:#4a5c66;margin:0 4px 2px}
.message{padding:10px 14px;border-radius:4px 16px 16px 16px;background:#fff;border:1px solid #dbe3e6;white-space:pre-wrap;overflow-wrap:anywhere}
.row-consumer{align-self:flex-end;align-items:flex-end}
.message.consumer{background:#0f766e;border-color:#0f766e;color:#fff;border-radius:16px 4px 16px 16px}
.message.human{background:#fff7e0;border-color:#e2c571}
.row-system{align-self:center;align-items:center;max-width:100%}
.message.system{background:none;border:0;padding:0 8px;font-size:14px;color:#4a5c66;text-align:center}
.choices{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
.choice,.human-entry{border:1px solid #0f766e;border-radius:18px;padding:5px 14px;background:#fff;color:#0f5f58;font-size:15px;cursor:pointer}
.choice:hover,.human-entry:hover{background:#e6f4f2}
.contact-form{display:flex;flex-direction:column;gap:8px;margin-top:8px;padding:12px;background:#fff;border:1px solid #dbe3e6;border-radius:12px}
.contact-form label{display:flex;flex-direction:column;font-size:14px}
.contact-form input{padding:6px 10px;border:1px solid #8a9aa3;border-radius:8px;font-size:16px}
.contact-form .submit{border:0;border-radius:8px;padding:8px;background:#0f766e;color:#fff;cursor:pointer}
.typing{display:flex;gap:5px;padding:14px;background:#fff;border:1px solid #dbe3e6;border-radius:4px 16px 16px 16px;align-self:flex-start}
.typing i{width:7px;height:7px;border-radius:50%;background:#4a5c66;animation:blink 1.2s infinite}
.typing i:nth-child(2){animation-delay:.2s}
.typing i:nth-child(3){animation-delay:.4s}
@keyframes blink{0%,60%,100%{opacity:.25}30%{opacity:1}}
@media (prefers-reduced-motion:reduce){.typing i{animation:none}}
.chat-bar{display:flex;gap:8px;padding:8px 16px 0;background:#fff}
.chat-queue{margin:0;padding:8px 16px;background:#e6f4f2;color:#0f5f58;font-size:14px;text-align:center}
.composer{display:flex;align-items:flex-end;gap:8px;padding:10px 16px 14px;background:#fff}
.composer textarea{flex:1;resize:none;min-height:44px;max-height:120px;padding:9px 12px;border:1px solid #8a9aa3;border-radius:12px;field-sizing:content}
.send{border:0;border-radius:12px;height:44px;padding:0 20px;line-height:44px;background:#0f766e;color:#fff;cursor:pointer}
@media (max-width:640px){
.shop-header{flex-wrap:wrap;gap:8px 16px;padding:12px 16px}
.shop-header nav{order:3;flex-basis:100%}
.shop-name{flex:1}
main{padding:16px}
.product{flex-direction:column;gap:16px;padding:20px}
.promises{grid-template-columns:1fr}
.chat{inset:0;width:auto;height:auto;border-radius:0}
}
`
