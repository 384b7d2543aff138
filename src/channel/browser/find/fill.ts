/** Fills a form before a chat in, and tells what was entered. */
import type { ElementHandle } from 'playwright'
import { attempt } from '../fate.js'
import type { Form } from './form.js'
import { readOf } from './look.js'
import { mayEnter } from './press.js'

const ENTRY = 2_500

export async function fillIn({ entries }: Form): Promise<void> {
  for (const { field, value } of entries) {
    const element = await field.element()
    if (element && (await mayEnter(element))) await attempt(enter(element, value), ENTRY)
  }
}

async function enter(element: ElementHandle<Element>, value: string | undefined): Promise<void> {
  const tag = await element.evaluate((e) => e.tagName.toLowerCase())
  if (value === undefined) {
    const ticked = element.check({ timeout: 1_000 })
    await ticked.catch(() => element.click({ timeout: 1_000 }))
  } else if (tag === 'select') await element.selectOption({ label: value }, { timeout: 2_000 })
  else await element.fill(value, { timeout: 2_000 })
}

/** For the transcript: each field, what was entered, and which fact it is. */
export function told({ entries, submit }: Form): unknown {
  return {
    fields: entries.map(({ label, value, from }) => ({
      label: label.replace(/\s+/g, ' ').slice(0, 80),
      value: value ?? true,
      from,
    })),
    ...(submit && { submit: readOf(submit) }),
  }
}
