/** Commands about runs that several machines hold together. */
import type { Command } from 'commander'
import { ENDPOINT } from './commands-store.js'
import { auditModule, configFile, type Done, failOn, language, noColor, verbose } from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('merge')
    .description('make one run of those of shards (`ombud run --shard i/n`) or workers, and score it')
    .argument('<out>', 'new run directory')
    .argument(
      '<runs...>',
      'run directories, in any order; s3://BUCKET/PREFIX or dir:PATH: all runs of one plan in that store',
    )
    .option('--plan <id>', 'of a store that holds runs of several plans: this one, or the beginning of it')
    .option('--endpoint <url>', ENDPOINT)
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
