import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { type Tool, ToolError } from "./tool";

/**
 * Serves tools over standard input and output until the client closes them.
 *
 * @param instructions tell the model what the server is for
 */
export async function serve(tools: readonly Tool[], version: string, instructions: string): Promise<void> {
  const server = new Server({ name: "ddconf", version }, { capabilities: { tools: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, input }) => ({
      name,
      title,
      description,
      inputSchema: { type: "object" as const, ...input },
      annotations: { title, readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    try {
      if (!tool) throw new ToolError(`There is no tool ${params.name}.`);
      const { text, data } = await tool.run(params.arguments ?? {});
      return { content: [{ type: "text", text }], ...(data ? { structuredContent: data } : {}) };
    } catch (error) {
      // the message of an unknown error may quote the file
      const text = error instanceof ToolError ? error.message : "ddconf could not do this.";
      return { content: [{ type: "text", text }], isError: true };
    }
  });
  const closed = new Promise<void>((done) => {
    server.onclose = done;
  });
  await server.connect(new StdioServerTransport());
  process.stdin.once("end", () => void server.close());
  await closed;
}
