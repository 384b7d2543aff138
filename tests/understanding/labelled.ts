/** The labelled set as the tests look at it: its topics, and the shape of its rows. Never its test texts. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

const FOLDER = new URL('../labelled/', import.meta.url)

type Topics = Record<'seen' | 'unseen', Record<string, Record<string, string>>>

/** Ids of the topics, industry/topic. */
export function labelledTopics(): Record<'seen' | 'unseen', string[]> {
  const topics = parse(readFileSync(new URL('topics.yaml', FOLDER), 'utf8')) as Topics
  const ids = (part: keyof Topics) =>
    Object.entries(topics[part]).flatMap(([industry, own]) =>
      Object.keys(own).map((topic) => `${industry}/${topic}`),
    )
  return { seen: ids('seen'), unseen: ids('unseen') }
}

/** Rows of `NAME.jsonl`. */
export function labelledRows<T>(name: string): T[] {
  return readFileSync(new URL(`${name}.jsonl`, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}
