import { runSuite } from "../../support/run-web";

export const run = () => runSuite(() => import("./tests"));
