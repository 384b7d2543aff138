/** The console's own script, run in the page: the protocol of the desk over a WebSocket; it writes text only. */
export const CONSOLE_SCRIPT = `
(() => {
  const $ = (selector) => document.querySelector(selector)
  const say = (key, values = {}) => WORDS[key].replace(/\\{(\\w+)\\}/g, (_, name) => values[name])
  const log = $('.log'), text = $('.reply textarea'), name = $('.name input')
  const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/desk')
  /** Chats by id: what was said, what is new, whether it has ended. */
  const chats = new Map()
  let waiting = [], heardAt = 0, open, typed = 0

  const ask = (asked) => { if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(asked)) }
  const create = (tag, className, content) => {
    const element = document.createElement(tag)
    element.className = className
    if (content !== undefined) element.textContent = content
    return element
  }
  const button = (className, label, action) => {
    const element = create('button', className, label)
    element.type = 'button'
    element.addEventListener('click', action)
    return element
  }

  function queueItem({ chat, lang, topic, waited }) {
    const item = create('li', '')
    const who = create('span', 'who', say('consumer', { chat }))
    const since = create('span', 'since')
    since.dataset.waited = waited
    const accept = button('accept', WORDS.accept, () => ask({ type: 'accept', chat, name: name.value.trim() || WORDS.ownName }))
    accept.setAttribute('aria-label', WORDS.accept + ' ' + who.textContent)
    item.append(who, since)
    if (topic) {
      const about = create('span', 'topic', topic)
      about.lang = lang
      item.append(about)
    }
    item.append(accept)
    return item
  }

  function showQueue() {
    const focused = document.activeElement?.getAttribute('aria-label')
    $('.queue').replaceChildren(...waiting.map(queueItem))
    $('.count').textContent = waiting.length
    $('.nobody').hidden = waiting.length > 0
    document.title = (waiting.length > 0 ? '(' + waiting.length + ') ' : '') + WORDS.title
    for (const accept of document.querySelectorAll('.accept'))
      if (accept.getAttribute('aria-label') === focused) accept.focus()
    tick()
  }

  function tick() {
    for (const since of document.querySelectorAll('.since'))
      since.textContent = say('waited', { seconds: Math.round((Number(since.dataset.waited) + performance.now() - heardAt) / 1000) })
  }

  function showChats() {
    $('.chats').replaceChildren(...[...chats].map(([id, chat]) => {
      const label = say('consumer', { chat: id }) + (chat.fresh > 0 ? ' (' + chat.fresh + ')' : '') + (chat.ended ? ' · ' + WORDS.closed : '')
      const item = create('li', '')
      const one = button('switch', label, () => show(id))
      if (id === open) one.setAttribute('aria-current', 'true')
      item.append(one)
      return item
    }))
  }

  function show(id) {
    open = id
    const chat = chats.get(id)
    chat.fresh = 0
    $('.none').hidden = true
    $('.chat').hidden = false
    $('#who').textContent = say('consumer', { chat: id })
    $('.about').textContent = chat.topic ? say('about', { topic: chat.topic }) : ''
    log.lang = chat.lang
    log.replaceChildren(...chat.said.map(line))
    able()
    showChats()
    log.scrollTop = log.scrollHeight
    if (!chat.ended) text.focus()
  }

  function able() {
    const { ended } = chats.get(open)
    $('.close').disabled = text.disabled = $('.reply button').disabled = ended
  }

  function line({ from, text: words }) {
    const row = create('div', 'row from-' + from)
    const by = { consumer: WORDS.fromConsumer, bot: WORDS.fromBot, agent: WORDS.fromAgent, system: WORDS.fromSystem }[from]
    const author = create('span', 'author', by)
    author.lang = document.documentElement.lang
    row.append(author, create('p', 'words', words))
    return row
  }

  function add(id, said) {
    const chat = chats.get(id)
    if (!chat) return
    chat.said.push(said)
    if (id === open) {
      log.append(line(said))
      log.scrollTop = log.scrollHeight
    } else if (said.from === 'consumer') chat.fresh += 1
    showChats()
  }

  socket.addEventListener('open', () => ask({ type: 'hello' }))
  socket.addEventListener('close', () => {
    $('.duty').textContent = WORDS.lost
    $('.duty').classList.add('lost')
  })
  socket.addEventListener('message', ({ data }) => {
    const told = JSON.parse(data)
    if (told.type === 'desk') {
      waiting = told.waiting
      heardAt = performance.now()
      $('.duty').textContent = WORDS.onDuty + ' · ' + say('number', told)
      showQueue()
    } else if (told.type === 'chat') {
      chats.set(told.chat, { ...told, fresh: 0, ended: false })
      show(told.chat)
    } else if (told.type === 'said') add(told.chat, { from: 'consumer', text: told.text })
    else if (told.type === 'closed' && chats.has(told.chat)) {
      chats.get(told.chat).ended = true
      add(told.chat, { from: 'system', text: WORDS.closed })
      if (told.chat === open) able()
    }
  })

  function send() {
    const words = text.value.trim()
    if (words === '' || chats.get(open).ended) return
    ask({ type: 'say', chat: open, text: words })
    add(open, { from: 'agent', text: words })
    text.value = ''
    text.focus()
    typed = 0
  }

  $('.reply').addEventListener('submit', (event) => {
    event.preventDefault()
    send()
  })
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  })
  text.addEventListener('input', () => {
    if (performance.now() - typed < 2000 && typed !== 0) return
    typed = performance.now()
    ask({ type: 'typing', chat: open })
  })
  $('.close').addEventListener('click', () => ask({ type: 'close', chat: open }))
  setInterval(tick, 1000)
})()
`
