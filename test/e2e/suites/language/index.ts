import { runSuite } from "../../support/run";

export const run = () => runSuite(() => import("./tests"));
