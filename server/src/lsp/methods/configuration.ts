import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from "vscode-languageserver";
import { PROJECT_FILE_NAMES } from "../../config/project";
import { logFailure, type ServerContext } from "../context";
import { Debounce } from "../debounce";
import { uriPath } from "../uri";

/** An edited project file is read again after this pause in typing. */
const QUIET_MILLISECONDS = 200;

/** Follows the editor's settings and the project files, saved or not. */
export function registerConfiguration(context: ServerContext, refresh: () => void): void {
  const { connection, client, settings, texts } = context;
  const debounce = new Debounce(context.runtime);
  const projectChanged = () => {
    settings.projectChanged();
    refresh();
  };
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.editorChanged(sent);
    refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => isProjectFile(uri))) projectChanged();
  });
  texts.onDidChangeContent(({ document: { uri } }) => {
    if (isProjectFile(uri)) debounce.schedule(uri, QUIET_MILLISECONDS, projectChanged);
  });
  texts.onDidClose(({ document: { uri } }) => {
    if (isProjectFile(uri)) debounce.schedule(uri, 0, projectChanged);
  });
  connection.onInitialized(() => {
    const registrations: Promise<unknown>[] = [];
    if (client.registersConfiguration)
      registrations.push(
        connection.client.register(DidChangeConfigurationNotification.type, { section: "ddconf" }),
      );
    if (client.registersFileWatchers) {
      const watchers = PROJECT_FILE_NAMES.map((name) => ({ globPattern: `**/${name}` }));
      registrations.push(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    Promise.all(registrations).catch((error) => logFailure(connection, "registration", error));
  });
}

function isProjectFile(uri: string): boolean {
  const name = uriPath(uri).split("/").at(-1) ?? "";
  return (PROJECT_FILE_NAMES as readonly string[]).includes(name);
}
