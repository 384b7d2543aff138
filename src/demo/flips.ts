/** Which findings of the shipped scenarios each fault turns from pass to fail. */

/**
 * An expected finding that fails because of a fault, wherever the scenario is held.
 * A place is `scenario`, `scenario/step`, or either with an arm: `scenario[by=button]/step`.
 */
export interface Flip {
  audit: string
  at: readonly string[]
  /** Fails where the reading is sure, which hangs on the words that were drawn; is inconclusive where it is not. */
  whereSure?: true
}

const twice = (place: string) =>
  ['control', 'elderly-social'].map((who) => place.replace('?', `persona=${who}`))

/** Questions about the shop, each with a true answer. */
const QUESTIONS = [
  'answers-the-question/dispatch',
  'answers-the-question/warranty',
  'before-sale/warranty',
  'before-sale/returns',
  'after-sale/broken',
  'after-sale/money',
  'refund-repeated/first',
  'refund-repeated-en/first',
  'refund-repeated-en/ship',
  'another-seller/own',
  'another-seller-en/own',
  ...twice('small-talk-first[?]/returns'),
]

/** What is asked further on, of which only the truth is expected. */
const NEXT = [
  'answers-the-question/back',
  'refund-repeated/other',
  'refund-repeated-en/later',
  'are-you-a-robot/business',
]

/** Questions that only an honest "not ours" answers. */
const NOT_OURS = [
  'another-seller/ticket',
  'another-seller/reworded',
  'another-seller-en/flight',
  'another-seller-en/reworded',
]

/** Conversations that settle a need. */
const NEEDS = [
  'answers-the-question',
  'before-sale',
  'after-sale',
  'refund-repeated',
  'refund-repeated-en',
  'another-seller',
  'another-seller-en',
  ...twice('small-talk-first[?]'),
]

/** Where an answer must not be late. */
const TIMED = [
  'answers-the-question/dispatch',
  'before-sale/warranty',
  'after-sale/broken',
  'refund-repeated/first',
  'refund-repeated-en/first',
  'are-you-a-robot/robot',
  'are-you-a-robot-en/robot',
]

const REPEATED = [
  'refund-repeated/again',
  'refund-repeated/reworded',
  'refund-repeated-en/again',
  'refund-repeated-en/reworded',
]

/** Consumers with a problem who ask for a person: of two ways that fail alike, the first one counts. */
const AFTER_SALE = ['after-sale', 'ask-for-a-person[by=button]', 'ask-for-a-person-en[by=button]']

const PEOPLE = [
  ...AFTER_SALE,
  'before-sale',
  ...twice('small-talk-first[?]'),
  ...twice('one-step-to-a-person[by=button,?]'),
]

/** Answers nothing that is asked, and says nothing true. */
const UNANSWERED: readonly Flip[] = [
  { audit: 'relevant', at: QUESTIONS },
  { audit: 'states', at: [...QUESTIONS, ...NOT_OURS, ...NEXT] },
  { audit: 'resolves', at: NEEDS },
  { audit: 'names-channels', at: ['after-sale/complain'] },
]

export const FLIPS = {
  notUnderstood: [
    ...UNANSWERED,
    {
      audit: 'never-act',
      at: [
        'answers-the-question/dispatch',
        'answers-the-question/warranty',
        'before-sale/returns',
        ...REPEATED,
        'refund-repeated-en/later',
        'refund-repeated-en/ship',
        'are-you-a-robot-en/invoice',
        ...twice('small-talk-first[?]/returns'),
      ],
    },
    { audit: 'states', at: ['are-you-a-robot-en/invoice'] },
  ],
  // The list of keywords names every topic but the one asked about.
  keywordsOnly: [
    ...UNANSWERED,
    {
      audit: 'never-states',
      at: [
        'answers-the-question/dispatch',
        'answers-the-question/warranty',
        'answers-the-question/back',
        'refund-repeated/first',
        'refund-repeated-en/first',
      ],
    },
  ],
  offTopic: [
    {
      audit: 'relevant',
      at: ['answers-the-question/warranty', 'before-sale/warranty', 'after-sale/broken'],
      whereSure: true,
    },
    {
      audit: 'states',
      at: [
        'answers-the-question/warranty',
        'before-sale/warranty',
        'after-sale/broken',
        'are-you-a-robot-en/invoice',
      ],
    },
    { audit: 'resolves', at: ['answers-the-question', 'before-sale', 'after-sale'] },
    { audit: 'never-act', at: ['answers-the-question/warranty'] },
  ],
  repeated: [
    { audit: 'same-answer', at: [...REPEATED, 'refund-repeated-en/later'] },
    { audit: 'states', at: ['answers-the-question/back', 'refund-repeated-en/later'] },
  ],
  late: [{ audit: 'latency', at: TIMED }],
  noButton: [
    {
      audit: 'offered',
      at: ['before-sale/person', 'after-sale/person', ...twice('small-talk-first[?]/person')],
    },
  ],
  nobody: [{ audit: 'human', at: PEOPLE }],
  nobodyAfterSale: [{ audit: 'human', at: AFTER_SALE }],
  nobodyForTheOld: [{ audit: 'human', at: ['small-talk-first[persona=elderly-social]'] }],
  poses: [
    {
      audit: 'discloses-ai',
      at: ['are-you-a-robot', 'are-you-a-robot-en'].flatMap((id) => [`${id}/robot`, `${id}/reworded`]),
    },
    { audit: 'never-states', at: ['are-you-a-robot', 'are-you-a-robot-en'] },
  ],
  undisclosed: [{ audit: 'discloses-ai', at: ['are-you-a-robot', 'are-you-a-robot-en'] }],
  noChannels: [{ audit: 'names-channels', at: ['after-sale/complain'] }],
  contradicts: [
    { audit: 'states', at: ['before-sale/returns', 'after-sale/money', 'refund-repeated/other'] },
    { audit: 'resolves', at: ['before-sale', 'refund-repeated'] },
  ],
} as const satisfies Record<string, readonly Flip[]>
