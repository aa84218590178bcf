import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseSqlserverHost, readPort } from "../../server/src/model/sqlserver/host";

describe("the parts of a SQL Server host", () => {
  const table: readonly (readonly (string | undefined)[])[] = [
    ["db", "db"],
    ["db,1433", "db", undefined, "1433"],
    [" db , 1433 ", "db", undefined, "1433"],
    ["db,", "db", undefined, ""],
    ["db\\SQL", "db", "SQL"],
    ["tcp:db\\SQL,1", "db", "SQL", "1"],
    ["db,1,x,2", "db", undefined, "1", "x,2"],
    ["db:1433", "db", undefined, undefined, undefined, "1433"],
    ["tcp:db:1433,2", "db", undefined, "2", undefined, "1433"],
    ["2001:db8::10", "2001:db8:", undefined, undefined, undefined, undefined],
  ];
  for (const [text = "", name, instance, port, rest, colonPort] of table)
    it(text, () => {
      const host = parseSqlserverHost(text);
      assert.equal(host.instance, instance);
      assert.equal(host.port?.text, port);
      assert.equal(host.rest?.text, rest);
      assert.equal(host.colonPort?.text, colonPort);
      if (!text.includes("::")) assert.equal(host.name, name);
      for (const part of [host.address, host.port, host.rest])
        if (part) assert.equal(text.slice(part.span.start, part.span.end), part.text);
      if (host.colonPort)
        assert.equal(text.slice(host.colonPort.span.start, host.colonPort.span.end), `:${colonPort}`);
    });
});

it("what is no whole number is port 1433", () => {
  assert.deepEqual(["1434", " 0 ", "sql", "", "1.5", "-1"].map(readPort), [1434, 0, 1433, 1433, 1433, 1433]);
});
