import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import TestSupport
import Testing

@Suite struct FilePractitionerRegisterTests {
  private static let day = Duration.seconds(86_400)
  private static let text = """
    cpsauth-register 1
    made 2026-11-20T12:00:00Z
    covers rpps adeli
    00B6087510
    02A1234567 struck off
    899900063480
    899900123011
    899900123029 suspended
    end 5

    """

  private let folder: TemporaryDirectory
  private var path: String { folder.path("register") }

  init() throws { folder = try TemporaryDirectory() }

  private func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

  private func register(
    _ text: String = Self.text, limit: Duration = FilePractitionerRegister.standardLimit
  ) throws -> FilePractitionerRegister {
    try write(text)
    return try FilePractitionerRegister(path: path, limit: limit, at: TestTree.now)
  }

  @Test(arguments: [
    ("00B6087510", RegisterAnswer.mayPractise), ("899900063480", .mayPractise),
    ("899900123011", .mayPractise),
    ("02A1234567", .mayNotPractise(reason: "struck off")),
    ("899900123029", .mayNotPractise(reason: "suspended")),
    ("899900123037", .mayNotPractise(reason: "not in the register")),
    ("0000000000", .mayNotPractise(reason: "not in the register")),
    ("899999999990", .mayNotPractise(reason: "not in the register")),
    ("9123456789", .notCovered), ("30B0057881/CPET0002", .notCovered),
  ])
  func `rule 27 a register answers for whom it lists and for whom it covers`(
    person: String, answer: RegisterAnswer
  ) throws {
    let register = try register()
    #expect(register.count == 5)
    #expect(try register.answer(for: try NationalIdentifier(person), at: TestTree.now) == answer)
  }

  /// Every place in the table is found, and none between two of them.
  @Test func aLongRegisterIsSearchedRight() throws {
    let numbers = (0..<500).map { String(format: "0%08dA", $0) }
    let text =
      "cpsauth-register 1\nmade 2026-11-20T12:00:00Z\ncovers adeli\n"
      + numbers.map { $0 + "\n" }.joined() + "end 500\n"
    let register = try register(text)
    for number in numbers {
      let present = try NationalIdentifier(number)
      let absent = try NationalIdentifier(String(number.dropLast()) + "B")
      #expect(try register.answer(for: present, at: TestTree.now) == .mayPractise)
      #expect(
        try register.answer(for: absent, at: TestTree.now) == .mayNotPractise(reason: "not in the register"))
    }
  }

  @Test func anEmptyRegisterListsNobody() throws {
    let register = try register(
      "cpsauth-register 1\nmade 2026-11-20T12:00:00Z\ncovers rpps\nend 0\n")
    #expect(
      try register.answer(for: try NationalIdentifier("899900123011"), at: TestTree.now)
        == .mayNotPractise(reason: "not in the register"))
  }

  @Test func `rule 27 a register past its limit answers nobody`() throws {
    let register = try register(limit: Self.day)
    let person = try NationalIdentifier("899900123011")
    #expect(try register.answer(for: person, at: TestTree.now) == .mayPractise)
    #expect(!register.isStale(at: TestTree.now))
    let later = TestTree.now + .milliseconds(1)
    #expect(register.isStale(at: later))
    let error = #expect(throws: CPSError.self) { try register.answer(for: person, at: later) }
    #expect(error == CPSError(.registerStale))
    #expect(error?.message(in: .french).contains("2026-11-20T12:00:00Z") == true)
    // Nobody is answered for, those who are not covered included.
    #expect(throws: CPSError(.registerStale)) {
      try register.answer(for: try NationalIdentifier("9123456789"), at: later)
    }
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    let place: String

    init(_ name: String, _ old: String, _ new: String, _ place: String) {
      testDescription = name
      self.old = old
      self.new = new
      self.place = place
    }
  }

  static let faults: [Fault] = [
    Fault("empty", text, "", "1:1"),
    Fault("another file", text, "hello\n", "1:1"),
    Fault("another version", "register 1", "register 2", "1:18"),
    Fault("no date", "made 2026-11-20T12:00:00Z\n", "", "2:1"),
    Fault("a day only", "2026-11-20T12:00:00Z", "2026-11-20", "2:6"),
    Fault("from the future", "2026-11-20", "2026-11-22", "2:1"),
    Fault("covers nothing", "covers rpps adeli", "covers ", "3:8"),
    Fault("covers what is unknown", "covers rpps adeli", "covers rpps ordinal", "3:8"),
    Fault("covers one twice", "covers rpps adeli", "covers rpps rpps adeli", "3:8"),
    Fault("two blanks", "covers rpps adeli", "covers rpps  adeli", "3:8"),
    Fault("a kind that is not covered", "covers rpps adeli", "covers rpps", "4:1"),
    Fault("wrong check digit", "899900063480", "899900063481", "6:1"),
    Fault("out of order", "00B6087510\n02A1234567 struck off", "02A1234567 struck off\n00B6087510", "5:1"),
    Fault("a person twice", "899900063480\n", "899900063480\n899900063480\n", "7:1"),
    Fault(
      "a person twice, once suspended", "899900063480\n", "899900063480\n899900063480 suspended\n", "7:1"),
    Fault("empty line", "899900063480\n", "899900063480\n\n", "7:1"),
    Fault("blank before a number", "\n899900063480", "\n 899900063480", "6:1"),
    Fault("reason that is empty", "02A1234567 struck off", "02A1234567 ", "5:11"),
    Fault("reason that ends with a blank", "struck off", "struck off ", "5:11"),
    Fault("reason of 65 characters", "struck off", String(repeating: "x", count: 65), "5:11"),
    Fault("line of 201 bytes", "struck off", String(repeating: "x", count: 190), "5:201"),
    Fault("letter that is not ASCII", "struck off", "radiée", "5:16"),
    Fault("HC-34 control character", "struck off", "struck\u{1B}[2J", "5:18"),
    Fault("CRLF", "covers rpps adeli\n", "covers rpps adeli\r\n", "3:18"),
    Fault("no last line", "end 5\n", "", "9:1"),
    Fault("cut off", "899900123029 suspended\nend 5\n", "89990012", "8:9"),
    Fault("cut off at a line", "899900123029 suspended\nend 5\n", "", "8:1"),
    Fault("another count", "end 5", "end 6", "9:1"),
    Fault("count with a zero before", "end 5", "end 05", "9:1"),
    Fault("something after the end", "end 5\n", "end 5\n899900123037\n", "10:1"),
    Fault("last line without its end", "end 5\n", "end 5", "9:6"),
  ]

  @Test(arguments: faults)
  func `a register that is not as it must be is refused with line and column`(fault: Fault) throws {
    #expect(Self.text.contains(fault.old))
    let error = #expect(throws: CPSError.self) {
      try register(Self.text.replacingOccurrences(of: fault.old, with: fault.new))
    }
    #expect(error == CPSError(.registerRefused))
    #expect(error?.message(in: .english).contains("register:\(fault.place): ") == true, "\(error as Any)")
  }

  @Test(arguments: faults)
  func `CA-13 a register that is refused leaves the one in use`(fault: Fault) throws {
    let register = try register()
    try write(Self.text.replacingOccurrences(of: fault.old, with: fault.new))
    #expect(throws: CPSError(.registerRefused)) { try register.reload(at: TestTree.now) }
    let person = try NationalIdentifier("899900123011")
    #expect(try register.answer(for: person, at: TestTree.now) == .mayPractise)
  }

  @Test func aNewerRegisterTakesThePlaceOfTheOldOne() throws {
    let register = try register()
    let person = try NationalIdentifier("899900123011")
    try write(
      Self.text.replacingOccurrences(of: "2026-11-20T12", with: "2026-11-21T06")
        .replacingOccurrences(of: "899900123011", with: "899900123011 struck off"))
    try register.reload(at: TestTree.now)
    #expect(try register.answer(for: person, at: TestTree.now) == .mayNotPractise(reason: "struck off"))
    #expect(register.madeAt == moment("2026-11-21T06:00:00Z"))
  }

  @Test func anOlderRegisterIsRefused() throws {
    let register = try register()
    try write(Self.text.replacingOccurrences(of: "2026-11-20", with: "2026-11-19"))
    #expect(throws: CPSError(.registerRefused)) { try register.reload(at: TestTree.now) }
    #expect(register.madeAt == moment("2026-11-20T12:00:00Z"))
  }

  @Test func aRegisterThatIsGoneLeavesTheOneInUse() throws {
    let register = try register()
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: CPSError(.inputMissing)) { try register.reload(at: TestTree.now) }
    let person = try NationalIdentifier("899900123011")
    #expect(try register.answer(for: person, at: TestTree.now) == .mayPractise)
  }

  @Test func whatIsNoFileIsNoRegister() throws {
    for path in [folder.path("absent"), folder.path("."), "/dev/zero"] {
      #expect(throws: CPSError(.inputMissing)) {
        try FilePractitionerRegister(path: path, at: TestTree.now)
      }
    }
  }

  @Test(arguments: [Duration.zero, .seconds(-1), .seconds(3_599), .seconds(31 * 86_400 + 1)])
  func `CA-08 an age limit that cannot be meant is refused`(limit: Duration) throws {
    #expect(throws: CPSError(.configurationInvalid)) { try register(limit: limit) }
  }

  @Test func `rule 27 a login asks the register and is refused when it says no`() throws {
    let tree = try TestTree.shared.get()
    let certificate = try LeafDraft(in: tree).der()
    let open = try register()
    #expect(try tree.logIn(with: certificate, by: tree.verifier(register: open)).register == .mayPractise)
    let closed = try register(
      Self.text.replacingOccurrences(of: "899900123011", with: "899900123011 struck off"))
    let error = #expect(throws: CPSError.self) {
      try tree.logIn(with: certificate, by: tree.verifier(register: closed))
    }
    #expect(error == CPSError(.practitionerNotEntitled))
    #expect(error?.message(in: .english).contains("struck off") == true)
  }
}
