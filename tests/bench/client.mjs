/**
 * The yardstick of the latencies: a bare HTTP client that times each exchange from the call to the last byte, as
 * exactly as this machine lets anybody. Sends one message: the id of each answer and its milliseconds.
 */
import http from 'node:http'

const { url, exchanges, atOnce } = JSON.parse(process.argv[2])
const agent = new http.Agent({ keepAlive: true })
const turns = []
let left = exchanges

function exchange() {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const request = http.request(url, { method: 'POST', agent }, (response) => {
      const chunks = []
      let complete = 0
      response.on('data', (chunk) => {
        complete = performance.now() - begun
        chunks.push(chunk)
      })
      response.on('end', () => {
        const { messages } = JSON.parse(Buffer.concat(chunks).toString())
        turns.push({ id: messages[0].text.split('：')[0], complete })
        resolve()
      })
    })
    request.on('error', reject)
    request.end(JSON.stringify({ message: '请问七天无理由退货可以吗？' }))
  })
}

async function worker() {
  while (left-- > 0) await exchange()
}

await Promise.all(Array.from({ length: atOnce }, worker))
agent.destroy()
process.send({ turns })
process.disconnect()
