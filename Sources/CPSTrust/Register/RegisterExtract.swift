internal import CPSDiagnostics
internal import CPSPrimitives

/// The extract of a register as its file says it, with the form checked to the last byte.
///
/// The form is docs/trust.md, "Register": lines in ASCII, the persons in the order of their numbers, so that
/// the bytes of the file are the table that is searched: a million persons take what the file takes and four
/// bytes each.
struct RegisterExtract: Sendable {
  /// The longest file, in bytes.
  static let maximumLength = 64 << 20
  /// The most persons; France has about two million professionals in its register.
  static let maximumPersons = 4_000_000

  /// When the extract was made.
  let madeAt: Timestamp
  /// The kinds of number that the register speaks about: who bears one and is not listed may not practise.
  let kinds: Set<NationalIdentifierKind>
  /// The file.
  let bytes: [UInt8]
  /// Where the lines of persons begin.
  private let persons: [UInt32]

  /// How many persons are listed.
  var count: Int { persons.count }

  /// Reads an extract.
  ///
  /// - Parameter name: what to call the file in an error, which tells line and column.
  /// - Throws: ``Diagnostic/registerRefused``.
  init(_ bytes: [UInt8], named name: String) throws(CPSError) {
    var lines = try RegisterLines(bytes, named: name)
    try lines.heading("cpsauth-register", "1")
    let moment = try lines.heading("made")
    guard let madeAt = Timestamp(rfc3339: moment.text) else { throw lines.refusal("not a moment", moment) }
    self.madeAt = madeAt
    let words = try lines.heading("covers")
    var kinds: Set<NationalIdentifierKind> = []
    for word in words.text.split(separator: " ", omittingEmptySubsequences: false) {
      guard let kind = NationalIdentifierKind(registerWord: String(word)), kinds.insert(kind).inserted else {
        throw lines.refusal("not a kind of number, or twice", words)
      }
    }
    self.kinds = kinds
    persons = try Self.persons(in: &lines, of: kinds)
    self.bytes = bytes
  }

  /// What the register says about a person.
  func answer(for person: NationalIdentifier) -> RegisterAnswer {
    guard kinds.contains(person.kind) else { return .notCovered }
    let sought = Array(person.text.utf8)
    var range = persons.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let line = RegisterLines.Line(bytes, from: Int(persons[middle]))
      let number = line.content.prefix { $0 != RegisterLines.blank }
      if number.elementsEqual(sought) {
        let remark = line.content.dropFirst(number.count + 1)
        return remark.isEmpty
          ? .mayPractise : .mayNotPractise(reason: String(decoding: remark, as: UTF8.self))
      }
      range =
        number.lexicographicallyPrecedes(sought) ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return .mayNotPractise(reason: "not in the register")
  }

  /// The lines up to the last, which says how many they are: a file that was cut off is not a short register.
  private static func persons(
    in lines: inout RegisterLines, of kinds: Set<NationalIdentifierKind>
  ) throws(CPSError) -> [UInt32] {
    var persons: [UInt32] = []
    var previous: ArraySlice<UInt8> = []
    while let line = lines.next() {
      if line.content.starts(with: RegisterLines.end) {
        guard line.text == "end \(persons.count)" else {
          throw lines.refusal("\(persons.count) persons were counted", line)
        }
        guard lines.next() == nil else { throw lines.refusal("something after the end", line) }
        return persons
      }
      let number = line.content.prefix { $0 != RegisterLines.blank }
      guard let person = try? NationalIdentifier(String(decoding: number, as: UTF8.self)),
        kinds.contains(person.kind)
      else { throw lines.refusal("not a number of a kind that is covered", line) }
      guard previous.lexicographicallyPrecedes(number) else {
        throw lines.refusal("numbers must be in order, each once", line)
      }
      let remark = line.content.dropFirst(number.count)
      guard remark.isEmpty || (2...65).contains(remark.count) && remark.last != RegisterLines.blank else {
        throw lines.refusal("the reason has 1 to 64 characters", line, column: number.count + 1)
      }
      guard persons.count < maximumPersons else { throw lines.refusal("too many persons", line) }
      persons.append(UInt32(line.start))
      previous = number
    }
    throw lines.refusalAtEnd("the file ends without its last line")
  }
}
