/** `ombud open`: serves the report of a run on loopback and opens the browser. */
import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Lang } from '../documents/ready.js'
import { reportPage } from '../library/report.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'

type Page = Awaited<ReturnType<typeof reportPage>>

export async function openCommand(
  run: string,
  options: { lang?: Lang; browser: boolean; redact?: boolean },
): Promise<number> {
  const { lang, redact } = options
  const page = await reportPage(run, {
    ...(lang === undefined ? {} : { lang }),
    ...(redact === undefined ? {} : { redact }),
  })
  const server = createServer((request, response) => answer(page, request, response))
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', listening)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  console.log(url)
  const english = languageOf(options.lang) === 'en'
  console.error(english ? 'Ctrl-C ends it.' : '按 Ctrl-C 结束。')
  if (options.browser)
    show(url, () =>
      console.error(
        english ? 'No browser opened: open the address.' : '没能打开浏览器，请自行打开上面的地址。',
      ),
    )
  await new Promise<void>((end) => {
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
  server.closeAllConnections()
  server.close()
  return EXIT.ok
}

/** Gives out what was rendered at the start and nothing else: what is asked for is a name in a list, never a path. */
function answer(page: Page, request: IncomingMessage, response: ServerResponse): void {
  const send = (status: number, type: string, body: string | Buffer) => {
    response.writeHead(status, {
      'Content-Type': type,
      'Content-Security-Policy': `${page.policy}; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
  const plain = 'text/plain; charset=utf-8'
  // Another name for this machine is a page elsewhere that was led here.
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(request.headers.host ?? ''))
    return send(421, plain, 'wrong host\n')
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, plain, 'only GET\n')
  if (request.url === '/') return send(200, 'text/html; charset=utf-8', page.html)
  const file = page.files.get((request.url ?? '').slice(1))
  if (!file) return send(404, plain, 'not found\n')
  send(200, request.url?.endsWith('.png') ? 'image/png' : 'image/jpeg', file)
}

/** Opens an address of ours with what the system opens addresses with. */
function show(url: string, failed: () => void): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  const opener = spawn(program as string, args, { stdio: 'ignore', detached: true })
  opener.once('error', failed)
  opener.once('exit', (code) => {
    if (code) failed()
  })
  opener.unref()
}
