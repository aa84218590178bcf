// What the live commands use of the engine, which is loaded once: see `load-core.ts`.
export { reportMarkdown } from "../live/markdown";
export { localMappingsOf, readAuthSubject } from "../live/read-auth";
export { readLogin } from "../live/read-login";
export { judgePattern } from "../live/read-pattern";
export { instancesOf } from "../service/generate";
