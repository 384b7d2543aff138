/** A page of ours with deep-chat, a published widget, from its package, and a log of what it was served and told. */
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

const BUNDLE = new URL('../../node_modules/deep-chat/dist/deepChat.bundle.js', import.meta.url)
const WELCOME = '您好，我是山月茶具的智能助手。'
const PAGE = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>山月茶具</title>
<deep-chat textInput='{"placeholder":{"text":"请输入您的问题"}}' connect='{"url":"/chat"}'
  introMessage='{"text":"${WELCOME}"}'></deep-chat>
<script src="/deepChat.bundle.js" type="module"></script>
</html>`

/** How long the shop thinks, milliseconds. */
export const THINKS = 120

export async function openDeepChat(answer: (text: string) => string) {
  const record: [author: 'bot' | 'consumer', text: string][] = []
  const server = http.createServer(async (request, response) => {
    if (request.url === '/') {
      record.push(['bot', WELCOME])
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(PAGE)
    } else if (request.url === '/deepChat.bundle.js') {
      response.setHeader('content-type', 'text/javascript')
      response.end(await readFile(BUNDLE))
    } else {
      const { messages } = (await json(request)) as { messages: { text: string }[] }
      const asked = messages.at(-1)?.text ?? ''
      const text = answer(asked)
      record.push(['consumer', asked], ['bot', text])
      response.setHeader('content-type', 'application/json')
      setTimeout(() => response.end(JSON.stringify({ text })), THINKS)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    record,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
