// Conversations are read in as text and become elements when they are wanted, or when nothing else is to be done.
// A browser without scripts reads them in as elements at once, and so does the PDF.
const tell = (trial) => {
  const waiting = trial.querySelector('noscript')
  if (waiting) waiting.outerHTML = waiting.textContent
}
{
  const untold = [...document.querySelectorAll('.trial:has(noscript)')]
  const tellSome = (count) => {
    for (const trial of untold.splice(0, count)) tell(trial)
  }
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (target.classList.contains('trial')) tell(target)
    },
    true,
  )
  addEventListener('beforeprint', () => tellSome(untold.length))
  // All of them in the end, so that the browser's own search finds what was said.
  const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 20))
  const goOn = () => {
    tellSome(10)
    if (untold.length > 0) whenIdle(goOn)
  }
  addEventListener('load', () => whenIdle(goOn))
}
