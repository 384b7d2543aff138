/** The documents of the benches: a target without politeness, for our own bot, and a scenario of some turns. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes bench.target.yaml and bench.scenario.yaml into a folder.
 * @param {{ folder: string, channel: string, turns: number, atOnce: number, timing?: string }} options
 * @returns {string[]} their paths
 */
export function writeDocuments({ folder, channel, turns, atOnce, timing }) {
  const target = join(folder, 'bench.target.yaml')
  const scenario = join(folder, 'bench.scenario.yaml')
  writeFileSync(
    target,
    `id: bench
lang: zh-CN
channel: { ${channel} }
${timing ? `timing: { ${timing} }\n` : ''}politeness: { concurrency: ${atOnce}, gap: 0s }
`,
  )
  writeFileSync(
    scenario,
    `id: bench
lang: zh-CN
title: 几个普通问题
steps:
${Array.from({ length: turns }, (_, i) => `  - { id: q${i + 1}, say: '请问第${i + 1}个问题，七天无理由退货可以吗？', expect: [relevant] }`).join('\n')}
`,
  )
  return [target, scenario]
}

export const httpChannel = (url) =>
  `http: { url: '${url}', request: { text: $.message, session: $.session }, reply: { messages: '$.messages[*]' } }`
