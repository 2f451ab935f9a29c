/** Whether a window could be shown here. */
export function hasDisplay(env?: NodeJS.ProcessEnv): Promise<boolean>;

/** Whether only Wayland is there. */
export function hasOnlyWayland(env?: NodeJS.ProcessEnv): Promise<boolean>;

/** Starts an X server without a screen. */
export function startVirtualDisplay(): Promise<{ env: { DISPLAY: string }; stop(): Promise<void> }>;
