/** What the page and the driver say to each other. */

/** What the observer needs to know; must survive JSON. */
export interface PageConfig {
  /** Name of the binding that takes batches; removed from the page before its own scripts run. */
  binding: string
  /** Name of the event by which the driver asks for something. */
  command: string
  /** Look inside of iframes (true) or at the page itself. */
  framed: boolean
  /** Nobody said where the chat is or how its messages look: look in every frame. */
  find?: boolean
  selectors: Partial<
    Record<
      'human' | 'system' | 'consumer' | 'bot' | 'messages' | 'author' | 'typing' | 'choices' | 'humanEntry',
      string
    >
  >
  limits: { text: number; messages: number; batch: number }
}

/** An option of a choice as the page shows it. */
export interface PageOption {
  id: string
  label: string
  kind: 'button' | 'quick-reply' | 'link'
  url?: string
}

/** One thing that happened; `at` is milliseconds since 1970 on the page's clock. */
export type PageItem =
  | {
      k: 'text'
      at: number
      id: number
      actor: string
      evidence: string
      text: string
      name?: string
      gone?: true
    }
  | { k: 'typing'; at: number; on: boolean }
  | { k: 'choices'; at: number; options: PageOption[]; standing: boolean; message?: number }
  | { k: 'act'; at: number; act: 'enter' | 'click' }
  | { k: 'dropped'; at: number; what: string; count: number }

export interface PageBatch {
  /** Tells documents of one frame apart. */
  document: number
  number: number
  items: PageItem[]
}

/**
 * What the driver asks or tells. `choice` answers with the element, `flush` with the number of the last batch,
 * `learned` with the structure, `roots` with the closed shadow roots. `box` names the element that is typed in,
 * `sent` the words that are about to be sent.
 */
export interface PageCommand {
  do: 'flush' | 'choice' | 'box' | 'sent' | 'learned' | 'roots'
  id?: string
  label?: string
  element?: Element | null
  number?: number
  text?: string
  learned?: unknown
  roots?: ShadowRoot[]
}
