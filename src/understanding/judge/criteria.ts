/** The criteria in words, each with its negation: who obeys orders in the transcript gives both the same answer. */
import type { Lang } from '../../documents/ready.js'
import type { Criterion } from './question.js'

interface Wording {
  straight(rubric: string): string
  reversed(rubric: string): string
}

const ZH: Record<Criterion, Wording> = {
  rubric: {
    straight: (rubric) => `机器人一方的表现符合这一标准：${rubric}`,
    reversed: (rubric) => `机器人一方的表现不符合这一标准：${rubric}`,
  },
  relevant: {
    straight: () =>
      '机器人一方的回答（无论对错、是否完整）针对消费者最后所问的事。只是打招呼、反问、道歉、转接或答了别的事，都不算。',
    reversed: () =>
      '机器人一方没有针对消费者最后所问的事作答：答了别的事，或只是打招呼、反问、道歉、转接。答得对不对、完整不完整不论。',
  },
  'same-answer': {
    straight: () =>
      '消费者为同一件事问了两次，机器人一方两次回答的意思相同：换了说法、顺序、语气，或补充了不改变结论的话，仍算相同。',
    reversed: () =>
      '消费者为同一件事问了两次，机器人一方两次回答的意思不同：互相矛盾，或说的是两回事。只是换了说法、顺序、语气不算不同。',
  },
}

const EN: Record<Criterion, Wording> = {
  rubric: {
    straight: (rubric) => `What the bot's side said meets this standard: ${rubric}`,
    reversed: (rubric) => `What the bot's side said does not meet this standard: ${rubric}`,
  },
  relevant: {
    straight: () =>
      "The bot's side answers, rightly or wrongly, in whole or in part, what the consumer asked last. To greet, to ask back, to apologise, to transfer, or to answer something else is no answer to it.",
    reversed: () =>
      "The bot's side does not answer what the consumer asked last: it answers something else, or only greets, asks back, apologises or transfers. Whether an answer is right or complete does not matter.",
  },
  'same-answer': {
    straight: () =>
      "The consumer asked the same thing twice, and both answers of the bot's side mean the same. Other words, another order or tone, and additions that change nothing are still the same.",
    reversed: () =>
      "The consumer asked the same thing twice, and the answers of the bot's side do not mean the same: they contradict each other, or say different things. Other words, another order or tone are no difference.",
  },
}

/** The statement that a vote is asked about. */
export function statementOf(criterion: Criterion, lang: Lang, rubric: string, reversed: boolean): string {
  return (lang === 'en' ? EN : ZH)[criterion][reversed ? 'reversed' : 'straight'](rubric)
}
