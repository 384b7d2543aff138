/** Whether Chromium can draw Chinese here: without a font, screenshots and PDFs show empty boxes. */
import type { Browser } from 'playwright'

const NOTE =
  'no font with Chinese characters is installed: screenshots and PDFs show boxes instead; apt-get install -y fonts-noto-cjk'

/**
 * Draws some characters in a page of our own and compares them with one that no font has.
 * @returns what to tell the user, or undefined where Chinese is drawn
 */
export async function missingFont(browser: Browser): Promise<string | undefined> {
  const page = await browser.newPage()
  try {
    return (await page.evaluate(drawsChinese)) ? undefined : NOTE
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
function drawsChinese(): boolean {
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  if (!brush) return true
  const draw = (character: string) => {
    brush.clearRect(0, 0, canvas.width, canvas.height)
    brush.font = '40px sans-serif'
    brush.fillText(character, 10, 60)
    return brush.getImageData(0, 0, 80, 80).data.join()
  }
  // An unassigned code point looks like whatever stands for a character that cannot be drawn.
  return new Set(['中', '国', '客', '\u0378'].map(draw)).size === 4
}
