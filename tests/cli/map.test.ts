/** `ombud map`: paths through the menus of live bots, which of them reach a person, and where the walk stops. */
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { FaultId } from '../../src/demo/faults.js'
import { bothChannels } from '../../src/demo/targets.js'
import type { ChatMap, MapNode } from '../../src/library/chat-map.js'
import { merchantOf } from '../demo/merchant.js'
import type { Answer } from '../support/bot.js'
import { ombud } from '../support/cli.js'
import { botOf, saidIn, targetOf, Workplace } from '../support/workplace.js'

const SLOW = { timeout: 240_000 }

/** The nodes by the labels on the way to them. */
function nodes(node: MapNode, way: readonly string[] = []): [string, MapNode][] {
  const here = node.depth > 0 ? [...way, node.label] : way
  return [
    [here.join('>'), node] as [string, MapNode],
    ...node.children.flatMap((child) => nodes(child, here)),
  ]
}

function readMap(work: Workplace) {
  const drawn = work.json<ChatMap>('map/map.json')
  const found = new Map(nodes(drawn.root))
  const end = (way: string) => found.get(way)?.end
  return { drawn, found, end, ends: Object.fromEntries([...found].map(([way, node]) => [way, node.end])) }
}

/** Maps a demo merchant with these faults over its API. */
async function mapMerchant(faults: readonly FaultId[], ...args: string[]) {
  const merchant = await merchantOf(faults, { lang: 'zh-CN' })
  const work = new Workplace()
  work.write('shop.target.yaml', bothChannels('shop', 'Shop', merchant, { lang: 'zh-CN' })['shop-api'])
  const done = await ombud(['map', 'shop.target.yaml', '--out', 'map', ...args], { cwd: work.path })
  return { merchant, work, ...done, ...readMap(work) }
}

/** Maps a bot that answers like this. */
async function mapBot(answer: Answer, args: readonly string[] = [], more: Record<string, unknown> = {}) {
  const bot = await botOf(answer)
  const work = new Workplace()
  const timing = { human: '100ms' }
  work.write('shop.target.yaml', targetOf(bot, { lang: 'zh-CN', timing, ...more }))
  const done = await ombud(['map', 'shop.target.yaml', '--out', 'map', ...args], { cwd: work.path })
  return { bot, work, ...done, ...readMap(work) }
}

const menu = (text: string, ...choices: string[]) => [{ text, choices }]

it('finds the person of a merchant that serves well, and keeps what was said', SLOW, async () => {
  const { code, stdout, end, drawn, work } = await mapMerchant([])
  expect(code).toBe(0)
  expect(end('什么时候发货')).toBe('answer')
  expect(end('转人工')).toBe('person')
  expect(end('退货规则>转人工')).toBe('person')
  expect(drawn.summary).toMatchObject({ steps: 2, deadEnds: [], untaken: 0 })
  expect(drawn.summary.reached).toBe(drawn.summary.paths)
  expect(stdout).toContain('a person is 2 steps away on the shortest path')
  expect(stdout).toMatch(/└─ #\d+ \[转人工\] {2}✓ a person came/)
  const words = saidIn(work.transcripts('map').get('shop-api/path-6/-/1.1.jsonl'))
  expect(words.filter(([who]) => who === 'consumer').map(([, text]) => text)).toEqual([
    '你好',
    '转人工',
    expect.stringContaining('转人工'),
    expect.stringContaining('测试'),
  ])
})

it('shows the loop of a menu that never lets anybody through', SLOW, async () => {
  const { code, stdout, end, drawn, found } = await mapMerchant(['menu-loop'])
  expect(code).toBe(0)
  expect(end('转人工')).toBe('menu')
  expect(found.get('转人工>转人工')).toMatchObject({ end: 'loop', like: found.get('转人工')?.id })
  expect(found.get('什么时候发货>转人工')).toMatchObject({ end: 'same', like: found.get('转人工')?.id })
  expect(end('转人工>返回主菜单')).toBe('loop')
  expect(drawn.summary).toMatchObject({ reached: 0, steps: null, contacts: 0 })
  expect(stdout).toContain('no path reached a person')
  const [dead] = drawn.summary.deadEnds
  expect(stdout).toMatch(new RegExp(`#${dead} 你好 > 转人工 > .*loops back.*\\n +map/trials/shop-api/path-`))
})

it('tells a merchant that answers no one who has bought from one that does not', SLOW, async () => {
  const { end } = await mapMerchant(['after-sale-bot'])
  expect(end('转人工')).toBe('person')
  expect(end('退货规则>转人工')).toBe('person')
  expect(end('退款多久到账>转人工')).toBe('refused')
})

it('calls nobody once the people of a day have been called, and names what it left out', SLOW, async () => {
  const calls: string[] = []
  const { stdout, end, drawn } = await mapBot(
    ({ text }) => {
      if (text === '你好') return menu('您好', '查订单', '人工客服', '联系客服', '转接专员')
      if (text === '查订单') return '请在订单页查看。'
      if (['人工客服', '联系客服', '转接专员'].includes(text)) calls.push(text)
      return '正在为您转接人工客服，请稍候。'
    },
    [],
    { politeness: { gap: '0ms', contactsPerDay: 1 } },
  )
  expect(calls).toEqual(['人工客服'])
  expect(drawn.summary.contacts).toBe(1)
  expect(end('人工客服')).toBe('promised')
  expect([end('联系客服'), end('转接专员')]).toEqual(['untaken', 'untaken'])
  expect(stdout).toContain('not walked: 2')
  expect(stdout).toContain('(the budget of human contacts (politeness.')
})

it('walks no deeper and no longer than it may', SLOW, async () => {
  const deeper: Answer = ({ text }) => menu(`第${text.length}层`, `${text}A`, `${text}B`)
  const { ends, bot, drawn } = await mapBot(deeper, ['--depth', '2', '--paths', '5', '--say', 'x'])
  expect(ends).toMatchObject({ xA: 'menu', xB: 'menu', 'xA>xAA': 'menu', 'xA>xAB': 'menu' })
  expect([ends['xB>xBA'], ends['xA>xAA>xAAA']]).toEqual(['untaken', 'untaken'])
  expect(drawn.summary.held).toBe(5)
  expect(new Set(bot.heard.map(({ session }) => session)).size).toBe(5)
})

it('walks one path again in each conversation, and a label of two meanings under each', SLOW, async () => {
  const { ends, drawn } = await mapBot(({ text }) => {
    if (text === '你好') return menu('您好', '售前', '售后')
    if (text === '售前') return menu('请选择', '价格', '其他')
    if (text === '售后') return menu('请选择', '维修', '其他')
    if (text === '其他') return menu('请选择', '售前', '售后')
    return '保修期为12个月，凭订单号免费维修。'
  })
  expect(ends).toEqual({
    '': 'menu',
    售前: 'menu',
    售后: 'menu',
    '售前>价格': 'answer',
    '售前>其他': 'loop',
    '售后>维修': 'answer',
    '售后>其他': 'same',
  })
  expect(drawn.summary.deadEnds).toHaveLength(1)
})

it('draws hostile labels as words, in the terminal and in Mermaid', SLOW, async () => {
  const evil = 'x"] click n0 "javascript:alert(1)" <b>\u001b[31m'
  const { stdout, ends, work } = await mapBot(
    ({ text }) => (text === '你好' ? menu('您好', evil, '{{ target.id }}') : '好的。'),
    ['--mermaid', 'map.mmd', '--json', 'copy.json'],
  )
  expect(ends['{{ target.id }}']).toBe('untaken')
  expect(stdout).not.toContain('\u001b[31m')
  const chart = work.read('map.mmd')
  expect(chart).toMatch(/^flowchart LR\n/)
  expect(chart).not.toMatch(/<b>|javascript:|x"/)
  expect(work.json('copy.json')).toEqual(work.json('map/map.json'))
})

it('says that there was nothing to walk', SLOW, async () => {
  const { code, stdout, drawn } = await mapBot(() => '请问有什么可以帮您？')
  expect(code).toBe(3)
  expect(drawn.summary.held).toBe(1)
  expect(stdout).toContain('no path reached a person')
})

it('is refused where there is more than one target, before anything is written', SLOW, async () => {
  const work = new Workplace()
  const bot = await botOf(() => '您好')
  for (const name of ['a', 'b']) work.write(`${name}.target.yaml`, targetOf(bot))
  const { code, stderr } = await ombud(['map', '.', '--out', 'map'], { cwd: work.path })
  expect(code).toBe(2)
  expect(stderr).toContain('. has 2 targets')
  expect(existsSync(work.file('map'))).toBe(false)
  expect(bot.heard).toEqual([])
})

it('presses the choices of a page', SLOW, async () => {
  const merchant = await merchantOf(['hides-human', 'menu-loop'], { lang: 'zh-CN' })
  const work = new Workplace()
  work.write('shop.target.yaml', bothChannels('shop', 'Shop', merchant, { lang: 'zh-CN' })['shop-web'])
  const args = ['map', 'shop.target.yaml', '--out', 'map', '--depth', '1', '--paths', '3']
  const { code } = await ombud(args, { cwd: work.path })
  const { drawn } = readMap(work)
  expect(code).toBe(0)
  expect(drawn.root.label).toBe('')
  expect(drawn.root.children.map(({ label, end }) => [label, end])).toEqual([
    ['什么时候发货', 'answer'],
    ['退货规则', 'answer'],
    ['退款多久到账', 'untaken'],
    ['耳机坏了怎么办', 'untaken'],
  ])
})
