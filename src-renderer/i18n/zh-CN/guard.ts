export default {
  band: { says: '在这里发送会创建真实的会话' },
  confirm: {
    title: '在{environment}发送？',
    gateway: '网关',
    profile: '配置',
    operation: '接口',
  },
  name: {
    label: '请输入“{name}”以确认',
    hint: '输对之后按 Enter 即可发送。',
    oncePerRun: '本次运行期间不再询问。',
    wrong: '还不是“{name}”',
  },
  setting: {
    eachTime: '每次向生产环境发送都要输入环境名称',
    nowEachTime: '以后每次向生产环境发送都要输入环境名称',
    nowOncePerRun: '以后每次启动后，每个生产环境只需输入一次名称',
  },
} as const
