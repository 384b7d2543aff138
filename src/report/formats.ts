/** The formats of a report, each loaded when it is asked for. */
import type { Result } from '../documents/types/result.js'
import type { HtmlOptions } from './html.js'

export type Format = 'html' | 'json' | 'junit' | 'ctrf' | 'csv' | 'requirements' | 'markdown'

interface Renderer {
  /** Name of the file in the run directory. */
  file: string
  render(result: Result, options?: HtmlOptions): Promise<string>
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
  ctrf: {
    file: 'ctrf-report.json',
    render: async (result, options) => (await import('./ctrf.js')).renderCtrf(result, options),
  },
  csv: {
    file: 'findings.csv',
    render: async (result, options) => (await import('./csv.js')).renderCsv(result, options),
  },
  requirements: {
    file: 'requirements.csv',
    render: async (result, options) =>
      (await import('./requirements-csv.js')).renderRequirements(result, options),
  },
  markdown: {
    file: 'report.md',
    render: async (result, options) => (await import('./markdown.js')).renderMarkdown(result, options),
  },
}
