/** The widget's own script, run in the page: sends over fetch, receives over server-sent events, writes text only. */
export const PAGE_SCRIPT = `
(() => {
  const $ = (selector) => document.querySelector(selector)
  const chat = $('.chat'), log = $('.chat-log'), input = $('.composer textarea'), launcher = $('.chat-launcher')
  const session = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
  const { words } = CONFIG
  const shown = new Map()
  let stream, typing, typed

  const create = (tag, className, text) => {
    const element = document.createElement(tag)
    element.className = className
    if (text !== undefined) element.textContent = text
    return element
  }
  const button = (className, label, action) => {
    const element = create(CONFIG.keyboard ? 'button' : 'div', className, label)
    if (CONFIG.keyboard) element.type = 'button'
    element.addEventListener('click', action)
    return element
  }
  const scroll = () => { log.scrollTop = log.scrollHeight }

  // Which day it is stands above what is said on it, as evidence of when.
  function day() {
    const today = new Date()
    const line = create('time', 'day', today.toLocaleString(CONFIG.lang, { dateStyle: 'long', timeStyle: 'short' }))
    line.dateTime = today.toISOString()
    log.append(line)
  }

  function row(kind, name) {
    if (!log.firstChild) day()
    const element = create('div', 'row row-' + kind)
    if (name) element.append(create('span', 'author', name))
    const bubble = create('div', 'message ' + kind)
    element.append(bubble)
    log.append(element)
    return { element, bubble }
  }

  function showTyping(on) {
    if (on === Boolean(typing)) return
    if (on) {
      typing = create('div', 'typing')
      typing.setAttribute('aria-label', words.typing)
      typing.setAttribute('role', 'img')
      typing.append(create('i', ''), create('i', ''), create('i', ''))
      log.append(typing)
      scroll()
    } else {
      typing.remove()
      typing = undefined
    }
  }

  function receive(delivery) {
    clearTimeout(typed)
    if (delivery.type === 'typing') {
      // People stop without sending.
      if (delivery.from === 'agent') typed = setTimeout(() => showTyping(false), 6000)
      return showTyping(true)
    }
    if (delivery.type === 'queued') return status(words.queued, delivery.position, Math.ceil(delivery.wait / 60))
    const entry = $('.human-entry')
    if (delivery.type === 'joined') {
      // A person is there already.
      if (entry) entry.hidden = true
      $('.chat-partner').textContent = delivery.name
      return status('')
    }
    showTyping(false)
    if (delivery.type === 'left' || delivery.type === 'ended') {
      if (entry) entry.hidden = false
      $('.chat-partner').textContent = CONFIG.partner
      return
    }
    const kind = delivery.from === 'agent' ? 'human' : delivery.from
    const known = shown.get(delivery.id) ?? row(kind, delivery.name)
    shown.set(delivery.id, known)
    known.bubble.textContent = delivery.text
    known.bubble.setAttribute('aria-busy', String(!delivery.final))
    if (delivery.final && delivery.choices) known.element.append(choices(delivery.choices))
    if (delivery.final && delivery.form) known.element.append(form(delivery.form))
    scroll()
  }

  function status(text, position, minutes) {
    const line = $('.chat-queue')
    line.textContent = text.replace('{position}', position).replace('{minutes}', minutes)
    line.hidden = text === ''
    scroll()
  }

  function choices(labels) {
    const group = create('div', 'choices')
    for (const label of labels) group.append(button('choice', label, () => send(label)))
    return group
  }

  function form(labels) {
    const element = create('form', 'contact-form')
    const inputs = labels.map((label) => {
      const field = create('label', '', label)
      const control = create('input', '')
      control.required = true
      control.maxLength = 40
      field.append(control)
      element.append(field)
      return control
    })
    const submit = create('button', 'submit', words.submit)
    element.append(submit)
    element.addEventListener('submit', (event) => {
      event.preventDefault()
      submit.disabled = true
      send(labels.map((label, i) => label + ': ' + inputs[i].value).join('; '))
    })
    return element
  }

  async function send(text) {
    const words = text.trim()
    if (!words) return
    // Old offers cannot be taken any more.
    for (const old of log.querySelectorAll('.choices')) old.remove()
    row('consumer', CONFIG.words.you).bubble.textContent = words
    scroll()
    try {
      const response = await fetch('/api/send', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ session, message: words }),
      })
      if (!response.ok) throw new Error(String(response.status))
    } catch {
      row('system').bubble.textContent = CONFIG.words.lost
      scroll()
    }
  }

  function submit() {
    const text = input.value
    input.value = ''
    input.focus()
    send(text)
  }

  function toggle(open) {
    chat.hidden = !open
    launcher.hidden = open
    if (launcher.hasAttribute('aria-expanded')) launcher.setAttribute('aria-expanded', String(open))
    if (!open) return launcher.focus()
    input.focus()
    if (stream) return
    stream = new EventSource('/api/stream?session=' + session + '&lang=' + CONFIG.lang)
    stream.addEventListener('message', (event) => receive(JSON.parse(event.data)))
  }

  launcher.addEventListener('click', () => toggle(true))
  $('.chat-close').addEventListener('click', () => toggle(false))
  $('.send').addEventListener('click', submit)
  $('.human-entry')?.addEventListener('click', () => send(CONFIG.human))
  if (CONFIG.keyboard) {
    chat.addEventListener('keydown', (event) => { if (event.key === 'Escape') toggle(false) })
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      submit()
    })
  }
})()
`
