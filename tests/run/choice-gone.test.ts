/** A choice that cannot be pressed ends no conversation that a consumer holds in words of its own: the words are typed. */
import { describe, expect, it } from 'vitest'
import { ChannelError, defineChannel } from '../../src/index.js'
import { question, Workplace } from '../support/workplace.js'

/** Offers two choices with its first answer, of which none can be pressed any more. */
async function play(code: string, steps: object[], labels = ['申请退款', '查物流']) {
  const heard: string[] = []
  const fleeting = defineChannel({
    name: 'fleeting',
    open({ clock, emit }) {
      const say = (actor: 'consumer' | 'bot', text: string) => {
        const id = `${actor}${heard.length}`
        const at = clock.now()
        emit({ kind: 'text', at, actor, source: 'ws', id, text, revision: 0, final: true })
      }
      return {
        about: { kind: 'fleeting', url: 'memory:' },
        hears: true,
        async send(text) {
          say('consumer', text)
          heard.push(text)
          say('bot', heard.length === 1 ? '请选择您要办理的业务' : '退款 7 天内到账。')
          const options = labels.map((label) => ({
            id: label,
            label,
            kind: 'quick-reply' as const,
          }))
          if (heard.length === 1)
            emit({ kind: 'choices', at: clock.now(), actor: 'bot', source: 'ws', options })
        },
        async choose({ label }) {
          throw new ChannelError(`the choice "${label}" cannot be pressed`, { whose: 'bot', code })
        },
        async close() {},
      }
    },
  })
  const work = new Workplace()
  work.write('shop.target.yaml', {
    channel: { plugin: { name: 'fleeting' } },
    politeness: { gap: '0ms' },
    timing: { quiet: '60ms', cap: '2s' },
  })
  const truth = { period: '7天' }
  work.write('x.scenario.yaml', question('x', { say: undefined, expect: undefined, truth, steps }))
  const { result } = await work.run([work.path], { channels: [fleeting] })
  return { heard, stop: result.targets[0]?.trials[0]?.stop }
}

const NEED = { id: 'need', converse: { ask: ['我要退款，几天到账？'], wants: 'period', person: false } }

describe('a choice that cannot be pressed', () => {
  it.each(['choice-gone', 'keyboard-unreachable', 'screen-reader-unreachable'])(
    'is typed in a conversation: %s',
    async (code) => {
      const { heard, stop } = await play(code, [NEED])
      expect(heard.slice(0, 2)).toEqual(['我要退款，几天到账？', '申请退款'])
      expect(stop?.reason).not.toBe('error')
    },
  )

  it('is typed where the consumer would ask for a person by it', async () => {
    const need = { id: 'need', converse: { ask: ['我要退款，几天到账？'], patience: 1 } }
    const { heard } = await play('choice-gone', [need], ['转人工客服'])
    expect(heard.slice(0, 2)).toEqual(['我要退款，几天到账？', '转人工客服'])
  })

  it('is not typed where a step is about pressing it, or where something else went wrong', async () => {
    const pressed = await play('choice-gone', [{ say: ['你好'] }, { choose: '退款' }])
    expect(pressed).toMatchObject({ heard: ['你好'], stop: { reason: 'error', whose: 'bot' } })
    const slow = await play('failed', [NEED])
    expect(slow).toMatchObject({ heard: ['我要退款，几天到账？'], stop: { reason: 'error' } })
  })
})
