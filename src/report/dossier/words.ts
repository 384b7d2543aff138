/** The words of a dossier in both languages: plain ones, for people who were not there. */
import type { Bilingual } from '../../documents/ready.js'

const of = (zh: string, en: string): Bilingual => ({ 'zh-CN': zh, en })

export const WORDS = {
  kind: of('客服机器人审计 · 材料卷宗', 'Customer-service bot audit · dossier'),
  colon: of('：', ': '),
  channel: of('渠道', 'Channel'),
  address: of('地址', 'Address'),
  held: of('对话', 'Conversations'),
  contents: of('目录', 'Contents'),
  verdicts: of('结论', 'Verdicts'),
  verdictsNote: of(
    '每个比率都带界限。下限也达到要求才算符合，上限也达不到才算不符合；两者都不是，就是未定，不能当作不符合。每条要求写明门槛是谁定的。',
    'Every share has a bound. Even the lower bound must meet a requirement for a pass, even the upper one must miss it for a fail; what is neither is inconclusive and must not be read as a fail. Each requirement says whose its threshold is.',
  ),
  noProfile: of(
    '本次审计没有按标准画像判定，结论只依据各场景写明的期望。',
    'No profile was applied; the verdict rests on what the scenarios expect alone.',
  ),
  exhibits: of('证据', 'Exhibits'),
  exhibit: of('证据', 'Exhibit'),
  exhibitsNote: of(
    '以下是对话记录的节选。L 后的数字是对话记录文件中的行号，标有“依据”的行是结论的依据。文件的 SHA-256 用来核对节选出自哪份记录。',
    'Excerpts from transcripts. The number after L is the line of the transcript file; lines marked as proof are what the verdict rests on. The SHA-256 tells from which file an excerpt is.',
  ),
  noExhibits: of(
    '没有哪条未达到的要求要引用对话原文。',
    'No failed requirement rests on lines of a conversation.',
  ),
  seeExhibits: of('见证据', 'See exhibit'),
  wanted: of('合格的回答应当包含', 'A good answer would have contained'),
  proof: of('依据', 'proof'),
  transcript: of('对话记录', 'Transcript'),
  remedies: of('如何改进', 'What to do'),
  remediesNote: of(
    '按出现次数排列。这是给经营者的建议，不影响结论。',
    'The most frequent first. This is advice to the merchant and changes no verdict.',
  ),
  noRemedies: of('没有反复出现的问题。', 'Nothing went wrong again and again.'),
  method: of('方法', 'How it was done'),
  uncertain: of('哪些没有确定', 'What is not certain'),
  undecided: of('证据不足以判断的检查', 'Checks that the evidence did not decide'),
  unscoredNote: of(
    '因我方或网络的原因没有完成，不算经营者的过错，也不算合格。',
    'Not completed for reasons on our side or on the network’s: held neither against the merchant nor in its favour.',
  ),
  allCertain: of(
    '所有计划的对话都已进行并计分，没有未定的检查。',
    'Every planned conversation was held and scored, and no check stayed undecided.',
  ),
  furtherList: of('未在此列出（见 result.json）', 'more, not listed here (see result.json)'),
  reply: of('如何答辩', 'How to reply'),
  replies: of('经营者的书面意见', 'The merchant’s statement'),
  repliesNote: of(
    '随本卷宗附上，原样保存，未经改动；审计结论没有因此改写。',
    'Attached beside this dossier as it was received; it did not change the verdicts above.',
  ),
  noReplies: of(
    '至本卷宗制作时未附经营者的意见。',
    'No statement of the merchant was attached when this dossier was made.',
  ),
  file: of('文件', 'File'),
  bytes: of('字节', 'bytes'),
  digests: of('核对用的摘要', 'Digests'),
  digestsNote: of(
    '本卷宗依据以下文件制作。用 sha256sum 对所持文件计算，结果相同才是同一份。摘要只说明文件没有变过，不说明内容属实。',
    'This dossier was made from these files. Compute theirs with sha256sum: only equal digests mean the same file. A digest shows that a file was not changed, and not that what it says is true.',
  ),
  cited: of('依据条款', 'Cited'),
  noCitation: of('没有引用条款，要求为 ombud 自定', 'No clause is cited: the requirement is ombud’s own'),
  consumer: of('消费者由谁扮演', 'Who played the consumer'),
  judge: of('裁定者', 'Judge'),
  privacy: of('隐私', 'Privacy'),
  unredacted: of(
    '未作隐去处理，含人工客服的姓名。',
    'Nothing was left out; names of human agents are shown.',
  ),
}

/** How the trials were drawn and counted, a sentence at a time. */
export const METHOD: Bilingual[] = [
  of(
    '计划先于第一条消息写定：问什么、问几遍、用什么身份、在什么时段，以及随机种子，都在 plan.json 中；事后不能挑选对话。',
    'The plan was fixed before the first message: what is asked, how often, as whom, in which hours, and the random seed are all in plan.json, so that conversations cannot be picked afterwards.',
  ),
  of(
    '每个场景是消费者的一件事，在同一设定下重复若干次，每次都是新的对话。措辞和次序由种子决定，可以重放。',
    'A scenario is one need of a consumer, asked several times under the same setting, each time in a new conversation. Wording and order follow from the seed and can be replayed.',
  ),
  of(
    '与机器人对话的是程序，只说写定的话和事实；如果由语言模型扮演，下面会写明。遇到人工客服时，会说明这是测试。',
    'The consumer is a program that keeps to written words and facts; where a language model played it, this is named below. A person who answers is told that this was a test.',
  ),
  of(
    '结论由固定规则从对话记录得出，同一份记录总得到同样的结论；由语言模型裁定的地方会注明。',
    'Findings are made from the transcripts by fixed rules: the same transcript always gives the same findings. What a language model decided says so.',
  ),
  of(
    '样本是有限的：界限表示同样的审计再做一次可能得到的范围。同一场景的多次对话彼此相近，按场景计算独立观测数。',
    'A sample is finite: bounds tell what another audit of the same kind might find. Conversations of one scenario are alike, so independent observations are counted by scenario.',
  ),
  of(
    '本审计只看到从外部能看到的：不知道机器人内部如何运作，也不说明其他时间或其他渠道的情况。',
    'This audit saw what can be seen from outside: it does not know how the bot works, and says nothing of other times or channels.',
  ),
]

/** How the merchant can answer. */
export const REPLY: Bilingual[] = [
  of(
    '经营者可以对任何一条结论或证据提出意见：写明证据编号或要求的代号，并附上下方计划文件的 SHA-256。',
    'The merchant may answer any verdict or exhibit: name the number of the exhibit or the code of the requirement, and the SHA-256 of the plan below.',
  ),
  of(
    '意见请交给送达本卷宗的机构，期限由该机构规定；建议以文件提交，并由经营者签名。',
    'Send it to the body that handed over this dossier, within the time that it sets; best as a file signed by the merchant.',
  ),
  of(
    '可以要求查看被引用对话的完整记录，并用其 SHA-256 核对。',
    'The whole transcript of any cited conversation can be asked for and checked by its SHA-256.',
  ),
]
