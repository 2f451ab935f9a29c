export default {
  traceId: '日志编号 {traceId}',
  dismiss: '关闭这条提示',
  region: '提示',
  problems: {
    'not-a-url': '不是完整的网址',
    'not-http': '必须以 https:// 或 http:// 开头',
    'has-credentials': '地址里不能带用户名或密码',
    'has-query': '地址里不能带“?”之后的参数：它们会被发送，却没有签名',
    'has-fragment': '地址里不能带“#”之后的部分',
    empty: '内容是空的',
    'blank-at-start': '开头有空白',
    'blank-at-end': '末尾有空白，这是签名被拒最常见的原因之一',
    'line-break': '中间有换行',
    nul: '含有空字符（NUL）',
    'control-character': '含有看不见的控制字符',
    'too-long': '超过了钥匙串能保存的长度',
    'not-unicode': '含有残缺的字符',
  },
  code: {
    internal: { title: '控制台自身出错', next: '如果发生在发送时，请先在历史记录里核对结果，再决定是否重新发送。如果反复出现，请把日志编号交给控制台的维护者。' },
    ipc: {
      'untrusted-sender': { title: '操作来源不可信，已拦截', next: '没有执行任何操作。请关闭窗口，再重新打开控制台。' },
      'invalid-request': { title: '界面发出的指令无效', next: '没有执行任何操作。请把日志编号交给控制台的维护者。' },
    },
    operation: { unknown: { title: '不认识这个接口', next: '它不在这个版本的接口目录里，请升级控制台。' } },
    draft: {
      blocked: { title: '有内容无法发送', next: '表单里标红的字段无法写入请求，请修改后再发送。' },
      'needs-confirmation': { title: '参数有问题，需要确认', next: '请修改标出的字段，或者选择“仍然发送”。' },
      'holds-secret': { title: '参数里含有凭据', next: '有一个字段的值包含 App Secret 或授权令牌，请求没有发出。请删掉它再发送，以免写进历史记录。' },
    },
    profile: {
      unknown: { title: '这个配置已不存在', next: '请重新选择一个配置。' },
      'name-taken': { title: '已有同名的配置', next: '请换一个名称。' },
      'gateway-url': { title: '网关地址无效', next: '请在配置里改正网关地址。' },
      'app-key-missing': { title: '配置里没有 app_key', next: '请在配置里填好 app_key 再发送。' },
      protected: { title: '内置配置不能这样改', next: '本机网关的配置由控制台管理。需要其他设置时，请新建配置。' },
    },
    certificate: {
      unreadable: { title: '无法读取证书', next: '请选择 PEM 格式的 CA 证书文件。' },
      unknown: { title: '找不到导入过的证书', next: '请在配置里重新导入 CA 证书。' },
    },
    credential: {
      missing: { title: '这个配置还没有 App Secret', next: '请在配置里填好 App Secret 再发送。' },
      invalid: { title: '凭据的内容有问题', next: '请重新复制粘贴，首尾不要带空白。' },
    },
    keychain: {
      locked: { title: '钥匙串已锁定', next: '请在操作系统里解锁登录钥匙串，再试一次。' },
      unavailable: { title: '没有可用的钥匙串', next: '可以填写仅本次运行使用的凭据，或者先启动系统的钥匙串服务。' },
      'time-out': { title: '钥匙串没有回应', next: '系统可能正在等你输入密码，请看看窗口后面有没有被挡住的对话框，然后再试一次。' },
    },
    history: {
      unavailable: { title: '历史记录无法使用', next: '请检查磁盘空间和数据目录的权限，然后重新启动控制台。' },
      'unknown-entry': { title: '找不到这条记录', next: '它可能已被删除。请在历史记录里另选一条。' },
      'newer-version': { title: '历史记录来自更高版本的控制台', next: '请升级控制台后再打开。' },
    },
    exchange: { 'not-in-flight': { title: '这次请求已经结束', next: '无需再取消，结果已经显示。' } },
    gateway: { 'cannot-listen': { title: '本机网关无法启动', next: '端口可能被占用或被安全软件拦截，请稍后再试。' } },
    signature: {
      'session-unknown': { title: '无法重新计算：不知道当时的授权令牌', next: '这次请求用的授权令牌已不在配置里，历史记录也不保存它。请在配置里填回当时的令牌，或粘贴完整的请求来诊断。' },
      'no-sign': { title: '请求里没有 sign', next: '没有可以诊断的签名。请换一个带 sign 的请求。' },
    },
  },
} as const
