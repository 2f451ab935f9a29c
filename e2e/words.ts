/** The languages every journey is made in, and the words it looks for. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

interface Words {
  readonly send: RegExp
  readonly example: RegExp
  readonly sendAnyway: RegExp
  readonly cancel: RegExp
  readonly copy: RegExp
  readonly newProfile: RegExp
  readonly save: RegExp
  readonly name: RegExp
  readonly environment: RegExp
  readonly replace: RegExp
  readonly stopGateway: RegExp
  readonly startGateway: RegExp
  readonly profile: RegExp
  readonly edit: RegExp
  readonly keychain: { readonly ready: RegExp; readonly locked: RegExp; readonly unavailable: RegExp }
  readonly credential: { readonly stored: RegExp; readonly locked: RegExp; readonly unavailable: RegExp; readonly thisRun: RegExp }
  readonly alreadySent: RegExp
  readonly received: string
  readonly converted: string
  readonly more: RegExp
  readonly find: RegExp
  readonly filter: RegExp
  readonly pair: RegExp
  readonly copyPath: RegExp
  readonly copyNode: RegExp
  readonly saveView: RegExp
  readonly saveBody: RegExp
  readonly showPlace: RegExp
  readonly goToLine: RegExp
  readonly userCharset: string
}

export const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    send: /^发送/,
    example: /示例/,
    sendAnyway: /仍然发送/,
    cancel: /^取消/,
    copy: /^复制/,
    newProfile: /新建配置/,
    save: /^保存$/,
    name: /^名称/,
    environment: /环境/,
    replace: /^更换/,
    stopGateway: /停止本机网关/,
    startGateway: /启动本机网关/,
    profile: /^配置/,
    edit: /^编辑/,
    keychain: { ready: /^钥匙串可用/, locked: /^钥匙串已锁定/, unavailable: /^没有钥匙串/ },
    credential: { stored: /已存入系统钥匙串/, locked: /钥匙串已锁定/, unavailable: /没有可用的系统钥匙串/, thisRun: /仅本次运行有效/ },
    alreadySent: /已向该网关发送过/,
    received: '收到的格式',
    converted: '转换得到',
    more: /^更多操作/,
    find: /^查找/,
    filter: /筛选$/,
    pair: /并排显示/,
    copyPath: /^复制 节点路径/,
    copyNode: /^复制 节点内容/,
    saveView: /^保存这个视图/,
    saveBody: /^保存原始内容/,
    showPlace: /查看出错的位置/,
    goToLine: /^转到行/,
    userCharset: '手动',
  },
  en: {
    send: /^Send(?! anyway)/,
    example: /^Example/,
    sendAnyway: /^Send anyway/,
    cancel: /^Cancel/,
    copy: /^Copy/,
    newProfile: /^New profile/,
    save: /^Save$/,
    name: /^Name/,
    environment: /^Environment/,
    replace: /^Replace/,
    stopGateway: /^Stop the local gateway/,
    startGateway: /^Start the local gateway/,
    profile: /^Profile/,
    edit: /^Edit/,
    keychain: { ready: /keychain ready/, locked: /keychain locked/, unavailable: /no keychain/ },
    credential: { stored: /Stored in the keychain/, locked: /locked/, unavailable: /No keychain/, thisRun: /this run only/ },
    alreadySent: /already sent to this gateway/,
    received: 'as received',
    converted: 'converted',
    more: /^More$/,
    find: /^Find$/,
    filter: /^Filter with/,
    pair: /side by side/,
    copyPath: /^Copy path/,
    copyNode: /^Copy node/,
    saveView: /^Save this view/,
    saveBody: /^Save the original/,
    showPlace: /^Show the place/,
    goToLine: /^Go to line/,
    userCharset: 'your choice',
  },
}
