/// The numbers of people in cases that name none: made up, of the series of test cards, with a right last digit
/// (igc-sante.md section 3.1).
enum FictitiousCaller {
  /// Who calls.
  static let first = "899900123011"
  /// Who delegated: somebody else again.
  static let delegator = "899900123037"
  /// Who agrees: somebody else.
  static let secondPerson = "899900123029"
}
