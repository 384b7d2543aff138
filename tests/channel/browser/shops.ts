/** Pages of made-up shops, each with a chat that is hard to find in its own way, and what their bots were told. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A chat with names that say nothing, which tells the server what it is told. `where` may be a shadow root. */
const CHAT = `
<script>
const said = (what, text) => fetch('/said?shop=' + shop, { method: 'POST', body: JSON.stringify({ what, text }) })
const shop = new URLSearchParams(location.search).get('shop')
function chat(where, options = {}) {
  const field = options.field ?? '<textarea class="k7 e" placeholder="' + (options.hint ?? '请输入您的问题') + '"></textarea>'
  where.innerHTML = '<div class="x1"></div><div class="x2">' + field + '<button class="x3">' + (options.send ?? '发送') + '</button></div>'
  const [list, box, button] = ['.x1', '.e', '.x3'].map((s) => where.querySelector(s))
  const add = (side, text) => {
    const row = document.createElement('div')
    row.className = side
    row.style.textAlign = side === 'r' ? 'right' : 'left'
    row.innerHTML = '<span></span>'
    row.firstChild.textContent = text
    list.append(row)
  }
  add('l', '您好，有什么可以帮您？')
  const send = () => {
    const text = (box.value ?? box.textContent).trim()
    if (!text) return
    if ('value' in box) box.value = ''
    else box.textContent = ''
    add('r', text)
    said('message', text)
    setTimeout(() => add('l', '收到：' + text.length + ' 个字'), 60)
  }
  button.onclick = send
  if (!options.noEnter) box.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && !e.shiftKey) { e.preventDefault(); send() }
  })
}
const $ = (html, parent = document.body) => { parent.insertAdjacentHTML('beforeend', html); return parent.lastElementChild }
const panel = () => $('<div style="position:fixed;right:20px;bottom:90px;width:340px;height:420px;background:#fff;border:1px solid #ccc;z-index:50"></div>')
const bubble = (inner = '<svg width="24" height="24"><circle r="9" cx="12" cy="12"/></svg>', cls = 'zq') =>
  $('<div class="' + cls + '" style="position:fixed;right:20px;bottom:20px;width:56px;height:56px;border-radius:28px;background:#06c;cursor:pointer;display:flex">' + inner + '</div>')
</script>`

const SHOP = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>shop</title>
<header><a href="/other">首页</a> <form role="search"><input placeholder="搜索商品" name="q"><button>搜索</button></form>
<button onclick="said('wrong','cart')">购物车</button></header>
<main><h1>山茶商城</h1><p>新品上市，欢迎选购。</p><button onclick="said('wrong','buy')">立即购买</button>
<textarea placeholder="写下您对商品的评价"></textarea></main>
<footer><form><input type="email" placeholder="订阅优惠资讯，输入邮箱"><button>订阅</button></form>
<a href="tel:4000000000">电话客服</a> <a href="mailto:a@example.com">客服邮箱</a></footer>`

/** Each runs in the shop's page, after the helpers. */
const SHOPS: Record<string, string> = {
  gates: `
    const banner = $('<div class="w2" style="position:fixed;inset:0;background:#0008;z-index:99"><div style="margin:20% auto;width:400px;background:#fff">我们使用 Cookie 改善体验，详见隐私政策。<button>全部接受</button><button>仅必要</button></div></div>')
    for (const b of banner.querySelectorAll('button')) b.onclick = () => { said('consent', b.textContent); banner.remove() }
    const open = bubble()
    open.onclick = () => {
      open.remove()
      const here = panel()
      here.innerHTML = '<h3>咨询前请告诉我们</h3><form><label>姓名 <input name="a" required></label><label>邮箱 <input type="email" name="b" required></label><label>手机号 <input type="tel" name="c" required></label><label>订单号 <input name="d"></label><label>问题类型 <select name="e" required><option value="">请选择</option><option>售后</option><option>其他</option></select></label><label><input type="checkbox" name="f" required> 我已阅读并同意隐私政策</label><label><input type="checkbox" name="g"> 订阅优惠资讯</label><button>开始咨询</button></form>'
      here.querySelector('form').onsubmit = (e) => {
        e.preventDefault()
        said('form', JSON.stringify(Object.fromEntries(new FormData(e.target))))
        chat(here)
      }
    }`,
  frames: `
    const small = $('<iframe title="" style="position:fixed;right:16px;bottom:16px;width:70px;height:70px;border:0" srcdoc="<body style=margin:0><div style=\\'width:60px;height:60px;background:teal;cursor:pointer\\' onclick=parent.postMessage(1)></div>"></iframe>')
    addEventListener('message', () => { if (small.isConnected) { small.remove(); $('<iframe style="position:fixed;right:16px;bottom:16px;width:360px;height:480px" src="/inner?shop=' + shop + '"></iframe>') } })`,
  lazy: `
    document.body.style.minHeight = '4000px'
    addEventListener('scroll', () => { if (scrollY > 500) setTimeout(() => {
      if (document.querySelector('.late')) return
      const open = $('<button class="late" style="position:fixed;right:10px;bottom:10px">在线客服</button>')
      open.onclick = () => { open.remove(); chat(panel()) }
    }, 300) })`,
  two: `
    const help = $('<div style="position:fixed;left:20px;bottom:20px;width:300px;height:300px"></div>')
    chat(help, { field: '<input class="e" placeholder="Ask our shopping assistant">', send: 'Go' })
    const main = panel()
    main.classList.add('chat-window')
    chat(main)`,
  none: '',
  login: `
    const open = bubble('客服')
    open.onclick = () => { panel().innerHTML = '<p>请先登录后咨询</p><input placeholder="用户名"><input type="password" placeholder="密码"><button>登录</button>' }`,
  captcha: `
    const open = bubble('客服')
    open.onclick = () => { panel().innerHTML = '<div class="captcha-box" style="width:300px;height:160px">请拖动滑块完成验证</div>' }`,
  buttons: `
    const open = bubble('在线客服')
    open.onclick = () => {
      const here = panel()
      here.className = 'chat'
      here.innerHTML = '<p class="message">您好，请选择</p><div class="options"><button>查物流</button><button>退款</button><button>转人工</button></div>'
      for (const b of here.querySelectorAll('button')) b.onclick = () => said('choice', b.textContent)
    }`,
  topics: `
    const open = bubble('在线客服')
    open.onclick = () => {
      const here = panel()
      here.innerHTML = '<h3>请选择问题类型</h3><div class="grid"><button>售前</button><button>售后</button><button>其他问题</button></div>'
      for (const b of here.querySelectorAll('button')) b.onclick = () => { said('topic', b.textContent); chat(here) }
    }`,
  plain: `
    const here = $('<div style="width:400px;height:400px"></div>')
    chat(here, { field: '<input class="e" aria-label="消息">' })`,
  newsletter: `
    const over = $('<div role="dialog" aria-modal="true" style="position:fixed;inset:0;background:#0008;z-index:90"><div style="margin:15% auto;width:400px;background:#fff"><h2>订阅领取 10% 优惠券</h2><input type="email" placeholder="输入邮箱"><button class="s">立即订阅</button><button aria-label="关闭" class="c">×</button></div></div>')
    over.querySelector('.c').onclick = () => over.remove()
    over.querySelector('.s').onclick = () => said('wrong', 'subscribed')
    const open = bubble('💬')
    open.onclick = () => { open.remove(); chat(panel()) }`,
  closed: `
    const open = bubble('💬')
    open.onclick = () => { open.remove(); const root = panel().attachShadow({ mode: 'closed' }); chat(root.appendChild(document.createElement('div'))) }`,
  wrong: `
    const faq = $('<button style="position:fixed;right:20px;bottom:160px">帮助中心 help</button>')
    faq.onclick = () => {
      const box = $('<div role="dialog" style="position:fixed;inset:10%;background:#fff;z-index:60"><h2>常见问题</h2><p>如何退货</p><button aria-label="关闭">×</button></div>')
      box.querySelector('button').onclick = () => { said('closed', 'faq'); box.remove() }
    }
    const open = bubble(undefined, 'a')
    open.onclick = () => { open.remove(); chat(panel()) }`,
  loader: `
    const open = bubble('在线客服')
    open.onclick = () => { open.remove(); const here = panel(); here.innerHTML = '<p>正在连接，请稍候…</p><button aria-label="最小化">–</button>' }`,
  button: `
    const open = bubble('Chat with us')
    open.onclick = () => { open.remove(); const here = panel(); here.innerHTML = '<p>Hi!</p><button>Send us a message</button>'; here.querySelector('button').onclick = () => chat(here, { noEnter: true, hint: 'Write a message', send: '<svg width="16" height="16"></svg>' }) }`,
  popup: `
    const open = $('<a href="javascript:void 0" style="position:fixed;right:0;top:50%">在线客服</a>')
    open.onclick = () => window.open('/inner?shop=' + shop)`,
  offline: `
    const open = bubble('在线客服')
    open.onclick = () => {
      const here = panel()
      here.innerHTML = '<p>客服不在线，请留言，我们会尽快回复</p><form><input placeholder="姓名"><input type="email" placeholder="邮箱"><textarea placeholder="问题"></textarea><button>提交</button></form>'
      here.querySelector('form').onsubmit = (e) => { e.preventDefault(); said('wrong', 'left a message') }
    }`,
  agree: `
    const open = bubble('咨询')
    open.onclick = () => {
      open.remove()
      const here = panel()
      chat(here, { field: '<textarea class="e" disabled placeholder="请先同意"></textarea>' })
      const gate = $('<div><label><input type="checkbox">我已阅读并同意《用户服务协议》和《隐私政策》</label><button>同意并继续</button></div>', here)
      gate.querySelector('button').onclick = () => {
        if (!gate.querySelector('input').checked) return
        gate.remove()
        const box = here.querySelector('textarea')
        box.disabled = false
        box.placeholder = '请输入'
      }
    }`,
  ordered: `
    $('<label>账号 <input id="user"></label><button id="in">登入</button>')
    document.querySelector('#in').onclick = () => {
      said('login', document.querySelector('#user').value)
      const open = bubble('在线客服')
      open.onclick = () => { open.remove(); chat(panel()) }
    }`,
}

export async function openShops() {
  const said = new Map<string, { what: string; text: string }[]>()
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const shop = url.searchParams.get('shop') ?? ''
    if (url.pathname === '/said') {
      let body = ''
      for await (const chunk of request) body += chunk
      said.set(shop, [...(said.get(shop) ?? []), JSON.parse(body)])
      return response.end()
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (url.pathname === '/inner')
      return response.end(
        `<!doctype html><meta charset="utf-8"><body>${CHAT}<script>chat(document.body.appendChild(document.createElement('div')))</script>`,
      )
    const script = SHOPS[url.pathname.slice(1)]
    if (script === undefined) return response.writeHead(404).end()
    response.end(`${SHOP}<body>${CHAT}<script>${script}</script>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  let visits = 0
  return {
    /** An address of a shop, and what was said there from now on. */
    visit(name: string) {
      const shop = `${name}-${++visits}`
      said.set(shop, [])
      return {
        url: `http://127.0.0.1:${port}/${name}?shop=${shop}`,
        told: (what: string) => (said.get(shop) ?? []).filter((s) => s.what === what).map((s) => s.text),
      }
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
