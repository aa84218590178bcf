#!/usr/bin/env node
import { run } from "./program";
import { tolerateClosedPipes } from "./terminal/output";

tolerateClosedPipes();
void run(process.argv).then((code) => {
  if (code !== undefined) process.exitCode = code;
});
