/** Conversations of a merchant's logs in themes: what consumers ask, and where it goes wrong. Never pooled with trials. */
import type { Lang } from '../../documents/ready.js'
import type { TranscriptEvent } from '../../documents/types/event.js'
import type { Insight } from '../../documents/types/insight.js'
import { forgetLevels, levelsSeen } from '../../handoff/levels.js'
import { forgetReading, read } from '../../understanding/reading.js'
import { languageOf } from '../../understanding/text/language.js'
import { failuresIn } from './log-failures.js'
import { QuestionGroups } from './question-groups.js'
import { ThemeTable } from './theme-table.js'
import { INSIGHT_VERSION } from './themes.js'
import { asks, questionOf, topicsOfTurns } from './topic.js'

/** Gathers conversation by conversation; memory does not grow with their number. */
export class LogThemes {
  readonly #name: string
  readonly #table = new ThemeTable()
  readonly #groups = new Map<string, QuestionGroups>()

  /** @param name what the logs are called */
  constructor(name: string) {
    this.#name = name
  }

  /** One conversation. @param id its name in the directory of the logs */
  add(id: string, events: readonly TranscriptEvent[]): void {
    const lang = langOf(events)
    const reading = read(events, { lang })
    const levels = levelsSeen(events, reading)
    const turns = reading.turns.filter(({ consumer }) => consumer.length > 0)
    const topics = topicsOfTurns(turns)
    const asked = turns.flatMap((turn) => {
      const words = questionOf(turn)
      return asks(words) ? [{ words, topic: topics.of.get(turn.turn) ?? topics.main }] : []
    })
    for (const { words, topic } of asked) this.#group(topic).add(words)
    const failures = failuresIn({ id, turns, levels, lang, topics })
    this.#table.add(
      asked.map(({ topic }) => topic),
      failures,
      turns.length,
    )
    forgetReading(events)
    forgetLevels(events, reading)
  }

  insight(): Insight {
    const target = this.#table.target(this.#name)
    const topics = target.topics?.map((one) => {
      const groups = this.#groups.get(one.topic)?.largest
      return groups ? { ...one, groups } : one
    })
    return {
      version: INSIGHT_VERSION,
      origin: 'merchant-log',
      targets: [{ ...target, ...(topics ? { topics } : {}) }],
    }
  }

  #group(topic: string): QuestionGroups {
    const known = this.#groups.get(topic) ?? new QuestionGroups()
    this.#groups.set(topic, known)
    return known
  }
}

const LOOKED_AT = 20

/** The language of most of what the consumer says. */
function langOf(events: readonly TranscriptEvent[]): Lang {
  let english = 0
  let chinese = 0
  for (const event of events) {
    if (event.kind !== 'text' || event.actor !== 'consumer') continue
    const found = languageOf(event.text)
    if (found === 'en') english++
    if (found === 'zh') chinese++
    if (english + chinese >= LOOKED_AT) break
  }
  return english > chinese ? 'en' : 'zh-CN'
}
