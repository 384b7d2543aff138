/** Yes or no: what a text affirms and what it denies, for words that come in opposites. */
import { fold, readable } from '../text/normalise.js'

/** One thing that can be so or not so: how a text denies it, and how it affirms it. */
const CONCEPTS: [string, RegExp, RegExp][] = [
  [
    '可以',
    /不可以?|不能(?!够?(?:不|没))|无法|不得|禁止|不允许|不予|不行/,
    /可以|能够|允许|(?<!不|可|功|智|技|性|只)能(?!量|力|源)|(?<![不还])行(?=[,。!?]|$)/,
  ],
  ['支持', /不(?:再)?支持|暂不支持|未支持/, /支持/],
  [
    '需要',
    /(?:不|无)(?:再|必|须)?(?:需要?|用|必)|免(?:提供|出示)/,
    /需要|必须|须要|务必|(?<!不|无)需(?=提供|支付|先)/,
  ],
  ['提供', /(?:不|未|暂不|没有)提供/, /提供/],
  [
    '有',
    /没有|暂无|并无|(?<![毫])无(?=货|库存|优惠|费用|保修|记录)/,
    /(?<!没|所|还|具|享)有(?=货|库存|优惠|费用|保修|记录|的)/,
  ],
  ['会', /不会/, /(?<!不|社|机|协|约|议)会(?!员|议|话|计|面)/],
  ['是', /不是|并非/, /(?<!不|还|但|于|可|只|要|总|或|就)是(?!否|不是)/],
  ['包含', /不(?:包含|包括|含)/, /(?<!不)(?:包含|包括|含)/],
  [
    '免费',
    /收费|付费|(?:不|非)免费|需(?:要)?(?:支付|付)|自付|自理/,
    /(?<!不|非)免费|不收(?:取)?(?:任何)?费|包邮|无需(?:支付|付费)/,
  ],
  ['退', /不(?:予|可|能|支持)?退(?:货|款|换)/, /(?:可|可以|能|支持)(?:申请)?退(?:货|款|换)/],
  ['开通', /关闭|停用|注销|取消开通/, /开通|启用|打开/],
  ['绑定', /解绑|解除绑定|取消绑定/, /(?<!解除|取消)绑定/],
  ['之前', /之后|以后/, /之前|以前/],
  ['成功', /失败|未成功|没成功/, /(?<!未|没)成功/],
  [
    'can',
    /\b(?:cannot|can't|can not|unable to|not able to|not possible|not allowed|not permitted|impossible)\b/,
    /\b(?:can(?! ?not|'t)|able to|possible|allowed|permitted)\b/,
  ],
  ['do', /\b(?:do not|don't|does not|doesn't)\b/, /\b(?:we|it|they|you) (?:do|does)\b(?! not)/],
  ['will', /\b(?:will not|won't)\b/, /\bwill\b(?! not)|\b(?:it|we|you|they)'ll\b/],
  ['is', /\b(?:is not|isn't|are not|aren't|not)\b/, /\b(?:is|are)\b(?! not| no\b)/],
  [
    'required',
    /\b(?:not required|no need|not necessary|needn't|don't need|do not need|optional)\b/,
    /\b(?<!not )(?:required|must|need to|necessary)\b/,
  ],
  [
    'free',
    /\b(?:not free|charged?|fees? appl(?:y|ies)|at your (?:own )?(?:cost|expense))\b/,
    /\b(?<!not )(?:free(?: of charge)?|no (?:charge|fee|cost))\b/,
  ],
  [
    'covered',
    /\b(?:not covered|excluded|not included|non-refundable|not refundable)\b/,
    /\b(?<!not )(?:covered|included|(?<!non-)refundable)\b/,
  ],
  ['yes', /^\s*no\b/, /^\s*yes\b/],
]

/**
 * A thing that one text only affirms and the other only denies, or null. It is no contradiction by itself: the
 * two texts must be about the same matter.
 */
export function opposite(a: string, b: string): string | null {
  const [first, second] = [fold(readable(a)), fold(readable(b))]
  for (const [name, denies, affirms] of CONCEPTS) {
    const [x, y] = [side(first, denies, affirms), side(second, denies, affirms)]
    if (x * y === -1) return name
  }
  return null
}

function side(text: string, denies: RegExp, affirms: RegExp): -1 | 0 | 1 {
  const no = denies.test(text)
  // What a denial says must not count as an affirmation too: 不支持 holds 支持.
  const yes = affirms.test(no ? text.replace(new RegExp(denies.source, 'g'), ' ') : text)
  if (no === yes) return 0
  return no ? -1 : 1
}

/** The words right before a quoted span deny it: 不支持蓝牙 for 支持蓝牙, "not a refund" for "a refund". */
export function deniedBefore(before: string): boolean {
  return /(?:不|没有?|未|非|无|无法|并非|\bno|\bnot|n't|\bcannot|\bwithout)[^,。!?;\n]{0,2}$/.test(
    before.slice(-12),
  )
}
