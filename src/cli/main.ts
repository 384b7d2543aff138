#!/usr/bin/env node
/** Entry of the command line. Nothing heavy is imported here, so that --version and --help are instant. */
// Whoever closes the pipe early (| head) has read enough: no failure, and a run goes on to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const [first] = process.argv.slice(2)
if (first === '--version' || first === '-V') {
  const { VERSION } = await import('../documents/version.js')
  console.log(VERSION)
} else {
  const { main } = await import('./program.js')
  process.exitCode = await main(process.argv)
}

export {}
