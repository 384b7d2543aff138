/** Words by which a page's parts are told apart, Chinese and English first; none of them names a product. */

/** What a person reads on something that opens a chat with customer service. */
export const OPENS_CHAT =
  /(在线|联系|智能|人工|专属|售后|售前|呼叫)?客服|在线(咨询|沟通|帮助)|咨询|聊天|对话|小助手|智能助手|机器人|问一问|有问题|live ?chat|chat|message us|send (us )?a message|talk to|ask (us|me|a|our)|virtual assistant|チャット|챗|상담|чат/i
/** The same, less surely. */
export const MAY_OPEN_CHAT =
  /帮助|联系我们|留言|消息|help|support|contact us|assist|messages?|questions?|ask|concierge|copilot|hilfe|ayuda|aide|contacto|kontakt|お問い合わせ|サポート|문의|\u{1f4ac}|\u{1f5e8}|\u{1f916}|\u{1f4ad}|\u{1f44b}|\u2753/iu
/** Words in names that a developer gave (class, id, tag, test id, address), parted by spaces. */
export const CHAT_NAME =
  /\b(\w*chat(?!eau)\w*|messag\w*|messenger|\w*bot|conversations?|dialogs?ystem|kefu|zixun|consult\w*|assistant|copilot|customer ?service|livesupport|helpdesk|im|webim|composer|intercom\w*|talk|agent)\b|客服|咨询/i
export const LAUNCHER_NAME =
  /\b(launch\w*|toggle\w*|trigger|bubble|fab|widget|float\w*|opener|open|entry|minimi[sz]ed|beacon|teaser|badge|handle)\b/i
/** Names of messages and of what is offered in them. */
export const MESSAGE_NAME =
  /\b(message|messages|msg|bubble|reply|replies|suggest\w*|quick\w*|option|options|choice|choices|chips?|starter\w*|feed|timeline|transcript)\b/i

/** What a box for messages asks for. */
export const ASKS_MESSAGE =
  /输入(您|你)?(的|想|要)?(问题|消息|内容|咨询)|请输入|说点什么|问点什么|想问|提问|描述.{0,6}问题|消息|回复|咨询|聊|message|type (here|something|your|a )|write (here|something|your|a |to)|ask |question|your question|reply|say something|chat|how can (we|i) help|nachricht|mensaje|écrivez|メッセージ|메시지/i
export const ASKS_SEARCH = /搜索|搜一搜|查找|search|\bfind\b|suche|buscar|recherche|検索|검색/i
export const ASKS_OTHER =
  /优惠|折扣码|兑换码|验证码|邮箱|邮件|订阅|评论|评价|备注|密码|用户名|账号|昵称|地址|数量|手机号|电话|姓名|coupon|promo|discount|voucher|gift|captcha|e-?mail|subscri|newsletter|comment|review|password|user ?name|account|nickname|address|quantity|\bqty\b|phone|postal|zip ?code|first name|last name|full name|your name|order (number|no|id)/i

/** Buttons that begin a conversation from a first screen. */
export const STARTS =
  /^\W*(开始|立即|进入|发起|继续|新建|马上)(咨询|聊天|对话|会话|沟通)?\W*$|开始(咨询|聊天|对话|会话|沟通|服务)|(在线|立即|进入|马上)(咨询|客服|聊天|对话|沟通)|新(会话|对话|聊天)|发(起|送)?(会话|对话|消息)|智能客服|联系客服|\bstart\b|get started|begin|continue|new (conversation|chat|message)|send (us )?a message|chat (now|with)|live chat|let'?s (chat|go|talk)|ask a question|^\W*chat\W*$|message us|talk to us|submit|next|提交|下一步|确定|开启/i
export const AGREES =
  /同意|接受|知道了|我已阅读|确认|好的|允许|明白|accept|agree|allow|got it|\bok(ay)?\b|i understand|consent|continue|akzeptieren|zustimmen|aceptar|accepter|同意する|동의/i
export const REFUSES =
  /拒绝|不同意|仅(限)?必要|仅接受必要|只(使用)?必要|不允许|暂不|reject|decline|refuse|deny|(only|strictly) (necessary|essential|required)|(necessary|essential|required) (cookies )?only|without (accepting|agreeing|consent)|ablehnen|rechazar|refuser|拒否|거부/i
export const DISMISSES =
  /^\W*[×✕✖✗xX]\W*$|关闭|跳过|稍后|以后再说|不用了|下次再说|不,?谢谢|close|dismiss|skip|not now|no,? thanks|maybe later|later|schließen|cerrar|fermer|閉じる|닫기/i
/** What a consent banner is about. */
export const ABOUT_CONSENT =
  /cookie|隐私|个人信息|数据(处理|保护)|服务(协议|条款)|用户协议|条款|gdpr|privacy|consent|personal data|data protection|terms|datenschutz|privacidad|confidentialité|プライバシー|쿠키/i
/** Consent that is the page's own matter, not the chat's. */
export const ABOUT_COOKIES = /cookie|쿠키/i
/** What an overlay is about that only stands in the way. */
export const ABOUT_ADVERTS =
  /优惠|折扣|新人|会员|领取|红包|订阅|下载|app|newsletter|subscri|sign ?up|discount|\boff\b|% off|coupon|join our|country|region|language|location|notification|通知|选择(国家|地区|语言)/i

/** What must never be pressed on the way: it buys, leaves, calls, signs in or up, or is for something else. */
export const NEVER =
  /购买|加入购物车|购物车|结算|支付|付款|下单|立即抢|登录|登陆|注册|订阅|下载|安装|收藏|分享|点赞|拨打|打电话|电话(客服|咨询|联系)?$|热线|扫码|微信|删除|退出|注销|buy|checkout|add to|\bcart\b|basket|\bpay\b|order now|place order|log ?in|sign ?(in|up|out)|log ?out|register|subscribe|download|install|\bshare\b|\blike\b|favou?rite|wish ?list|delete|remove|call (us|now)|phone|whatsapp|unsubscribe|donate/i
/** What is no launcher although it floats where launchers float. */
export const NO_LAUNCHER =
  /返回顶部|回到顶部|顶部|置顶|意见反馈|无障碍|语言|地区|菜单|导航|分类|搜索|播放|上一|下一|关闭|收起|最小化|back to top|\btop\b|scroll|accessib|feedback|language|currency|country|\bmenu\b|hamburger|\bnav\b|search|\bplay\b|pause|prev(ious)?|\bnext\b|slide|carousel|close|minimi[sz]e|collapse|cookie|theme|dark mode|settings|filter|sort|compare|zoom|gallery|video|\bmute\b/i
/** A person is never asked for by whoever only wants to open the chat. */
export const ASKS_PERSON =
  /人工|真人|转接|human|real person|live agent|(speak|talk) to (an? )?(agent|person|representative)/i

export const SENDS =
  /^[^\p{L}]*(发送|发 送|提交|提问|回复|send|submit|post|ask|go|senden|enviar|envoyer|送信|전송)([^\p{L}]*(ctrl|shift|cmd)?[^\p{L}]*enter)?[^\p{L}]*$/iu
export const SEND_NAME = /\b(send\w*|submit\w*|enter|paper ?plane|arrow ?up|post)\b|发送/i
export const NOT_SEND =
  /附件|上传|图片|照片|表情|语音|录音|文件|拍照|更多|截图|常用语|评价|结束|attach|upload|emoji|smil|picture|photo|image|voice|\bmic|audio|record|file|camera|\bgif\b|sticker|\bmore\b|plus|\badd\b|menu|close|minimi[sz]e|settings|option|clear|reset|new chat|restart|end chat|stop|cancel|feedback|thumb|copy|expand|back|search/i

/** A button that attaches a file: its words, and the names that a developer gave it. */
export const ATTACHES =
  /附件|上传|发?送?(图片|照片|文件)|相册|图片|照片|文件|📎|attach|upload|(send|add|choose|share|select) (an? )?(file|image|photo|picture)|^\W*(file|image|photo|picture)s?\W*$|paper ?clip/i
export const ATTACH_NAME =
  /\b(attach\w*|upload\w*|paper ?clip|file ?(picker|input)|add ?(file|image|photo))\b/i
/** A button for pictures alone. */
export const ATTACHES_PICTURE = /图片|照片|相册|image|photo|picture/i
export const ATTACHES_FILE = /附件|文件|attach|file|clip/i
/** A button behind which more may be done. */
export const OFFERS_MORE = /^\W*(更多|更多功能|more|add|添加)\W*$|^\s*[+＋⊕]\s*$/i
export const MORE_NAME = /\b(plus|more|extra|toolbox|drop ?up)\b/i

export const TOPICS =
  /请?选择.{0,12}(类型|主题|问题|业务|服务|部门|分类|咨询|话题)|(问题|业务|咨询|服务)(类型|分类)|(select|choose|pick).{0,24}(topic|department|subject|category|reason|type|team|option)|what.{0,24}(help|about)\b.{0,20}\?|topic|department/i
export const OTHER_TOPIC =
  /其他|其它|其余|更多|有问题|咨询|\bother\b|something else|general|anything else|question|sonstiges|otro|autre/i

/** Nobody is there: a form to leave a message is no chat. */
export const IS_OFFLINE =
  /离线|不在线|非(工作|服务)时间|(请|给我们)留言|\boffline\b|leave (us )?a message|(we.?ll|we will) (e?mail|get back|reply by)|not available right now/i
export const LOADS =
  /加载中|正在(加载|连接|接入)|请稍候|请稍等|loading|connecting|please wait|initiali[sz]ing/i
export const IS_LOGIN =
  /请(先)?(登录|登陆)|登录后|登陆后|需要登录|账号登录|(log|sign) ?in (to|first|required)|please (log|sign) ?in|sign in with|you must (log|sign) ?in|members? only/i
export const IS_CAPTCHA =
  /验证码|滑块|拖动.{0,8}(验证|拼图)|人机验证|安全验证|请完成.{0,6}验证|captcha|are you (a )?(human|robot)|verify (that )?you.?(a?re)? (a )?human|i'?m not a robot|human verification|security check|checking your browser/i
