/** A world of our own in a frame: scripts there see the page's elements, and the page sees nothing of them. */
import type { CDPSession, ElementHandle, Frame } from 'playwright'

const NAME = 'reader'

export type Step = number | 'shadow'

export class World {
  readonly #cdp: CDPSession
  readonly #context: number

  private constructor(cdp: CDPSession, context: number) {
    this.#cdp = cdp
    this.#context = context
  }

  /** @throws where the frame has gone */
  static async in(frame: Frame): Promise<World> {
    const { cdp, frameId } = await place(frame)
    const { executionContextId } = await cdp.send('Page.createIsolatedWorld', { frameId, worldName: NAME })
    return new World(cdp, executionContextId)
  }

  /** Runs a script there. @throws where it throws */
  async run(source: string): Promise<void> {
    const { exceptionDetails } = await this.#cdp.send('Runtime.evaluate', {
      expression: source,
      contextId: this.#context,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.text)
  }

  /**
   * Calls a function there; it stands alone, as its text is what is sent.
   * @param given JSON values
   */
  async call<Given extends unknown[], Result>(
    work: (...given: Given) => Result | Promise<Result>,
    ...given: Given
  ): Promise<Result> {
    const { result, exceptionDetails } = await this.#cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: String(work),
      executionContextId: this.#context,
      arguments: given.map((value) => ({ value })),
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as Result
  }

  /**
   * Calls a function there with an element first; it stands alone.
   * @throws where the element is not there: gone, or in a closed shadow root
   */
  async on<Given extends unknown[], Result>(
    path: readonly Step[],
    work: (element: Element, ...given: Given) => Result,
    ...given: Given
  ): Promise<Result> {
    const { result, exceptionDetails } = await this.#cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: String(work),
      executionContextId: this.#context,
      arguments: [{ objectId: await this.#element(path) }, ...given.map((value) => ({ value }))],
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as Result
  }

  /** Id of the frame in an element of this world. */
  async frameIn(path: readonly Step[]): Promise<string> {
    const { node } = await this.#cdp.send('DOM.describeNode', { objectId: await this.#element(path) })
    if (!node.frameId) throw new Error('the element is no frame')
    return node.frameId
  }

  async #element(path: readonly Step[]): Promise<string> {
    const { result } = await this.#cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: String(follow),
      executionContextId: this.#context,
      arguments: [{ value: path }],
    })
    if (!result.objectId) throw new Error('the element is not there')
    return result.objectId
  }

  get cdp(): CDPSession {
    return this.#cdp
  }
}

/** The session that speaks with a frame's process, and what it calls the frame. */
async function place(frame: Frame): Promise<{ cdp: CDPSession; frameId: string }> {
  const context = frame.page().context()
  const parent = frame.parentFrame()
  // A frame of another site has a process and a session of its own; one of the same site has neither.
  const cdp = await context.newCDPSession(parent ? frame : frame.page()).catch(() => undefined)
  if (cdp) {
    const { frameTree } = await cdp.send('Page.getFrameTree')
    return { cdp, frameId: frameTree.frame.id }
  }
  if (!parent) throw new Error('the page is gone')
  const world = await World.in(parent)
  const element = (await frame.frameElement()) as ElementHandle<Element>
  return { cdp: world.cdp, frameId: await world.frameIn(await element.evaluate(pathTo)) }
}

/** The way to an element from its document, through open shadow roots. Runs in the page. */
export function pathTo(element: Element): Step[] {
  const path: Step[] = []
  for (let at: Node = element; at.parentNode || at instanceof ShadowRoot; ) {
    if (at instanceof ShadowRoot) {
      path.unshift('shadow')
      at = at.host
      continue
    }
    const parent = at.parentNode as ParentNode & Node
    path.unshift([...parent.children].indexOf(at as Element))
    at = parent
  }
  return path
}

/** The element at the end of a way. Runs in a world of our own. */
export function follow(path: readonly Step[]): Element | undefined {
  let at: ParentNode | null | undefined = document
  for (const step of path)
    at = step === 'shadow' ? (at as Element | null | undefined)?.shadowRoot : at?.children[step]
  return (at as Element | null | undefined) ?? undefined
}
