/** Audit `names-channels`: the bot names where a consumer can complain. */
import { states } from '../understanding/facts/states.js'
import type { Audit, Evidence } from './audit.js'
import { exchanges, proving } from './exchange.js'
import { both, list, quote, verdict } from './words.js'

/** Entry of a law pack that lists the complaint channels of a jurisdiction. */
const ENTRY = 'complaint-channels'

export const namesChannels: Audit = {
  meta: {
    id: 'names-channels',
    category: 'resolution',
    weight: 1,
    scope: 'trial',
    title: both('说出投诉渠道', 'Names where to complain'),
    description: both(
      '说出消费者可以投诉的渠道，例如 12315；默认按法规包里列出的渠道。',
      'Names the channels where a consumer can complain; by default those of the law pack.',
    ),
  },
  evaluate(evidence, call) {
    const options = call.options as string[] | { least?: number; of?: string[] } | null | undefined
    const given = Array.isArray(options) ? options : options?.of
    const channels = given ?? fromLaw(evidence)
    if (channels.length === 0) {
      return [
        verdict('not-applicable', ['法规包里没有投诉渠道', 'no law pack lists complaint channels here']),
      ]
    }
    const least = (Array.isArray(options) ? undefined : options?.least) ?? channels.length
    const conversation = exchanges({ ...call, step: undefined })[0]
    const turns = conversation?.turns ?? []
    const lines = new Set<number>()
    const missing: string[] = []
    const doubtful: string[] = []
    for (const channel of channels) {
      const said = turns.map((turn) => ({ turn, ...states(turn.answer, channel, evidence.scenario.lang) }))
      const named = said.find((one) => one.outcome === 'states')
      if (named !== undefined) lines.add(proving([named.turn], named.span)?.line ?? 0)
      else if (said.some((one) => one.outcome === 'uncertain')) doubtful.push(channel)
      else missing.push(channel)
    }
    const named = channels.length - missing.length - doubtful.length
    const wanted = both(
      `说出 ${list(channels)['zh-CN']}${least < channels.length ? `中的至少 ${least} 个` : ''}`,
      `to name ${least < channels.length ? `at least ${least} of ` : ''}${list(channels).en}`,
    )
    const more = { measured: { value: named, unit: `/${channels.length}` }, wanted }
    const proof = [...lines].sort((a, b) => a - b)
    if (named >= least) {
      const all = list(channels.filter((one) => !missing.includes(one) && !doubtful.includes(one)))
      return [verdict('pass', [`说出了 ${all['zh-CN']}`, `named ${all.en}`], proof, more)]
    }
    if (named + doubtful.length >= least || conversation?.ambiguous) {
      return [
        verdict(
          'inconclusive',
          ['说不准是否说出了投诉渠道', 'cannot tell whether it named the channels'],
          conversation?.lines ?? [],
          more,
        ),
      ]
    }
    const answer = conversation === undefined || conversation.silent ? undefined : quote(conversation.words)
    const zh = `没有说出 ${list(missing)['zh-CN']}${answer === undefined ? '（没有回答）' : `，说的是 ${answer}`}`
    const en = `did not name ${list(missing).en}${answer === undefined ? ' (no answer)' : `; said ${answer}`}`
    return [verdict('fail', [zh, en], proof.length > 0 ? proof : (conversation?.lines ?? []), more)]
  },
}

function fromLaw(evidence: Evidence): string[] {
  const english = evidence.scenario.lang === 'en'
  const values = evidence.laws.flatMap((law) => {
    const entry = law.entries[ENTRY]
    return entry === undefined ? [] : [(english ? entry.en : undefined) ?? entry.value].flat()
  })
  return [...new Set(values.map(String))]
}
