// Stands in for @js-joda/core in the bundle of SQL Server's driver, which only counts the days between two dates.

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** A date of the Gregorian calendar. */
export class LocalDate {
  private constructor(private readonly day: number) {}

  /** @param month from 1 */
  static of(year: number, month: number, day: number): LocalDate {
    // years before 100 would be taken for those of the twentieth century
    return new LocalDate(new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MILLISECONDS);
  }

  static ofYearDay(year: number, day: number): LocalDate {
    return LocalDate.of(year, 1, day);
  }

  /** @returns days; the driver asks for no other unit */
  until(other: LocalDate): number {
    return other.day - this.day;
  }
}

export const ChronoUnit = { DAYS: "days" };
