/** Made-up facts about a consumer: well-formed, obviously not real, drawn from a stream. */
import type { Stream } from './random.js'
import type { Lang } from './ready.js'

export type FakeKind = 'name' | 'phone' | 'order-id' | 'amount' | 'address' | 'email' | 'city' | 'date'

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '周']
const GIVEN = ['测试', '样例', '小样', '示例']
const ENGLISH = ['Alex Sample', 'Jo Example', 'Sam Specimen', 'Kim Placeholder']
const CITIES = ['杭州', '成都', '武汉', '西安', '长沙', '沈阳', '合肥', '昆明', '济南', '南宁']
const ENGLISH_CITIES = ['Leeds', 'Austin', 'Cardiff', 'Denver', 'Perth', 'Ottawa', 'Bristol', 'Dublin']
const MONTHS = ['January', 'March', 'April', 'May', 'June', 'July', 'September', 'October', 'November']
const STREETS = ['样例路', '示范路', '测试街']

/** One fake in the language of the consumer. */
export function fake(kind: FakeKind, lang: Lang, draw: Stream): string {
  const chinese = lang === 'zh-CN'
  switch (kind) {
    case 'name':
      return chinese ? draw.pick(SURNAMES) + draw.pick(GIVEN) : draw.pick(ENGLISH)
    case 'phone':
      // 555-0100 to 555-0199 is reserved for fiction (NANPA). China reserves no such range: a block of zeros.
      return chinese ? `1900000${digits(draw, 4)}` : `+1 202 555 01${digits(draw, 2)}`
    case 'order-id':
      // The date part, 1 January 2000, is before any order.
      return `20000101${digits(draw, 8)}`
    case 'amount':
      return chinese ? `${20 + draw.int(480)}元` : `$${20 + draw.int(480)}`
    case 'address':
      return chinese
        ? `示例市测试区${draw.pick(STREETS)}${1 + draw.int(99)}号`
        : `${1 + draw.int(99)} Example Street, Sampletown`
    case 'city':
      return draw.pick(chinese ? CITIES : ENGLISH_CITIES)
    case 'date':
      return chinese
        ? `${1 + draw.int(12)}月${1 + draw.int(28)}日`
        : `${draw.pick(MONTHS)} ${1 + draw.int(28)}`
    case 'email':
      // example.com is reserved (RFC 2606).
      return `consumer${digits(draw, 4)}@example.com`
  }
}

function digits(draw: Stream, count: number): string {
  return Array.from({ length: count }, () => draw.int(10)).join('')
}
