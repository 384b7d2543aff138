/** Documents of the run benches: scenarios whose words name them, so that a log tells which trial was spoken to. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @returns the folder, which holds a target and `scenarios` scenarios of `turns` questions */
export function writeRunDocuments({
  folder,
  channel,
  scenarios,
  turns,
  atOnce = 1,
  timing,
  expect = () => '[relevant]',
}) {
  mkdirSync(folder, { recursive: true })
  const politeness = `{ concurrency: ${atOnce}, gap: 0s }`
  writeFileSync(
    join(folder, 'shop.target.yaml'),
    `id: shop\nlang: zh-CN\nchannel: { ${channel} }\n${timing ? `timing: { ${timing} }\n` : ''}politeness: ${politeness}\n`,
  )
  for (let n = 1; n <= scenarios; n++) {
    const steps = Array.from(
      { length: turns },
      (_, i) =>
        `  - { id: q${i + 1}, say: '${wordsOf(n)}第${i + 1}问，七天无理由退货可以吗？', expect: ${expect(n, i)} }`,
    )
    writeFileSync(
      join(folder, `${nameOf(n)}.scenario.yaml`),
      `id: ${nameOf(n)}\nlang: zh-CN\ntitle: ${wordsOf(n)}\nsteps:\n${steps.join('\n')}\n`,
    )
  }
  return folder
}

export const nameOf = (n) => `s${String(n).padStart(4, '0')}`
export const wordsOf = (n) => `顾客${String(n).padStart(4, '0')}`
export const http = (url) =>
  `http: { url: '${url}', request: { text: $.message, session: $.session }, reply: { messages: '$.messages[*]' } }`
export const page = (url) =>
  `browser: { url: '${url}/', input: '#box', send: Enter, messages: '#log > div', bot: '#log > .bot', consumer: '#log > .me' }`
