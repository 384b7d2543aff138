/** The documents of many merchants: a file for each, as an operator of a platform would generate them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const SCENARIOS = 10
export const REPEAT = 2
/** Files of one folder. */
const A_FOLDER = 1000

/** @returns the folder @param url of the bot */
export function writeCatalogue(folder, merchants, url) {
  for (let n = 1; n <= merchants; n++) {
    const shelf = join(folder, String(Math.floor(n / A_FOLDER)).padStart(3, '0'))
    if (n % A_FOLDER === 0 || n === 1) mkdirSync(shelf, { recursive: true })
    const id = `m${String(n).padStart(5, '0')}`
    writeFileSync(join(shelf, `${id}.target.yaml`), target(id, n, url))
  }
  for (let n = 1; n <= SCENARIOS; n++) writeFileSync(join(folder, `ask-${n}.scenario.yaml`), scenario(n))
  return folder
}

const target = (id, n, url) => `id: ${id}
title: 商户${n}
lang: zh-CN
channel:
  http:
    url: ${url}/${id}
    request: { text: $.message, session: $.session }
    reply: { messages: '$.messages[*]' }
politeness: { gap: 0s }
facts:
  orders: { delivered: { id: 'A-${100_000 + n}', item: '保温杯' } }
  policies: { return-days: ${7 + (n % 24)} }
`

const scenario = (n) => `id: ask-${n}
lang: zh-CN
title: 第${n}问
facts: { order: { from: target.orders.delivered.id } }
steps:
  - { id: q1, say: '订单{{order}}，第${n}问：七天无理由退货可以吗？', expect: [relevant] }
`
