/** Menus by their shape: short labels behind numbers, letters, brackets or bullets, which no word need announce. */

/** A message has so many labels at least, and so many are looked at. */
const FEWEST = 3
const MOST = 40
/** Longest label: Chinese characters and signs, or words of other languages. */
const LONGEST_HAN = 12
const LONGEST_WORDS = 5
/** Share of the items that must look like labels. */
const LABELS = 0.75

const BRACKETS = /[[【「『](?!image|img|图片)[^\]】」』\n]{1,24}[\]】」』]/g
/** A number or a letter with its sign, a bullet, a box or a picture in front of a label. */
const MARKER =
  /(?:^|[\s:;,?!。、|])(?:\(?(?:\d{1,2}|[a-h])(?:[.)、]|:(?!\d))|[-*•·▢☐▪◦➤→]|\p{Extended_Pictographic}\ufe0f?)\s*\**/gu
/** Numbers alone: 1 Card 2 Voucher 3 Bank. They must count up from one. */
const BARE = /(?:^|[\s*])(\d)[ .]\s*(?=[\p{L}])/gu
/** What an item of a list of steps or of facts begins with, or holds. */
const STEP =
  /^(?:点击|点开|打开|进入|填写|提交|登录|拨打|下载|关闭|长按|拔|插|先|再|然后|最后|等待|核对|上传|准备|携带|open|tap|click|go to|then|enter|log ?in|fill|press|turn|unplug|plug|wait|hold|submit|upload|bring|check|make sure|download|restart)/i
const FACT =
  /\d+(?:\.\d+)?\s*(?:元|块|%|天|日|小时|分钟|个月|gb?|mb|kg|cm|days?|hours?|minutes?)|[$¥€£]\s*\d|[:：]\s*\S/i
/** What is listed behind such words is wanted or told, not offered. */
const LISTED =
  /需要|需带|携带|准备|材料|证件|步|包括|包含|投诉|维权|流程|\b(?:need|bring|documents?|required?|includes?|steps?|outside|escalate|complain|ingredients|because)\b/i
const CUT = /[\n。！？!?]|\.\s|\s{2,}/

function isLabel(item: string): boolean {
  const label = (item.split(CUT)[0] ?? '').replace(/[*_`\]】)]/g, '').trim()
  if (label === '' || STEP.test(label) || FACT.test(label)) return false
  const han = label.match(/[\u3400-\u9fff]/g)?.length ?? 0
  const words = label.match(/[\p{Script=Latin}\d'-]+/gu)?.length ?? 0
  return han <= LONGEST_HAN && words <= LONGEST_WORDS
}

/** Starts of the items behind markers, and what stands in front of the first. */
function markers(text: string): { at: number; from: number }[] {
  const bare = [...text.matchAll(BARE)]
  const counts =
    bare.length >= FEWEST &&
    bare[0]?.[1] === '1' &&
    bare.every(([, digit], i) => i === 0 || Number(digit) > Number(bare[i - 1]?.[1]))
  const found = counts ? bare : [...text.matchAll(MARKER)]
  return found.slice(0, MOST).map((match) => ({ at: match.index, from: match.index + match[0].length }))
}

/**
 * Where a folded message lists labels to pick from, if it does: three or more short ones, which are no steps and no
 * values.
 */
export function menuIn(text: string): { start: number; end: number } | undefined {
  if (!mayHold(text)) return undefined
  const boxes = [...text.matchAll(BRACKETS)].slice(0, MOST)
  const first = boxes[0]
  const last = boxes.at(-1)
  if (boxes.length >= FEWEST && first && last && boxes.every(([box]) => isLabel(box.slice(1, -1))))
    return { start: first.index, end: last.index + last[0].length }
  const items = markers(text)
  if (items.length < FEWEST) return undefined
  if (LISTED.test(text.slice(0, items[0]?.at))) return undefined
  const labels = items.filter(({ from }, i) => isLabel(text.slice(from, items[i + 1]?.at)))
  if (labels.length < FEWEST || labels.length < LABELS * items.length) return undefined
  const end = items.at(-1)?.from ?? text.length
  return {
    start: items[0]?.at ?? 0,
    end: Math.min(text.length, end + (text.slice(end).split(CUT)[0]?.length ?? 0)),
  }
}

/** Three signs that could stand in front of a label: most messages have none, and are told apart at once. */
function mayHold(text: string): boolean {
  let signs = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const digit = code >= 49 && code <= 57
    const sign = code === 91 || code === 41 || code === 42 || code === 45 || code === 183 || code === 0x3001
    const picture = (code >= 0x2022 && code < 0x3000) || (code >= 0xd800 && code <= 0xdbff)
    const bracket = code === 0x3010 || code === 0x300c || code === 0x300e
    if (digit || sign || picture || bracket || isLetterSign(text, i, code)) signs++
    if (signs >= FEWEST) return true
  }
  return false
}

const isLetterSign = (text: string, i: number, code: number): boolean =>
  code >= 97 && code <= 104 && (text.charCodeAt(i + 1) === 46 || text.charCodeAt(i + 1) === 58)
