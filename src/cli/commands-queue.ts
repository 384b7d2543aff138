/** Commands for many machines: a queue on PostgreSQL, and workers that take lanes from it. */
import { type Command, Option } from 'commander'
import { ENDPOINT, PLACE } from './commands-store.js'
import {
  auditModule,
  channelModule,
  collect,
  commandLine,
  configFile,
  count,
  type Done,
  language,
  verbose,
} from './options.js'

const FEWEST_SECONDS = 10

export function register(program: Command, done: Done): void {
  const queues = program
    .command('queue')
    .description('the queue from which workers on many machines take their work')
  queues
    .command('init')
    .description('make the tables of the queue in a PostgreSQL database, or bring them up to date')
    .argument('<url>', 'for example postgres://user@host/db')
    .option(
      '--lease <seconds>',
      `how long a worker may be silent before others take its lanes, at least ${FEWEST_SECONDS} (default: 60)`,
      count,
    )
    .addOption(language())
    .addOption(verbose())
    .action(async (url, options) => {
      const { queueInitCommand } = await import('./queue.js')
      done(await queueInitCommand(url, options))
    })

  program
    .command('enqueue')
    .description('plan a run and put it into the queue; sends nothing to any bot')
    .argument('<paths...>', 'target files; scenario files replace the shipped scenarios; folders hold either')
    .addOption(queue().makeOptionMandatory(false))
    .option('-f, --filter <text>', 'as of `ombud run`; may be given again', collect)
    .option('-t, --tag <tag>', 'only scenarios with this tag; may be given again', collect)
    .option('--skip-tag <tag>', 'no scenario with this tag; may be given again', collect)
    .option('-r, --repeat <n>', 'hold each conversation n times', count)
    .option('--profile <id>', 'what the run is judged by; may be given again', collect)
    .option('--seed <seed>', 'seed of all draws: enqueueing the same again adds only what is missing')
    .option('--no-human', 'as of `ombud run`: nobody is reached')
    .option('--first <target>', 'hand out the lane of this target before others; may be given again', collect)
    .option(
      '--split <n>',
      'divide the lane of a target into at most n parts, as far as it allows conversations at once',
      count,
    )
    .option(
      '--dry-run',
      'print the plan, what it costs and how gently targets are treated, and enqueue nothing',
    )
    .addOption(language())
    .addOption(auditModule())
    .addOption(channelModule())
    .addOption(commandLine())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (paths, options) => {
      const { enqueueCommand } = await import('./queue.js')
      done(await enqueueCommand(paths, options))
    })

  program
    .command('worker')
    .description('hold conversations of the queue until it is done; Ctrl-C hands back what is not')
    .addOption(queue())
    .option('--slots <n>', 'conversations at once that need no browser (default: 4)', count)
    .option(
      '--browsers <n>',
      'conversations at once in a browser; 0: none (default: what this machine bears, 0 without Chromium)',
      countFromZero,
    )
    .option(
      '--spool <folder>',
      'its run directory, also to go on with one (default: reports/runs/<date>-<n>); `ombud merge` unites them',
    )
    .option('--store <store>', `where its run directory is put when it ends: ${PLACE}`)
    .option('--endpoint <url>', ENDPOINT)
    .option('--no-sandbox', 'as of `ombud run`: for a browser in a container')
    .addOption(language())
    .addOption(auditModule())
    .addOption(channelModule())
    .addOption(commandLine())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (options) => {
      const { workerCommand } = await import('./queue.js')
      done(await workerCommand(options))
    })

  program
    .command('status')
    .description('how far the queue is')
    .addOption(queue())
    .option('--json', 'as JSON')
    .addOption(language())
    .addOption(verbose())
    .action(async (options) => {
      const { statusCommand } = await import('./queue.js')
      done(await statusCommand(options))
    })

  program
    .command('pause')
    .description('hand out no lane of a target, and end what is open there')
    .argument('<target>', 'id of the target; those with the same politeness key wait, too')
    .addOption(queue())
    .option('--end', 'go on with it')
    .addOption(language())
    .addOption(verbose())
    .action(async (target, options) => {
      const { pauseCommand } = await import('./queue.js')
      done(await pauseCommand(target, options))
    })

  program
    .command('cancel')
    .description(
      'end the run of the queue; what is done is kept, and `enqueue` with the same seed goes on with it',
    )
    .addOption(queue())
    .addOption(language())
    .addOption(verbose())
    .action(async (options) => {
      const { cancelCommand } = await import('./queue.js')
      done(await cancelCommand(options))
    })
}

function countFromZero(text: string): number {
  return text === '0' ? 0 : count(text)
}

function queue(): Option {
  return new Option('--queue <url>', 'PostgreSQL database of the queue')
    .env('OMBUD_QUEUE')
    .makeOptionMandatory()
}
