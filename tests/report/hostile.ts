/** What a hostile bot may say, and a Result in which every word that others chose is one of them. */
import type { Result } from '../../src/documents/types/result.js'
import { conformance } from './conformance.js'

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
  const result = conformance()
  let next = 0
  const hostile = (): string => HOSTILE[next++ % HOSTILE.length] ?? ''
  const words = () => ({ 'zh-CN': hostile(), en: hostile() })
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
  for (const profile of result.profiles ?? []) {
    profile.title = words()
    profile.description = words()
    if (profile.words) profile.words = { pass: words(), fail: words() }
    for (const one of profile.requirements) {
      one.title = words()
      one.explanation = words()
      one.reason = words()
      if (one.arms) one.arms = { ...one.arms, test: [hostile()], control: hostile() }
      if (one.scope) one.scope = { ...one.scope, tags: [hostile()] }
      one.citations = [
        { document: hostile(), clause: hostile(), address: hostile(), wording: 'copy', effective: hostile() },
        { document: hostile(), address: 'javascript:window.hacked=1', wording: 'unread' },
        {
          document: hostile(),
          address: 'https://evil.invalid/" onclick="window.hacked=1',
          wording: 'unread',
        },
      ]
    }
  }
  for (const theme of result.insight?.targets.flatMap((one) => one.themes) ?? []) {
    theme.title = words()
    theme.remedy = words()
    theme.scenarios = [hostile()]
    for (const one of [theme.worst, ...theme.examples])
      Object.assign(one, { asked: hostile(), answered: hostile(), message: words() })
  }
  result.run.tool = hostile()
  result.run.warnings = [...HOSTILE]
  result.plan.seed = hostile()
  for (const score of result.scorecard.targets) {
    score.verdictReason = { 'zh-CN': hostile(), en: hostile() }
    for (const card of score.profiles ?? []) {
      card.reason = words()
      for (const one of card.requirements) one.reason = words()
    }
    for (const category of score.categories) if (category.score === null) category.withheld = hostile()
  }
  return result
}
