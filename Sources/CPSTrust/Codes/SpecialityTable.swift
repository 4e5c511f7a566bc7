/// Table R01 of the dictionary, version 02.18 of 28 February 2020: 244 specialities and know-hows.
///
/// The French texts are the dictionary's, the English ones are ours. A part a file.
enum SpecialityTable {
  static let labels = CodeTableEntry.labels(specialities + hospitalSpecialities + competences + diplomas)
}
