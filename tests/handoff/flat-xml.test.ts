/** The XML of Weixin's webhooks: flat, without entities, and nothing else is read. */
import { describe, expect, it } from 'vitest'
import { flatXml } from '../../src/handoff/platforms/flat-xml.js'

const fields = (text: string) => {
  const found = flatXml(text)
  return found && Object.fromEntries(found)
}

describe('flat XML', () => {
  it('has names, texts, and groups of them', () => {
    const text =
      '<xml>\n<A><![CDATA[a ]b]] <i>]]></A><N> 12 </N><T><K><![CDATA[k@s]]></K></T><Empty></Empty></xml>'
    expect(fields(text)).toEqual({ A: 'a ]b]] <i>', N: '12', 'T.K': 'k@s', Empty: '' })
  })

  it.each([
    ['a document type', '<!DOCTYPE xml [<!ENTITY e "x">]><xml><A>a</A></xml>'],
    ['an entity', '<xml><A>&e;</A></xml>'],
    ['an attribute', '<xml><A b="c">a</A></xml>'],
    ['a name twice', '<xml><A>a</A><A>b</A></xml>'],
    ['a group within a group', '<xml><A><B><C>c</C></B></A></xml>'],
    ['an end that is missing', '<xml><A>a</A>'],
    ['something behind the end', '<xml><A>a</A></xml><xml></xml>'],
    ['another root', '<root><A>a</A></root>'],
    ['JSON', '{"A":"a"}'],
  ])('is not read with %s', (_, text) => {
    expect(flatXml(text)).toBeUndefined()
  })

  it('is bounded, and gives up at once on what never ends', () => {
    expect(flatXml(`<xml>${'<A>'.repeat(20_000)}`)).toBeUndefined()
    expect(flatXml(`<xml><A><![CDATA[${']'.repeat(60_000)}`)).toBeUndefined()
    expect(flatXml(`<xml><A>${' '.repeat(60_000)}`)).toBeUndefined()
    expect(flatXml(`<xml><A><![CDATA[${'x'.repeat(70_000)}]]></A></xml>`)).toBeUndefined()
  })
})
