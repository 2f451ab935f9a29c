export default {
  title: '历史',
  list: '历史请求，最新的在前',
  emptyTitle: '还没有请求',
  emptyText: '选好配置，填好参数，然后点“发送”。每次请求和响应都会保存在这里。',
  withoutCallerId: '（没有 sid）',
  tryAgain: '重试',
} as const
