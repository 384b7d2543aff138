/** Modules as users write them. */

/** An audit that fails an answer longer than `most` characters. */
export const SHORT = `
export default {
  meta: {
    id: 'short-answer', category: 'resolution', weight: 1, scope: 'turn',
    title: { 'zh-CN': '回答简短', en: 'Short answer' },
    description: { 'zh-CN': '回答不超过规定的字数。', en: 'The answer has at most so many characters.' },
    options: {
      type: 'object', additionalProperties: false, required: ['most'],
      properties: { most: { type: 'integer', minimum: 1, description: 'Characters at most.' } },
    },
  },
  evaluate(evidence, { options, turns }) {
    return turns.filter((turn) => !turn.silent).map((turn) => {
      const long = turn.answer.length > options.most
      const line = evidence.events.find((event) => event.kind === 'text' && event.actor === 'bot' && event.turn === turn.turn)
      return {
        outcome: long ? 'fail' : 'pass', turn: turn.turn, lines: [line.seq],
        message: { 'zh-CN': turn.answer.length + ' 个字', en: turn.answer.length + ' characters' },
      }
    })
  },
}
`

/** An audit with these lines as the body of `evaluate(evidence, call)`. */
export function auditModule(id: string, body: string): string {
  return `export default {
  meta: {
    id: '${id}', category: 'resolution', weight: 1, scope: 'trial',
    title: { 'zh-CN': '自定', en: 'Own' }, description: { 'zh-CN': '自定', en: 'Own' },
  },
  evaluate(evidence, call) { ${body} },
}
`
}
