/** The rules of axe-core that chats break most, in plain words, and what a checker says of a chat. */

import type { Evidence } from './audit.js'
import { type Look, looks, records, texts } from './widget.js'
import { quote } from './words.js'

type Words = readonly [zh: string, en: string]

/** Ids as axe-core names them: https://dequeuniversity.com/rules/axe/4.11 */
const RULES: Readonly<Record<string, Words>> = {
  'aria-command-name': ['控件没有名称', 'a control has no name'],
  'aria-dialog-name': ['对话框没有名称', 'a dialog has no name'],
  'aria-hidden-focus': [
    '对读屏软件隐藏的控件仍能获得焦点',
    'something hidden from screen readers takes the focus',
  ],
  'aria-input-field-name': ['输入框没有名称', 'a field has no name'],
  'aria-required-children': ['角色缺少应有的内容', 'a role lacks the content that it needs'],
  'aria-required-parent': ['角色不在应在的地方', 'a role is not where it has to be'],
  'aria-roles': ['角色写错，读屏软件不认识', 'a role is none that a screen reader knows'],
  'aria-toggle-field-name': ['开关没有名称', 'a switch has no name'],
  'aria-valid-attr-value': ['aria 属性的值写错', 'an aria attribute has a value that is none'],
  'button-name': ['按钮没有名称', 'a button has no name'],
  'color-contrast': ['文字和背景的对比度不够', 'words stand out too little from their background'],
  'frame-title': ['框架没有名称', 'a frame has no name'],
  'image-alt': ['图片没有替代文字', 'a picture has no words instead'],
  'input-button-name': ['按钮没有名称', 'a button has no name'],
  label: ['输入框没有标签', 'a field has no label'],
  'link-in-text-block': ['链接只靠颜色与文字区分', 'a link is told from the words around it by colour alone'],
  'link-name': ['链接没有名称', 'a link has no name'],
  list: ['列表结构写错', 'a list is not built as one'],
  listitem: ['列表项不在列表里', 'a list item is in no list'],
  'meta-viewport': ['页面不许放大', 'the page forbids zooming'],
  'nested-interactive': ['控件里套着控件', 'a control is inside of another'],
  'role-img-alt': ['图片没有替代文字', 'a picture has no words instead'],
  'scrollable-region-focusable': ['能滚动的区域用键盘滚不动', 'what scrolls cannot be scrolled by keyboard'],
  'select-name': ['下拉框没有名称', 'a list to choose from has no name'],
  'svg-img-alt': ['图片没有替代文字', 'a picture has no words instead'],
  'target-size': [
    '可点的地方小于 24×24 像素又挨得太近',
    'a target is under 24 by 24 pixels, and close to another',
  ],
}

export interface Broken {
  id: string
  impact: string
  /** How many places, and where the first of them is. */
  nodes: number
  target: string | undefined
  words: Words
}

interface Checked extends Look {
  broken: Broken[]
  /** Rules that found anything to look at. */
  looked: ReadonlySet<string>
  /** Rules that could tell nothing of anything. */
  unsure: readonly string[]
}

/** What the checker said, look by look. */
export function checks(evidence: Pick<Evidence, 'events'>): Checked[] {
  return looks(evidence, 'axe').map((look) => {
    const { violations, passed } = look.value
    const broken = records(violations).map(brokenOf)
    const unsure = records(look.value.unsure).map(({ id }) => String(id))
    const fine = texts(passed)
    return {
      ...look,
      failed: look.failed || !Array.isArray(violations) || (broken.length === 0 && violations.length > 0),
      broken,
      looked: new Set([...fine, ...unsure, ...broken.map(({ id }) => id)]),
      unsure: unsure.filter((id) => !fine.includes(id)),
    }
  })
}

function brokenOf({ id, impact, help, nodes, targets }: Readonly<Record<string, unknown>>): Broken {
  const rule = String(id).slice(0, 60)
  const help_ = quote(String(help ?? rule), 120)
  return {
    id: rule,
    impact: String(impact).slice(0, 20),
    nodes: Number(nodes) || 1,
    target: texts(targets)[0],
    words: Object.hasOwn(RULES, rule) ? (RULES[rule] as Words) : [help_, help_],
  }
}

/** One broken rule with where it is broken. */
export function told({ id, nodes, target, words }: Broken): [string, string] {
  const at = target === undefined ? '' : ` ${quote(target, 60)}`
  const rule = /^[a-z0-9-]+$/.test(id) ? id : quote(id)
  return [
    `${words[0]}（${rule}，${nodes} 处${at}）`,
    `${words[1]} (${rule}, ${nodes} ${nodes === 1 ? 'place' : 'places'}${at})`,
  ]
}
