/** Writes the recipe while a chat is being found: what was pressed, what was taken, what could have been. */
import type { Frame } from 'playwright'
import { attempt } from '../fate.js'
import { type GatePart, type Part, part, type Recipe } from '../recipe.js'
import { named } from './press.js'
import { BOX, confidence, LAUNCHER, type Scored } from './score.js'
import { selectorOf } from './selector.js'

const MOST = { gates: 20, also: 10 }
const ANSWER = 1_000
const SURE = { launcher: LAUNCHER.sure, input: BOX.sure }

export class RecipeBook {
  readonly recipe: Recipe

  /** @param send how the chat was sent to before */
  constructor(send: Part | undefined) {
    this.recipe = send ? { send } : {}
  }

  gate(...gates: readonly GatePart[]): void {
    if (gates.length > 0) this.recipe.gates = [...(this.recipe.gates ?? []), ...gates].slice(0, MOST.gates)
  }

  /** A part as it was scored; without a selector it is hidden in a closed shadow root. */
  take(name: 'launcher' | 'input', { points, why }: Scored, selector: string): void {
    const said = selector ? why : `${why}; in a closed shadow root`
    this.recipe[name] = part(selector, confidence(points, SURE[name]), said)
  }

  /** What could have been the part as well. */
  async also(name: 'launcher' | 'input', others: readonly Scored[]): Promise<void> {
    for (const { thing, points, why } of others) {
      const { also = [] } = this.recipe
      if (also.length >= MOST.also) return
      const found = await named(thing)
      if (!found?.selector || also.some((a) => a.selector === found.selector)) continue
      this.recipe.also = [
        ...also,
        { part: name, ...part(found.selector, confidence(points, SURE[name]), why) },
      ]
    }
  }

  /** The frames around the chat, the outermost first. */
  async frame(frame: Frame): Promise<void> {
    const path: string[] = []
    for (let at: Frame | null = frame; at?.parentFrame(); at = at.parentFrame()) {
      const element = await attempt(at.frameElement(), ANSWER)
      path.unshift((element && (await attempt(element.evaluate(selectorOf as never), ANSWER))) || 'iframe')
    }
    const [only, ...more] = path
    if (only === undefined) return
    this.recipe.frame = { selector: more.length > 0 ? path : only, confidence: 0.9, why: 'holds the box' }
  }

  /** Which pinned parts are others now. */
  drift(pinned: Recipe): { part: string; selector: unknown; now: unknown }[] {
    return (['frame', 'launcher', 'input'] as const).flatMap((name) => {
      const [was, is] = [pinned[name]?.selector, this.recipe[name]?.selector]
      const same = was === undefined || is === undefined || String(was) === String(is)
      return same ? [] : [{ part: name, selector: was, now: is }]
    })
  }
}
