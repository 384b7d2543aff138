/** Starts what is measured in processes of its own, so that nothing shares an event loop or a heap with it. */
import { fork, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Forks a script of this folder, which sends one message; resolves with it when the process has ended. */
export function measured(script, options, execArgv = []) {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(script, import.meta.url), [JSON.stringify(options)], { execArgv })
    let answer
    child.on('message', (message) => {
      answer = message
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 && answer !== undefined
        ? resolve(answer)
        : reject(new Error(`${script} ended with ${code}`)),
    )
  })
}

/**
 * Starts the bot of ./bot.mjs.
 * @returns its address, its own log, and how to end it
 */
export function startBot(options) {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./bot.mjs', import.meta.url), [JSON.stringify(options)])
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the bot ended with ${code}`)))
    child.once('message', ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        log: () =>
          new Promise((done) => {
            child.once('message', done)
            child.send('log')
          }),
        stop: () =>
          new Promise((done) => {
            child.once('exit', done)
            child.disconnect()
          }),
      }),
    )
  })
}

/** Forks a server of this folder, which sends its `port`; `stop` ends it. */
export function started(script) {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(script, import.meta.url))
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
    child.once('message', ({ port }) =>
      resolve({
        port,
        stop: () =>
          new Promise((done) => {
            child.once('exit', done)
            child.disconnect()
          }),
      }),
    )
  })
}

/** Milliseconds that a whole process took. @throws where it failed */
export function timed(command, args, options = {}) {
  const begun = performance.now()
  const { status, stderr, stdout } = spawnSync(command, args, { encoding: 'utf8', ...options })
  const ms = performance.now() - begun
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`)
  return ms
}
