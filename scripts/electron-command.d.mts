/** Whether Chromium's sandbox has to be given up, as it refuses to start as root. */
export function mustGiveUpSandbox(): boolean;

/** The binary, arguments and environment with which the built application is started. */
export function electronCommand(args?: readonly string[]): { binary: string; args: string[]; env: NodeJS.ProcessEnv };
