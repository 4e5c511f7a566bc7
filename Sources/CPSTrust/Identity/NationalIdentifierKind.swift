/// What a national identifier of a person is drawn from: table G08 of the IGC-Santé code dictionary.
///
/// The raw value is the digit that stands before the number (igc-sante.md section 3.1). Code 10, an MSSanté
/// address, is left out: no certificate of a card bears it, and its first digit is that of code 1.
public enum NationalIdentifierKind: Int, Sendable, Hashable, CaseIterable {
  /// The departmental register of professions, being replaced by RPPS.
  case adeli = 0
  /// A practice in ADELI and a number in its register.
  case adeliPractice = 1
  /// A number given by a DRASS.
  case drass = 2
  /// An establishment in FINESS and a number in its register: staff with a CPE.
  case finessRegister = 3
  /// A company in SIREN and a number in its register.
  case sirenRegister = 4
  /// A company's establishment in SIRET and a number in its register.
  case siretRegister = 5
  /// A practice in RPPS and a number in its register.
  case rppsPractice = 6
  /// The shared register of health professionals: 11 digits.
  case rpps = 8
  /// A student.
  case student = 9
}
