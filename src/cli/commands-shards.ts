/** Commands about runs that several machines hold together. */
import type { Command } from 'commander'
import { auditModule, configFile, type Done, failOn, language, noColor, verbose } from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('merge')
    .description('make one run of the shards of a plan (`ombud run --shard i/n`), and score it')
    .argument('<out>', 'new run directory')
    .argument('<runs...>', 'run directories of the shards, in any order')
    .option('--partial', 'go on where shards are missing; what they hold counts as not held')
    .addOption(language())
    .addOption(failOn())
    .addOption(auditModule())
    .addOption(configFile())
    .addOption(noColor())
    .addOption(verbose())
    .action(async (out, runs, options) => {
      const { mergeCommand } = await import('./merge.js')
      done(await mergeCommand(out, runs, options))
    })
}
