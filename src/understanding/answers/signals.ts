/** What the turns of a conversation show of its success: how the consumer takes what it gets, and how the bot ends. */
import { actsOf } from '../acts/acts.js'
import { ASKED, asksForHuman } from '../acts/requests.js'
import { OFFERED, transfers } from '../acts/transfers.js'
import { bare, containment, contentTokens, fold, readable } from '../text/normalise.js'

/** One message of a conversation, in order. */
export interface Said {
  role: 'consumer' | 'bot'
  text: string
}

/** Counts over a conversation; `end` looks at the last two messages of a side. */
export interface Signals {
  /** Messages of the consumer, and of the bot. */
  consumer: number
  bot: number
  /** The consumer takes what it is told: will do, good idea, that works. */
  accepts: number
  thanks: number
  /** The consumer turns down what it is told, or says that it helps nothing. */
  rejects: number
  /** The consumer insists, asks for exceptions or says its need again in other words. */
  insists: number
  repeats: number
  asksHuman: number
  /** The bot does not understand, fails, or says what it said before. */
  fallbacks: number
  botRepeats: number
  end: {
    accepts: number
    rejects: number
    insists: number
    /** The bot's last words: not understood, failed, sorry, or unable. */
    fallback: boolean
    apology: boolean
    refusal: boolean
    /** The bot says that something has been done. */
    done: boolean
    /** A person was offered, promised or asked for: there is a way on. */
    person: boolean
    /** The last message is a question or a wish of the consumer that got no reply. */
    unanswered: boolean
  }
}

const ACCEPTS =
  /\b(?:(?:sounds?|looks?|seems?) (?:\w+ )?(?:good|great|perfect|fine|interesting|fun|cool|nice|like a (?:plan|good))|(?:great|good|nice|excellent|perfect|wonderful|awesome|fantastic) (?:idea|suggestions?|choice|one|pick|tips?|recommendations?|advice|to know|option)|(?:i|we)(?:'ll| will|'m going to| am going to| think i'll| might| may| can(?!'?t|not)| shall)\b[^.!?\n]{0,24}\b(?:try|watch|check|rent|see|get|go with|go for|look|take|find|add|put|do that|use|call|book|order|keep)|(?:check|look) (?:it|that|them|those|into it) (?:out|up)|(?:that|this|it) (?:works|helps|helped|worked|does it|did it|solves?|solved|fixed)|works (?:for me|now|again|fine)|(?:very|so|really|super) helpful|exactly what|just what i|i'd love to (?:see|watch|try|take)|perfect|wonderful|awesome|all (?:set|sorted|good)|problem solved|got it)\b|太好了|真不错|就(?:去|它|他|这个|这家|选|订|要)|(?<![没未不])(?:解决了|可以了|搞定|弄好了|清楚了|明白了|知道了|学到了)|(?<!没|没什么)有用|就这么办|我试试|试一?下|不错/
const THANKS = /\b(?:thanks?|thank you|thx|cheers|appreciate|grateful)\b|谢|感谢|辛苦/
const REJECTS =
  /\b(?:(?:didn't|don't|did not|do not|wasn't|isn't|not|never) (?:really |quite |much )?(?:like|enjoy|care|want|into|a fan|interested|help|work|what i|my thing|useful|answer)|(?:doesn't|does not|didn't) (?:help|work|answer|solve|make sense)|hated?|boring|terrible|awful|useless|disappoint\w*|no thanks?|not (?:what|that one|good|great)|(?:that's|is|was) wrong|still (?:not|doesn't|can't|no|waiting)|tried that)\b|不是(?:这个|我)|不对|没(?:有|什么)?用|不行|没搞定|试过了?|没(?:有)?(?:解决|帮助|懂)|还是(?:不|没)|答非所问|不满意|不想要|不喜欢/
const INSISTS =
  /\b(?:there must be|there has to be|really need|any(?: other)? way|isn't there|are you sure|exception|supervisor|someone else|understand,? but|appreciate [^.!?]{0,30} but|why (?:can't|not)|i insist|frustrat\w*|unacceptable|check again|double-check|as i said|i already|i told you|again|anything (?:else )?(?:you|that) can)\b|再查|再看看|到底|怎么还|我说的是|说了多少|就不能|凭什么|不能通融|不可能/
const REFUSAL =
  /\b(?:unfortunately|unable|cannot|can't|not (?:possible|permitted|allowed|able|eligible)|couldn't)\b|无法|不能|没办法|抱歉,?(?:没有|暂)/
const DONE =
  /\b(?:(?:has|have) been (?:successfully )?\w+ed|is (?:now )?(?:booked|cancelled|canceled|updated|confirmed|done|complete)|successfully|all set|(?:i|we)(?:'ve| have) (?:now |just )?\w+(?:ed|ade|ent))\b|已(?:经)?(?:为|帮|给)?[您你]?[^,。!?]{0,6}(?:办理|登记|提交|取消|修改|处理|完成|办好|受理|解决)|(?:办|处理|修改|弄)好了|(?:办理|处理|提交|取消|修改|已)成功|问题已?(?:经)?解决/
/** Messages of a side that count as its end. */
const ENDING = 2
/** Share of the content of two messages that makes one the other said again, and the content it takes. */
const SAME = 0.6
const SAME_BOT = 0.8
const CONTENT = 4
/** Confidence of the acts that count: talk that is no customer service has many that only resemble them. */
const SURE = 0.9
/** Messages that are looked at, the last ones, and the beginning of each. */
const MOST = 100
const LONGEST = 2000

/** Messages that say what an earlier one of the same side said. */
function again(texts: readonly string[], share: number): number {
  const seen: Set<string>[] = []
  const whole = new Set<string>()
  let count = 0
  for (const text of texts) {
    const tokens = contentTokens(text)
    const key = bare(text)
    const long = tokens.size >= CONTENT
    if ((key.length > 5 && whole.has(key)) || (long && seen.some((one) => containment(one, tokens) >= share)))
      count++
    whole.add(key)
    if (long) seen.push(tokens)
  }
  return count
}

/** Reads the signals of a conversation. */
export function signalsOf(dialogue: readonly Said[]): Signals {
  const said = dialogue
    .slice(-MOST)
    .map(({ role, text }) => ({ role, text: fold(readable(text.slice(0, LONGEST))) }))
  const of = (role: Said['role']) => said.filter((one) => one.role === role).map((one) => one.text)
  const [consumer, bot] = [of('consumer'), of('bot')]
  const count = (texts: readonly string[], pattern: RegExp) =>
    texts.filter((text) => pattern.test(text)).length
  const acts = bot.map(
    (text) =>
      new Set(
        actsOf(text)
          .filter((one) => one.confidence >= SURE)
          .map((one) => one.act),
      ),
  )
  const [lastConsumer, lastBot] = [consumer.slice(-ENDING), bot.slice(-ENDING)]
  const lastActs = acts.slice(-ENDING)
  const last = said.at(-1)
  const failed = (one: Set<string> | undefined) =>
    one !== undefined && (one.has('fallback') || one.has('error') || one.has('empty'))
  const human = consumer.map((text) => asksForHuman(text).probability >= ASKED)
  return {
    consumer: consumer.length,
    bot: bot.length,
    accepts: count(consumer, ACCEPTS),
    thanks: count(consumer, THANKS),
    rejects: count(consumer, REJECTS),
    insists: count(consumer, INSISTS),
    repeats: again(consumer, SAME),
    asksHuman: human.filter(Boolean).length,
    fallbacks: acts.filter(failed).length,
    botRepeats: again(bot, SAME_BOT),
    end: {
      accepts: count(lastConsumer, ACCEPTS),
      rejects: count(lastConsumer, REJECTS),
      insists: count(lastConsumer, INSISTS),
      fallback: failed(acts.at(-1)),
      apology: lastActs.some((one) => one.has('apology')),
      refusal: count(lastBot, REFUSAL) > 0,
      done: count(lastBot, DONE) > 0,
      person: human.slice(-ENDING).includes(true) || lastBot.some((text) => transfers(text) >= OFFERED),
      unanswered:
        last?.role === 'consumer' && /\?|吗|多少|怎么|什么|哪/.test(last.text) && !THANKS.test(last.text),
    },
  }
}

/** The bot says that something has been done or settled. */
export const claimsDone = (text: string): boolean => DONE.test(fold(readable(text.slice(0, LONGEST))))

/** The consumer's words take the matter for settled. */
export function takesItAsDone(text: string): boolean {
  const folded = fold(readable(text.slice(0, LONGEST)))
  return (ACCEPTS.test(folded) || THANKS.test(folded)) && !REJECTS.test(folded) && !/\?|吗/.test(folded)
}
