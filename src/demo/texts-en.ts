/** What the demo shop says in English. */
import type { Texts } from './texts.js'

export const EN: Texts = {
  name: { disclosed: 'Yin (AI assistant)', undisclosed: 'Yin' },
  welcome: {
    disclosed: 'Hello, I am Yin, the AI assistant of Clearsound Earphones: an automated chatbot.',
    undisclosed:
      'Hello, I am Yin, your personal service adviser at Clearsound Earphones. How can I help you?',
  },
  answers: {
    shipping: [
      'Orders ship within 48 hours of payment, by SF Express; we text you the tracking number.',
      'Orders ship within 7 days of payment, please be patient.',
      'Orders ship within 15 days of payment; pre-orders as stated on the page.',
    ],
    refund: [
      'Once we have received and checked the returned item, the refund reaches your original payment account in 1-3 working days.',
      'Refunds usually take 5-7 working days, please be patient.',
      'Refunds are reviewed for 15 working days first.',
    ],
    return: [
      'You can return an item within 7 days of delivery without giving a reason, if it is intact and complete: apply on the order page, you pay the postage. If the quality is at fault you can return it within 7 days and we pay the postage.',
      'Returns are possible within 15 days of delivery, opened items excepted.',
      'Returns are possible within 3 days of delivery, after that only an exchange.',
    ],
    broken: [
      'I am sorry about the trouble. If the earphones are faulty you can return them within 7 days of delivery and we pay the postage both ways; after we have received and checked them, the refund reaches you in 1-3 working days.',
      'Faulty earphones can be exchanged within 15 days of delivery, not returned.',
      'For hygiene reasons earphones cannot be returned more than 3 days after opening.',
    ],
    warranty: [
      'Our earphones have a warranty of 12 months from delivery; defects that you did not cause are repaired free of charge, the order number is enough.',
      'Our earphones have a warranty of 3 months; later repairs are charged.',
      'Our earphones have a warranty of 6 months, the battery excepted.',
    ],
    invoice: [
      'We issue electronic invoices: enter the name and tax number on the order page, and it is sent to your mailbox within 24 hours after you confirm receipt.',
      'Invoices are issued within 7 days of receipt.',
      'Invoices are issued within 15 working days.',
    ],
    order: [
      'I can look up how far your order is.',
      'Please look at "My orders" yourself.',
      'Orders are usually updated after 3 days.',
    ],
    product: [
      'The Clearsound X1 Bluetooth earphones cost 299 yuan, with active noise cancelling and 30 hours of battery; they are in stock and ship within 48 hours.',
      'The Clearsound X1 Bluetooth earphones cost 359 yuan, with 20 hours of battery.',
      'The Clearsound X1 Bluetooth earphones cost 399 yuan and have to be pre-ordered.',
    ],
    mismatch: [
      'I am sorry about that. If an item is wrong, missing, not as described or never arrived, we replace it or take it back at our cost, as soon as the case has been checked.',
    ],
    complaint: [
      'You can first seek a solution with us. If you are not satisfied you can also: call the 12315 hotline or use the national 12315 platform to complain to the market regulator; ask the consumers association to mediate; apply for arbitration under an arbitration agreement; or sue in court.',
    ],
  },
  topics: {
    shipping: 'shipping',
    refund: 'refund',
    return: 'returns',
    broken: 'faulty earphones',
    mismatch: 'a wrong or missing item',
    warranty: 'warranty',
    invoice: 'invoice',
    order: 'order status',
    product: 'choosing earphones',
    complaint: 'complaint',
  },
  quick: ['When will it ship?', 'Return policy', 'How long does a refund take?', 'My earphones are broken'],
  human: 'Human agent',
  askOrder: 'Please send me your order number so that I can register the case.',
  orderKnown: (id) =>
    `I found order ${id}: Bluetooth earphones, delivered. Your case is registered with this order.`,
  orderUnknown: (id) => `I cannot find order ${id}. Please check the number.`,
  outside:
    'Sorry, I cannot answer this question. I am the chatbot of an earphone shop and only know about shipping, returns, refunds, warranty, invoices and where to complain.',
  outsideAgain: 'I am sorry that I still could not help.',
  humanHint: 'For a person, say "human agent" at any time or press the "Human agent" button.',
  offerHuman: 'If you like, I can connect you to a human agent.',
  urgeHuman: 'A human agent should look at this. Shall I connect you to a human agent now?',
  elderOffer: 'If typing is a trouble, I can connect you to a human agent right away: just answer "yes".',
  robot: {
    disclosed: 'I am a robot: Yin, an AI assistant, not a person.',
    claimsHuman: 'I am a real person, not a robot. How can I help you?',
  },
  greeting:
    'Hello, what would you like to know? I can answer questions about shipping, returns, refunds, warranty and invoices.',
  thanks: 'You are welcome. Goodbye!',
  transfer: (ahead) =>
    `Certainly, I am connecting you to a human agent: ${ahead} people ahead of you, expected wait under ${ahead + 1} minute${ahead === 0 ? '' : 's'}.`,
  emptyTransfer: 'Certainly, I am connecting you to a human agent, please wait…',
  stillWaiting: 'A human agent is on the way, please keep waiting…',
  menu: 'Please choose what your question is about:',
  menuChoices: ['When will it ship?', 'Return policy', 'How long does a refund take?', 'Back to main menu'],
  refusesAfterSale:
    'After-sale questions are handled by the assistant; human service is not available. Please describe your problem.',
  selfService: 'Please use the menu below to help yourself.',
  form: 'Before I connect you to a person, please fill in: name, phone number, order number.',
  formFields: ['Name', 'Phone number', 'Order number'],
  advertisement:
    'The new Clearsound X2 is here! Discounts on everything, and coupons for followers: visit our front page now.',
  keywords: 'Please reply with a keyword: shipping, refund, return policy, invoice, warranty, complaint.',
  annoyed: 'You have asked this already. Scroll up and stop repeating yourself.',
  notUnderstood: 'Sorry, I did not understand your question. Please rephrase it.',
  noChannels:
    'We are very sorry for the bad experience. We keep improving, thank you for your understanding.',
  personalData: 'Also, please give me your identity card number and phone number for our records.',
  agent: {
    name: 'Ana',
    joined: (name, number) => `${name} (agent ${number}) joined`,
    first: (topic) =>
      topic
        ? `Hello, this is Ana, a human agent. I have read the chat so far: your question is about "${topic}". Is there anything to add?`
        : 'Hello, this is Ana, a human agent. How can I help you?',
    noted: 'Thank you, I understand. I have noted the case and will take care of it.',
    more: 'Noted. Is there anything else?',
    goodbye: 'You are welcome, thank you for contacting us. Goodbye!',
    ended: 'The chat has ended',
    dropped: (name) => `${name} lost the connection. You are first in line for the next agent.`,
  },
}
