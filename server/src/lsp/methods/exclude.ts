import { PROJECT_FILE_NAMES } from "../../config/project";
import { withExclude } from "../../service/switch-off";
import type { ServerContext } from "../context";
import { filePath, fileUri, pathKey } from "../uri";

/** How the project's settings look when they leave a file out. */
interface Exclusion {
  /** Address of the `.ddconf.yaml`. */
  readonly uri: string;
  readonly exists: boolean;
  /** What is added to `exclude`. */
  readonly path: string;
  /** The whole new text; null where only a person can change the file. */
  readonly text: string | null;
}

/**
 * Answers `ddconf/exclude` for `{ uri }`; nothing is written. Null for a file outside of any project and folder.
 */
export function registerExclude({ connection, settings, texts, files, workspace }: ServerContext): void {
  connection.onRequest(
    "ddconf/exclude",
    async ({ uri }: { readonly uri: string }): Promise<Exclusion | null> => {
      const file = filePath(uri) === undefined ? undefined : pathKey(uri);
      if (file === undefined) return null;
      const { project: found } = await settings.for(uri);
      const folder = workspace.folders.find((candidate) => file.startsWith(`${candidate}/`));
      const project = found ?? (folder === undefined ? undefined : `${folder}/${PROJECT_FILE_NAMES[0]}`);
      const path = project && relativeTo(project, file);
      if (!project || !path) return null;
      const open = texts.all().find((text) => pathKey(text.uri) === project);
      const before = open?.getText() ?? (await files.readText(project));
      return {
        uri: open?.uri ?? fileUri(project),
        exists: before !== undefined,
        path,
        text: withExclude(before, path) ?? null,
      };
    },
  );
}

function relativeTo(project: string, file: string): string | undefined {
  const folder = project.slice(0, project.lastIndexOf("/") + 1);
  return file.startsWith(folder) ? file.slice(folder.length) : undefined;
}
