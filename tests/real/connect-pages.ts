/** Two pages of ours around amazon-connect-chatjs: the widget of a consumer, and the desk of an agent. */

const HEAD = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>山月茶具</title>
<script src="/amazon-connect-chat.js"></script>
<script>
const open = (type, chatDetails) => {
  connect.ChatSession.setGlobalConfig({ endpoint: location.origin, region: 'us-west-2' })
  return connect.ChatSession.create({ type, chatDetails, options: { region: 'us-west-2' }, disableCSM: true })
}
</script>`

/** Shows what the library tells; a message has the class of its author's role. */
export const CONSUMER_PAGE = `${HEAD}
<style>.log{min-height:300px}.typing{color:#777}</style>
<div class="log" role="log"></div>
<form><input class="words" aria-label="请输入您的问题"><button>发送</button></form>
<script>
const log = document.querySelector('.log'), form = document.querySelector('form'), words = document.querySelector('.words')
const KINDS = { CUSTOMER: 'consumer', SYSTEM: 'bot', AGENT: 'human' }
const add = (kind, text, by) => {
  const row = document.createElement('div')
  if (by) row.append(Object.assign(document.createElement('b'), { className: 'author', textContent: by }))
  row.append(Object.assign(document.createElement('p'), { className: 'message ' + kind, textContent: text }))
  log.append(row)
}
fetch('/start').then((response) => response.json()).then(async (details) => {
  const session = open('CUSTOMER', details)
  session.onMessage(({ data }) => {
    if (data.Type === 'MESSAGE') add(KINDS[data.ParticipantRole], data.Content, data.ParticipantRole === 'CUSTOMER' ? '' : data.DisplayName)
    else if (data.ContentType.endsWith('participant.joined')) add('system', data.DisplayName + ' 已加入')
  })
  await session.connect()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    session.sendMessage({ contentType: 'text/plain', message: words.value })
    words.value = ''
  })
})
</script>
</html>`

/** \`serve(contact)\` joins a contact as its agent, greets, and answers until the consumer says that it was a test. */
export const AGENT_PAGE = `${HEAD}
<script>
async function serve(contact) {
  const session = open('AGENT', { ...contact, getConnectionToken: () => Promise.reject(new Error('no Streams here')) })
  const say = (message) => session.sendMessage({ contentType: 'text/plain', message })
  session.onMessage(async ({ data }) => {
    if (data.Type !== 'MESSAGE' || data.ParticipantRole !== 'CUSTOMER') return
    if (!joined) return
    await session.sendEvent({ contentType: 'application/vnd.amazonaws.connect.event.typing' })
    await say(/测试/.test(data.Content) ? '好的，感谢您的来访，再见！' : '收到，我来为您核实，请稍等。')
  })
  let joined = false
  await session.connect()
  joined = true
  await say('您好，我是客服林岚，您的问题由我来处理。')
}
</script>
</html>`
