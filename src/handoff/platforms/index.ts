/** All platforms whose payloads ombud can read, one line each. */

import { ada } from './ada.js'
import { aispeech } from './aispeech.js'
import { amazonConnect } from './amazon-connect.js'
import { chatwoot } from './chatwoot.js'
import { d365Omnichannel } from './d365-omnichannel.js'
import { dialogflow } from './dialogflow.js'
import { directLine } from './direct-line.js'
import { eightByEight } from './eight-by-eight.js'
import { genesys } from './genesys.js'
import { intercom } from './intercom.js'
import { liveperson } from './liveperson.js'
import { messenger } from './messenger.js'
import type { Platform } from './platform.js'
import { rasa } from './rasa.js'
import { salesforce } from './salesforce.js'
import { tencentDesk } from './tencent-desk.js'
import { twilio } from './twilio.js'
import { watson } from './watson.js'
import { wecom } from './wecom.js'
import { weixinOfficial } from './weixin-official.js'
import { zendesk } from './zendesk.js'

export const PLATFORMS: readonly Platform[] = [
  directLine,
  d365Omnichannel,
  genesys,
  salesforce,
  amazonConnect,
  chatwoot,
  intercom,
  liveperson,
  zendesk,
  twilio,
  eightByEight,
  ada,
  messenger,
  wecom,
  weixinOfficial,
  aispeech,
  tencentDesk,
  watson,
  dialogflow,
  rasa,
]
