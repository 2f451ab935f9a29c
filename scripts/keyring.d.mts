/** Leads a process to a private keyring. */
export interface KeyringEnvironment {
  DBUS_SESSION_BUS_ADDRESS: string;
  XDG_DATA_HOME: string;
  XDG_RUNTIME_DIR: string;
}

/** A running keyring. */
export interface Keyring {
  env: KeyringEnvironment;
  stop(): Promise<void>;
}

/** Starts a private keyring; see keyring.mjs. */
export function startKeyring(options?: { unlocked?: boolean; dataHome?: string }): Promise<Keyring>;
