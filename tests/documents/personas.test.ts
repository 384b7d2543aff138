/** Persona files: what is wrong in one is said once, with its place; what one uses a page with, its target gets. */
import { describe, expect, it, test } from 'vitest'
import type { PlanTrial, ReadyTarget } from '../../src/documents/ready.js'
import { resolveTrial } from '../../src/documents/resolve.js'
import type { Persona } from '../../src/documents/types/persona.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { complaints } from './folder.js'

const persona = (body: string) => complaints({ 'p.persona.yaml': `id: p\n${body}` })

test.each<[string, string, string, string]>([
  ['axis', 'axes:\n  patiense: 3\n', 'p.persona.yaml:3:3', 'Did you mean patience?'],
  [
    'operator',
    'axes:\n  operators:\n    - { use: homofones }\n',
    'p.persona.yaml:4:14',
    'Did you mean homophones?',
  ],
  [
    'accent',
    'axes:\n  operators:\n    - { use: homophones, accent: [n-i] }\n',
    'p.persona.yaml:4:',
    'Did you mean n-l?',
  ],
  ['means', 'assist: { screenreader: true }\n', 'p.persona.yaml:2:', 'Did you mean screenReader?'],
  ['rate', 'axes:\n  operators:\n    - { use: slips, rate: 15 }\n', 'p.persona.yaml:4:', '1'],
  [
    'setting of another operator',
    'axes:\n  operators:\n    - { use: fillers, accent: [n-l] }\n',
    'p.persona.yaml:4:',
    'fillers takes no accent',
  ],
  [
    'style of another operator',
    'axes:\n  operators:\n    - { use: width, style: none }\n',
    'p.persona.yaml:4:',
    'width has the styles full and half',
  ],
])('an unknown %s is one clear error', (_, body, place, words) => {
  const said = persona(body)
  expect(said).toContain(place)
  expect(said).toContain(words)
  expect(said.split('\n\n')).toHaveLength(1)
})

describe('what a persona uses a page with', () => {
  const used = (assist: Persona['assist'], channel: ReadyTarget['channel']) => {
    const documents = {
      scenarios: { s: { id: 's', lang: 'zh-CN', title: 's', steps: [{ id: 'a', say: '你好' }] } },
      targets: { t: { id: 't', merchant: 't', title: 't', channel } },
      personas: { p: { id: 'p', ...(assist && { assist }) } },
      wording: { 'zh-CN': {}, en: {} },
      laws: {},
    }
    const trial = { scenario: 's', target: 't', persona: 'p', arm: {}, repetition: 1 } as unknown as PlanTrial
    const { target } = resolveTrial({ seed: '1', documents } as unknown as Plan, trial)
    return { target, planned: documents.targets.t }
  }

  it('lies over what the target file says, and changes nothing in the plan', () => {
    const channel = { browser: { url: 'https://shop.example/', assist: { zoom: 150, viewport: 'phone' } } }
    const { target, planned } = used({ zoom: 200, keyboard: true }, channel)
    expect(target.channel.browser).toEqual({
      url: 'https://shop.example/',
      assist: { zoom: 200, viewport: 'phone', keyboard: true },
    })
    expect(planned.channel.browser?.assist).toEqual({ zoom: 150, viewport: 'phone' })
  })

  it('is nothing where there is no page, or the persona has none', () => {
    const http = { http: { url: 'https://shop.example/chat' } } as unknown as ReadyTarget['channel']
    expect(used({ keyboard: true }, http).target.channel).toEqual(http)
    const plain = { browser: { url: 'https://shop.example/' } }
    expect(used(undefined, plain).target.channel).toEqual(plain)
  })
})
