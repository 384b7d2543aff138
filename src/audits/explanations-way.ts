/** Why the audits of the way to a person are there, and conversations in short. */
import type { Explanation } from './audit.js'
import { example } from './example.js'
import { both } from './words.js'

const written = (id: string) =>
  both(`steps:\n  - ask-human: phrase\nexpect: [${id}]`, `steps:\n  - ask-human: phrase\nexpect: [${id}]`)

export const WAY_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  'entry-visible': {
    why: both('找得到入口才谈得上找得到人。', 'Whoever does not see the way cannot take it.'),
    written: written('entry-visible'),
    examples: [
      example('pass', ['（首屏上有“人工客服”按钮）'], ['(a button “Talk to a person” on the first screen)']),
      example('fail', ['（首屏上只有三个商品菜单）'], ['(the first screen has three menus of goods only)']),
    ],
  },
  'no-loop': {
    why: both('同一句话挡两次，就是把人关在门外。', 'The same words twice are a closed door.'),
    written: written('no-loop'),
    examples: [
      example(
        'pass',
        ['（第一次请描述问题，第二次转接）'],
        ['(asked to describe it first, then transferred)'],
      ),
      example('fail', ['（两次要求，两次“请换个说法”）'], ['(two requests, twice “please rephrase”)']),
    ],
  },
  'waiting-told': {
    why: both('知道要等多久，才能决定等不等。', 'Only who knows how long it takes can choose to wait.'),
    written: written('waiting-told'),
    examples: [
      example(
        'pass',
        ['（说前面还有 3 位，3 分钟；2 分钟后有人工接入）'],
        ['(told of 3 people and 3 minutes; a person comes after 2)'],
      ),
      example('fail', ['（排队 60 秒，什么也没说）'], ['(60 s in the queue, and nothing is told)']),
    ],
  },
  'hours-stated': {
    why: both(
      '没人值班可以理解，不说几点有人不可以。',
      'That nobody is there is no fault; not to say when they are is.',
    ),
    written: written('hours-stated'),
    examples: [
      example(
        'pass',
        ['（现已下班，人工服务时间 9:00-18:00）'],
        ['(closed; people are there from 9 am to 6 pm)'],
      ),
      example('fail', ['（现已下班，请稍后再试）'], ['(closed; try again later)']),
    ],
  },
  'offers-human': {
    why: both(
      '连着两次没帮上忙，该由机器人开口，不该等消费者求。',
      'After two failures the bot should speak, and not the consumer beg.',
    ),
    written: written('offers-human'),
    examples: [
      example(
        'pass',
        ['（两次没听懂，第二次问要不要转人工）'],
        ['(not understood twice; the second time a person is offered)'],
      ),
      example(
        'fail',
        ['（两次没听懂，两次“请换个说法”）'],
        ['(not understood twice, and twice “please rephrase”)'],
      ),
    ],
  },
  'context-carried': {
    why: both(
      '换了人又从头说一遍，等于前面白说。',
      'To begin anew with a person is to have talked for nothing.',
    ),
    written: written('context-carried'),
    examples: [
      example(
        'pass',
        ['（报过订单号，人工直接处理）'],
        ['(the order number was told; the person goes on with it)'],
      ),
      example(
        'fail',
        ['（报过订单号，人工又问订单号）'],
        ['(the order number was told; the person asks for it)'],
      ),
    ],
  },
  'return-path': {
    why: both('没等到人，也要知道下一步怎么办。', 'Who waited in vain has to know what to do next.'),
    written: written('return-path'),
    examples: [
      example('pass', ['（排队超时，可以留言）'], ['(the queue timed out; a message can be left)']),
      example('fail', ['（排队超时，对话就此结束）'], ['(the queue timed out, and that was all)']),
    ],
  },
}
