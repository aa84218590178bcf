import { ResponseError } from "vscode-languageserver";
import { nodeAt, scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { targets } from "../../service/targets";
import { logFailure, type ServerContext } from "../context";
import { Debounce } from "../debounce";
import type { Opened } from "../documents";

export const DOCUMENT_INFO = "ddconf/documentInfo";

const QUIET_MILLISECONDS = 50;

/** What ddconf takes a document for. */
export interface DocumentInfo {
  readonly uri: string;
  readonly kind: string;
  /** Completes “This file is (not) checked because …”. */
  readonly reason: string;
  /** The targeted Agent versions as the user wrote them; null for the newest Agent. */
  readonly agentVersion: string | null;
  /** The Datadog site that the file is checked against; null when nothing names one. */
  readonly site: string | null;
  /** True when the file names the site itself. */
  readonly ownSite: boolean;
  /** Path of the `.ddconf.yaml` that applies. */
  readonly project: string | null;
}

/**
 * Answers requests for what a document is. Editors that want to know (`initializationOptions.documentInfo`)
 * get a notification of the same name whenever that changes.
 *
 * @returns tells about every document again where something has changed
 */
export function registerDocumentInfo(context: ServerContext): () => void {
  const { connection, documents, texts, client } = context;
  connection.onRequest(
    DOCUMENT_INFO,
    async ({ uri }: { readonly uri: string }): Promise<DocumentInfo> =>
      (await currentInfo(context, uri)) ?? {
        uri,
        kind: "none",
        reason: "it is not open",
        agentVersion: null,
        site: null,
        ownSite: false,
        project: null,
      },
  );
  connection.onRequest("ddconf/targets", targets);
  if (!client.wantsDocumentInfo) return () => {};
  const debounce = new Debounce(context.runtime);
  const told = new Map<string, string>();
  const tell = async (uri: string): Promise<void> => {
    const info = await currentInfo(context, uri);
    const words = JSON.stringify(info);
    if (!info || told.get(uri) === words) return;
    told.set(uri, words);
    await connection.sendNotification(DOCUMENT_INFO, info);
  };
  texts.onDidChangeContent(({ document: { uri } }) => {
    debounce.schedule(uri, told.has(uri) ? QUIET_MILLISECONDS : 0, () => void tell(uri));
  });
  texts.onDidClose(({ document: { uri } }) => {
    debounce.callOff(uri);
    told.delete(uri);
  });
  return () => {
    for (const uri of documents.uris()) void tell(uri);
  };
}

async function currentInfo(context: ServerContext, uri: string): Promise<DocumentInfo | undefined> {
  try {
    const opened = await context.documents.open(uri, context.documents.signalOf(uri));
    return opened && infoOf(opened);
  } catch (error) {
    if (!(error instanceof ResponseError)) logFailure(context.connection, DOCUMENT_INFO, error);
    return undefined;
  }
}

function infoOf({ uri, document, file }: Opened): DocumentInfo {
  const { kind, reason } = document.detection;
  const own = ownSite(document.regions[0]);
  return {
    uri,
    kind,
    reason,
    agentVersion: file.settings.agentVersion.text ?? null,
    site: own ?? file.settings.site ?? null,
    ownSite: own !== undefined,
    project: file.project ?? null,
  };
}

/** The site that a datadog.yaml names itself. */
function ownSite(region: Opened["document"]["regions"][number] | undefined): string | undefined {
  if (region?.kind !== "datadog") return undefined;
  const site = scalarOf(nodeAt(region.stream.documents[0]?.root, ["site"]));
  return typeof site?.value === "string" && !isUnknowable(site) ? site.value : undefined;
}
