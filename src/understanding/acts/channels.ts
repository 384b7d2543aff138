/** Ways outside the merchant by which a consumer can complain, as bots name them. */
import { fold, readable } from '../text/normalise.js'

const CHANNELS: [string, RegExp][] = [
  ['12315', /(?<![\da-z])12315(?![\da-z])/],
  ['12345', /(?<![\da-z])12345(?![\da-z])/],
  ['12378', /(?<![\da-z])12378(?![\da-z])/],
  ['12381', /(?<![\da-z])12381(?![\da-z])/],
  ['12300', /(?<![\da-z])12300(?![\da-z])/],
  [
    'consumer-association',
    /消费者(?:权益保护)?(?:协会|委员会)|消协|消保委|consumer (?:association|council|protection|affairs)|\bconsumers' (?:association|union)/,
  ],
  [
    'regulator',
    /市场监(?:督)?管(?:理)?|工商(?:局|部门)|银保监|金融监管|工信部|工业和信息化部|通信管理局|行政(?:主管)?部门|监管(?:部门|机构)|\bregulators?\b|trading standards|\b(?:ftc|cfpb|fca|ofcom)\b|attorney general|market (?:regulation|supervision)/,
  ],
  ['arbitration', /仲裁|\barbitrat(?:ion|or)\b/],
  ['court', /法院|起诉|诉讼|small claims|\bcourts?\b|\blawsuit\b|legal action/],
  ['mediation', /调解|\bmediat(?:ion|or)\b/],
  ['ombudsman', /\bombuds(?:man|person|woman)?\b|申诉专员/],
  ['better-business-bureau', /better business bureau|\bbbb\b/],
]

/**
 * Complaint channels that a text names, with the words that name them. Hotlines keep their number as id; the other
 * ids are `consumer-association regulator arbitration court mediation ombudsman better-business-bureau`.
 */
export function channelsNamed(text: string): { channel: string; span: string }[] {
  const shown = readable(text)
  const folded = fold(shown)
  const found: { channel: string; span: string }[] = []
  for (const [channel, pattern] of CHANNELS) {
    const match = pattern.exec(folded)
    if (match) found.push({ channel, span: shown.slice(match.index, match.index + match[0].length) })
  }
  return found
}
