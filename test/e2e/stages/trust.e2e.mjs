import { adopt } from "../suite-stage.mjs";

await adopt("trust", "test/e2e/run-suite.mjs", ["trust"]);
