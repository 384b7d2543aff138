/** What the page and the driver say to each other. */

/** What the observer needs to know; must survive JSON. */
export interface PageConfig {
  /** Name of the binding that takes batches; removed from the page before its own scripts run. */
  binding: string
  /** Name of the event by which the driver asks for something. */
  command: string
  /** Not used: the observer runs in every frame. */
  framed?: boolean
  /** Messages may be read by the structure of the page where no selector tells them. */
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
      /** When the message was first painted. */
      painted?: number
    }
  | { k: 'typing'; at: number; on: boolean }
  | { k: 'choices'; at: number; options: PageOption[]; standing: boolean; message?: number }
  | { k: 'card'; at: number; title?: string; text?: string; url?: string }
  | { k: 'media'; at: number; mime: string; alt?: string; url?: string }
  | { k: 'form'; at: number; fields: string[] }
  | { k: 'receipt'; at: number; status: 'sent' | 'delivered' | 'read' }
  /** Something about the page or about how it is read. */
  | { k: 'note'; at: number; name: string; value?: string }
  | { k: 'act'; at: number; act: 'enter' | 'click' }
  | { k: 'dropped'; at: number; what: string; count: number }

export interface PageBatch {
  /** Tells documents of one frame apart. */
  document: number
  number: number
  items: PageItem[]
}

/** One part of what was learned of a page. */
export interface LearnedPart {
  selector: string
  /** 0 to 1. */
  confidence: number
  /** What it rests on, in a few words. */
  why: string
}

/** What was learned of a page, in CSS that pierces open shadow roots. */
export type Learned = Partial<
  Record<
    'list' | 'row' | 'consumer' | 'bot' | 'human' | 'system' | 'author' | 'typing' | 'choices',
    LearnedPart
  >
>

/** What the driver asks or tells; the observer answers in the same object. */
export interface PageCommand {
  /**
   * - `flush` looks once more, tells all, and answers with the `number` of the last batch.
   * - `choice` does the same and answers with the `element` of an option.
   * - `box` says which `element` the consumer types in, or, where there is none, what the chat is in.
   * - `sent` says which words (`text`) are about to be sent.
   * - `learned` answers with what was `learned` of the page.
   * - `roots` answers with the closed shadow `roots`.
   */
  do: 'flush' | 'choice' | 'box' | 'sent' | 'learned' | 'roots'
  id?: string
  label?: string
  text?: string
  element?: Element | null
  number?: number
  learned?: Learned
  roots?: ShadowRoot[]
  /** When timers of the page were late, milliseconds since 1970; answers `flush`. */
  late?: { from: number; to: number }[]
}
