/** Chinese, English, neither, or nothing to read. */
import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/understanding/text/language.js'

describe('the language of a text', () => {
  it.each([
    '退款三到五个工作日到账',
    '您好，請問您的訂單編號是多少？',
    '您的 order 已发货，请看 tracking number',
    '使用 iPhone 15 Pro Max 的用户请更新 iOS',
    '好',
    '唔該，幾時發貨？',
    '优の品旗舰店欢迎您，全场包邮',
    '请访问 https://example.com/en/help/how-to-return-an-item-to-the-shop',
  ])('%s is Chinese', (text) => {
    expect(languageOf(text)).toBe('zh')
  })

  it.each([
    'Refunds take 3 to 5 business days.',
    'AirPods',
    'iPhone 15 Pro',
    'OK',
    'Café de la Paix is open until 10.',
    'Your order of 小米手环 has shipped.',
    'order 20260811223344',
    'Nestlé Dolce Gusto',
    'no',
    'El Niño affects flights; your booking is safe.',
    'call 966778',
    'Visit München store',
    'pls chk ur order thx',
    "It's the L'Oréal de Paris cream.",
  ])('%s is English', (text) => {
    expect(languageOf(text)).toBe('en')
  })

  it.each([
    'ご注文の商品はいつ届きますか',
    'お問い合わせありがとうございます。返金は3日以内です。',
    '환불은 3일 안에 처리됩니다',
    'Возврат занимает три дня',
    'سيتم رد المبلغ خلال ثلاثة أيام',
    'คืนเงินภายในสามวัน',
    'Bonjour, je voudrais un remboursement de ma commande',
    'Le remboursement est effectué dans les trois jours.',
    'Hola, necesito ayuda con mi pedido',
    'El reembolso tarda tres días en llegar a su cuenta.',
    'Wo ist meine Bestellung?',
    'Die Rückerstattung dauert drei Tage und ist kostenlos.',
    'Il rimborso è disponibile entro tre giorni.',
    'O reembolso leva até três dias para chegar.',
    'De terugbetaling duurt drie dagen voor uw bestelling.',
    'Đơn hàng của bạn sẽ được giao trong ba ngày',
    'Zwrot pieniędzy trwa trzy dni i jest bezpłatny, dziękuję',
    'Pesanan anda akan dikirim dalam tiga hari, terima kasih',
    'धनवापसी में तीन दिन लगते हैं',
    'Η επιστροφή χρημάτων διαρκεί τρεις ημέρες',
  ])('%s is not supported', (text) => {
    expect(languageOf(text)).toBe('unsupported')
  })

  it.each(['', '   ', '😀👍', '12345', '???', '\u200b', 'https://example.com'])(
    '"%s" has no letters',
    (text) => {
      expect(languageOf(text)).toBe('none')
    },
  )

  it('looks at no more than the beginning of a megabyte', () => {
    expect(languageOf('a'.repeat(1_000_000))).toBe('en')
    expect(languageOf('退款 refund '.repeat(100_000))).toBe('zh')
  })
})
