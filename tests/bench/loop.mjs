/** The yardstick: the same conversations with nothing but `fetch`. Sends one message with what it cost. */
const { url, conversations, turns, atOnce } = JSON.parse(process.argv[2])

let left = conversations
let first
async function worker() {
  while (left-- > 0) {
    for (let turn = 0; turn < turns; turn++) {
      first ??= performance.now()
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message: '请问七天无理由退货可以吗？', session: String(left) }),
      })
      const { messages } = await response.json()
      if (messages.length !== 2) throw new Error('the bot did not answer')
    }
  }
}

const before = process.cpuUsage()
await Promise.all(Array.from({ length: atOnce }, worker))
const wall = performance.now() - first
const { user, system } = process.cpuUsage(before)
process.send({ wall, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024 })
process.disconnect()
