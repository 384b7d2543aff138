/** The browser channel is put through the checks of every channel, with a demo merchant behind it. */
import { parse } from 'yaml'
import { browserChannel } from '../../src/channel/browser/browser.js'
import { goodMerchant } from '../../src/demo/merchants.js'
import { startMerchant } from '../../src/demo/server.js'
import { bothChannels } from '../../src/demo/targets.js'
import { runChannelTests } from '../../src/vitest.js'
import { whenDone } from '../support/done.js'

const merchant = await startMerchant({ ...goodMerchant, lang: 'zh-CN' })
whenDone(() => merchant.close())
const { channel } = parse(bothChannels('good', 'good', merchant)['good-web'] ?? '')
runChannelTests(browserChannel({ sandbox: false, loopbackOnly: true }), {
  name: 'browser',
  channel,
  say: '多久发货？',
  timeout: 20_000,
  unreachable: { channel: { browser: { ...channel.browser, url: 'http://127.0.0.1:1/' } } },
})
