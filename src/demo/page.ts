/** The shop page with its chat widget, as one HTML document. */
import type { Bilingual, Lang } from '../documents/ready.js'
import type { FaultId } from './faults.js'
import { PAGE_SCRIPT } from './page-script.js'
import { PAGE_STYLE } from './page-style.js'
import { TEXTS } from './texts.js'

interface PageOptions {
  lang: Lang
  faults: ReadonlySet<FaultId>
  /** For the content security policy. */
  nonce: string
}

const WORDS = {
  shop: { 'zh-CN': '清音耳机店', en: 'Clearsound Earphones' },
  nav: { 'zh-CN': '首页|耳机|配件|帮助中心', en: 'Home|Earphones|Accessories|Help' },
  product: { 'zh-CN': '清音 X1 蓝牙耳机', en: 'Clearsound X1 Bluetooth earphones' },
  pitch: {
    'zh-CN': '主动降噪，续航 30 小时，佩戴轻如无物。',
    en: 'Active noise cancelling, 30 hours of battery, so light that you forget them.',
  },
  price: { 'zh-CN': '¥299', en: '¥299' },
  buy: { 'zh-CN': '加入购物车', en: 'Add to cart' },
  promises: {
    'zh-CN':
      '48小时内发货|付款后尽快送到您手中;七天无理由退货|质量问题运费由我们承担;保修12个月|非人为损坏免费维修',
    en: 'Ships within 48 hours|On its way soon after payment;7-day returns|We pay the postage if the quality is at fault;12 months warranty|Free repair of defects',
  },
  launcher: { 'zh-CN': '在线客服', en: 'Chat with us' },
  title: { 'zh-CN': '在线客服', en: 'Customer service' },
  subtitleAi: { 'zh-CN': '小音 · AI智能客服', en: 'Yin · AI assistant' },
  subtitle: { 'zh-CN': '小音 · 在线', en: 'Yin · online' },
  close: { 'zh-CN': '收起聊天窗口', en: 'Close chat' },
  log: { 'zh-CN': '聊天记录', en: 'Conversation' },
  human: { 'zh-CN': '转人工', en: 'Human agent' },
  input: { 'zh-CN': '请输入您的问题', en: 'Type your question' },
  send: { 'zh-CN': '发送', en: 'Send' },
  typing: { 'zh-CN': '正在输入', en: 'Typing' },
  submit: { 'zh-CN': '提交', en: 'Submit' },
  you: { 'zh-CN': '我', en: 'You' },
  queued: {
    'zh-CN': '人工客服排队中：第 {position} 位，预计 {minutes} 分钟内接通',
    en: 'Waiting for a human agent: place {position}, under {minutes} min',
  },
  lost: {
    'zh-CN': '消息未送达，请稍后再试。',
    en: 'Your message was not delivered. Please try again later.',
  },
} satisfies Record<string, Bilingual>

const EARPHONES = `<svg class="product-picture" viewBox="0 0 240 200" aria-hidden="true"><g fill="none" stroke-linecap="round"><path d="M48 128V98a72 72 0 0 1 144 0v30" stroke="#1d3b4f" stroke-width="12"/><rect x="30" y="112" width="38" height="62" rx="19" fill="#0f766e"/><rect x="172" y="112" width="38" height="62" rx="19" fill="#0f766e"/><path d="M49 128v30M191 128v30" stroke="#99f6e4" stroke-width="5"/></g></svg>`
const BUBBLE = `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path fill="currentColor" d="M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"/></svg>`

/** Renders the page; `hides-human`, `no-disclosure`, `no-keyboard` and `unannounced` change its markup. */
export function shopPage({ lang, faults, nonce }: PageOptions): string {
  const t = (key: keyof typeof WORDS) => escapeHtml(WORDS[key][lang])
  const list = (key: 'nav' | 'promises', separator: string) => t(key).split(separator)
  const partner = faults.has('no-disclosure') ? 'subtitle' : 'subtitleAi'
  const deaf = faults.has('unannounced')
  const named = (name: string) => (deaf ? '' : ` aria-label="${name}"`)
  // A control that only the mouse reaches, as badly built widgets have it.
  const control = (classes: string, content: string, attributes: string) =>
    faults.has('no-keyboard')
      ? `<div class="${classes}"${attributes}>${content}</div>`
      : `<button type="button" class="${classes}"${attributes}>${content}</button>`
  const config = {
    lang,
    keyboard: !faults.has('no-keyboard'),
    words: {
      typing: WORDS.typing[lang],
      submit: WORDS.submit[lang],
      you: WORDS.you[lang],
      queued: WORDS.queued[lang],
      lost: WORDS.lost[lang],
    },
    human: TEXTS[lang].human,
    partner: WORDS[partner][lang],
  }
  const other = lang === 'en' ? ['zh-CN', '中文'] : ['en', 'English']
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('shop')}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${PAGE_STYLE}</style>
</head>
<body>
<header class="shop-header">
  <strong class="shop-name">${t('shop')}</strong>
  <nav><ul>${list('nav', '|')
    .map((item) => `<li><a href="#">${item}</a></li>`)
    .join('')}</ul></nav>
  <a class="shop-language" href="?lang=${other[0]}" lang="${other[0]}">${other[1]}</a>
</header>
<main>
  <section class="product">
    ${EARPHONES}
    <div><h1>${t('product')}</h1><p>${t('pitch')}</p><p class="price">${t('price')}</p><button type="button" class="buy">${t('buy')}</button></div>
  </section>
  <ul class="promises">${list('promises', ';')
    .map((item) => item.split('|'))
    .map(([head, text]) => `<li><strong>${head}</strong><span>${text}</span></li>`)
    .join('')}</ul>
</main>
${control('chat-launcher', `${BUBBLE}<span>${t('launcher')}</span>`, deaf ? '' : ' aria-expanded="false" aria-controls="chat"')}
<section id="chat" class="chat" hidden${deaf ? '' : ` role="dialog" aria-label="${t('title')}"`}>
  <header class="chat-header">
    <span class="chat-avatar" aria-hidden="true">${lang === 'en' ? 'Y' : '音'}</span>
    <span class="chat-heading"><strong>${t('title')}</strong><span class="chat-partner">${t(partner)}</span></span>
    ${control('chat-close', '×', named(t('close')))}
  </header>
  <div class="chat-log"${deaf ? '' : ` role="log" aria-live="polite" aria-label="${t('log')}" tabindex="0"`}></div>
  <p class="chat-queue"${deaf ? '' : ' role="status"'} hidden></p>
  ${faults.has('hides-human') ? '' : `<div class="chat-bar">${control('human-entry', t('human'), '')}</div>`}
  <div class="composer">
    <textarea rows="1" maxlength="1000" placeholder="${t('input')}"${named(t('input'))}></textarea>
    ${control('send', t('send'), '')}
  </div>
</section>
<script nonce="${nonce}">const CONFIG = ${JSON.stringify(config).replaceAll('<', '\\u003c')};${PAGE_SCRIPT}</script>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
