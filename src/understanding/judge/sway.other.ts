/** Words for a judge in languages that ombud does not read: to set aside instructions, to give the best score, to pass. */
import { type Sign, zh } from './sway.js'

const other = (source: string): Sign => zh('override', 2, source)
const score = (source: string): Sign => zh('verdict', 2, source)

/** Accents are taken off before texts are looked at: é is e, й is и, が stays as it is written. */
export const OTHER: readonly Sign[] = [
  // Japanese
  other(
    '(?:指示|命令|プロンプト|フロンフト|ルール|ルル|指令|基準)[^。\\n]{0,8}(?:無視|无视|忘れ|従わな|破棄)|(?:無視|无视)して',
  ),
  score(
    '(?:満点|满点|最高点|最高得点|合格)[^。\\n]{0,12}(?:付け|つけ|与え|与え|評価|评価|判定|出力|にして|してくた|してくだ|と)|(?:評価|评価|採点|判定|审査|審査)(?:者|官|モデル|モテル|ai|システム)',
  ),
  // Korean (decomposed or not)
  other('(?:지시|명령|프롬프트|규칙|지침)[^.\\n]{0,10}(?:무시|잊|따르지)'),
  score(
    '(?:만점|최고 ?점수|10점|합격|통과)[^.\\n]{0,14}(?:주|부여|평가|판정|출력|처리|해)|(?:평가자|채점자|심사위원|평가 ?모델|판정 ?모델)',
  ),
  // Spanish, Portuguese, Italian, French, Romanian, Latin
  other(
    '\\b(?:ignor\\w{0,6}|olvid\\w{0,4}|desconsider\\w{0,4}|esque[cç]\\w{0,4}|oubli\\w{0,4}|dimentic\\w{0,4}|descart\\w{0,4}|neglig\\w{0,4}|trascur\\w{0,4})\\b[^.!?\\n]{0,40}\\b(?:instru\\w{2,12}|istruzion\\w{0,4}|indicaci\\w{0,6}|consign\\w{0,4}|regras?|reglas?|regles?|regole|ordenes|ordens|ordini|criteri\\w{0,3}|diretrizes|directiv\\w{0,4}|prompts?)\\b',
  ),
  score(
    '\\b(?:puntuacion|puntaje|calificacion|nota|pontuacao|note|score|punteggio|voto|puntos|notas?|pontos|points)\\b[^.!?\\n]{0,24}\\b(?:maxim\\w{0,4}|perfect\\w{0,4}|perfeit\\w|parfait\\w{0,2}|massim\\w|mas alt\\w|mais alt\\w|la plus haute|piu alt\\w|10|dez|diez|dix|dieci|20/20|100)|\\b(?:maxim\\w{0,4}|massim\\w|meilleure|mejor|melhor)\\b[^.!?\\n]{0,16}\\b(?:puntuacion|puntaje|calificacion|nota|pontuacao|note|punteggio|voto)\\b',
  ),
  score(
    '\\b(?:responde|responda|repond\\w{0,3}|rispond\\w{0,2}|marca|marque|devuelve|retorne|califi\\w{0,5}|califique|evalu\\w{0,4}|avali\\w{0,3}|valut\\w{0,2}|not(?:ez|er)|juge[sz]?|considere|imprime)\\b[^.!?\\n]{0,50}\\b(?:si|sim|oui|yes|pass|true|correct\\w{0,2}|aprobad\\w|aprovad\\w|reussi\\w{0,2}|superat\\w|cumple|conforme|perfect\\w{0,2})\\b',
  ),
  zh(
    'judge',
    2,
    '\\b(?:juez|jueces|juiz|juizes|giudic[ei]|juges?|evaluador\\w{0,2}|avaliador\\w{0,2}|valutator[ei]|evaluateurs?|correcteurs?|calificador\\w{0,2}|corretor)\\b[^.!?\\n]{0,50}\\b(?:ia|ai|modelo?|modele|respuesta|resposta|risposta|reponse|nota|note|punt\\w{0,6}|pont\\w{0,5}|pass|yes|si|sim|oui)\\b',
  ),
  // German, Dutch, Scandinavian, Polish
  other(
    '\\b(?:ignorier\\w{0,3}|vergiss|vergessen sie|missachte\\w{0,2}|beachte\\w{0,2}|negeer|vergeet|ignorera|ignorer|glem|bortse|zignoruj\\w{0,4}|ignoruj\\w{0,4}|zapomnij\\w{0,4})\\b[^.!?\\n]{0,50}(?:anweisung\\w{0,3}|instruktion\\w{0,3}|vorgaben|regeln|befehl\\w{0,2}|instructies|instrukser|instruktioner|polecen\\w{0,3}|instrukcj\\w{0,3}|wytyczn\\w{0,3}|prompt\\w{0,2})',
  ),
  score(
    '(?:hochstpunktzahl|volle punktzahl|hochste (?:punktzahl|note|bewertung)|bestnote|volle punkte|10 punkte|maximale score|hoogste score|hogsta poang|maksymaln\\w{0,3} (?:ocen|punkt)\\w{0,3}|najwyzsz\\w{0,3} ocen\\w{0,2})|\\b(?:bewerte\\w{0,2}|beoordeel|antworte\\w{0,2}|antwoord|ocen|odpowiedz|markiere)\\b[^.!?\\n]{0,50}\\b(?:bestanden|korrekt|richtig|ja|yes|pass|geslaagd|tak|pozytywn\\w{0,3}|10)\\b',
  ),
  zh(
    'judge',
    2,
    '\\b(?:bewertungs ?-?(?:modell|ki|system)|gutachter\\w{0,2}|prufer\\w{0,2}|an den (?:richter|bewerter)|ki-richter|beoordelaar|sedzi\\w{0,2}|oceniajac\\w{0,3})\\b',
  ),
  // Russian, Ukrainian
  other(
    '(?:игнорир\\w{0,6}|игнориру\\w{0,4}|забуд\\w{0,3}|не обращаи\\w{0,4}|отбрось\\w{0,2}|ігнору\\w{0,4})[^.!?\\n]{0,50}(?:инструкци\\w{0,3}|указани\\w{0,3}|правил\\w{0,3}|команд\\w{0,3}|промпт\\w{0,3}|інструкці\\w{0,3}|вказівк\\w{0,3})'.replaceAll(
      '\\w',
      '[\\p{L}]',
    ),
  ),
  score(
    '(?:максимальн|высш|наивысш|полн|найвищ)[\\p{L}]{0,4} (?:балл|оценк|оцінк|бал)[\\p{L}]{0,3}|(?:оцени|поставь|отметь|ответь|выведи|засчита)[\\p{L}]{0,4}[^.!?\\n]{0,40}(?:10|да(?![\\p{L}])|пройден|верн|правильн|отлично|соответству|yes|pass)',
  ),
  // Arabic, Persian, Hebrew, Hindi
  other(
    '(?:تجاهل|انس|تجاوز|اهمل|نادیده|فراموش)[^.!?؟\\n]{0,50}(?:تعليمات|التعليمات|الاوامر|الأوامر|القواعد|دستور|قوانین)|(?:دستور)[^.!?؟\\n]{0,40}(?:نادیده|فراموش)|(?:התעלם|התעלמ|שכח)[^.!?\\n]{0,50}(?:הוראות|ההוראות|כללים)|(?:निर्देश|आदेश)[^।\\n]{0,40}(?:अनदेखा|नजरअंदाज|भूल|उपेक्षा)',
  ),
  score(
    '(?:الدرجة|العلامة|درجة|علامة|تقييم|نمره|امتیاز)[^.!?؟\\n]{0,20}(?:كاملة|الكاملة|القصوى|كامل|کامل|10|١٠|۱۰|ممتاز)|(?:ציון|ניקוד)[^.!?\\n]{0,20}(?:מלא|מקסימלי|10)|(?:पूरे|पूर्ण|अधिकतम)[^।\\n]{0,10}(?:अंक|स्कोर)',
  ),
  // Vietnamese, Indonesian, Malay, Thai, Turkish, Filipino, Swahili
  other(
    '(?:bo qua|phot lo|quen)[^.!?\\n]{0,40}(?:huong dan|chi thi|lenh|quy tac|chi dan)|\\b(?:abaikan|lupakan)\\b[^.!?\\n]{0,40}(?:instruksi|perintah|arahan|aturan|peraturan)|(?:ละเว้น|เพิกเฉย|ลืม|ไม่ต้องสนใจ|เมินเฉย)[^\\n]{0,40}(?:คำสั่ง|คาสง|คำแนะนำ|กฎ)|(?:talimat|yonerge|komut|kural)\\w{0,8}[^.!?\\n]{0,40}(?:yok ?say|gormezden|dikkate alma|unut|goz ardi)|(?:huwag pansinin|balewalain)|\\bpuuza\\b',
  ),
  score(
    '(?:diem (?:toi da|cao nhat|tuyet doi)|10 diem|nilai (?:penuh|sempurna|tertinggi|maksimal)|skor (?:penuh|sempurna|tertinggi|maksimal)|markah penuh|คะแนนเต็ม|คะแนนสูงสุด|tam puan|en yuksek puan|maksimum puan)',
  ),
  // Pinyin
  other(
    '\\b(?:hu ?l(?:u|v|ü)e|wu ?shi)\\b[^.\\n]{0,40}\\b(?:zhi ?ling|zhi ?shi|gui ?ze|yao ?qiu|ti ?shi)\\b',
  ),
  score('\\bman ?fen\\b|\\bzui ?gao ?fen\\b'),
]
