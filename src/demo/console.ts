/** The agent console as one HTML document: who waits, the chat that is open, what is answered. */
import type { Bilingual, Lang } from '../documents/ready.js'
import { CONSOLE_SCRIPT } from './console-script.js'
import { CONSOLE_STYLE } from './console-style.js'

const WORDS = {
  title: { 'zh-CN': '客服工作台', en: 'Agent console' },
  shop: { 'zh-CN': '清音耳机店', en: 'Clearsound Earphones' },
  name: { 'zh-CN': '您的称呼', en: 'Your name' },
  ownName: { 'zh-CN': '小王', en: 'Sam' },
  number: { 'zh-CN': '工号 {number}', en: 'Agent {number}' },
  connecting: { 'zh-CN': '正在连接……', en: 'Connecting…' },
  onDuty: { 'zh-CN': '在线', en: 'On duty' },
  lost: { 'zh-CN': '连接已断开，请刷新页面', en: 'Connection lost: reload the page' },
  waiting: { 'zh-CN': '排队中', en: 'Waiting' },
  nobody: { 'zh-CN': '现在没有人排队。', en: 'Nobody is waiting.' },
  consumer: { 'zh-CN': '顾客 {chat}', en: 'Consumer {chat}' },
  waited: { 'zh-CN': '已等 {seconds} 秒', en: 'waited {seconds} s' },
  accept: { 'zh-CN': '接入', en: 'Accept' },
  serving: { 'zh-CN': '服务中', en: 'Your chats' },
  none: { 'zh-CN': '接入一位顾客，就可以开始回复。', en: 'Accept a consumer to begin.' },
  log: { 'zh-CN': '聊天记录', en: 'Conversation' },
  reply: { 'zh-CN': '回复', en: 'Reply' },
  hint: { 'zh-CN': '输入回复，回车发送', en: 'Write a reply; Enter sends it' },
  send: { 'zh-CN': '发送', en: 'Send' },
  close: { 'zh-CN': '结束会话', en: 'End chat' },
  closed: { 'zh-CN': '会话已结束', en: 'The chat has ended' },
  about: { 'zh-CN': '咨询：{topic}', en: 'About: {topic}' },
  fromConsumer: { 'zh-CN': '顾客', en: 'Consumer' },
  fromBot: { 'zh-CN': '机器人', en: 'Bot' },
  fromAgent: { 'zh-CN': '我', en: 'You' },
  fromSystem: { 'zh-CN': '系统', en: 'System' },
  other: { 'zh-CN': 'English', en: '中文' },
} satisfies Record<string, Bilingual>

/** Renders the console; `nonce` is for the content security policy. */
export function consolePage({ lang, nonce }: { lang: Lang; nonce: string }): string {
  const t = (key: keyof typeof WORDS) => WORDS[key][lang]
  const words = Object.fromEntries(Object.entries(WORDS).map(([key, both]) => [key, both[lang]]))
  const otherLang = lang === 'en' ? 'zh-CN' : 'en'
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${t('title')}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${CONSOLE_STYLE}</style>
</head>
<body>
<header class="top">
  <h1>${t('title')}<small>${t('shop')}</small></h1>
  <p class="duty" role="status">${t('connecting')}</p>
  <label class="name">${t('name')}<input maxlength="20" value="${t('ownName')}" autocomplete="off"></label>
  <a href="?lang=${otherLang}" lang="${otherLang}">${t('other')}</a>
</header>
<nav class="lists">
  <section aria-labelledby="waiting"><h2 id="waiting">${t('waiting')} <span class="count" role="status">0</span></h2><ol class="queue"></ol><p class="nobody">${t('nobody')}</p></section>
  <section aria-labelledby="serving"><h2 id="serving">${t('serving')}</h2><ul class="chats"></ul></section>
</nav>
<main>
  <p class="none">${t('none')}</p>
  <section class="chat" aria-labelledby="who" hidden>
    <header><h2 id="who" tabindex="-1"></h2><p class="about"></p><button type="button" class="close">${t('close')}</button></header>
    <div class="log" role="log" aria-live="polite" aria-label="${t('log')}" tabindex="0"></div>
    <form class="reply"><label for="text">${t('reply')}</label><textarea id="text" rows="2" maxlength="1000" placeholder="${t('hint')}"></textarea><button type="submit">${t('send')}</button></form>
  </section>
</main>
<script nonce="${nonce}">const WORDS = ${JSON.stringify(words).replaceAll('<', '\\u003c')};${CONSOLE_SCRIPT}</script>
</body>
</html>
`
}
