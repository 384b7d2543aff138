/** recipes/<target>.yaml: how the chat of a target without selectors was found and read, for people and for pinning. */
import { mkdirSync } from 'node:fs'
import { stringify } from 'yaml'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { RunDirectory } from './directory.js'
import { writeWhole } from './files.js'

const HEAD = `# How ombud found this chat and reads it. To pin it, copy it into the target file: what then no longer
# fits is reported as drift (observation recipe-drift), and found anew.
`

/** Keeps the last recipe that a conversation tells; a conversation without one leaves what is there. */
export function keepRecipe(
  directory: RunDirectory,
  target: string,
  events: readonly TranscriptEvent[],
): void {
  const last = events.findLast((e) => e.kind === 'observation' && e.name === 'recipe')
  if (last?.kind !== 'observation') return
  mkdirSync(directory.file('recipes'), { recursive: true })
  writeWhole(
    directory.file(`recipes/${target}.yaml`),
    HEAD + stringify({ recipe: last.value }, { lineWidth: 110 }),
  )
}
