export default {
  title: '历史',
  list: '历史记录，最新的在前',
  emptyTitle: '还没有记录',
  emptyText: '选好配置，填好参数，然后点“发送”。每次请求和响应都会保存在这里。',
  withoutCallerId: '（没有 sid）',
  tryAgain: '重试',
} as const
