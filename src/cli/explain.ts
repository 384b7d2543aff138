/** `ombud explain`: what an audit checks, why, how it is scored, and what it makes of some conversations. */
import picocolors from 'picocolors'
import type { Audit, Outcome } from '../audits/audit.js'
import { EXPLANATIONS } from '../audits/explanations.js'
import { withOwn } from '../audits/own.js'
import { ALWAYS, AUDITS, IMPLICIT } from '../audits/registry.js'
import { InputError } from '../documents/input-error.js'
import { didYouMean } from '../documents/problem.js'
import type { Lang } from '../documents/ready.js'
import { validator } from '../documents/schema.js'
import { displayWidth } from '../documents/text-width.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { languageOf } from './language.js'

const CATEGORIES: Record<Audit['meta']['category'], Record<Lang, string>> = {
  resolution: { 'zh-CN': '问题解决', en: 'resolution' },
  latency: { 'zh-CN': '响应速度', en: 'latency' },
  escalation: { 'zh-CN': '人工可达', en: 'escalation' },
}
const OUTCOMES: Record<Outcome, [mark: string, zh: string, en: string]> = {
  pass: ['✓', '通过', 'pass'],
  fail: ['✗', '不通过', 'fail'],
  inconclusive: ['?', '无法判定', 'inconclusive'],
  'not-applicable': ['–', '不适用', 'not applicable'],
  error: ['!', '审核项出错', 'error'],
}

export async function explainCommand(
  id: string | undefined,
  flags: ExtraFlags & { lang?: Lang },
): Promise<number> {
  const { audits: own, run } = await loadExtras(flags)
  const lang = languageOf(flags.lang ?? run.lang)
  const audits = withOwn(own)
  if (id === undefined) {
    console.log(overview([...audits.values()], lang))
    return EXIT.ok
  }
  const audit = audits.get(id)
  const known = [...audits.keys()]
  if (!audit)
    throw new InputError(
      `there is no audit called ${id}.${didYouMean(id, known)}`,
      `audits: ${known.join(' ')}`,
    )
  console.log(explained(audit, lang))
  return EXIT.ok
}

function overview(audits: readonly Audit[], lang: Lang): string {
  const rows = audits.map(({ meta }) => [
    meta.id,
    CATEGORIES[meta.category][lang],
    String(meta.weight),
    meta.title[lang],
  ])
  const head = lang === 'en' ? ['audit', 'category', 'weight', 'title'] : ['审核项', '类别', '权重', '标题']
  const table = [head, ...rows]
  const widths = head.map((_, at) => Math.max(...table.map((row) => displayWidth(row[at] ?? ''))))
  const lines = table.map((row) =>
    row
      .map((cell, at) => pad(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n\n${lang === 'en' ? 'more: ombud explain AUDIT' : '详情：ombud explain 审核项'}`
}

function explained({ meta, explanation = EXPLANATIONS[meta.id] }: Audit, lang: Lang): string {
  const t = (zh: string, en: string) => (lang === 'en' ? en : zh)
  const { bold } = picocolors
  const parts = [`${bold(meta.id)}  ${meta.title[lang]}`, meta.description[lang]]
  if (explanation) parts.push(`${bold(t('为什么', 'why'))}\n${indent(explanation.why[lang])}`)
  parts.push(`${bold(t('怎么计分', 'how it is scored'))}\n${indent(scoring(meta, lang))}`)
  if (explanation?.written)
    parts.push(`${bold(t('在场景里这样写', 'in a scenario'))}\n${indent(explanation.written[lang])}`)
  const options = optionsOf(meta)
  if (options) parts.push(`${bold(t('选项', 'options'))}\n${indent(options)}`)
  if (explanation && explanation.examples.length > 0) {
    const examples = explanation.examples.map(({ outcome, lines }) => {
      const [mark, zh, en] = OUTCOMES[outcome]
      return `${mark} ${t(zh, en)}\n${indent(lines[lang])}`
    })
    parts.push(`${bold(t('例子', 'examples'))}\n${indent(examples.join('\n'))}`)
  }
  return parts.join('\n\n')
}

function scoring(meta: Audit['meta'], lang: Lang): string {
  const t = (zh: string, en: string) => (lang === 'en' ? en : zh)
  const weight =
    meta.weight === 0
      ? t('权重 0：只显示，不计分', 'weight 0: shown and not counted')
      : t(`权重 ${meta.weight}`, `weight ${meta.weight}`)
  const scope =
    meta.scope === 'turn'
      ? t('每轮一个结论', 'one verdict a turn')
      : t('每场对话一个结论', 'one verdict a conversation')
  const always = ALWAYS.find(({ audit }) => audit.meta.id === meta.id)
  const when =
    meta.id === IMPLICIT.meta.id
      ? t(
          '每个要点选项的步骤都看；不通过则整场不通过',
          'looked at in every step that chooses; a failure fails the trial',
        )
      : always === undefined
        ? t(
            '场景要求时才看；不通过则整场不通过',
            'looked at where a scenario expects it; a failure fails the trial',
          )
        : always.expected
          ? t('每场对话都看；不通过则整场不通过', 'always looked at; a failure fails the trial')
          : t('每场对话都看；不通过不影响整场结论', 'always looked at; a failure does not fail the trial')
  return [
    `${CATEGORIES[meta.category][lang]} · ${weight} · ${scope}`,
    when,
    t(
      '只有“通过”和“不通过”计分；无法判定、不适用、出错都不计，但会列出',
      'only pass and fail count; what is inconclusive, not applicable or an error is listed and not counted',
    ),
  ].join('\n')
}

interface Schema {
  $ref?: string
  description?: string
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
}

/** What a scenario may write behind the id, from the JSON Schema; nothing where the audit takes no options. */
function optionsOf(meta: Audit['meta']): string | undefined {
  const { $defs = {} } = validator('scenario').schema as { $defs?: Record<string, Schema> }
  const follow = (schema: Schema): Schema => {
    const name = schema.$ref?.split('/').at(-1)
    return name === undefined ? schema : ({ ...$defs[name], ...schema, $ref: undefined } as Schema)
  }
  const written = AUDITS.has(meta.id) ? $defs.expectation?.properties?.[meta.id] : (meta.options as Schema)
  if (!written) return undefined
  const schema = follow(written)
  const keys = Object.entries(schema.properties ?? {}).map(([key, one]) => {
    const { type, enum: values, description } = follow(one)
    const form = values ? values.join(' | ') : [type ?? []].flat().join(' | ')
    const must = schema.required?.includes(key) ? ' *' : ''
    return `${key}${must}: ${[form, description].filter(Boolean).join(' · ')}`
  })
  const lines = [schema.description, schema.type && [schema.type].flat().join(' | '), ...keys]
  return lines.filter(Boolean).join('\n') || undefined
}

const indent = (text: string) => text.replace(/^/gm, '  ')

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}
