#!/usr/bin/env node
/** Entry of the command line. Nothing heavy is imported here, so that --version and --help are instant. */
const [first] = process.argv.slice(2)
if (first === '--version' || first === '-V') {
  const { VERSION } = await import('../documents/version.js')
  console.log(VERSION)
} else {
  const { main } = await import('./program.js')
  process.exitCode = await main(process.argv)
}

export {}
