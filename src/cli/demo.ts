/** `ombud demo`: audits two merchants on this machine, one that serves consumers well and one that does not. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { badMerchant, goodMerchant } from '../demo/merchants.js'
import { startMerchant } from '../demo/server.js'
import { demoTargets } from '../demo/targets.js'
import { shippedScenarios } from '../documents/catalogue.js'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { run } from '../library/run.js'
import { serveDemo } from './demo-serve.js'
import { EXIT } from './exit.js'
import { faultsNamed } from './fault-names.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { openReporters } from './reporters/index.js'
import { printScorecard } from './scorecard.js'

/** Demo merchants mostly wait, as their consumers do. */
const CONCURRENCY = 8
/** One or two scenarios a theme: all of them ask about more than these shops know, and would hold everybody up. */
const CORE = 'core'

export interface DemoFlags {
  out: string
  /** commander's --no-install; true unless it was given. */
  install: boolean
  /** Faults by name, separated by commas. */
  fault?: string
  serve?: boolean
  lang?: Lang
  color: boolean
}

export async function demoCommand(flags: DemoFlags): Promise<number> {
  const lang = languageOf(flags.lang)
  const faults = flags.fault === undefined ? undefined : faultsNamed(flags.fault, lang)
  if (flags.serve || faults) return serveDemo(faults, lang)
  const { listen, close } = await openReporters(['list'], process.cwd(), { lang, color: flags.color })
  const interrupt = onInterrupt((message) => listen({ type: 'note', message }))
  const good = await startMerchant(goodMerchant)
  const bad = await startMerchant(badMerchant)
  const folder = mkdtempSync(join(tmpdir(), 'ombud-demo-'))
  try {
    const paths = Object.entries(demoTargets(good, bad, lang === 'en' ? undefined : lang)).map(
      ([id, yaml]) => {
        const path = join(folder, `${id}.target.yaml`)
        writeFileSync(path, yaml)
        return path
      },
    )
    clear(flags.out)
    const { result, files } = await run({
      paths: [...paths, ...shippedScenarios()],
      tags: [CORE],
      out: flags.out,
      seed: 'demo',
      concurrency: CONCURRENCY,
      lang,
      browser: { install: flags.install },
      listen,
      scoreEnded: true,
      signal: interrupt.signal,
    }).finally(close)
    printScorecard(result, { lang, color: flags.color })
    const report = files.find((f) => f.endsWith('.html')) ?? flags.out
    console.log(`\n${lang === 'en' ? 'report' : '报告'}: ${report}`)
    return interrupt.signal.aborted ? EXIT.interrupted : cameApart(result, lang)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await Promise.all([good.close(), bad.close()])
  }
}

/** The demo proves itself: every target that could be measured gets the verdict that it deserves. */
function cameApart({ scorecard }: Result, lang: Lang): number {
  const measured = scorecard.targets.filter((t) => t.counts.scored > 0)
  const wrong = measured.filter((t) => t.verdict !== (t.merchant === 'good' ? 'pass' : 'fail'))
  const say = (zh: string, en: string) => console.log(lang === 'en' ? en : zh)
  if (measured.length === 0) {
    say('演示没有测到任何一家。', 'The demo could not measure anybody.')
    return EXIT.harness
  }
  if (wrong.length > 0) {
    const names = wrong.map((t) => `${t.target}: ${t.verdict}`).join(', ')
    say(`演示结果与预期不符：${names}`, `The demo did not end as expected: ${names}`)
    return EXIT.failed
  }
  const missing = scorecard.targets.filter((t) => t.counts.scored === 0).map((t) => t.target)
  if (missing.length > 0)
    say(`未能测试：${missing.join('、')}（原因见上）`, `Not measured: ${missing.join(', ')} (see above)`)
  say(
    '两家如预期分出高下：好商家全部通过，差商家被查出问题。',
    'The two came apart as expected: one passed, one was found out.',
  )
  return EXIT.ok
}

/** Removes the last demo, and nothing that is not one. */
function clear(out: string): void {
  if (!existsSync(out)) return
  if (!existsSync(join(out, 'plan.json')))
    throw new InputError(`${out} exists and is not a run directory`, 'choose another --out, or remove it')
  rmSync(out, { recursive: true })
}
