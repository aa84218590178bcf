import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decode, getDecoder } from "../../server/src/live/databases/lean/iconv-lite";
import { ChronoUnit, LocalDate } from "../../server/src/live/databases/lean/js-joda";

describe("what stands in for libraries in the drivers' bundles", () => {
  it("reads the code pages of SQL Server and MySQL", () => {
    const words: readonly [encoding: string, hex: string, text: string][] = [
      ["utf8", "c3a4e282ac", "ä€"],
      ["CP1252", "e480", "ä€"],
      ["CP1250", "e8f8", "čř"],
      ["CP1251", "cff0e8", "При"],
      ["CP874", "a1a2", "กข"],
      ["CP932", "93fa967b", "日本"],
      ["CP936", "d6d0b9fa", "中国"],
      ["CP949", "c7d1b1b9", "한국"],
      ["CP950", "a4a4b0ea", "中國"],
      ["koi8-r", "f0d2c9", "При"],
      ["latin1", "e4", "ä"],
    ];
    for (const [encoding, hex, text] of words) {
      const bytes = Buffer.from(hex, "hex");
      assert.equal(decode(bytes, encoding), text, encoding);
      assert.equal(getDecoder(encoding).write(bytes), text, encoding);
    }
    assert.equal(decode(Buffer.from("Login failed"), "CP437"), "Login failed");
  });

  it("counts days", () => {
    const epoch = LocalDate.ofYearDay(1, 1);
    assert.equal(epoch.until(LocalDate.of(1, 1, 2)), 1);
    assert.equal(epoch.until(LocalDate.of(2000, 3, 1)), 730_179);
    assert.equal(LocalDate.ofYearDay(1900, 1).until(LocalDate.of(1970, 1, 1)), 25_567);
    assert.equal(ChronoUnit.DAYS, "days");
  });
});
