import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from "vscode-languageserver";
import { PROJECT_FILE_NAMES } from "../../config/project";
import { INTEGRATIONS } from "../../documents/kinds";
import { folderPath } from "../client";
import { logFailure, type ServerContext } from "../context";
import { Debounce } from "../debounce";
import { uriPath } from "../uri";

/** An edited project file is read again after this pause in typing. */
const QUIET_MILLISECONDS = 200;

const CHECKS = `{${INTEGRATIONS.join(",")}}`;
/** Project files, and files that say something to others. */
const WATCHED = [
  ...PROJECT_FILE_NAMES.map((name) => `**/${name}`),
  `**/${CHECKS}.{yaml,yml}`,
  `**/${CHECKS}.d/*.{yaml,yml}`,
  "**/datadog.{yaml,yml}",
  "**/*.json",
];

/** Follows the editor's settings, the project files, saved or not, and the workspace's files on disk. */
export function registerConfiguration(context: ServerContext, refresh: () => void): void {
  const { connection, client, settings, texts, workspace } = context;
  const debounce = new Debounce(context.runtime);
  const projectChanged = () => {
    settings.projectChanged();
    workspace.settingsChanged();
    refresh();
  };
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.editorChanged(sent);
    workspace.settingsChanged();
    refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => isProjectFile(uri))) projectChanged();
    else workspace.filesChanged(changes.map(({ uri }) => uri));
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
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      registrations.push(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (client.reportsFolders) followFolders(context);
    Promise.all(registrations).catch((error) => logFailure(connection, "registration", error));
  });
}

function followFolders({ connection, workspace }: ServerContext): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const gone = removed.map(({ uri }) => folderPath(uri));
    workspace.foldersChanged([
      ...workspace.folders.filter((folder) => !gone.includes(folder)),
      ...added.flatMap(({ uri }) => folderPath(uri) ?? []),
    ]);
  });
}

function isProjectFile(uri: string): boolean {
  const name = uriPath(uri).split("/").at(-1) ?? "";
  return (PROJECT_FILE_NAMES as readonly string[]).includes(name);
}
