/** Chats that nobody wrote a selector for, each built another way; what they show is told by `window.truth`. */

/** Shared by all pages: a scripted bot, and a record of what was really said. */
const BOT = `
const truth = (window.truth = [])
const wait = (ms) => new Promise((done) => setTimeout(done, ms))
const record = (who, text) => { const entry = { who, text, at: performance.timeOrigin + performance.now() }; truth.push(entry); return entry }
const el = (tag, attrs = {}, ...kids) => {
  const e = document.createElement(tag)
  for (const [k, v] of Object.entries(attrs)) k === 'style' ? (e.style.cssText = v) : e.setAttribute(k, v)
  e.append(...kids)
  return e
}
async function answer(chat, text) {
  record('consumer', text)
  chat.add('consumer', text)
  chat.typing?.(true)
  await wait(120)
  chat.typing?.(false)
  const bot = (t, more) => { record('bot', t); return chat.add('bot', t, more) }
  if (text === '两条') { bot('第一条'); await wait(150); bot('第二条') }
  else if (text === '同样') bot('七天无理由退货。')
  else if (text === '段落') bot('第一段\\n第二段')
  else if (text === '流式') {
    const entry = record('bot', '')
    const message = chat.add('bot', '')
    for (const c of '您的订单已经发货，预计明天送达。') { entry.text += c; chat.edit(message, entry.text); await wait(15) }
  } else if (text === '修改') { const entry = record('bot', '运费 5 元'); const m = chat.add('bot', '运费 5 元'); await wait(150); entry.text = '运费 8 元'; chat.edit(m, '运费 8 元') }
  else if (text === '转人工') {
    record('system', '正在为您转接人工客服'); chat.add('system', '正在为您转接人工客服'); await wait(100)
    record('human', '您好，我是小李'); chat.add('human', '您好，我是小李')
  } else if (text === '选项') bot('请选择服务', { choices: ['查询退款', '申请退款'] })
  else bot('您说的是：' + text)
}
function composer(chat, parent, style = '') {
  const box = el('textarea', { placeholder: '请输入', style })
  box.addEventListener('keydown', (e) => {
    if (e.key !== 'Enter' || e.shiftKey) return
    e.preventDefault()
    const text = box.value
    box.value = ''
    answer(chat, text)
  })
  parent.append(box)
  return box
}
`

const page = (body: string, script: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>shop</title><style>body{margin:0;font:16px sans-serif}</style>
<header><h1>商城</h1><input type="search" placeholder="搜索"><p>页面上的一段文字</p></header>${body}<script>${BOT}${script}</script></html>`

/** Rows with marks of their own, as most widgets have them. */
const ROWS = `
function rows(list, { newest = 'last', time = true, avatar = true } = {}) {
  const put = (row) => newest === 'first' ? list.prepend(row) : list.append(row)
  return {
    add(who, text, { choices = [] } = {}) {
      const body = el('div', { class: 'm-body' }, ...text.split('\\n').map((t) => el('p', {}, t)))
      if (who === 'system') { put(el('div', { class: 'm-tip', style: 'text-align:center;color:#999;font-size:12px' }, text)); return }
      const mine = who === 'consumer'
      const row = el('div', { class: 'm-row ' + (mine ? 'm-mine' : 'm-other'), style: 'display:flex;gap:8px;margin:8px;' + (mine ? 'flex-direction:row-reverse' : '') })
      if (avatar) row.append(el('div', { style: 'width:32px;height:32px;border-radius:16px;background:#ccc;display:flex;align-items:center;justify-content:center' }, mine ? '我' : who === 'human' ? '李' : '小'))
      const col = el('div')
      if (!mine) col.append(el('div', { class: 'm-nick', style: 'font-size:12px;color:#888' }, who === 'human' ? '客服小李' : '小美'))
      body.style.cssText = 'padding:8px 12px;border-radius:8px;background:' + (mine ? '#95ec69' : '#fff')
      col.append(body)
      for (const c of choices) { const b = el('button', {}, c); b.onclick = () => answer(window.chat, c); col.append(b) }
      if (time) col.append(el('div', { style: 'font-size:11px;color:#aaa' }, '10:32' + (mine ? ' 已读' : '')))
      row.append(col)
      put(row)
      return body
    },
    edit(body, text) { body.replaceChildren(...text.split('\\n').map((t) => el('p', {}, t))) },
  }
}
`
const WIDGET = (inner = ''): string =>
  `<div id="w" style="position:fixed;right:0;bottom:0;width:360px;height:480px;display:flex;flex-direction:column;background:#f4f4f4;border:1px solid #ddd"><div>在线客服</div>${inner}</div>`
const LIST = '<div id="list" style="flex:1;overflow-y:auto"></div>'
const START = `const w = document.getElementById('w'), list = document.getElementById('list')\n`

/** By name: the page's HTML. */
export const PAGES: Record<string, string> = {
  'grouped rows with names, avatars, times and receipts': page(
    WIDGET(LIST),
    `${ROWS}${START}window.chat = rows(list); record('bot', '您好，我是小美'); chat.add('bot', '您好，我是小美'); composer(chat, w)`,
  ),
  'the newest message first': page(
    WIDGET(LIST),
    `${ROWS}${START}window.chat = rows(list, { newest: 'first' }); record('bot', '您好，我是小美'); chat.add('bot', '您好，我是小美'); composer(chat, w)`,
  ),
  'no classes, all styles inline, the box beside the rows': page(
    '<div id="w" style="position:fixed;right:0;bottom:0;width:360px"></div>',
    `const w = document.getElementById('w'); let box
window.chat = {
  add(who, text) {
    const mine = who === 'consumer'
    const bubble = el('span', { style: 'display:inline-block;padding:6px 10px;border-radius:10px;background:' + (mine ? '#06c;color:#fff' : '#eee') })
    const show = (t) => bubble.replaceChildren(...t.split('\\n').flatMap((x, i) => i ? [el('br'), x] : [x]))
    show(text)
    w.insertBefore(who === 'system' ? el('div', { style: 'text-align:center;font-size:11px' }, text) : el('div', { style: 'text-align:' + (mine ? 'right' : 'left') }, bubble), box)
    return show
  },
  edit(show, text) { show(text) },
}
box = composer(chat, w)
record('bot', '您好'); chat.add('bot', '您好')`,
  ),
  'words without any bubble, as plain pages have them': page(
    `<div id="w" style="width:600px"><div id="list" role="log"></div></div>`,
    `${START}window.chat = {
  add(who, text) { const d = el('div', { class: 'turn', 'data-from': who === 'consumer' ? 'user' : who === 'bot' ? 'assistant' : who }, ...text.split('\\n').map((t) => el('p', {}, t))); list.append(d); return d },
  edit(d, text) { d.replaceChildren(...text.split('\\n').map((t) => el('p', {}, t))) },
}
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'a closed shadow root': page(
    '<shop-chat></shop-chat>',
    `${ROWS}customElements.define('shop-chat', class extends HTMLElement { connectedCallback() {
  const root = this.attachShadow({ mode: 'closed' })
  const w = el('div', { style: 'position:fixed;right:0;bottom:0;width:360px;height:480px;display:flex;flex-direction:column' })
  const list = el('div', { style: 'flex:1;overflow:auto' })
  root.append(w); w.append(list)
  window.chat = rows(list); record('bot', '您好，我是小美'); chat.add('bot', '您好，我是小美')
  window.box = composer(chat, w)
} })`,
  ),
  'a widget that draws its whole DOM anew each time': page(
    '<div id="root"></div>',
    `const root = document.getElementById('root'); const messages = []; let draft = ''
function draw() {
  const list = el('div', { class: 'feed', style: 'height:300px;overflow:auto' }, ...messages.map((m) => m.who === 'system'
    ? el('div', { class: 'notice', style: 'text-align:center;font-size:12px' }, m.text)
    : el('div', { class: 'line ' + (m.who === 'consumer' ? 'out' : 'in') }, el('div', { class: 'talk', style: 'display:inline-block;padding:6px;border:1px solid #999;border-radius:6px' }, ...m.text.split('\\n').map((t) => el('div', {}, t))))))
  const box = el('textarea', {})
  box.addEventListener('keydown', (e) => { if (e.key === 'Enter') { e.preventDefault(); const t = box.value; box.value = ''; answer(chat, t) } })
  root.replaceChildren(el('div', { class: 'panel', style: 'position:fixed;right:0;bottom:0;width:320px' }, list, box))
  list.scrollTop = 1e6
}
window.chat = { add(who, text) { const m = { who, text }; messages.push(m); draw(); return m }, edit(m, text) { m.text = text; draw() } }
record('bot', '您好'); chat.add('bot', '您好')`,
  ),
  'a list that recycles a few nodes for many messages': page(
    WIDGET(LIST),
    `${START}const messages = []; const pool = []
for (let i = 0; i < 5; i++) { const n = el('div', { class: 'cell' }, el('div', { class: 'cell-text', style: 'display:inline-block;padding:4px 8px;border-radius:6px' })); pool.push(n); n.style.display = 'none'; list.append(n) }
function draw() {
  const from = Math.max(0, messages.length - pool.length)
  for (let i = from; i < from + pool.length; i++) {
    const n = pool[i - from], m = messages[i]
    n.style.display = m ? '' : 'none'
    if (!m) continue
    n.className = 'cell ' + (m.who === 'consumer' ? 'right' : m.who === 'system' ? 'system-cell' : 'left')
    n.style.textAlign = m.who === 'consumer' ? 'right' : m.who === 'system' ? 'center' : 'left'
    n.firstChild.style.background = m.who === 'consumer' ? '#9df' : m.who === 'system' ? '' : '#eee'
    if (n.firstChild.innerText !== m.text) n.firstChild.replaceChildren(...m.text.split('\\n').flatMap((x, i) => i ? [el('br'), x] : [x]))
    n.setAttribute('data-index', i)
  }
}
window.chat = { add(who, text) { const m = { who, text }; messages.push(m); draw(); return m }, edit(m, text) { m.text = text; draw() } }
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'the same without any key': page(
    WIDGET(LIST),
    `${START}const messages = []; const pool = []
for (let i = 0; i < 4; i++) { const n = el('div', {}, el('div', { style: 'display:inline-block;padding:4px 8px;border-radius:6px' })); pool.push(n); n.style.display = 'none'; list.append(n) }
function draw() {
  const from = Math.max(0, messages.length - pool.length)
  for (let i = from; i < from + pool.length; i++) {
    const n = pool[i - from], m = messages[i]
    n.style.display = m ? '' : 'none'
    if (!m) continue
    n.style.textAlign = m.who === 'consumer' ? 'right' : m.who === 'system' ? 'center' : 'left'
    n.firstChild.style.background = m.who === 'consumer' ? '#9df' : m.who === 'system' ? '' : '#eee'
    if (n.firstChild.innerText !== m.text) n.firstChild.replaceChildren(...m.text.split('\\n').flatMap((x, i) => i ? [el('br'), x] : [x]))
  }
}
window.chat = { add(who, text) { const m = { who, text }; messages.push(m); draw(); return m }, edit(m, text) { m.text = text; draw() } }
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'ten thousand old messages': page(
    WIDGET(LIST),
    `${ROWS}${START}window.chat = rows(list, { avatar: false })
for (let i = 0; i < 10000; i++) chat.add(i % 2 ? 'bot' : 'consumer', '旧消息 ' + i)
record('bot', '欢迎回来'); chat.add('bot', '欢迎回来'); composer(chat, w)`,
  ),
  'a lively page that floods mutations': page(
    `<div id="tick"></div><div id="flood"></div>${WIDGET(LIST)}`,
    `${ROWS}${START}window.chat = rows(list); record('bot', '您好，我是小美'); chat.add('bot', '您好，我是小美'); composer(chat, w)
let n = 0
setInterval(() => { tick.textContent = '正在有 ' + n++ + ' 人浏览'; for (let i = 0; i < 200; i++) { flood.append(el('i', {}, '您说的是：' + i)); if (flood.childNodes.length > 500) flood.firstChild.remove() } }, 20)
setInterval(() => { const t = el('div', { style: 'position:fixed;left:0;top:50%' }, '用户 A 刚刚购买了耳机'); document.body.append(t); setTimeout(() => t.remove(), 300) }, 350)`,
  ),
  'groups of one author, with the words in nested elements': page(
    WIDGET('<ul id="list" style="flex:1;overflow-y:auto;list-style:none;padding:0;margin:0"></ul>'),
    `${START}let last, group
window.chat = {
  add(who, text) {
    if (who === 'system') { last = group = undefined; list.append(el('li', { class: 'sys' }, el('small', {}, text))); return }
    if (who !== last) {
      group = el('div', { class: 'stack' })
      list.append(el('li', { class: 'grp ' + (who === 'consumer' ? 'grp-me' : 'grp-them'), style: who === 'consumer' ? 'text-align:end' : '' }, el('span', { class: 'who', style: 'font-size:11px' }, who === 'consumer' ? 'You' : who === 'human' ? '客服小李' : 'Mia'), group))
      last = who
    }
    const inner = el('span', {}, text)
    group.append(el('div', { class: 'b', style: 'margin:2px' }, el('div', { style: 'display:inline-block;background:' + (who === 'consumer' ? '#def' : '#eee') + ';border-radius:4px;padding:4px;white-space:pre-line' }, inner)))
    return inner
  },
  edit(inner, text) { inner.textContent = text },
}
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'right to left': page(
    `<div dir="rtl">${WIDGET(LIST)}</div>`,
    `${ROWS}${START}window.chat = rows(list); record('bot', 'مرحبا 👋🏽'); chat.add('bot', 'مرحبا 👋🏽'); composer(chat, w)`,
  ),
  'one side for all, told apart by names alone': page(
    WIDGET(LIST),
    `${START}window.chat = {
  add(who, text) {
    const body = el('div', {}, ...text.split('\\n').flatMap((x, i) => (i ? [el('br'), x] : [x])))
    const name = { consumer: 'You', bot: 'Mia', human: 'Agent Lee', system: 'Notice' }[who]
    list.append(el('div', {}, el('div', {}, el('b', {}, name), ' ', el('span', {}, '10:32')), body))
    return body
  },
  edit(body, text) { body.textContent = text },
}
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'a bubble for the consumer, a written page for the bot': page(
    WIDGET(LIST),
    `${START}window.chat = {
  add(who, text) {
    if (who === 'consumer') { list.append(el('div', { class: 'user-turn', style: 'display:flex;justify-content:flex-end' }, el('div', { style: 'background:#eee;border-radius:18px;padding:8px' }, text))); return }
    const md = el('div', { class: 'markdown' })
    const fill = (t) => { const [head, ...rest] = t.split('\\n'); md.replaceChildren(el('p', {}, head), ...rest.map((x) => el('div', { style: 'background:#f0f0f0;border:1px solid #ccc' }, el('code', {}, x)))) }
    fill(text)
    list.append(el('div', { class: 'assistant-turn' }, md, el('div', {}, el('span', { style: 'cursor:pointer' }, '复制'))))
    return fill
  },
  edit(fill, text) { fill(text) },
}
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'each question and its answer in one element': page(
    WIDGET(LIST),
    `${START}let pair
window.chat = {
  add(who, text) {
    if (who === 'consumer' || !pair) list.append((pair = el('section', {})))
    const d = el('div', { style: (who === 'consumer' ? 'margin-left:80px;' : who === 'system' ? 'text-align:center;font-size:12px;' : '') }, ...text.split('\\n').map((t) => el('p', {}, t)))
    pair.append(d)
    return d
  },
  edit(d, text) { d.replaceChildren(...text.split('\\n').map((t) => el('p', {}, t))) },
}
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'a part of the list for each turn, and the box in the last': page(
    WIDGET(LIST),
    `${START}const form = el('div', { class: 'ask' })
let part, asked = true
window.chat = {
  add(who, text) {
    const p = text.split('\\n').map((t) => el('p', {}, t))
    if (who === 'consumer') { form.remove(); asked = true; part.append(el('div', { class: 'mine', style: 'margin-left:90px;background:#cfc;border-radius:6px' }, text)); return }
    if (asked) list.append((part = el('div', { class: 'part' })))
    asked = false
    const b = el('div', { class: 'theirs', style: 'margin-right:90px;background:#eee;border-radius:6px' }, ...p)
    part.append(b, form)
    return b
  },
  edit(b, text) { b.replaceChildren(...text.split('\\n').map((t) => el('p', {}, t))) },
}
composer(chat, form); record('bot', '您好'); chat.add('bot', '您好')`,
  ),
  'rows that let nothing stick out, and lines of the platform in boxes': page(
    WIDGET(LIST),
    `${START}window.chat = {
  add(who, text) {
    const mine = who === 'consumer'
    const body = el('div', { class: 'words' }, text)
    if (who === 'system') list.append(el('div', { class: 'holder', style: 'min-height:90px;overflow-x:hidden;display:flex;justify-content:center' }, el('div', { style: 'background:#fff;box-shadow:0 0 2px #000;text-align:center' }, text)))
    else list.append(el('div', { class: 'holder', style: 'min-height:90px;overflow-x:hidden' }, el('div', { style: 'background:#fff;border-radius:6px;max-width:70%;' + (mine ? 'float:right' : 'float:left') }, el('b', { class: 'title' }, mine ? '我' : who === 'human' ? '小李' : '小美'), body)))
    return body
  },
  edit(body, text) { body.textContent = text },
}
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  'a table drawn anew with every poll, the newest on top': page(
    WIDGET(LIST),
    `${START}const said = []
const draw = () => {
  const table = el('table', { width: '100%' })
  for (const m of [...said].reverse()) table.append(m.who === 'system' ? el('tr', {}, el('td', { colspan: '2', align: 'center' }, el('font', { color: '#999999' }, m.text))) : el('tr', {}, el('td', { class: m.who === 'consumer' ? 'me' : 'kf', width: '90' }, el('font', { color: m.who === 'consumer' ? 'green' : 'blue' }, (m.who === 'consumer' ? '我' : m.who === 'human' ? '小李' : '小助手') + ' ' + m.time)), el('td', {}, m.text)))
  list.innerHTML = table.outerHTML
}
window.chat = { add(who, text) { const m = { who, text, time: '14:05:' + String(10 + said.length) }; said.push(m); if (who === 'consumer') draw(); return m }, edit(m, text) { m.text = text } }
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w); setInterval(draw, 100)`,
  ),
}

/** Pages for one trait each. */
export const SPECIAL = {
  buttons: page(
    '<div id="w" style="position:fixed;right:0;bottom:0;width:340px;height:420px;display:flex;flex-direction:column;background:#fff"><div>小助手</div><div id="list" style="flex:1;overflow-y:auto"></div><div id="menu"></div></div>',
    `${START}const menu = document.getElementById('menu')
const offer = (labels) => menu.replaceChildren(...labels.map((l) => { const d = el('div', { style: 'cursor:pointer;border:1px solid #06c;display:inline-block;margin:2px;padding:2px 8px' }, l); d.onclick = async () => { menu.replaceChildren(); await answer(chat, l); offer(['继续', '结束']) }; return d }))
window.chat = { add(who, text) { const b = el('div', { style: 'padding:4px;margin:4px;border-radius:6px;' + (who === 'consumer' ? 'background:#cfc;margin-left:90px' : 'background:#eee;margin-right:90px') }, text); list.append(b); return b }, edit(b, t) { b.textContent = t } }
record('bot', '请选择要办理的业务'); chat.add('bot', '请选择要办理的业务'); offer(['查物流', '退货'])`,
  ),
  silent: page(
    WIDGET(LIST),
    `${ROWS}${START}const real = rows(list); window.chat = { ...real, add: (who, ...more) => who === 'consumer' ? undefined : real.add(who, ...more) }
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)
setInterval(() => { document.querySelector('header p').textContent = '现在 ' + Date.now() + ' 毫秒' }, 60)`,
  ),
  history: page(
    WIDGET(LIST),
    `${ROWS}${START}window.chat = rows(list); record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)
window.more = () => { const older = el('div'); const past = rows(older); for (let i = 0; i < 5; i++) past.add(i % 2 ? 'bot' : 'consumer', '以前的话 ' + i); list.prepend(...older.childNodes) }
window.recall = () => list.lastElementChild.remove()`,
  ),
  chips: page(
    WIDGET(`${LIST}<ul id="chips"></ul>`),
    `${ROWS}${START}const chips = document.getElementById('chips'); const real = rows(list)
window.chat = { ...real, add(who, text, more = {}) { chips.replaceChildren(...(more.choices ?? []).map((c) => el('li', { class: 'chip', style: 'border:1px solid #ccc;display:inline-block' }, el('p', {}, c)))); return real.add(who, text) } }
record('bot', '您好'); chat.add('bot', '您好'); composer(chat, w)`,
  ),
  rich: page(
    WIDGET(LIST),
    `${ROWS}${START}window.chat = { ...rows(list), typing(on) { document.getElementById('dots')?.remove(); if (on) list.append(el('div', { id: 'dots', class: 'm-row' }, el('span', { style: 'display:inline-block;width:20px;height:8px;background:#999;animation:blink 1s infinite' }))) } }
document.head.append(el('style', {}, '@keyframes blink { 50% { opacity: 0 } }'))
record('bot', '您好'); const body = chat.add('bot', '您好'); composer(chat, w)
window.rich = () => { const b = chat.add('bot', '详情见页面'); b.append(el('img', { alt: '商品图', src: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"/>', style: 'width:120px;height:80px' }), el('a', { href: 'https://example.test/help' }, '帮助中心')); const f = chat.add('bot', '请填写'); f.append(el('input', { placeholder: '订单号' }), el('input', { 'aria-label': '手机号' })) }
window.rate = () => list.append(el('div', { class: 'rate' }, el('div', {}, '请对本次服务进行评价'), ...['满意', '不满意'].map((l) => el('label', {}, el('input', { type: 'radio' }), l)), el('textarea', { placeholder: '您的建议' }), el('button', {}, '提交')))`,
  ),
}
