export default {
  region: '结果说明',
  fold: '收起说明',
  unfold: '展开说明',
  next: '下一步',
  stop: '。',
  then: '还可以',
  parameter: '参数',
  goToField: '转到表单里的 {name}',
  source: '依据',
  sourceName: '依据的网址',
  ban: {
    running: '还需等待 {left}，到 {at} 为止',
    over: '限制应当已在 {at} 解除，可以再次发送',
  },
  summary: {
    copy: '复制摘要',
    hint: '复制一段 Markdown 摘要，可以直接贴进工单；密钥、令牌和个人信息已遮盖',
  },
} as const
