/** A shop behind a login, whose chat is in a frame and asks for a name first; only its button sends. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'

const SHOP = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>茶店</title>
<form id="login" onsubmit="event.preventDefault(); this.remove(); document.querySelector('#shop').hidden = false">
  <label>账号 <input name="account"></label>
  <label>密码 <input name="code" type="password"></label>
  <button type="button" onclick="document.querySelector('[name=code]').type = 'text'">显示</button>
  <button>登录</button>
</form>
<main id="shop" hidden><h1>茶店</h1><div class="help" role="button" tabindex="0" onclick="open_()">联系客服</div></main>
<script>
  function open_() {
    const frame = document.createElement('iframe')
    Object.assign(frame, { className: 'help-frame', src: '/chat', width: 400, height: 500 })
    document.body.append(frame)
    document.querySelector('.help').hidden = true
  }
</script></html>`

const CHAT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<form id="before" onsubmit="event.preventDefault(); this.remove(); begin()">
  <input name="nick" placeholder="您的称呼" required>
  <select name="topic"><option>售前</option><option>售后</option></select>
  <button>开始咨询</button>
</form>
<section id="talk" hidden>
  <div id="log" style="height: 300px; overflow: auto"></div>
  <textarea id="words" placeholder="请输入"></textarea><button id="go">发送</button>
</section>
<script>
  const log = document.querySelector('#log'), words = document.querySelector('#words')
  const add = (who, text) => {
    const row = document.createElement('div')
    row.className = 'row ' + who
    row.innerHTML = '<span class="bubble"></span>'
    row.firstChild.textContent = text
    log.append(row)
    row.scrollIntoView()
    return row
  }
  const say = async (text) => {
    add('me', text)
    const reply = await (await fetch('/say', { method: 'POST', body: text })).text()
    add('them', reply)
  }
  const offer = (row, ...labels) => {
    for (const label of labels) {
      const button = document.createElement('button')
      button.className = 'quick'
      button.textContent = label
      button.onclick = () => say(label)
      row.append(button)
    }
  }
  function begin() {
    document.querySelector('#talk').hidden = false
    offer(add('them', '您好，请问有什么可以帮您？'), '退货规则', '修改地址')
  }
  document.querySelector('#go').onclick = () => {
    const text = words.value.trim()
    words.value = ''
    if (text) say(text)
  }
</script></html>`

/** Serves it on loopback, with a log of what was said in the chat. */
export async function startShop() {
  const told: string[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      if (request.url === '/say') {
        const text = Buffer.concat(chunks).toString()
        told.push(text)
        return response.end(
          text.includes('退货') ? '签收后7天内可以退货。' : `已收到：${text.length}个字，马上为您查询。`,
        )
      }
      response.end(request.url === '/chat' ? CHAT : SHOP)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    told,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
