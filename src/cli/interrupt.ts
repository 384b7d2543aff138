/** Ctrl-C: the first one ends a run politely and keeps what is done, the second ends it at once. */
import { EXIT } from './exit.js'

export function onInterrupt(): AbortController {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted)
    console.error('stopping: open conversations are ended, what is done is kept (again to stop at once)')
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return controller
}
