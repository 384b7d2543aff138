// Keeps the reader's place when the language changes, and opens what a link points into.
const root = document.documentElement
function inView() {
  const candidates = document.querySelectorAll('h1, h2, h3, h4, .line, summary, tr')
  for (const element of candidates) {
    const top = element.getBoundingClientRect().top
    if (top >= 0 && element.offsetParent !== null) return { element, top }
  }
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
function reveal() {
  let element = null
  try {
    element = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {
    return
  }
  if (!element) return
  for (let at = element; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true
  element.scrollIntoView({ block: 'center' })
}
addEventListener('hashchange', reveal)
reveal()
