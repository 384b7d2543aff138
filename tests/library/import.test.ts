/** Tests of other tools as scenarios: what is carried over is valid and says the same, what is not is named. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { checkDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'
import type { ReadyScenario } from '../../src/documents/ready.js'
import { fillTemplate } from '../../src/documents/template.js'
import { type Format, type Imported, importTests } from '../../src/library/import/import.js'
import { folder } from '../documents/folder.js'

const SAMPLES = fileURLToPath(new URL('../fixtures/import/', import.meta.url))

/** What `ombud validate` makes of what was written. */
function loaded(imported: readonly Imported[]): Map<string, ReadyScenario> {
  const files = imported.flatMap(({ name, text }) => (name && text ? [[name, text] as const] : []))
  const { loaded, problems } = checkDocuments([folder(Object.fromEntries(files))])
  expect(formatProblems(problems)).toBe('')
  return new Map(loaded.scenarios.map((scenario) => [scenario.id, scenario]))
}

const sample = (...names: string[]) => importTests(names.map((name) => join(SAMPLES, name)))
const lossesOf = (imported: readonly Imported[]) =>
  imported.flatMap(({ losses }) =>
    losses.map(({ file, line, what }) => `${file.split('/').at(-1)}:${line} ${what}`),
  )

/** Imports files that are written for the test, and gives what stands where. */
function written(files: Record<string, string | Uint8Array>, format?: Format) {
  return importTests([folder(files)], format)
}

function refused(
  files: Record<string, string | Uint8Array>,
  names = Object.keys(files),
  format?: Format,
): string {
  const path = folder(files)
  try {
    importTests(
      names.map((name) => join(path, name)),
      format,
    )
  } catch (error) {
    return (error as Error).message.replaceAll(`${path}/`, '')
  }
  throw new Error('it was taken')
}

test('all samples give scenarios that validate, with ids of their own', () => {
  const imported = sample('botium', 'promptfoo/promptfooconfig.yaml', 'promptfoo/list.yaml', 'rasa', 'csv')
  const scenarios = loaded(imported)
  expect(scenarios.size).toBe(18)
  expect(imported.reduce((sum, { conversations }) => sum + conversations, 0)).toBe(18)
  expect(scenarios.has('kuai-di-yi-zhi-bu-dong')).toBe(true)
  for (const { name, text, from } of imported.filter(({ text }) => text !== undefined)) {
    expect(name).toMatch(/^[a-z0-9-]+\.scenario\.yaml$/)
    expect(text).toContain(`# From ${from.split('/').at(-1)}, line `)
  }
})

describe('Botium', () => {
  it('carries over words, lists, buttons, pauses, partial conversations and asserters of text', () => {
    const imported = sample('botium')
    const refund = loaded(imported).get('refund-after-a-return')
    expect(refund?.description).toBe('A shopper has sent shoes back and asks for the money.')
    expect(refund?.expect).toEqual([{ states: { value: 'Welcome to the shoe shop' } }])
    expect(refund?.steps.map(({ say, choose, wait }) => say ?? choose ?? wait)).toEqual([
      ['hello there'],
      ['When do I get my money back?', 'How long does a refund take?', 'I sent it back, where is my refund?'],
      ['My order is $order'],
      '1500ms',
      'Talk to a person',
      ['The form says \\{{amount}} and \\{{#if x}}yes\\{{/if}}'],
    ])
    expect(refund?.steps[1]?.expect).toEqual([{ states: { value: 'within 7 days' } }])
    expect(refund?.steps[2]?.expect?.[1]).toEqual({
      'never-states': { pattern: 'store\\s+credit', as: 'store credit' },
    })
  })

  it('names each line that it cannot carry over, and what is expected of a message that was left out', () => {
    expect(lossesOf(sample('botium'))).toEqual([
      'greeting.pconvo.txt:4 Welcome to the shoe shop',
      'refund.convo.txt:14 My order is $order',
      'refund.convo.txt:19 INTENT refund.status',
      'refund.convo.txt:20 JSON_PATH $.refund|open',
      'refund.convo.txt:27 ?Please hold on',
      'refund.convo.txt:28 BUTTONS Cancel|Wait',
      'refund.convo.txt:31 MEDIA receipt.jpg',
      'refund.convo.txt:34 !I did not understand',
    ])
  })

  it('finds lists and partial conversations beside a file that is named alone', () => {
    const [only, ...others] = sample('botium/refund.convo.txt')
    expect(others).toEqual([])
    expect(only?.messages).toBe(5)
  })

  it('takes asserters of every kind, doubled marks, lists that lie nowhere, and variables of the bot', () => {
    const imported = written({
      'a.convo.txt': [
        'marks',
        '#me',
        '!!really?',
        '#bot',
        'Dear $name, it takes $days days',
        'TEXT_CONTAINS_ALL 7|days',
        'TEXT_REGEXP_ANY \\d+ days|a week',
        'TEXT_WILDCARD_ANY it takes * days',
        'TEXT_REGEXP_ANY (a+)+',
        '?TEXT maybe',
        '#me',
        'UTT_NOWHERE',
        '#me',
        '{"json": true}',
        '#me',
        'bye',
        '#bot',
        '#me',
        'FORM name|Jo',
      ].join('\r\n'),
    })
    const [scenario] = [...loaded(imported).values()]
    expect(scenario?.steps.map(({ say }) => say)).toEqual([['!really?'], ['bye']])
    expect(scenario?.steps[0]?.expect).toEqual([
      { states: { pattern: 'Dear .{1,80}, it takes .{1,80} days' } },
      { states: { pattern: '7', as: '7' } },
      { states: { pattern: 'days', as: 'days' } },
      { states: { pattern: '(?:\\d+ days)|(?:a week)' } },
      { states: { pattern: 'it takes .{0,200} days' } },
    ])
    expect(imported[0]?.losses.map(({ line, why }) => [line, why])).toEqual([
      [9, expect.stringContaining('can take forever')],
      [10, expect.stringContaining('no expectation')],
      [12, expect.stringContaining('*.utterances.txt')],
      [14, expect.stringContaining('JSON')],
      [19, expect.stringContaining('form')],
    ])
  })

  it('a conversation of which nothing is left stops no others', () => {
    const imported = written({
      'a.convo.txt': 'a\n\n#me\n{"json": 1}\n',
      'b.convo.txt': 'b\n\n#me\nhello\n',
    })
    expect(imported.map(({ conversations, losses }) => [conversations, losses.length])).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('refuses circles, and files in which nobody speaks', () => {
    const circle = {
      'main.convo.txt': 'main\n\n#me\nINCLUDE one\n',
      'one.pconvo.txt': 'one\n#me\nhi\n#include\ntwo\n',
      'two.pconvo.txt': 'two\n#bot\nhello\n#me\nINCLUDE one\n',
    }
    expect(refused(circle)).toContain('two.pconvo.txt:5:1')
    expect(refused(circle)).toContain('INCLUDE goes round in circles: one > two > one')
    expect(refused({ 'x.convo.txt': 'only a name\n\n#bot\nhello\n' })).toMatch(
      /^x\.convo\.txt:1:1\n.*\n.*no section #me/,
    )
  })
})

describe('promptfoo', () => {
  it('joins tests of one conversation, fills variables in, and carries assertions over', () => {
    const scenarios = loaded(sample('promptfoo/promptfooconfig.yaml'))
    const warranty = scenarios.get('warranty-of-a-phone')
    expect(warranty?.steps.map(({ say }) => say)).toEqual([
      ['How long is the warranty of the Aster 5?'],
      ['And the battery?'],
    ])
    expect(warranty?.steps[0]?.expect).toEqual([
      { latency: { measure: 'complete', max: '8000ms' } },
      { states: { pattern: '24\\s+[Mm][Oo][Nn][Tt][Hh][Ss]', as: '24 months' } },
      { 'never-states': { pattern: 'language\\s+model', as: 'language model' } },
    ])
    expect(warranty?.steps[1]?.expect?.at(-1)).toEqual({ judged: 'Stays polite and names a period' })
    expect(scenarios.get('repair')?.steps[0]?.expect).toContainEqual({
      states: { value: 'Yes, from 89 euros.' },
    })
    const history = scenarios.get('with-a-history')
    expect(history?.steps.map(({ say }) => say)).toEqual([
      ['I want to return a phone'],
      ['The one from last week'],
    ])
    expect(history?.steps.at(-1)?.expect).toContain('relevant')
  })

  it('names what it cannot carry over by its line', () => {
    const losses = lossesOf(sample('promptfoo/promptfooconfig.yaml'))
    expect(losses).toEqual([
      'promptfooconfig.yaml:26 javascript output.length < 500',
      'promptfooconfig.yaml:31 Do you repair screens? / Can you fix a broken display?',
      'promptfooconfig.yaml:34 regex (a+)+$',
      'promptfooconfig.yaml:39 assistant',
      'promptfooconfig.yaml:39 system',
      'promptfooconfig.yaml:46 similar 14 days',
      'promptfooconfig.yaml:47 1',
    ])
  })

  it('a conversation by _conversation needs no ids; without either each test is one', () => {
    const tests = 'tests:\n  - vars: { q: one }\n  - vars: { q: two }\n'
    const joined = loaded(
      written({ 'promptfooconfig.yaml': `prompts: ['{{ _conversation }} {{q}}']\n${tests}` }),
    )
    expect([...joined.values()].map(({ steps }) => steps.map(({ say }) => say))).toEqual([[['one'], ['two']]])
    expect(loaded(written({ 'promptfooconfig.yaml': `prompts: ['{{q}}']\n${tests}` })).size).toBe(2)
    const elsewhere = written({ 'promptfooconfig.yaml': `prompts: ['file://p.json']\n${tests}` })
    expect(elsewhere[0]?.losses[0]?.why).toContain('conversationId')
  })
})

describe('Rasa', () => {
  it('reads stories with a domain and training data, without the marks of entities', () => {
    const scenarios = loaded(sample('rasa'))
    const book = scenarios.get('book-a-table')
    expect(book?.steps.map(({ say }) => say)).toEqual([
      ['hello'],
      ['a table for four in Leeds please'],
      ['can I change it?', 'I need another day'],
    ])
    expect(book?.steps[1]?.expect).toEqual([
      { states: { pattern: 'Booked for .{1,80} people\\.|Done, a table for .{1,80} is yours\\.' } },
    ])
    expect(scenarios.get('only-intents')?.steps[0]?.say).toEqual(['bye', 'see you tomorrow'])
  })

  it('reads end-to-end test cases and their assertions', () => {
    const scenarios = loaded(sample('rasa/e2e_test_cases.yml'))
    expect(scenarios.get('transfer-of-money')?.steps[1]?.expect).toEqual([
      { states: { value: 'How much would you like to send?' } },
    ])
    expect(scenarios.get('with-assertions')?.steps[0]?.expect).toEqual([
      { states: { pattern: 'free|no fee' } },
      'relevant',
      { 'never-states': { pattern: 'not sure' } },
    ])
    expect(lossesOf(sample('rasa/e2e_test_cases.yml'))).toEqual([
      'e2e_test_cases.yml:1 fixtures',
      'e2e_test_cases.yml:6 premium',
      'e2e_test_cases.yml:9 utter_ask_recipient',
      'e2e_test_cases.yml:12 slot_was_set',
      'e2e_test_cases.yml:21 flow_started',
    ])
  })
})

test('CSV: a scenario a row, or the turns of one by its id; wordings and answers parted by | and lines', () => {
  const scenarios = loaded(sample('csv'))
  expect(scenarios.get('faq-2')?.steps).toEqual([
    {
      id: 'say-1',
      say: ['运费谁出？', '退货的运费谁承担？'],
      expect: [{ states: { pattern: '商家承担|由卖家承担', as: '商家承担 / 由卖家承担' } }],
    },
  ])
  expect(scenarios.get('tv')).toMatchObject({ lang: 'en', title: 'A flickering TV' })
  expect(scenarios.get('tv')?.steps).toHaveLength(2)
  expect(scenarios.get('expected-2')?.steps[0]?.expect).toEqual([
    { states: { pattern: '14\\s+days|two\\s+weeks', as: '14 days / two weeks' } },
  ])
  expect(scenarios.get('expected-3')?.steps[0]?.expect).toEqual([{ states: { value: 'note: yes, free' } }])
})

describe('files of strangers', () => {
  it.each([
    'plain {{name}} words',
    '{{{raw}}} and {{#each x}}a{{/each}}',
    'open {{ only',
    'a \\{{b}} and \\\\{{c}}',
    '{{{{raw-block}}}} {{!-- no --}}',
    'end {{',
  ])('braces are words and never a template: %s', (words) => {
    const imported = written({ 'a.csv': `say\n"${words}"\n` })
    const [scenario] = [...loaded(imported).values()]
    const [said = ''] = scenario?.steps[0]?.say ?? []
    const spoken = fillTemplate(said, () => 'FILLED')
    expect([words, words.replace(/\{(?=\{)/g, '{ ')]).toContain(spoken)
    expect(imported[0]?.losses.length).toBe(spoken === words ? 0 : 1)
    expect(spoken).not.toContain('FILLED')
  })

  it('names become ids and files without any path, comments without a line break', () => {
    const imported = written({
      'a.csv': 'id,say,title\n../../etc/passwd,hello there,"x\n# evil: true\n---\nid: b"\nCON,good day,..\n',
    })
    expect(imported[0]?.name).toBe('a.scenario.yaml')
    const scenarios = loaded(imported)
    expect([...scenarios.keys()]).toEqual(['etc-passwd', 'con'])
    expect(scenarios.get('etc-passwd')?.title).toBe('x # evil: true --- id: b')
  })

  it.each([
    ['a.yaml', 'tests: [', 'not valid YAML'],
    ['a.yaml', `a: &a [x, x]\n${'b: [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n'.repeat(40)}tests: []`, 'a.yaml'],
    ['a.yaml', `${'['.repeat(5000)}`, 'a.yaml'],
    ['a.yaml', 'hello: world', 'no known format by what it holds'],
    ['promptfooconfig.js', 'process.exit()', 'is a program, and none is run here'],
    ['a.xlsx', 'x', 'Save it as CSV'],
    ['a.md', 'x', '--format botium|promptfoo|rasa|csv'],
    ['a.csv', 'foo,bar\n1,2\n', 'no column says what the consumer asks'],
    ['a.csv', 'say,expect\n', 'the table has no rows'],
    ['a.csv', 'say\n"never closed\n', 'a.csv:'],
    ['promptfooconfig.yaml', 'tests: file://more.yaml', 'import more.yaml itself'],
    ['promptfooconfig.yaml', 'tests: [{ vars: { a: 1, b: 2 } }]', 'nothing in it can be carried over'],
    [
      'test_stories.yml',
      'stories: [{ story: x, steps: [{ action: utter_x }] }]',
      'nothing in it can be carried over',
    ],
    ['gone.csv', undefined, 'does not exist'],
    ['bytes.csv', new Uint8Array([0xff, 0xfe, 0x41, 0x00]), 'UTF-16'],
  ])('%s is refused: %#', (name, content, message) => {
    expect(refused(content === undefined ? {} : { [name]: content }, [name])).toContain(message)
  })

  it('a folder is searched without following links, and named formats are believed', () => {
    const path = folder({
      'outside/secret.csv': 'say\nsecret words here\n',
      'in/own.csv': 'say\nhello you\n',
    })
    symlinkSync(join(path, 'outside'), join(path, 'in/link'))
    symlinkSync(join(path, 'outside/secret.csv'), join(path, 'in/link.csv'))
    expect(importTests([join(path, 'in')]).map(({ conversations }) => conversations)).toEqual([1])
    mkdirSync(join(path, 'odd'))
    writeFileSync(join(path, 'odd/table.txt'), 'question;answer\nhow long?;7 days\n')
    expect(importTests([join(path, 'odd/table.txt')], 'csv')[0]?.expectations).toBe(1)
  })
})
