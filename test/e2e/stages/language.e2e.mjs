import { adopt } from "../suite-stage.mjs";

await adopt("language", "test/e2e/run-suite.mjs", ["language"]);
