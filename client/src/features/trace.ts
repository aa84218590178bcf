import * as vscode from "vscode";

/**
 * The channel for the traffic between VS Code and the server. The client writes a trace only where the log
 * level of its channel is Trace, which users would have to set besides `ddconf.trace.server`; here the
 * setting alone decides.
 */
export function traceChannel(
  output: vscode.LogOutputChannel,
): vscode.Disposable & { readonly channel: vscode.LogOutputChannel } {
  const changes = new vscode.EventEmitter<vscode.LogLevel>();
  const level = () =>
    vscode.workspace.getConfiguration("ddconf").get("trace.server", "off") === "off"
      ? vscode.LogLevel.Off
      : vscode.LogLevel.Trace;
  const watcher = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("ddconf.trace.server")) changes.fire(level());
  });
  const channel: vscode.LogOutputChannel = Object.create(output, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: changes.event },
    trace: { value: (message: string) => output.info(message) },
  });
  return {
    channel,
    dispose() {
      watcher.dispose();
      changes.dispose();
    },
  };
}
