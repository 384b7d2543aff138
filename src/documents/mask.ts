/** Takes personal data that can be told by their form out of text: telephone, identity and card numbers, e-mail addresses. */

export type Personal = 'phone' | 'id' | 'card' | 'email'

const WORDS: Readonly<Record<Personal, readonly [zh: string, en: string]>> = {
  phone: ['[手机号]', '[phone]'],
  id: ['[证件号]', '[id number]'],
  card: ['[卡号]', '[card number]'],
  email: ['[邮箱]', '[e-mail]'],
}

const EMAIL = /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g
/** Eighteen places with a date of birth in them (GB 11643). */
const CHINESE_ID =
  /(?<![\dA-Za-z])\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g
const CARD = /(?<![\dA-Za-z])\d(?:[ -]?\d){12,18}(?![\dA-Za-z])/g
const MOBILE = /(?<![\dA-Za-z])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z])/g
const LANDLINE = /(?<!\d)(?:\(0\d{2,3}\) ?|0\d{2,3}[ -])\d{7,8}(?!\d)/g
const ABROAD = /(?<![\d+])\+[1-9]\d{0,2}(?:[ -]?\(?\d{1,4}\)?){2,5}(?!\d)/g
/** But for the hotlines of shops: 400, 800. */
const AMERICAN = /(?<!\d)(?![48]00[-.])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)/g

/** Masks texts and counts what it masked. Names and addresses have no form: they stay. */
export class Mask {
  readonly counts: Record<Personal, number> = { phone: 0, id: 0, card: 0, email: 0 }

  of(text: string): string {
    if (!/[\d@]/.test(text)) return text
    const place = /\p{Script=Han}/u.test(text) ? 0 : 1
    const put = (kind: Personal) => () => {
      this.counts[kind]++
      return WORDS[kind][place]
    }
    return text
      .replace(EMAIL, put('email'))
      .replace(CHINESE_ID, put('id'))
      .replace(CARD, (digits) => (isCard(digits) ? put('card')() : digits))
      .replace(MOBILE, put('phone'))
      .replace(LANDLINE, put('phone'))
      .replace(AMERICAN, put('phone'))
      .replace(ABROAD, put('phone'))
  }
}

/** The check digit of a card number (ISO/IEC 7812-1, Luhn): one order number in ten passes it, too. */
function isCard(written: string): boolean {
  const digits = [...written].filter((char) => char >= '0' && char <= '9').map(Number)
  const sum = digits.reverse().reduce((total, digit, i) => {
    const twice = i % 2 === 1 ? digit * 2 : digit
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return sum % 10 === 0
}
