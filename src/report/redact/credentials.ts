/** Credentials in text: keys and tokens that can be told by their form, and what stands behind a word such as 密码 or password. */

/** Of well-known services; each form is published by whoever issues it. */
const ISSUED =
  /(?<![A-Za-z0-9])(?:sk-[A-Za-z0-9_-]{16,200}|[srp]k_(?:live|test)_[A-Za-z0-9]{10,200}|gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{20,255}|glpat-[\w-]{20,100}|xox[abeoprs]-[\w-]{10,255}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{35}|LTAI[A-Za-z0-9]{12,30}|AKID[A-Za-z0-9]{13,40}|hf_[A-Za-z0-9]{30,100}|npm_[A-Za-z0-9]{36}|SG\.[\w-]{16,32}\.[\w-]{16,64})(?![A-Za-z0-9])/g
/** A signed token (RFC 7519). */
const JWT = /(?<![A-Za-z0-9])eyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{0,2000}/g
/** A secret key (RFC 7468), or as much of it as is there. */
const PEM =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\s]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g
const BEARER = /\b(?<=(?:bearer|basic) )(?=[^\s\d]{0,200}\d)[A-Za-z0-9+/_.~-]{16,2000}={0,2}/gi
/** In an address: https://user:password@host/. */
const IN_ADDRESS = /(?<=:\/\/)[^\s/:@]{1,100}:[^\s/:@]{1,200}(?=@)/g
const CHARACTER = 'A-Za-z0-9!@#$%^&*_+=.~-'
/** "验证码：482913", "密码是 Ab12cd34", "password: hunter2": a value with a digit in it, and no rule about how long one is. */
const LABELLED = new RegExp(
  `((?:密码|口令|密钥|验证码|校验码|动态码|password|passwd|passphrase|pwd|secret|api[ _-]?key|access[ _-]?key|token|(?:verification|one-time|security) code|otp)["'”]?\\s{0,3}(?:[:：=是为]|is|was)[\\s:：“"']{0,3})(?:(?=[^\\s0-9]{0,200}\\d)[${CHARACTER}]{4,200}(?![${CHARACTER}]|\\s?(?:至|到|位|个|分钟|小时|天|次|字符|characters|digits|minutes|hours))|[${CHARACTER}]{1,200}(?=\\s?…))`,
  'gi',
)

/** "验证码482913": a code of digits alone needs nothing between. */
const CODE =
  /((?:验证码|校验码|动态码)[^\dA-Za-z\n]{0,4})\d{4,8}(?!\d|\s?(?:至|到|位|个|分钟|小时|天|次|字符))/g

/** The beginning of one, where a quotation was cut. */
const CUT =
  /(?<![A-Za-z0-9])(?:sk-|[srp]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|AKIA|ASIA|AIza|LTAI|AKID|eyJ)[\w.-]{0,2000}(?=\s?…)/g

/** The same text with words in brackets where a credential stood. */
export function withoutCredentials(text: string): string {
  if (!/\d|:\/\/|…/.test(text)) return text
  const word = /\p{Script=Han}/u.test(text) ? '[密钥]' : '[secret]'
  return text
    .replace(PEM, word)
    .replace(JWT, word)
    .replace(ISSUED, word)
    .replace(CUT, word)
    .replace(BEARER, word)
    .replace(IN_ADDRESS, word)
    .replace(LABELLED, `$1${word}`)
    .replace(CODE, `$1${word}`)
}
