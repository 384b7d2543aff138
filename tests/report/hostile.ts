/** What a hostile bot may say, and a Result in which every word that others chose is one of them. */
import type { Result } from '../../src/documents/types/result.js'
import { fixture } from './fixture.js'

const HOSTILE = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked = 1">',
  '<svg onload=window.hacked=1><a href="javascript:window.hacked=1">click</a></svg>',
  '</style><style>body{display:none}</style>',
  '</textarea></title><iframe src="javascript:parent.hacked=1"></iframe>',
  "{{constructor.constructor('window.hacked=1')()}} {{{this}}} {{> mark}}",
  '[click](javascript:hacked()) ![x](https://evil.invalid/x.png) <https://evil.invalid>',
  '@everyone #1 https://evil.invalid www.evil.invalid a|b `code` **bold** ```\n~~~\n# head',
  '\u001b[31mred\u001b[0m\u001b]8;;https://evil.invalid\u0007link\u001b]8;;\u0007\u001b[2J\u009b31m',
  'abc\u202Etxt.exe\u202C \u2066isolated\u2069 \u200Fright',
  'nul\u0000bell\u0007back\u0008escape\u001bdelete\u007f\ufffe\uffff\ud800half',
  ']]><failure message="forged"/></testcase><!-- -->&bogus;&#0;',
  '::error::forged\r\n::set-output name=x::y\u2028line\u2029paragraph',
  '=HYPERLINK("https://evil.invalid")\t+1+1',
  '../../etc/passwd',
  '话'.repeat(30_000),
  '\n'.repeat(50_000),
]

/** Every string of a result, but those that the schema fixes, becomes a hostile one. */
export function hostileResult(): Result {
  const result = fixture()
  let next = 0
  const hostile = (): string => HOSTILE[next++ % HOSTILE.length] ?? ''
  for (const target of result.targets) {
    target.merchant = hostile()
    target.title = hostile()
    target.url = hostile()
    for (const trial of target.trials) {
      trial.title = hostile()
      trial.persona = hostile()
      trial.arm = { [hostile().slice(0, 200)]: hostile() }
      trial.transcript = hostile()
      trial.started = hostile()
      if (trial.stop) trial.stop = { reason: hostile(), whose: 'bot', detail: hostile() }
      for (const line of trial.chat) {
        line.text = hostile()
        line.name = hostile()
        line.choices = [hostile(), hostile()]
        line.actor = line.seq % 2 ? 'bot' : hostile()
      }
      for (const finding of trial.findings) {
        finding.audit = hostile().slice(0, 300)
        finding.message = { 'zh-CN': hostile(), en: hostile() }
        finding.wanted = { 'zh-CN': hostile(), en: hostile() }
        finding.measured = { value: hostile(), unit: hostile() }
      }
    }
  }
  result.run.tool = hostile()
  result.run.warnings = [...HOSTILE]
  result.plan.seed = hostile()
  for (const score of result.scorecard.targets) {
    score.verdictReason = { 'zh-CN': hostile(), en: hostile() }
    for (const category of score.categories) if (category.score === null) category.withheld = hostile()
  }
  return result
}
