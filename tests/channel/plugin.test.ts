import { describe, expect, it, vi } from 'vitest'
import { channelChecks } from '../../src/channel/own/conformance.js'
import { type ChannelPlugin, checkOwn } from '../../src/channel/own/own.js'
import { pluginChannel } from '../../src/channel/own/plugin.js'
import { ChannelError, type PluginOpenOptions, type Session } from '../../src/index.js'
import { readyTarget, Talk } from '../support/talk.js'

/** A channel that says back what it is told, changed by a test where it is to be wrong. */
function mine(
  change: (options: PluginOpenOptions, session: Session) => Partial<Session> | undefined = () => undefined,
  more: Partial<ChannelPlugin> = {},
): ChannelPlugin {
  return {
    name: 'mine',
    open(options) {
      const { clock, emit } = options
      let n = 0
      const say = (actor: 'consumer' | 'bot', text: string) =>
        emit({
          kind: 'text',
          at: clock.now(),
          actor,
          source: 'api',
          id: `${actor}-${++n}`,
          text,
          revision: 0,
          final: true,
        })
      const session: Session = {
        about: { kind: 'mine', url: 'mine:' },
        hears: true,
        send: async (text) => {
          say('consumer', text)
          say('bot', text)
        },
        choose: ({ label }) => session.send(label),
        close: async () => undefined,
      }
      return Object.assign(session, change(options, session))
    },
    ...more,
  }
}

const target = (options?: Record<string, unknown>) =>
  readyTarget({ plugin: { name: 'mine', ...(options ? { options } : {}) } })

const talk = (plugin: ChannelPlugin, options?: Record<string, unknown>) =>
  Talk.open(pluginChannel([plugin]), target(options))

const OURS = { whose: 'harness', code: 'plugin' }
const problemOf = (work: () => unknown) => {
  try {
    work()
    return ''
  } catch (error) {
    return (error as Error).message + ((error as { hint?: string }).hint ?? '')
  }
}

describe('a channel of one’s own', () => {
  it('is opened with its options, and what it emits is what is heard', async () => {
    const seen: unknown[] = []
    const plugin = mine(({ options }) => void seen.push(options))
    const one = await talk(plugin, { room: 7 })
    await one.session.send('<b>你好</b>')
    expect(seen).toEqual([{ room: 7 }])
    expect(one.session.about).toEqual({ kind: 'plugin:mine', url: 'mine:' })
    expect(one.of('text').map((e) => [e.actor, e.text])).toEqual([
      ['consumer', '<b>你好</b>'],
      ['bot', '<b>你好</b>'],
    ])
  })

  it('is picked by its name alone, with options that fit its schema, before anything is sent', () => {
    const options = {
      type: 'object',
      required: ['room'],
      additionalProperties: false,
      properties: { room: { type: 'integer' } },
    }
    const channels = [mine(undefined, { options })]
    const check = (given?: Record<string, unknown>) =>
      problemOf(() => checkOwn([target(given)], { channels }))
    expect(check({ room: 1 })).toBe('')
    expect(check({ room: 'x' })).toMatch(/options do not fit the channel mine/)
    expect(check()).toMatch(/options do not fit/)
    expect(problemOf(() => checkOwn([target()], { channels: [mine(undefined, { name: 'mime' })] }))).toMatch(
      /needs the channel mine, which was not named. Did you mean mime\?/,
    )
    expect(problemOf(() => checkOwn([], { channels: [mine(), mine()] }))).toMatch(
      /two channels are named mine/,
    )
    expect(problemOf(() => checkOwn([], { channels: [{ name: 'No!' } as never] }))).toMatch(/cannot be used/)
    expect(problemOf(() => checkOwn([], { channels: [null as never] }))).toMatch(/cannot be used/)
  })

  it.each([
    ['throws', () => Promise.reject(new TypeError('no such thing')), /open failed: no such thing/],
    ['throws nothing to speak of', () => Promise.reject(null), /open failed: null/],
    ['opens nothing', () => Promise.resolve(undefined as never), /did not return a session/],
    [
      'opens half a session',
      () => Promise.resolve({ about: { url: '' }, hears: true } as never),
      /function send/,
    ],
  ] as const)('is to blame where it %s', async (_, open, message) => {
    const opened = talk({ name: 'mine', open })
    await expect(opened).rejects.toMatchObject({ details: OURS, message: expect.stringMatching(message) })
  })

  it('may say itself whose doing something was', async () => {
    const down = new ChannelError('nobody there', { whose: 'bot', code: 'refused' })
    await expect(talk({ name: 'mine', open: () => Promise.reject(down) })).rejects.toBe(down)
    const foreign = Object.assign(new Error('slow down'), {
      details: { whose: 'network', code: 'rate-limited' },
    })
    const one = await talk(mine(() => ({ send: () => Promise.reject(foreign) })))
    const error = await one.session.send('hi').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ChannelError)
    expect(error).toMatchObject({ message: 'slow down', details: { whose: 'network', code: 'rate-limited' } })
  })

  it('is not waited for for ever', async () => {
    vi.useFakeTimers()
    try {
      const never = () => new Promise<never>(() => undefined)
      const opening = expect(talk({ name: 'mine', open: never })).rejects.toMatchObject({
        details: OURS,
        message: expect.stringMatching(/open did not end within 60 s/),
      })
      await vi.advanceTimersByTimeAsync(60_000)
      await opening
      const one = await talk(mine(() => ({ send: never, close: never })))
      const sending = expect(one.session.send('hi')).rejects.toMatchObject({ details: OURS })
      await vi.advanceTimersByTimeAsync(60_000)
      await sending
      const closing = expect(one.session.close()).rejects.toMatchObject({ details: OURS })
      await vi.advanceTimersByTimeAsync(5000)
      await closing
      one.session.close = async () => undefined
    } finally {
      vi.useRealTimers()
    }
  })

  const text = { kind: 'text', actor: 'bot', source: 'api', id: 'a', text: 'x', revision: 0, final: true }
  const cyclic: Record<string, unknown> = { ...text }
  cyclic.self = cyclic
  it.each([
    ['nothing', undefined, /an event is an object/],
    ['an unknown kind', { ...text, kind: 'thought' }, /of kind thought does not fit/],
    ['a missing part', { ...text, id: undefined }, /does not fit/],
    ['an epoch time', { ...text, at: Date.now() }, /not on the clock of the session/],
    ['no time', { ...text, at: undefined }, /has no time/],
    ['a line of its own', { ...text, seq: 9 }, /has seq, which ombud gives/],
    ['a header', { kind: 'header', at: 0 }, /written by ombud, not by a channel/],
    ['a circle', cyclic, /no JSON/],
    ['too much', { ...text, text: 'x'.repeat(5 << 20) }, /larger than 4 MB/],
  ])('is stopped where it emits %s', async (_, event, message) => {
    const one = await talk(
      mine(({ emit, clock }) => ({
        send: async () => {
          emit((event && { at: clock.now(), ...event }) as never)
          emit({ ...text, at: clock.now() } as never)
        },
      })),
    )
    await one.session.send('hi')
    expect(one.events).toMatchObject([{ kind: 'error', ...OURS, message: expect.stringMatching(message) }])
  })

  it('cannot change afterwards what it emitted, flood, or speak after its end', async () => {
    const event = { ...text, at: 0 } as never as { text: string }
    let emit: PluginOpenOptions['emit'] = () => undefined
    const one = await talk(
      mine((options) => {
        emit = options.emit
        return { send: async () => emit(event as never) }
      }),
    )
    await one.session.send('hi')
    event.text = 'something else'
    expect(one.of('text')[0]?.text).toBe('x')
    for (let i = 0; i < 100_005; i++) emit({ kind: 'end', at: 0, correlation: 'c' })
    expect(one.events).toHaveLength(100_001)
    expect(one.of('error')).toMatchObject([OURS])
    const other = await talk(
      mine((options) => {
        emit = options.emit
        return undefined
      }),
    )
    await other.session.close()
    emit(event as never)
    expect(other.events).toEqual([])
  })
})

describe('the checks for authors of channels', () => {
  const failures = async (plugin: ChannelPlugin, more = {}) => {
    const failed: string[] = []
    for (const { name, run } of channelChecks(plugin, { echo: (t) => t, timeout: 1000, ...more }))
      await run().catch((error: Error) => failed.push(`${name}: ${error.message}`))
    return failed
  }

  it('find nothing wrong with one that keeps to the interface', async () => {
    expect(await failures(mine())).toEqual([])
  })

  it.each([
    [
      'an answer on another clock',
      mine(({ emit }) => ({ send: async () => emit({ ...text(), at: 1e12 }) })),
      /clock/,
    ],
    ['mute', mine(() => ({ send: async () => undefined })), /did not come/],
    [
      'changed words',
      mine((_, s) => changed(s, (t) => t.replaceAll('<', '&lt;'))),
      /text event of the consumer is/,
    ],
    [
      'a changed answer',
      mine(({ emit, clock }) => ({
        send: async (said) => {
          emit({ ...text(), actor: 'consumer', id: said, text: said, at: clock.now() })
          emit({ ...text(), id: `a ${said}`, text: said.replaceAll('<', '&lt;'), at: clock.now() })
        },
      })),
      /what the bot repeats is/,
    ],
    ['trimmed consumer', mine((_, s) => changed(s, (t) => t.slice(0, 3))), /text event of the consumer/],
    [
      'a late word',
      mine(({ emit, clock }) => ({
        close: async () => void setTimeout(() => emit({ ...text(), at: clock.now() }), 5),
      })),
      /nothing/,
    ],
  ] as const)('find %s', async (what, plugin, message) => {
    const failed = await failures(plugin)
    // The guard already silences what comes after the end.
    if (what === 'a late word') expect(failed).toEqual([])
    else expect(failed.join('\n')).toMatch(message)
  })

  it('find sessions that are mixed, closing that fails, and errors without an owner', async () => {
    const heard: PluginOpenOptions['emit'][] = []
    const mixed = mine(({ emit, clock }) => {
      heard.push(emit)
      return {
        send: async (said) => {
          for (const tell of heard)
            tell({ ...text(), actor: 'consumer', id: said, text: said, at: clock.now() })
          emit({ ...text(), id: `a ${said}`, text: said, at: clock.now() })
        },
      }
    })
    expect((await failures(mixed, { timeout: 4000 })).join('\n')).toMatch(/tells words of another|said is/)
    let closed = 0
    const once = mine(() => ({
      close: async () => {
        if (++closed % 2 === 0) throw new Error('closed already')
      },
    }))
    expect((await failures(once)).join('\n')).toMatch(/closes once.*closed already/)
    const refusing = mine(() => undefined, {
      open: ({ options }) => {
        throw options ? new Error('no') : 0
      },
    })
    expect((await failures(refusing, { unreachable: { whose: 'bot' } })).join('\n')).toMatch(
      /owner of the error/,
    )
  })
})

const text = () => ({
  kind: 'text' as const,
  actor: 'bot' as const,
  source: 'api' as const,
  id: 'a',
  text: 'x',
  revision: 0,
  final: true,
  at: 0,
})
/** The session, but it is told other words than were said. */
const changed = ({ send }: Session, change: (text: string) => string) => ({
  send: (words: string) => send(change(words)),
})
