/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// The arithmetic places the leap day at the end of a year that begins in March, so that the lengths of
/// the months before it follow one linear formula.
enum CivilDate {
  private static let daysFromMarchOfYearZeroTo1970: Int64 = 719_468
  private static let daysInFourCenturies: Int64 = 146_097

  static func toDays(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * daysInFourCenturies + dayOfEra - daysFromMarchOfYearZeroTo1970
  }

  static func fromDays(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + daysFromMarchOfYearZeroTo1970
    let era = (shifted >= 0 ? shifted : shifted - (daysInFourCenturies - 1)) / daysInFourCenturies
    let dayOfEra = shifted - era * daysInFourCenturies
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}
