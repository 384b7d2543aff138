/** What a screen reader can tell of a thing: its role, and its name as the accessible name computation gives it. */
import type { ElementHandle, Frame } from 'playwright'
import { attempt } from './fate.js'
import type { Part } from './keyboard.js'

type Role = Parameters<Frame['getByRole']>[0]

const ANSWER = 1_500
const TYPED: Role[] = ['textbox', 'searchbox', 'combobox']
const PRESSED: Role[] = ['button', 'link', 'menuitem', 'option', 'tab', 'radio', 'checkbox', 'switch']
const ROLES: Record<Part, Role[]> = {
  box: TYPED,
  field: [...TYPED, 'checkbox', 'radio', 'switch', 'listbox', 'spinbutton'],
  button: PRESSED,
  choice: PRESSED,
}

/**
 * Whether an element, or the control that it is a part of, has a role for what it is wanted for and a name (WCAG 2.1,
 * 4.1.2). True where it cannot be told: in a closed shadow root.
 */
export async function isTold(element: ElementHandle<Element>, part: Part): Promise<boolean> {
  const frame = await attempt(element.ownerFrame(), ANSWER)
  if (!frame || (await attempt(element.evaluate(isClosed), ANSWER))) return true
  for (const role of ROLES[part]) {
    const all = frame.getByRole(role, { name: /\S/ })
    if (await attempt(all.evaluateAll(hold, element as ElementHandle<Node>), ANSWER)) return true
  }
  return false
}

function hold(controls: Element[], element: Node): boolean {
  return controls.some((control) => control.contains(element) || element.contains(control))
}

function isClosed(element: Element): boolean {
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    if (root.mode === 'closed') return true
  return false
}
