/** Commands that ask many runs at once, or take their tables elsewhere. */
import { type Command, Option } from 'commander'
import { type Done, language, noRedact, redact, verbose } from './options.js'

const TABLES = ['trials', 'findings', 'requirements', 'targets']

export function register(program: Command, done: Done): void {
  program
    .command('query')
    .description('ask many runs at once, in SQL (with @duckdb/node-api) or by a simple filter')
    .argument('<arguments...>', 'the SQL, then run directories; with a filter, run directories only')
    .option('--where <list>', 'filter: column=value or column!=value, several with commas')
    .option('--columns <list>', 'filter: only these columns')
    .option('--group-by <list>', 'filter: how many rows there are of each combination of these columns')
    .addOption(new Option('--from <table>', 'filter: of which table (default: trials)').choices(TABLES))
    .option('--format <list>', 'table (default), csv, json or markdown; with commas where --out is a folder')
    .option('-o, --out <path>', 'a file, or a folder')
    .addOption(redact())
    .addOption(noRedact())
    .addOption(language())
    .addOption(verbose())
    .action(async (args, options) => {
      const { queryCommand } = await import('./query.js')
      done(await queryCommand(args, options))
    })

  program
    .command('export')
    .description('write one table of many runs, or one run as a web archive, for other programs')
    .argument('<runs...>', 'run directories; with --warc one')
    .addOption(new Option('--table <table>', 'what is written').choices(TABLES).default('trials'))
    .addOption(
      new Option('--format <format>', 'parquet needs @duckdb/node-api')
        .choices(['csv', 'parquet'])
        .default('csv'),
    )
    .addOption(
      new Option(
        '--warc',
        'pages, their HTTP traffic and transcripts as WARC 1.1 (needs warcio): raw evidence, nothing is redacted',
      ).conflicts(['table', 'format']),
    )
    .requiredOption('-o, --out <file>', 'the file')
    .addOption(redact())
    .addOption(noRedact())
    .addOption(verbose())
    .action(async (runs, options) => {
      const { exportCommand } = await import('./export.js')
      done(await exportCommand(runs, options))
    })
}
