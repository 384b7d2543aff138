/** Questions and answers of a merchant, in every form in which they are read, and what is wrong with others. */
import { expect, it } from 'vitest'
import { readFaq } from '../../src/documents/faq/faq.js'
import { Workplace } from '../support/workplace.js'

const read = (name: string, content: string) => readFaq(new Workplace().write(name, content))

const ENTRIES = [
  { id: 'card/refund', questions: ['年卡怎么退', '年卡能退吗'], answers: ['七天内未使用可全额退款。'] },
  { id: 'faq/2', questions: ['How do I park?'], answers: ['Inside the painted area, please.'] },
]

it.each([
  [
    'faq.yaml',
    `# ours
- id: card/refund
  questions: [年卡怎么退, 年卡能退吗]
  answer: 七天内未使用可全额退款。
- question: How do I park?
  answers:
    - Inside the painted area, please.
`,
  ],
  [
    'faq.json',
    `{"faq": [{"id": "card/refund", "question": ["年卡怎么退", "年卡能退吗"], "answer": "七天内未使用可全额退款。"},
      {"q": "How do I park?", "a": "Inside the painted area, please."}]}`,
  ],
  [
    'faq.jsonl',
    `{"id": "card/refund", "问题": "年卡怎么退", "question_2": "年卡能退吗", "答案": "七天内未使用可全额退款。"}

{"question": "How do I park?", "answer": "Inside the painted area, please."}
`,
  ],
  [
    'faq.csv',
    `id,question,answer
card/refund,年卡怎么退,七天内未使用可全额退款。
card/refund,年卡能退吗,
,How do I park?,"Inside the painted area, please."
`,
  ],
  [
    'faq.tsv',
    'id\tquestion_1\tquestion_2\tanswer\ncard/refund\t年卡怎么退\t年卡能退吗\t七天内未使用可全额退款。\n\tHow do I park?\t\tInside the painted area, please.\n',
  ],
])('reads %s', (name, content) => {
  expect(read(name, content)).toEqual(ENTRIES)
})

it('reads text with Q and A, and headings with the answer below', () => {
  const text = `# Help

## Cards

**Q:** 年卡怎么退
Q2：年卡能退吗
A: 七天内未使用可全额退款。
超过七天按天折算。

问：押金多少？
答：免押金。

### How do I park?

Inside the painted area,
please.
`
  expect(read('faq.md', text)).toEqual([
    {
      id: 'faq/1',
      questions: ['年卡怎么退', '年卡能退吗'],
      answers: ['七天内未使用可全额退款。\n超过七天按天折算。'],
    },
    { id: 'faq/2', questions: ['押金多少？'], answers: ['免押金。'] },
    { id: 'faq/3', questions: ['How do I park?'], answers: ['Inside the painted area,\nplease.'] },
  ])
})

it.each([
  ['faq.yaml', '', 'faq.yaml:1:1'],
  ['faq.yaml', '[]', 'holds no questions and answers'],
  ['faq.yaml', 'a: b\nc: d\n', 'expected a list of entries'],
  ['faq.yaml', '- question: a\n- question: b\n  answer: c\n', 'faq.yaml:1:3'],
  ['faq.yaml', '- question: a\n  answer: [{b: c}]\n', 'answer has to be a text, or a list of texts'],
  ['faq.yaml', '- frage: a\n  answer: b\n', 'frage is not known here'],
  ['faq.yaml', '- {id: a b, question: a, answer: b}\n', 'cannot be an id'],
  [
    'faq.yaml',
    '- {id: x, question: a, answer: b}\n- {id: x, question: c, answer: d}\n',
    'the id x is here twice',
  ],
  [
    'faq.yaml',
    '- {question: 多少钱？, answer: 十元}\n- {question: 多少 钱, answer: 免费}\n',
    '"多少 钱" is also a question of entry 1',
  ],
  ['faq.csv', 'frage,antwort\na,b\n', 'faq.csv:1:1: has no column question'],
  ['faq.csv', 'question,answer,price\na,b,c\n', 'the column price is not known'],
  ['faq.csv', 'question,answer\na,b,c\n', 'faq.csv:2:1: has 3 cells for 2 columns'],
  ['faq.csv', 'question,answer\n', 'holds no questions and answers'],
  ['faq.csv', 'question,answer\n"a\nb",c\nd,\n', 'faq.csv:4:1: has no answer'],
  [
    'faq.jsonl',
    '{"question": "a", "answer": "b"}\n{"question":\n',
    'faq.jsonl:2:1: the line is not valid JSON',
  ],
  ['faq.jsonl', '[1]\n', 'is no entry'],
  ['faq.md', 'just words\n', 'holds no questions and answers'],
  ['faq.md', 'Q: a\nQ: b\n', 'has no answer'],
  ['faq.docx', 'PK', 'is no FAQ by its name'],
  ['faq.txt', 'Q: a\u0000\n', 'is a binary file'],
  ['faq.yaml', `- {question: a, answer: ${'b'.repeat(5000)}}\n`, 'a text of more than 4000 characters'],
  [
    'faq.jsonl',
    Array.from({ length: 2001 }, (_, i) => `{"question":"q${i}","answer":"a"}\n`).join(''),
    'holds 2001 entries; at most 2000 can be learnt',
  ],
])('refuses %s with %j', (name, content, message) => {
  expect(() => read(name, content)).toThrow(message)
})
