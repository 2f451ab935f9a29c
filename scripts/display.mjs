import { connect } from 'node:net';
import { join } from 'node:path';
import { firstLine, startHelper, stopHelper } from './child-group.mjs';

const CONNECT_LIMIT_MS = 1000;

/** Whether a window could be shown here; tries the connection, as the variable may be a leftover. */
export async function hasDisplay(env = process.env) {
  if (process.platform !== 'linux') return true;
  return (await hasWayland(env)) || hasX11(env);
}

/** Whether only Wayland is there, which Electron has to be told. */
export async function hasOnlyWayland(env = process.env) {
  return process.platform === 'linux' && (await hasWayland(env)) && !(await hasX11(env));
}

/** Starts an X server without a screen; `env` names it, `stop` ends it. */
export async function startVirtualDisplay() {
  // With -displayfd the server picks a free number itself and tells it once it accepts connections.
  const args = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'];
  const server = startHelper('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await firstLine(server, server.stdio[3], 'Xvfb');
  return { env: { DISPLAY: `:${number}` }, stop: () => stopHelper(server) };
}

async function hasWayland({ WAYLAND_DISPLAY: name, XDG_RUNTIME_DIR: folder }) {
  if (!name) return false;
  return canConnect({ path: name.startsWith('/') ? name : join(folder ?? '', name) });
}

async function hasX11({ DISPLAY: display }) {
  const parts = /^(?<host>.*):(?<number>\d+)(\.\d+)?$/.exec(display ?? '')?.groups;
  if (!parts) return false;
  const socket = `/tmp/.X11-unix/X${parts.number}`;
  if (parts.host && parts.host !== 'unix') return canConnect({ host: parts.host, port: 6000 + Number(parts.number) });
  return (await canConnect({ path: socket })) || canConnect({ path: `\0${socket}` });
}

function canConnect(target) {
  return new Promise((resolve) => {
    const socket = connect(target);
    const settle = (reached) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reached);
    };
    const timer = setTimeout(settle, CONNECT_LIMIT_MS, false);
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
