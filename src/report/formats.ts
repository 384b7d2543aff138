/** The formats of a report, each loaded when it is asked for. */
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'

export type Format = 'html' | 'json' | 'junit' | 'markdown'

interface Renderer {
  /** Name of the file in the run directory. */
  file: string
  render(result: Result, options?: { lang?: Lang }): Promise<string>
}

export const FORMATS: Record<Format, Renderer> = {
  html: {
    file: 'report.html',
    render: async (result, options) => (await import('./html.js')).renderHtml(result, options),
  },
  json: {
    file: 'result.json',
    render: async (result) => (await import('./json.js')).renderJson(result),
  },
  junit: {
    file: 'junit.xml',
    render: async (result, options) => (await import('./junit.js')).renderJunit(result, options),
  },
  markdown: {
    file: 'report.md',
    render: async (result, options) => (await import('./markdown.js')).renderMarkdown(result, options),
  },
}
