/** What ombud seals, ordinary tools check without it. A tool that this machine lacks is skipped by name. */
import { execFileSync, spawnSync } from 'node:child_process'
import { getHashes } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prove } from '../../src/evidence/prove.js'
import { purge } from '../../src/evidence/purge.js'
import { addSignature } from '../../src/evidence/sign.js'
import { NOW, signer, smallBundle } from './small.js'

const has = (tool: string) => spawnSync(tool, ['--help']).error === undefined
const exit = (cwd: string, command: string) => spawnSync('sh', ['-c', command], { cwd }).status

/** Commands as docs/evidence.md has them. */
const page = readFileSync(new URL('../../docs/evidence.md', import.meta.url), 'utf8')
const COMMANDS = [...page.matchAll(/^```sh (\S+)\n(.*?)^```$/gms)].map(
  ([, name, text]) => [`${name}`, `${text}`] as const,
)

const textOf = (tool: string) => COMMANDS.find(([name]) => name === tool)?.[1]

describe('the commands of docs/evidence.md', () => {
  it('are there for each tool', () => {
    expect(COMMANDS.map(([tool]) => tool)).toEqual(['sha256sum', 'openssl', 'ssh-keygen', 'jq', 'basenc'])
  })

  it.skipIf(!has('jq'))('jq and openssl accept a list of what was deleted by its own key alone', () => {
    const { bundle, work, auditor } = smallBundle()
    signer(work, 'second.key')
    purge(bundle, { trials: ['shop/a/-/1'], reason: 'asked for', signer: auditor, now: NOW })
    const by = (key: string) =>
      exit(bundle, `set -e; E=purges/0001.dsse.json; K=${work.file(key)}\n${textOf('jq')}`)
    expect(by('auditor.key.pub')).toBe(0)
    expect(by('second.key.pub')).not.toBe(0)
  })

  it.skipIf(!has('jq') || !has('basenc'))(
    'basenc and sha256sum find the root for each file of a proof',
    () => {
      const { bundle, work } = smallBundle()
      prove(bundle, 'shop/a/-/1', work.file('proof'))
      const { merkle } = JSON.parse(readFileSync(join(bundle, 'statement.json'), 'utf8')).predicate
      for (const file of [0, 1])
        expect(
          execFileSync('sh', ['-c', `set -e; F=${file}\n${textOf('basenc')}`], {
            cwd: work.file('proof'),
            encoding: 'utf8',
          }).trim(),
        ).toBe(merkle.root)
    },
  )

  for (const [tool, text] of COMMANDS.slice(0, 3))
    it.skipIf(!has(tool))(
      `${tool} accepts every signer's part of a bundle, and none of a changed one`,
      () => {
        const { bundle, work } = smallBundle()
        addSignature(bundle, signer(work, 'second.key'))
        const signers = readdirSync(join(bundle, 'signatures'))
        expect(signers).toHaveLength(2)
        for (const one of signers) expect(exit(bundle, `set -e; S=signatures/${one}\n${text}`), text).toBe(0)
        appendFileSync(join(bundle, tool === 'openssl' ? 'statement.json' : 'manifest-sha256.txt'), '0\n')
        if (tool === 'sha256sum') appendFileSync(join(bundle, 'data/plan.json'), ' ')
        expect(exit(bundle, `set -e; S=signatures/${signers[0]}\n${text}`)).not.toBe(0)
      },
    )
})

it.skipIf(!getHashes().includes('sm3') || !has('openssl'))(
  'openssl finds the SM3 of each file in manifest-sm3.txt',
  () => {
    const { bundle } = smallBundle(true)
    const lines = readFileSync(join(bundle, 'manifest-sm3.txt'), 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(9)
    for (const line of lines) {
      const [hash, path = ''] = line.split('  ')
      expect(
        execFileSync('openssl', ['dgst', '-sm3', '-r', path], { cwd: bundle, encoding: 'utf8' }),
      ).toContain(hash)
    }
  },
)
