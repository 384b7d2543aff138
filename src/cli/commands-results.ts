/** Commands about what a run left behind. */
import { type Command, Option } from 'commander'
import {
  auditModule,
  configFile,
  type Done,
  failOn,
  judge,
  language,
  noColor,
  noRedact,
  redact,
  verbose,
} from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('score')
    .description('audit the stored transcripts of a run again; sends nothing, unless --judge is given')
    .argument('<run>', 'run directory')
    .addOption(
      new Option(
        '--from <what>',
        'make the scorecard again from what is on file; nothing is audited',
      ).choices(['findings']),
    )
    .addOption(redact())
    .addOption(noRedact())
    .addOption(language())
    .addOption(failOn())
    .addOption(auditModule())
    .addOption(judge())
    .addOption(configFile())
    .addOption(noColor())
    .addOption(verbose())
    .action(async (run, options) => {
      const { scoreCommand } = await import('./score.js')
      done(await scoreCommand(run, options))
    })

  program
    .command('calibrate')
    .description("learn a merchant's questions and answers, or measure the readings against human labels")
    .option('--faq <file>', 'questions and answers to learn: YAML, JSON, JSON lines, CSV, markdown or text')
    .option('--target <file>', 'with --faq: the target file beside which the weights lie')
    .option('--write', 'with --target: name the weights in the target file; its comments stay')
    .option('--labels <file>', 'human labels to measure against: JSON lines or CSV')
    .option('--run <run>', 'with --labels: the run directory that rows with trial and turn are about')
    .option('--judge <spec>', 'with --labels: measure this judge, too')
    .option(
      '-o, --out <file>',
      'the weights, or the calibration record (default: beside the target or the labels)',
    )
    .addOption(language())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (options) => {
      const { calibrateCommand } = await import('./calibrate.js')
      done(await calibrateCommand(options))
    })

  program
    .command('report')
    .description('render the result of a run')
    .argument('<run>', 'run directory')
    .option('--format <list>', 'html, pdf, json, junit, ctrf, csv, requirements, markdown', 'html')
    .option('-o, --out <folder>', 'where to write (default: the run directory)')
    .addOption(redact())
    .addOption(noRedact())
    .addOption(language())
    .addOption(verbose())
    .action(async (run, options) => {
      const { reportCommand } = await import('./report.js')
      done(await reportCommand(run, options))
    })

  program
    .command('open')
    .description('serve the report of a run on this machine only, and open the browser')
    .argument('<run>', 'run directory')
    .option('--no-browser', 'only print the address')
    .addOption(redact())
    .addOption(noRedact())
    .addOption(language())
    .addOption(verbose())
    .action(async (run, options) => {
      const { openCommand } = await import('./open.js')
      done(await openCommand(run, options))
    })

  program
    .command('compare')
    .description(
      'what changed from one run to another: regressions first; exit 1 where something is really worse',
    )
    .argument('<a>', 'the earlier run directory, or a baseline file')
    .argument('<b>', 'the later one')
    .option('--format <list>', 'text (default), json, markdown or html; with commas where --out is a folder')
    .option('-o, --out <path>', 'a file, or a folder')
    .option('--alpha <share>', 'error rate of the tests of a target together (default: 0.05)')
    .option('--any-merchant', 'one merchant may be compared with another')
    .addOption(redact())
    .addOption(noRedact())
    .addOption(language())
    .addOption(verbose())
    .action(async (a, b, options) => {
      const { compareCommand } = await import('./compare.js')
      done(compareCommand(a, b, options))
    })

  program
    .command('league')
    .description('many targets side by side, with ranks as wide as the sample leaves them')
    .argument('<runs...>', 'run directories')
    .option('--by <what>', 'resolution, latency, escalation, or PROFILE/REQUIREMENT')
    .option('--format <list>', 'text (default), csv, json or markdown')
    .option('-o, --out <path>', 'a file, or a folder')
    .option('--confidence <share>', 'of all intervals together (default: 0.95)')
    .addOption(language())
    .addOption(verbose())
    .action(async (runs, options) => {
      const { leagueCommand } = await import('./league.js')
      done(leagueCommand(runs, options))
    })

  program
    .command('insight')
    .description('what consumers ask and where it goes wrong, grouped into themes, for the merchant to mend')
    .argument('<path>', 'a run directory, or logs that `ombud import --logs` took in')
    .option('--json <file>', 'write it as JSON, too')
    .addOption(
      new Option('--format <format>', 'what is printed (default: text)').choices(['text', 'markdown']),
    )
    .addOption(redact())
    .addOption(noRedact())
    .addOption(language())
    .addOption(verbose())
    .action(async (path, options) => {
      const { insightCommand } = await import('./insight.js')
      done(insightCommand(path, options))
    })
}
