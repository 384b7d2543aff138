/** What small print, typing lines and a widget's own buttons say; runs inside the page and must stand alone. */

/** Injected as source text: no imports, nothing from outside of it. */
export function printWords() {
  const TIME = new RegExp(
    [
      '(?:[01]?\\d|2[0-4])[:：][0-5]\\d(?:[:：][0-5]\\d)?(?:\\s?[ap]\\.?m\\b\\.?)?',
      '(?:1[0-2]|[1-9])\\s?[ap]\\.?m\\b\\.?',
      '上午|下午|凌晨|早上|晚上|中午|傍晚|今天|昨天|前天|(?:星期|周|礼拜)[一二三四五六日天]',
      '\\d{4}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}日?',
      '\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日',
      '\\d{1,2}[-/.]\\d{1,2}(?:[-/.]\\d{2,4})?(?=$|\\s|,)',
      '(?:\\d{1,2}(?:st|nd|rd|th)?\\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?(?:\\s\\d{1,2}(?:st|nd|rd|th)?)?(?:,?\\s\\d{4})?(?=$|\\s|,)',
      '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?(?=$|\\s|,)',
      '(?:\\d+|几|半)\\s?(?:秒钟?|分钟?|个?小时|天|周|个月)之?前',
      '(?:an?|one|\\d+)\\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\\.?\\sago',
      '刚刚|刚才|just now|moments? ago|a few seconds ago|a moment ago|today|yesterday|(?<=^|[·•|,]\\s?)now$',
    ].join('|'),
    'gi',
  )
  const JOINTS = /^(?:[\s·•|,，.\-–—/()（）:：]|\bat\b|\bon\b|于)*$/i
  const RECEIPT =
    /^(已读|未读|已送达|送达|已发送|发送中|发送失败|sending|sent|delivered|read|seen|unread|not delivered|failed|pending|[✓✔☑🗸]+)[.…!]*$/iu
  const SEPARATOR =
    /^[\s\-–—─]*((conversation|chat|会话|对话|聊天)\s*(started|began|opened|开始|创建|建立)(于|\s(on|at))?|new messages?|unread messages?|\d+ (new|unread) messages?|以下(为|是)?(新|未读)消息|以上(为|是)?(历史|打招呼的)?(消息|内容|记录)|新消息|历史(消息|记录)|(点击)?(查看|加载)更多(历史)?(消息|记录)?|load (more|earlier|previous|older)( messages?)?|没有更多(了|消息|记录)?|no more messages?|清(空|除)(历史|聊天|对话|消息)*(记录)?|clear (chat |conversation |message )*history)[\s\-–—─:：]*$/i
  const TYPING =
    /(正在|在)(努力)?(输入|思考|回复|打字|生成|查询中)|(输入|思考|生成|加载)中|\b(is|are) (typing|writing|thinking)|^(typing|thinking|loading|generating)\s?(\.\.\.|…)?$|^[.…·•●⋯∙\s]{1,12}$/i
  const CHROME =
    /^((send|submit|post)( (a )?(message|feedback))?|发送(消息)?|提交|emoji|表情|attach\w*|附件|upload.*|上传.*|voice.*|语音|microphone|录音|close.*|关闭.*|minimi[sz]e.*|最小化|maximi[sz]e.*|最大化|expand|collapse|menu|菜单|copy|复制|like|dislike|点赞|点踩|赞|踩|good|bad|helpful|not helpful|thumbs?.*|retry|重试|重新生成|regenerate|share|分享|more|更多|settings?|设置|mute|sound.*|screenshot|截图|图片|相册|拍照|download.*|下载|back|返回|previous|next|上一页|下一页|scroll.*|load (more|earlier|previous|older).*|(查看|加载)更多.*|refresh|reset.*|clear.*|清空.*|new (chat|conversation)|新会话|restart.*|search|搜索|edit|编辑|delete|删除|reply|引用|powered by.*)$/i
  const NAMED = /author|name|sender|nick|user-?label|participant|speaker/i
  const PLATFORM =
    /^[[【(（]?\s*((系统|平台)(消息|通知|提示|公告)?|system( (message|notice|notification))?)\s*[\]】)）]?$/i
  const HANDOVER =
    /转接|转人工|转(到|至)人工|人工(客服|坐席|服务)|为您接入|已接入|接通|加入(了)?(会话|聊天|对话)|transfer|connect(ing|ed)? you|live agent|human agent|real person|joined|representative|specialist/i

  const short = (text: string, limit: number): boolean => text.length > 0 && text.length <= limit

  return {
    /** What is left of a line without times and dates. */
    withoutTime(text: string): string {
      if (text.length > 80) return text
      const rest = text.replace(TIME, ' ').replace(/\s+/g, ' ').trim()
      return JOINTS.test(rest) ? '' : rest.replace(/^[\s·•|,，\-–—]+|[\s·•|,，\-–—]+$/g, '')
    },
    isReceipt: (text: string): boolean => RECEIPT.test(text),
    /** What a receipt says of the consumer's message. */
    receipt(text: string): 'sent' | 'delivered' | 'read' | undefined {
      const words = text.toLowerCase()
      if (text.length > 40) return undefined
      if (/^(已读|read|seen)/.test(words)) return 'read'
      if (/^(已送达|送达|delivered)/.test(words)) return 'delivered'
      return /^(已发送|sent)/.test(words) ? 'sent' : undefined
    },
    isSeparator: (text: string): boolean => short(text, 60) && SEPARATOR.test(text),
    isTyping: (text: string): boolean => short(text, 40) && TYPING.test(text),
    isChrome: (label: string): boolean => CHROME.test(label) || !/[\p{L}\p{N}]{1}/u.test(label),
    isHandover: (text: string): boolean => HANDOVER.test(text.slice(0, 2000)),
    /** A name by which nobody speaks but the platform. */
    isPlatform: (name: string): boolean => short(name, 24) && PLATFORM.test(name),
    isNamed: (tokens: string): boolean => NAMED.test(tokens),
    /** Words without white space, which pages change freely. */
    bare: (text: string): string => text.replace(/[\s\u200b\ufeff]+/g, ''),
  }
}

export type PrintWords = ReturnType<typeof printWords>
