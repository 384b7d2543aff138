/** Secrets come from the environment, and go nowhere else. */
import { expect, test } from 'vitest'
import { canonicalJson, sha256 } from '../../src/documents/canonical.js'
import { expandSecrets, redact } from '../../src/documents/secrets.js'

/** A reference to a variable, as a target file has it. */
const from = (name: string) => `$\{${name}}`
const about = { file: 'shop.target.yaml', key: 'channel.http.headers' }

test('names in braces are filled in and known as secrets', () => {
  const headers = {
    Authorization: `Bearer ${from('TOKEN')}`,
    'X-Two': from('A') + from('B'),
    Plain: '$TOKEN {TOKEN}',
  }
  expect(expandSecrets(headers, { TOKEN: 't0p', A: 'a', B: from('TOKEN') }, about)).toEqual({
    values: { Authorization: 'Bearer t0p', 'X-Two': `a${from('TOKEN')}`, Plain: '$TOKEN {TOKEN}' },
    secrets: ['t0p', 'a', from('TOKEN')],
  })
})

test('every missing variable is named with its key and file', () => {
  expect(() => expandSecrets({ A: from('ONE'), B: `x ${from('TWO')}` }, { TWO: '' }, about)).toThrow(
    `shop.target.yaml: channel.http.headers.A needs the environment variable ONE, which is not set
  Set it before the run, for example: export ONE=…

shop.target.yaml: channel.http.headers.B needs the environment variable TWO, which is not set
  Set it before the run, for example: export TWO=…`,
  )
})

test('redaction leaves no part of a secret that begins like another', () => {
  expect(redact('key abc, key abcdef', ['abc', 'abcdef', ''])).toBe('key •••, key •••')
})

test('canonical JSON has one spelling, and the known hash', () => {
  expect(canonicalJson({ b: [1, { d: undefined, c: 'é' }], a: null })).toBe('{"a":null,"b":[1,{"c":"é"}]}')
  // FIPS 180-2, appendix B.1
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
