/** `ombud monitor` with its options. */
import { type Command, InvalidArgumentError } from 'commander'
import {
  auditModule,
  channelModule,
  collect,
  commandLine,
  configFile,
  count,
  type Done,
  judge,
  language,
  verbose,
} from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('monitor')
    .description('hold the profiles again and again, and tell when a verdict turns for real')
    .argument('<paths...>', 'target files; scenario files replace the shipped scenarios; folders hold either')
    .option('--profile <profile>', 'what each round is judged by: id or file; may be given again', collect)
    .option('--cron <expression>', 'when: minute, hour, day, month, weekday (default: "17 9 * * *")')
    .option('--zone <zone>', 'time zone of the schedule, as Asia/Shanghai (default: that of this machine)')
    .option('--once', 'one round now, for cron or systemd; exit 1 where a verdict turned for the worse')
    .option('-o, --out <folder>', 'series, runs and status page', 'reports/monitor')
    .option('--webhook <url>', 'POST each alert there as JSON; kept and tried again where it is down')
    .option('--alert-command <command>', 'a program that reads each alert as JSON; no shell')
    .option('--metrics <port>', 'OpenMetrics at http://127.0.0.1:PORT/metrics', port)
    .option('-f, --filter <text>', 'only trials whose id or title contains this; may be given again', collect)
    .option('-r, --repeat <n>', 'hold each conversation n times (default: what the profile needs)', count)
    .option('-c, --concurrency <n>', 'conversations at once (default: what the machine bears)', count)
    .option('--politeness <folder>', 'runs in here share the budgets of human contacts of a day')
    .option('--no-human', 'reach nobody')
    .option('--no-sandbox', "without Chromium's sandbox, where the system allows none")
    .addOption(language())
    .addOption(auditModule())
    .addOption(channelModule())
    .addOption(commandLine())
    .addOption(judge())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (paths, options) => {
      const { monitorCommand } = await import('./monitor.js')
      done(await monitorCommand(paths, options))
    })
}

function port(text: string): number {
  const n = Number(text)
  if (text.trim() === '' || !Number.isInteger(n) || n < 0 || n > 65_535)
    throw new InvalidArgumentError('give a port, 0 to 65535.')
  return n
}
