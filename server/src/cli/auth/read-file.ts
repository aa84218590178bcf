import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";
import { ProjectLoader } from "../../config/loader";
import { openDocument } from "../../documents/document";
import { datadogRoot, readAuthSubject } from "../../live/read-auth";
import type { AuthSubject, LocalMapping } from "../../live/subjects";
import { problemText, toProblem } from "../check/problem";
import { ProjectFiles } from "../check/project-files";
import { UsageError } from "../exit-code";
import { readSource } from "../read-file";

/** A datadog.yaml to test, as it was named. */
export interface AuthFile {
  readonly name: string;
  subject(localMappings: readonly LocalMapping[]): AuthSubject;
}

/** Where a datadog.yaml is looked for when none is named: here, then where Agents have theirs. */
const USUAL = ["datadog.yaml", "/etc/datadog-agent/datadog.yaml"];

/** @throws UsageError when there is no such file, or it is not that of an Agent */
export async function readAuthFile(given: string | undefined): Promise<AuthFile> {
  const name = given ?? (await findUsual());
  const path = resolve(name);
  try {
    const source = await readSource(path);
    const loader = new ProjectLoader(new ProjectFiles(process.cwd()).read);
    const { settings, detection } = await loader.settingsFor(path);
    const detected = openDocument(path, source.text, { detection, encoding: source });
    // whoever names a file knows what it is, unless the file holds a datadog.yaml in something else
    const named = { kind: "datadog", reason: "it is named" } as const;
    const document =
      detected.detection.kind === "none"
        ? openDocument(path, source.text, { detection: named, encoding: source })
        : detected;
    if (!datadogRoot(document))
      throw new UsageError(`${name} is no datadog.yaml: ${document.detection.reason}.`);
    return {
      name,
      subject: (localMappings) =>
        readAuthSubject({ name, document, settings, environment: process.env, localMappings }),
    };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${problemText(toProblem(name, error))}.`);
  }
}

async function findUsual(): Promise<string> {
  for (const path of USUAL) {
    if (await isReadable(path)) return path;
  }
  throw new UsageError(
    "there is no datadog.yaml here, and none in /etc/datadog-agent that you may read. Name one: ddconf auth test path/to/datadog.yaml",
  );
}

async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
