/** Ctrl-C: the first one ends a run politely and keeps what is done, the second ends it at once. */
import { EXIT } from './exit.js'

/** @param say how the user is told, so that it does not fall into a line that is being drawn */
export function onInterrupt(say = (message: string) => console.error(message)): AbortController {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted)
    say('stopping: open conversations are ended, what is done is kept (again to stop at once)')
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return controller
}
