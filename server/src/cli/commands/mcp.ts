import { TOOLS } from "../mcp/tools";

const INSTRUCTIONS =
  "ddconf checks Datadog Agent configuration. Validate every such file that you write or change, and mend what it finds. It does not talk to Datadog, AWS, Azure or a database: for that, ask the user to run `ddconf auth test` or `ddconf db test` themselves.";

/** `ddconf mcp`: the tools for language models, over standard input and output, until they are closed. */
export async function mcp(): Promise<void> {
  const { serve } = await import("../mcp/sdk");
  await serve(TOOLS, process.env.DDCONF_VERSION ?? "", INSTRUCTIONS);
}
