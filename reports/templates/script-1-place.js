// Keeps the reader's place when the language changes, and opens what a link points into.
{
  const root = document.documentElement
  const header = document.querySelector('header.page')
  // What is first below the header. It is looked up by position: asking every element would lay out all of them.
  const inView = () => {
    const below = header.getBoundingClientRect().bottom + 12
    const hit = document.elementFromPoint(innerWidth / 2, below)
    const element = hit?.closest('h1, h2, h3, h4, .line, summary, tr, li, section, article')
    return element && { element, top: element.getBoundingClientRect().top }
  }
  let place
  const remember = () => {
    place = inView()
  }
  document.querySelector('.switch').addEventListener('pointerdown', remember)
  document.querySelector('.switch').addEventListener('keydown', remember)
  for (const input of document.querySelectorAll('.switch input')) {
    input.addEventListener('change', () => {
      root.lang = input.value
      document.title = input.value === 'en' ? root.dataset.titleEn : root.dataset.titleZh
      if (place && scrollY > 0) scrollBy(0, place.element.getBoundingClientRect().top - place.top)
    })
  }
  const reveal = () => {
    let id = ''
    try {
      id = decodeURIComponent(location.hash.slice(1))
    } catch {
      return
    }
    let element = document.getElementById(id)
    if (!element) {
      // A line of a conversation that is not told yet: its address is that of the trial, and :L with a number.
      const trial = document.getElementById(id.slice(0, id.lastIndexOf(':')))
      if (trial) tell(trial)
      element = document.getElementById(id)
      // Again, now that there is something to be marked as the target.
      if (element) location.replace(location.hash)
    }
    if (!element) return
    for (let at = element; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true
    const show = () => element.scrollIntoView({ block: 'center' })
    show()
    // What comes into sight is laid out only then, and moves it.
    requestAnimationFrame(() => requestAnimationFrame(show))
  }
  addEventListener('hashchange', reveal)
  reveal()
}
