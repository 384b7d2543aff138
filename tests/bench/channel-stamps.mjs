/** What a page stamps by itself: acts that may send, and when the first and the last character of a reply stood there. */

/** Reply n begins with code point BEGIN + n and ends with END + n: rare characters, one each, that streaming cannot cut. */
export const BEGIN = 0x3400
export const END = 0x3c00
const LAST = 0x4400

/**
 * Source of the page's script: posts [{ act, at }, { mark, at }] to /__stamps, `mark` a code point, `at` milliseconds
 * since 1970. A mark counts when it stands in something larger than a pixel, as announcers for screen readers do not.
 */
export const STAMPS = `(() => {
  const now = () => performance.timeOrigin + performance.now()
  const stamps = []
  const seen = new Set()
  let timer
  const stamp = (one) => {
    stamps.push({ ...one, at: now() })
    clearTimeout(timer)
    timer = setTimeout(() => navigator.sendBeacon('/__stamps', JSON.stringify(stamps.splice(0))), 150)
  }
  addEventListener('keydown', (event) => event.key === 'Enter' && stamp({ act: 'enter' }), true)
  addEventListener('click', () => stamp({ act: 'click' }), true)
  const look = (node) => {
    if (!/[\\u3400-\\u43ff]/.test(node.textContent)) return
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    for (let text = node.nodeType === 3 ? node : walker.nextNode(); text; text = walker.nextNode())
      for (const letter of text.data) {
        const mark = letter.codePointAt(0)
        if (mark < ${BEGIN} || mark >= ${LAST} || seen.has(mark)) continue
        const place = text.parentElement?.getBoundingClientRect()
        if (!place || place.width <= 1 || place.height <= 1) continue
        seen.add(mark)
        stamp({ mark })
      }
  }
  const watch = (root) =>
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records)
        if (type === 'characterData') look(target)
        else for (const node of addedNodes) look(node)
    }).observe(root, { subtree: true, childList: true, characterData: true })
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init)
    watch(root)
    return root
  }
  watch(document)
})()`
