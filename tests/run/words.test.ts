/** What the consumer says: the same for both sides of a comparison, again for the same seed, coloured by its persona. */
import { describe, expect, it } from 'vitest'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const WAYS = Array.from({ length: 50 }, (_, i) => `说法${i}，多久发货？`)
const OTHERS = Array.from({ length: 50 }, (_, i) => `问法${i}，多久发货？`)

async function place(...scenarios: { id: string }[]) {
  const work = new Workplace()
  const bots = { one: await botOf(() => GOOD_ANSWER), two: await botOf(() => GOOD_ANSWER) }
  work.write('one.target.yaml', targetOf(bots.one))
  work.write('two.target.yaml', targetOf(bots.two))
  for (const scenario of scenarios) work.write(`${scenario.id}.scenario.yaml`, scenario)
  /** What was said in each trial, by its transcript. */
  const said = async (out: string, options: Parameters<Workplace['run']>[1] = {}) => {
    await work.run([work.path], { out: work.file(out), ...options })
    return new Map(
      [...work.transcripts(out)].map(([name, events]) => [
        name.replace(/\.1\.jsonl$/, ''),
        events.flatMap((e) => (e.kind === 'text' && e.actor === 'consumer' ? [e.text] : [])),
      ]),
    )
  }
  return { work, bots, said }
}

describe('words', () => {
  it('are the same with every target and under every arm, and not in every repetition', async () => {
    const { bots, said } = await place(question('ask', { say: WAYS, arms: { by: ['button', 'phrase'] } }))
    const words = await said('run', { repeat: 4 })
    for (const n of [1, 2, 3, 4]) {
      const same = [...words].filter(([name]) => name.endsWith(`/${n}`)).map(([, texts]) => texts)
      expect(same).toHaveLength(4)
      expect(new Set(same.map((texts) => texts.join())).size).toBe(1)
    }
    expect(new Set([...words.values()].map((texts) => texts.join())).size).toBeGreaterThan(1)
    expect(bots.one.heard.map((h) => h.text)).toEqual(bots.two.heard.map((h) => h.text))
  })

  it('are drawn alike by the two scenarios of a pair', async () => {
    const { said } = await place(
      question('before', { say: WAYS, pair: { id: 'sale', arm: 'before-sale' } }),
      question('after', { say: OTHERS, pair: { id: 'sale', arm: 'after-sale' } }),
      question('apart', { say: OTHERS }),
    )
    const words = await said('run', { repeat: 5 })
    const numbers = (key: string) =>
      [1, 2, 3, 4, 5].map((n) => /\d+/.exec(words.get(`one/${key}/${n}`)?.[0] ?? '')?.[0])
    expect(numbers('before/phase=before-sale')).toEqual(numbers('after/phase=after-sale'))
    expect(numbers('apart/-')).not.toEqual(numbers('after/phase=after-sale'))
    expect(numbers('apart/-')).not.toContain(undefined)
  })

  it('come again for the same seed, for one trial alone too, and others for another seed', async () => {
    const { said } = await place(question('a', { say: WAYS }), question('b', { say: WAYS }))
    const first = await said('first', { seed: 'spring', repeat: 3 })
    expect(await said('second', { seed: 'spring', repeat: 3 })).toEqual(first)
    expect(await said('other', { seed: 'autumn', repeat: 3 })).not.toEqual(first)
    const alone = await said('alone', { seed: 'spring', repeat: 3, filter: ['two/b/-/3'] })
    expect([...alone]).toEqual([['two/b/-/3', first.get('two/b/-/3')]])
  })

  it('change with a step only in that step', async () => {
    const steps = [
      { id: 'first', say: WAYS },
      { id: 'last', say: OTHERS },
    ]
    const between = { id: 'between', say: ['顺便问一下，有发票吗？'] }
    const { said } = await place(
      question('short', { say: undefined, expect: undefined, pair: { id: 'x', arm: 'short' }, steps }),
      question('long', {
        say: undefined,
        expect: undefined,
        pair: { id: 'x', arm: 'long' },
        steps: [steps[0], between, steps[1]],
      }),
    )
    const words = await said('run')
    const short = words.get('one/short/phase=short/1')
    const long = words.get('one/long/phase=long/1')
    expect(long).toEqual([short?.[0], between.say[0], short?.[1]])
  })
})

it('tells a fact in the same words whatever was told before', async () => {
  const facts = {
    order: { value: '2026110712345', reveal: 'on-ask' },
    item: { value: '蓝牙耳机', reveal: 'on-ask' },
  }
  const shape = { say: undefined, expect: undefined, facts }
  const { said } = await place(
    question('short', { ...shape, pair: { id: 'x', arm: 'short' }, steps: [{ id: 'a', tell: 'item' }] }),
    question('long', {
      ...shape,
      pair: { id: 'x', arm: 'long' },
      steps: [
        { id: 'b', tell: 'order' },
        { id: 'a', tell: 'item' },
      ],
    }),
  )
  const words = await said('run', { repeat: 6 })
  const last = (arm: string) =>
    [1, 2, 3, 4, 5, 6].map((n) => words.get(`one/${arm}/phase=${arm}/${n}`)?.at(-1))
  expect(last('long')).toEqual(last('short'))
  expect(new Set(last('short')).size).toBeGreaterThan(1)
})

describe('a persona', () => {
  it('opens and closes the first message in its own way around the same request', async () => {
    const { said } = await place(
      question('ask', {
        say: undefined,
        steps: [{ id: 'first', say: WAYS }, { say: OTHERS }],
        arms: { persona: ['control', 'elderly-social'] },
      }),
    )
    const words = await said('run')
    const [plain, plainSecond] = words.get('one/ask/persona=control/1') ?? []
    const [social, socialSecond] = words.get('one/ask/persona=elderly-social/1') ?? []
    expect(WAYS).toContain(plain)
    const [opening, closing] = social?.split(plain ?? '?') ?? []
    expect(opening?.length).toBeGreaterThan(5)
    expect(closing?.length).toBeGreaterThan(5)
    expect(social).not.toMatch(/[{}]/)
    expect(socialSecond).toBe(plainSecond)
    expect(words.get('two/ask/persona=elderly-social/1')?.[0]).toBe(social)
  })
})
