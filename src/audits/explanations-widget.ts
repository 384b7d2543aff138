/** Why the audits of a chat window are there, and what they make of one. */
import type { Explanation } from './audit.js'
import { example } from './example.js'
import { both } from './words.js'

const written = (id: string) => {
  const asked = (say: string) =>
    `requires: { channel: browser }\narms: { persona: [keyboard-only, screen-reader, large-text] }\nsteps:\n  - say: ${say}\nexpect: [${id}]`
  return both(asked('什么时候发货？'), asked('When will it be dispatched?'))
}

export const WIDGET_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'widget-axe': {
    why: both(
      '机器查得出的问题最容易改，也最不该有。',
      'What a machine can find is the easiest to mend, and the least to be excused.',
    ),
    written: written('widget-axe'),
    examples: [
      example(
        'pass',
        ['（打开后、对话中都没有严重问题）'],
        ['(nothing serious once opened or in conversation)'],
      ),
      example(
        'fail',
        ['（发送按钮只有图标，没有名称）'],
        ['(the button that sends is a picture without a name)'],
      ),
    ],
  },
  'widget-contrast': {
    why: both('浅灰字写在白底上，老人看不见。', 'Light grey on white is no writing for old eyes.'),
    written: written('widget-contrast'),
    examples: [
      example('pass', ['（黑字白底）'], ['(black on white)']),
      example('fail', ['（浅灰字白底，对比度 2:1）'], ['(light grey on white, 2:1)']),
      example('inconclusive', ['（字写在图片上）'], ['(words over a picture)']),
    ],
  },
  'widget-names': {
    why: both(
      '看不见的人只听得到名称；没有名称的按钮等于不存在。',
      'Who cannot see hears names; a button without one is not there.',
    ),
    written: written('widget-names'),
    examples: [
      example(
        'pass',
        ['（按钮叫“发送”，输入框叫“请输入您的问题”）'],
        ['(a button “Send”, a field “Your question”)'],
      ),
      example(
        'fail',
        ['（打开客服的是一个没有角色的 div）'],
        ['(what opens the chat is a div without a role)'],
      ),
    ],
  },
  'widget-keyboard': {
    why: both(
      '手不方便、用读屏软件的人没有鼠标；键盘到不了，就是把人关在门外。',
      'Who cannot hold a mouse, or uses a screen reader, has the keyboard alone.',
    ),
    written: written('widget-keyboard'),
    examples: [
      example(
        'pass',
        ['（Tab 到“在线客服”，回车打开，输入，回车发送，有回复，Tab 出得来）'],
        ['(Tab to “Chat with us”, Enter, words, Enter, a reply, and Tab comes out again)'],
      ),
      example('fail', ['（Tab 怎么按都到不了“在线客服”）'], ['(Tab never gets to “Chat with us”)']),
    ],
  },
  'widget-live-region': {
    why: both(
      '回复来了却没人告诉看不见的人，等于没有回复。',
      'A reply that nobody tells who cannot see is none.',
    ),
    written: written('widget-live-region'),
    examples: [
      example(
        'pass',
        ['（消息列表是 role="log"，每条都播报）'],
        ['(the list has role="log", every reply is announced)'],
      ),
      example(
        'fail',
        ['（消息列表是普通 div，一条也不播报）'],
        ['(the list is a plain div, nothing is announced)'],
      ),
    ],
  },
  'widget-zoom': {
    why: both(
      '放大了才看得清的人，放大后要还能用。',
      'Who has to enlarge to read must be able to write, too.',
    ),
    written: written('widget-zoom'),
    examples: [
      example(
        'pass',
        ['（放大到 200%，输入框和“发送”都在）'],
        ['(at 200 % the box and “Send” are in sight)'],
      ),
      example('fail', ['（放大到 200%，“发送”跑到窗口外面）'], ['(at 200 % “Send” is out of sight)']),
    ],
  },
  'widget-forms': {
    why: both(
      '不知道填什么、错在哪，就填不对。',
      'Who is not told what goes in, or what is wrong, cannot fill it in.',
    ),
    written: written('widget-forms'),
    examples: [
      example('pass', ['（输入框有标签“请输入您的问题”）'], ['(the box is labelled “Your question”)']),
      example(
        'fail',
        ['（手机号一栏变红，没有一个字）'],
        ['(the field for the phone turns red, without a word)'],
      ),
    ],
  },
  'evidence-kept': {
    why: both(
      '说过的话留不下来，维权时就没有凭证。',
      'What cannot be kept is no evidence of what was promised.',
    ),
    written: both(
      'requires: { channel: browser }\nsteps:\n  - say: 什么时候发货？\nexpect: [evidence-kept]',
      'requires: { channel: browser }\nsteps:\n  - say: When will it be dispatched?\nexpect: [evidence-kept]',
    ),
    examples: [
      example(
        'pass',
        ['（回答能选中、能复制，上方有日期时间）'],
        ['(the answer can be marked and copied, below a date)'],
      ),
      example('fail', ['（文字选不中，也没有时间）'], ['(words cannot be marked, and no time is shown)']),
    ],
  },
}
