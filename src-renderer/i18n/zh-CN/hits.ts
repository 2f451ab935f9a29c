export default {
  label: '查找命中',
  none: '这里没有显示“{text}”',
  total: '共 {total} 处',
  place: '第 {index} 处，共 {total} 处',
  counting: '正在查找…',
  next: '下一处（F3）',
  previous: '上一处（Shift+F3）',
  close: '关闭命中高亮',
  inView: '{view}：{count} 处命中',
} as const
