/** Messages that hold nothing to read: blank, signs only, pictures without words, markup around nothing. */

const MEDIA =
  /[[【(<](?:图片|图像|圖片|表情|动画表情|貼圖|贴图|文件|檔案|语音|語音|视频|視頻|音频|链接|位置|照片|截图|名片|附件|image|photo|picture|file|voice|video|sticker|audio|attachment|gif|location|document|emoji|empty|no text|empty message)(?:[:：]?[^\]】)>\n]{0,60})?[\]】)>]/giu
const PICTURE = /!\[[^\]\n]{0,120}\]\([^)\s]{0,500}\)/gu
const TAG =
  /<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]{0,500})?\/?>|<!--[^<>]{0,500}-->|&(?:nbsp|amp|lt|gt|quot|#\d{1,6});/giu
const READS = /[\p{L}\p{N}]/u

/** Whether a readable text (see text/normalise.ts) has nothing to read. */
export function nothingToRead(text: string): boolean {
  if (!READS.test(text)) return true
  if (!/[[【(<&]/u.test(text)) return false
  return !READS.test(text.replace(PICTURE, ' ').replace(MEDIA, ' ').replace(TAG, ' '))
}
