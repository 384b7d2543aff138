/** Which language a text is in: Chinese, English, or one that ombud cannot read and never guesses at. */
import { remember } from './remember.js'

/** Longer texts are looked at up to here. */
const LONGEST = 2000

/** Links, addresses and e-mail are in no language. */
const NEITHER = /(?:https?:\/\/|www\.)\S{1,300}|[\w.+-]{1,64}@[\w.-]{1,64}/g
const HAN = /\p{Script=Han}/gu
const KANA = /[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]/g
/** Letters of scripts in which neither language is written. */
const FOREIGN = /(?!\p{Script=Latin}|\p{Script=Han}|[\u3041-\u30ff\uff66-\uff9f])\p{L}/gu
const WORD = /[\p{Script=Latin}\p{M}]+(?:['’][\p{Script=Latin}]+)*/gu
/** A word or two of another script are a name or a joke; more, and a fifth of the letters, are its language. */
const FEW = 2
const SHARE = 0.2

const words = (list: string) => new Set(list.split(' '))

const ENGLISH = words(
  'the a an and or but if of to in on at by for with from is are was were be been have has had do does did will would can could should may must i you he she it we they me him us them my your our their this that these those what which who how when where why not no yes please thank thanks hello hi sorry there here just about after before within until only also any all more than your order refund delivery account help days day hours',
)

/** Frequent words that are no English ones. Two languages may share one. */
const OTHERS: ReadonlySet<string>[] = [
  words(
    'le la les un une des du de et est sont dans pour avec sur pas vous votre vos nous notre je il elle que qui ce cette ne plus mais ou où merci bonjour être avoir avez peut peuvent sera bien aussi très comme commande jours heures remboursement livraison veuillez pouvez suis fait chez',
  ),
  words(
    'el la los las un una unos de del y es son en para con por su sus que no se lo le más pero como está están puede pueden usted nosotros nuestro gracias hola tiene tienen será muy también cuando días horas pedido reembolso envío favor necesito ayuda desde hasta sobre mi tu ya si sí',
  ),
  words(
    'der die das den dem des ein eine einen einem einer und ist sind nicht mit für auf von zu zum zur im wir ihr ihre ihren sie ich es haben hat wird werden kann können bitte danke hallo auch oder aber wenn noch bei nach vor tage stunden bestellung rückerstattung lieferung innerhalb wo meine mein uns unser',
  ),
  words(
    'il lo la gli le un una di del della dei delle e è sono in per con su non che si questo questa può possono grazie ciao buongiorno ordine giorni ore rimborso spedizione suo suoi nostro anche come dove quando più sarà entro mio',
  ),
  words(
    'o a os as um uma de do da dos das e é são em no na para com por não que se seu sua nosso pode podem obrigado obrigada olá bom dia pedido reembolso dias horas entrega você também mais quando até está será',
  ),
  words(
    'de het een en is zijn niet met voor op van naar in wij uw u je ik hij ze dat die deze kan kunnen wordt bedankt hallo ook maar als nog bij dagen uur bestelling terugbetaling levering binnen onze mijn waar',
  ),
  words(
    'yang dan di ke dari untuk dengan tidak ini itu anda kami saya akan bisa dapat adalah pada sudah belum terima kasih pesanan hari jam pengembalian dana silakan mohon',
  ),
  words(
    'och att det som en ett är inte med för på av till vi du jag ni kan ska har din ert tack hej också dagar timmar inom från ikke og til det er jeg vil dager',
  ),
  words('i w z na do nie to jest się że dla o od po za jak czy są będzie dziękuję zamówienie dni'),
  words('ve bir bu için ile da de değil var siz biz sipariş gün teşekkür merhaba iade olarak'),
]

/** Letters that no English word and hardly any name in one has. */
const MARKED = /[ąćęłńśźżğışřěůďťňőűăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹßãõñ]/

export type Language = 'zh' | 'en' | 'unsupported' | 'none'

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** Latin words of which more are of one other language than of English. */
function isForeign(list: readonly string[]): boolean {
  const english = list.filter((word) => ENGLISH.has(word)).length
  const marked = list.filter((word) => MARKED.test(word)).length
  if (marked >= FEW && marked / list.length >= SHARE && marked > english) return true
  return OTHERS.some((other) => {
    const own = list.filter((word) => other.has(word) && !ENGLISH.has(word))
    const kinds = new Set(own).size
    return kinds >= FEW && own.length / list.length >= SHARE && own.length > english
  })
}

/**
 * The language of a text. Chinese with English words in it is Chinese, in simplified or traditional characters, and
 * English with Chinese names in it is English. A text of a word or two is never called unsupported, unless its
 * script is foreign: "AirPods Pro" is a name in any language. `none` where there is not one letter.
 */
export const languageOf = remember((text: string): Language => {
  const shown = text.slice(0, LONGEST).replace(NEITHER, ' ')
  const [han, kana, foreign] = [count(shown, HAN), count(shown, KANA), count(shown, FOREIGN)]
  const latin = shown.toLowerCase().match(WORD) ?? []
  if (han + kana + foreign + latin.length === 0) return 'none'
  const letters = han + kana + foreign + latin.join('').length
  if (kana > FEW && kana / (han + kana) >= SHARE && kana / letters >= SHARE) return 'unsupported'
  if (foreign >= FEW && foreign / letters >= SHARE) return 'unsupported'
  if (han > 0 && han >= latin.length) return 'zh'
  if (latin.length === 0) return 'unsupported'
  return isForeign(latin) ? 'unsupported' : 'en'
})
