// Copies a finding as a quotation: what was said, when and by whom, and what it can be checked against.
{
  const root = document.documentElement
  const shown = (element) =>
    element?.querySelector(root.lang === 'en' ? '.e' : '.z')?.textContent ?? element?.textContent ?? ''
  const quotation = (fault) => {
    const lines = [...fault.querySelectorAll('.line')]
    const proof = lines.filter((line) => line.classList.contains('proof'))
    const said = (proof.length > 0 ? proof : lines).map((line) => {
      const text = line.querySelector('.say')?.textContent ?? ''
      const who = shown(line.querySelector('.who'))
      return `“${text}”\n— ${who} · ${line.querySelector('.at').textContent} · L${line.dataset.line}`
    })
    const { trial, transcript, sha256 } = fault.dataset
    const source = [
      trial,
      transcript && `${transcript}${sha256 ? ` SHA-256 ${sha256}` : ''}`,
      `${root.lang === 'en' ? 'plan' : '计划'} ${root.dataset.plan}`,
    ]
    return [
      `${shown(fault.querySelector('h4 .title'))}: ${shown(fault.querySelector('.message'))}`,
      ...said,
      source.filter(Boolean).join('\n'),
    ].join('\n\n')
  }
  // Where the page may not use the clipboard, a selection still can.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      const box = document.createElement('textarea')
      box.value = text
      document.body.append(box)
      box.select()
      document.execCommand('copy')
      box.remove()
    }
  }
  for (const bar of document.querySelectorAll('.quote')) {
    const [button, done] = bar.children
    bar.hidden = false
    button.addEventListener('click', async () => {
      await copy(quotation(bar.closest('.fault')))
      button.focus()
      done.hidden = false
      setTimeout(() => {
        done.hidden = true
      }, 4000)
    })
  }
}
