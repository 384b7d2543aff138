/** `ombud demo --fault` and `--serve`: demo merchants to play with, until Ctrl-C. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAULTS, type FaultId } from '../demo/faults.js'
import { badMerchant, goodMerchant, type Merchant } from '../demo/merchants.js'
import { type RunningMerchant, startMerchant } from '../demo/server.js'
import { bothChannels } from '../demo/targets.js'
import type { Lang } from '../documents/ready.js'
import { EXIT } from './exit.js'

/** Time for somebody at the console to accept a chat. */
const PERSON = '60s'

/** Serves one merchant with these faults, or else the two of the demo, and says how to audit them. */
export async function serveDemo(faults: readonly FaultId[] | undefined, lang: Lang): Promise<number> {
  const shops: Record<string, Merchant> =
    faults === undefined ? { good: goodMerchant, bad: badMerchant } : { shop: { faults } }
  const folder = mkdtempSync(join(tmpdir(), 'ombud-demo-'))
  const running: RunningMerchant[] = []
  try {
    for (const [name, merchant] of Object.entries(shops)) {
      const served = await startMerchant(merchant)
      running.push(served)
      const files = Object.entries(bothChannels(name, name, served, { human: PERSON })).map(([id, yaml]) => {
        const path = join(folder, `${id}.target.yaml`)
        writeFileSync(path, yaml)
        return path
      })
      console.log(introduce(name, merchant, served, files, lang))
    }
    console.log(lang === 'en' ? 'Ctrl-C ends it.' : '按 Ctrl-C 结束。')
    await new Promise((resolve) => {
      process.once('SIGINT', resolve)
      process.once('SIGTERM', resolve)
    })
    return EXIT.ok
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await Promise.all(running.map((one) => one.close()))
  }
}

function introduce(
  name: string,
  { faults }: Merchant,
  { pageUrl, apiUrl, consoleUrl }: RunningMerchant,
  files: readonly string[],
  lang: Lang,
): string {
  const t = (zh: string, en: string) => (lang === 'en' ? en : zh)
  const lines = [
    name,
    `  ${t('网页', 'page')}  ${pageUrl}${t('', '?lang=en')}`,
    `  ${t('接口', 'API ')}  ${apiUrl}`,
    `  ${t('人工', 'desk')}  ${consoleUrl}${t('（打开它，由您来接待）', '?lang=en (open it to answer yourself)')}`,
    `  ${t('故障', 'faults')}${faults.length === 0 ? t('：没有', ': none') : t('：', ':')}`,
    ...faults.flatMap((id) => inWords(id, lang).map((line) => `    ${line}`)),
    `  ${t('另开一个终端测它：', 'Audit it from another terminal:')}`,
    ...files.map((file) => `    ombud run ${file}`),
  ]
  return `${lines.join('\n')}\n`
}

/** A fault, what it does, and what gives it away. */
function inWords(id: FaultId, lang: Lang): string[] {
  const { title, does, flips } = FAULTS[id]
  const audits = flips === 'all' ? [] : [...new Set(flips.map((flip) => flip.audit))]
  const found =
    flips === 'all'
      ? { 'zh-CN': '应查出：全部不通过', en: 'to be found: everything fails' }
      : audits.length === 0
        ? { 'zh-CN': '目前还没有审核项能查出', en: 'no audit finds it yet' }
        : { 'zh-CN': `应查出：${audits.join('、')}`, en: `to be found: ${audits.join(', ')}` }
  return [`${id}  ${title[lang]}`, `  ${does[lang]}`, `  ${found[lang]}`]
}
