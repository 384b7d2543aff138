/** A step that attaches a file, through a whole run. */
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { startDirectLine } from '../support/direct-line.js'
import { botOf, GOOD_ANSWER, targetOf, Workplace } from '../support/workplace.js'

process.env.OMBUD_TEST_UPLOAD = 'direct-line-s3cret'

const SCENARIO = {
  id: 'broken',
  lang: 'zh-CN',
  title: '东西坏了，给客服看图',
  steps: [
    { id: 'ask', say: ['东西收到就是坏的，多久处理？'], expect: [{ states: { pattern: '48小时' } }] },
    {
      id: 'photo',
      upload: 'IMG_20240503_1730.png',
      expect: ['relevant', { states: { pattern: '收到' } }, { latency: { max: '9s' } }],
    },
    { id: 'again', say: ['那多久处理好？'], expect: [{ states: { pattern: '48小时' } }] },
  ],
}

function workplace() {
  const work = new Workplace()
  writeFileSync(work.file('IMG_20240503_1730.png'), new Uint8Array([137, 80, 78, 71]))
  work.write('broken.scenario.yaml', SCENARIO)
  return work
}

it('over a channel without attachments the step is left out: no failure, no stop, its expectations do not apply', async () => {
  const work = workplace()
  work.write('shop.target.yaml', targetOf(await botOf(() => GOOD_ANSWER)))
  const { result } = await work.run([work.path])
  const [trial] = result.targets[0]?.trials ?? []
  expect(trial).toMatchObject({ outcome: 'pass' })
  const photo = trial?.findings.filter(({ step }) => step === 'photo')
  expect(photo?.map(({ audit, outcome }) => [audit, outcome])).toEqual([
    ['relevant', 'not-applicable'],
    ['states', 'not-applicable'],
    ['latency', 'not-applicable'],
  ])
  expect(photo?.[0]?.message.en).toContain('this chat takes no such file')
  const [events] = [...work.transcripts().values()]
  const decision = events?.find((e) => e.kind === 'decision' && e.step === 'photo')
  expect(decision).toMatchObject({ verb: 'upload', skipped: 'no-upload' })
  expect(events?.at(-1)).toMatchObject({ kind: 'stop', reason: 'script-end' })
  // The plan carries the file, so that it replays alone.
  expect(JSON.stringify(work.json('run/plan.json'))).toContain('"data":"iVBORw=="')
})

it('over Direct Line the file is sent, opens a turn of its own, and the answer to it is judged', async () => {
  const work = workplace()
  const server = await startDirectLine({
    hear: ({ files }, conversation) => conversation.say(files ? '照片收到了，我们会处理。' : GOOD_ANSWER),
  })
  work.write('shop.target.yaml', {
    politeness: { gap: '0ms' },
    timing: { quiet: '300ms', cap: '10s' },
    channel: { directLine: { domain: server.domain, secret: '${OMBUD_TEST_UPLOAD}' } },
  })
  const { result } = await work.run([work.path])
  const [trial] = result.targets[0]?.trials ?? []
  const photo = trial?.findings.filter(({ step }) => step === 'photo') ?? []
  expect(photo.find(({ audit }) => audit === 'states')?.outcome).toBe('pass')
  expect(photo.find(({ audit }) => audit === 'latency')?.outcome).not.toBe('fail')
  expect(photo.find(({ audit }) => audit === 'relevant')?.outcome).not.toBe('fail')
  const [events = []] = [...work.transcripts().values()]
  const turn = events.find((e) => e.kind === 'turn' && e.change === 'open' && e.step === 'photo')
  expect(events.find((e) => e.kind === 'media')).toMatchObject({ actor: 'consumer', turn: turn?.turn })
  expect(trial?.chat.map(({ actor }) => actor)).toEqual([
    'consumer',
    'bot',
    'consumer',
    'bot',
    'consumer',
    'bot',
  ])
})
