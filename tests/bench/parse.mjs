/** The yardstick of `ombud validate`: reads every file of a folder and parses it as YAML, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const folder = process.argv[2]
for (const name of readdirSync(folder)) parse(readFileSync(join(folder, name), 'utf8'))
