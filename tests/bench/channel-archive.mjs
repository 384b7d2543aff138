/** The words that a page held at its end, as its archive (MHTML) has them: what a widget itself lost was never shown. */

/** @returns the text of all parts without tags, styles and white space */
export function wordsOf(mhtml) {
  const html = Buffer.from(
    mhtml
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  ).toString('utf8')
  return html
    .replace(/<style\b[^>]*>[^<]*<\/style>|<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, '')
}
