/** `ombud init` and `ombud validate`: from an empty folder to documents that are sound, or told why not. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ombud } from '../support/cli.js'
import { question, targetOf, Workplace } from '../support/workplace.js'

describe('init', () => {
  it('fills an empty folder with documents that validate, and keeps what is there', async () => {
    const work = new Workplace()
    const first = await ombud(['init'], { cwd: work.path })
    expect(first.code).toBe(0)
    expect(first.stdout).toMatch(/written +shop\.target\.yaml/)
    expect(first.stdout).toContain('npx ombud run shop.target.yaml')
    expect(work.read('.github/workflows/ombud.yml')).toContain('npx ombud run shop.target.yaml')

    const checked = await ombud(['validate'], { cwd: work.path })
    expect(checked).toEqual({ code: 0, stdout: '1 target and 1 scenario are sound\n', stderr: '' })

    work.write('first.scenario.yaml', 'mine')
    const second = await ombud(['init'], { cwd: work.path })
    expect(second.code).toBe(0)
    expect(second.stdout).toMatch(/kept +first\.scenario\.yaml/)
    expect(second.stdout).not.toContain('written')
    expect(work.read('first.scenario.yaml')).toBe('mine')
  })

  it('makes the folder that it is given', async () => {
    const work = new Workplace()
    expect((await ombud(['init', 'audit/shop'], { cwd: work.path })).code).toBe(0)
    expect(work.read('audit/shop/shop.target.yaml')).toContain('channel:')
    expect((await ombud(['validate', 'audit'], { cwd: work.path })).code).toBe(0)
  })
})

describe('validate', () => {
  it('tells every mistake of every file in one pass: where, what was expected, what was meant', async () => {
    const work = new Workplace()
    work.write(
      'a.scenario.yaml',
      'id: a\ntitle: 发货\nsteps:\n  - id: ask\n    say: 多久发货？\n    expct: [relevant]\n',
    )
    work.write('b.target.yaml', 'channel:\n  http:\n    url: shop.example\n')
    const { code, stdout, stderr } = await ombud(['validate', '.'], { cwd: work.path })
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatchInlineSnapshot(`
      "a.scenario.yaml:6:5
        4 |   - id: ask
        5 |     say: 多久发货？
      > 6 |     expct: [relevant]
          |     ^^^^^ unknown key. Did you mean expect?
      Keys of a step: id when unless say choose repeat ask-human tell wait until upload converse use expect        docs/scenarios.md#steps

      b.target.yaml:3:5
        1 | channel:
        2 |   http:
      > 3 |     url: shop.example
          |     ^^^^^^^^^^^^^^^^^ an http needs the key request

      b.target.yaml:3:5
        1 | channel:
        2 |   http:
      > 3 |     url: shop.example
          |     ^^^^^^^^^^^^^^^^^ an http needs the key reply

      b.target.yaml:3:10
        1 | channel:
        2 |   http:
      > 3 |     url: shop.example
          |          ^^^^^^^^^^^^ expected an address such as https://example.com/

      4 problems in 2 files
      "
    `)
  })

  it('names a file that is not there, and one that is none of ours', async () => {
    const work = new Workplace()
    work.write('docker-compose.yaml', 'services: {}\n')
    const { code, stderr } = await ombud(['validate', 'gone.target.yaml', 'docker-compose.yaml'], {
      cwd: work.path,
    })
    expect(code).toBe(2)
    expect(stderr).toContain('gone.target.yaml: does not exist')
    expect(stderr).toContain('docker-compose.yaml: is not a document of ombud by its name')
    expect(stderr).toContain('2 problems in 2 files')
    expect(stderr).not.toMatch(/\bat .*\.js:\d+/)
  })

  it('passes sound documents beside other files', async () => {
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf({ url: 'http://127.0.0.1:1/chat' }))
    work.write('deep/down/ask.scenario.yaml', question('ask'))
    mkdirSync(work.file('node_modules/x'), { recursive: true })
    writeFileSync(work.file('node_modules/x/bad.scenario.yaml'), ': : :')
    work.write('README.md', '# nothing')
    const { code, stdout } = await ombud(['validate'], { cwd: work.path })
    expect(stdout).toBe('1 target and 1 scenario are sound\n')
    expect(code).toBe(0)
  })
})
