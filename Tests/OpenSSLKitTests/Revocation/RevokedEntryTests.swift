import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

/// Entries as bytes: what is read, and what is not an entry.
@Suite struct RevokedEntryTests {
  private static let moment = DEREncoding.time(TestTree.instant("2026-11-01T00:00:00Z"))

  private let tree: TestTree

  init() throws { tree = try TestTree() }

  @Test func `serial numbers of every length and sign are numbers`() throws {
    let contents: [[UInt8]] = [
      [0x00], [0x7F], [0x00, 0x80], [0x80], [0xFF], [0xFF, 0x7F], [0x01, 0x00], [0x00, 0xFF, 0x01],
      [UInt8](repeating: 0x11, count: 20),
    ]
    let list = try list(of: contents.map { DEREncoding.sequence(DEREncoding.element(0x02, $0), Self.moment) })
    let numbers: [([UInt8], Bool)] = [
      ([], false), ([0], false), ([0x7F], false), ([0x80], false), ([0x80], true), ([0x01], true),
      ([0x81], true), ([0x01, 0x00], false), ([0x00, 0x00, 0xFF, 0x01], false),
      ([UInt8](repeating: 0x11, count: 20), false),
    ]
    for (magnitude, isNegative) in numbers {
      #expect(list.serials.reason(serialNumber: magnitude, isNegative: isNegative) == .unspecified)
    }
    for (magnitude, isNegative) in [
      ([UInt8(0x01)], false), ([0x7F], true), ([0xFF], true), ([0x80, 0x00], true),
    ] {
      #expect(list.serials.reason(serialNumber: magnitude, isNegative: isNegative) == nil)
    }
    #expect(list.entryCount == contents.count)
  }

  @Test func `reasons are read, whichever extension stands beside them`() throws {
    let date = CertificateExtension(.invalidityDate, value: Self.moment)
    var builder = tree.authorityList
    builder.entries = RevocationReason.allCases.flatMap { reason in
      let code = CertificateExtension(.crlReason, value: [0x0A, 0x01, reason.rawValue])
      return [
        entry(UInt8(reason.rawValue + 1), [code]), entry(UInt8(reason.rawValue + 0x21), [date, code]),
      ]
    }
    let unknown = CertificateExtension(.crlReason, value: [0x0A, 0x01, 7])
    builder.entries += [entry(0x70, [unknown]), entry(0x71, [date]), entry(0x72, [])]
    let list = try builder.list(signedBy: tree.authorityKey)
    for reason in RevocationReason.allCases {
      for offset in [UInt8(1), 0x21] {
        #expect(list.serials.reason(serialNumber: [reason.rawValue + offset]) == reason)
      }
    }
    for serial in [UInt8(0x70), 0x71, 0x72] {
      #expect(list.serials.reason(serialNumber: [serial]) == .unspecified)
    }
  }

  @Test(arguments: [[UInt8(8), 6, 1], [1, 6, 8], [6, 1, 8], [8, 1, 6]])
  func `of two entries for one certificate the heavier counts`(reasons: [UInt8]) throws {
    var builder = tree.authorityList
    builder.entries = reasons.map {
      entry(0x33, [CertificateExtension(.crlReason, value: [0x0A, 0x01, $0])])
    }
    let list = try builder.list(signedBy: tree.authorityKey)
    #expect(list.entryCount == 3)
    #expect(list.serials.count == 1)
    #expect(list.serials.reason(serialNumber: [0x33]) == .keyCompromise)
  }

  static let faults: [(name: String, entry: [UInt8])] = [
    ("not a sequence", DEREncoding.element(0x31, DEREncoding.integer(1) + moment)),
    ("empty", DEREncoding.sequence()), ("no moment", DEREncoding.sequence(DEREncoding.integer(1))),
    ("no number", DEREncoding.sequence(moment)),
    ("number without contents", DEREncoding.sequence([0x02, 0x00], moment)),
    ("number not shortest", DEREncoding.sequence([0x02, 0x02, 0x00, 0x01], moment)),
    ("negative number not shortest", DEREncoding.sequence([0x02, 0x02, 0xFF, 0x80], moment)),
    ("length not shortest", [0x30, 0x81, 0x12] + DEREncoding.integer(1) + moment),
    ("length without bound", [0x30, 0x80] + DEREncoding.integer(1) + moment + [0, 0]),
    ("month 13", DEREncoding.sequence(DEREncoding.integer(1), time("261301000000Z"))),
    ("30 February", DEREncoding.sequence(DEREncoding.integer(1), time("260230000000Z"))),
    ("29 February of no leap year", DEREncoding.sequence(DEREncoding.integer(1), time("260229000000Z"))),
    ("hour 24", DEREncoding.sequence(DEREncoding.integer(1), time("261101240000Z"))),
    ("no seconds", DEREncoding.sequence(DEREncoding.integer(1), time("2611010000Z"))),
    ("local time", DEREncoding.sequence(DEREncoding.integer(1), time("261101000000+0100"))),
    ("three members more", DEREncoding.sequence(DEREncoding.integer(1), moment, reason(1), reason(1))),
    ("extensions that are none", DEREncoding.sequence(DEREncoding.integer(1), moment, DEREncoding.null)),
    ("empty extensions", DEREncoding.sequence(DEREncoding.integer(1), moment, DEREncoding.sequence())),
    (
      "reason of two bytes",
      DEREncoding.sequence(DEREncoding.integer(1), moment, extensions([0x0A, 0x02, 0x01, 0x01]))
    ),
    (
      "reason of another type",
      DEREncoding.sequence(DEREncoding.integer(1), moment, extensions([0x02, 0x01, 0x01]))
    ),
    (
      "reason twice",
      DEREncoding.sequence(
        DEREncoding.integer(1), moment,
        DEREncoding.sequence(
          Array(reason(1).dropFirst(2)), Array(reason(1).dropFirst(2))))
    ),
  ]

  @Test(arguments: faults.map(\.name)) func `what is not an entry refuses the list`(name: String) throws {
    let fault = try #require(Self.faults.first { $0.name == name })
    let good = DEREncoding.sequence(DEREncoding.integer(2), Self.moment)
    #expect(throws: CPSError(.revocationListMalformed)) { try list(of: [good, fault.entry]) }
  }

  @Test func `29 February of a leap year and a year of four digits are moments`() throws {
    let entries = [time("280229235959Z"), DEREncoding.element(0x18, Array("20500101000000Z".utf8))]
    #expect(try list(of: entries.map { DEREncoding.sequence(DEREncoding.integer(1), $0) }).entryCount == 2)
  }

  private func entry(
    _ serial: UInt8, _ extensions: [CertificateExtension]
  ) -> RevocationListBuilder.Entry {
    .init(serialNumber: [serial], moment: TestTree.instant("2026-11-01T00:00:00Z"), extensions: extensions)
  }

  private static func time(_ text: String) -> [UInt8] { DEREncoding.element(0x17, Array(text.utf8)) }

  private func time(_ text: String) -> [UInt8] { Self.time(text) }

  private static func reason(_ code: UInt8) -> [UInt8] { extensions([0x0A, 0x01, code]) }

  private static func extensions(_ reason: [UInt8]) -> [UInt8] {
    DEREncoding.sequence(
      DEREncoding.sequence(DEREncoding.objectIdentifier(.crlReason), DEREncoding.octetString(reason)))
  }

  /// A list with these bytes as entries.
  private func list(of entries: [[UInt8]]) throws -> RevocationList {
    var builder = tree.authorityList
    builder.entries = []
    let outer = try DERElement(builder.der(signedBy: tree.authorityKey)).children()
    let members = try outer[0].children().map(\.encoding)
    let body = (members.dropLast() + [DEREncoding.element(0x30, entries.flatMap { $0 })] + members.suffix(1))
    return try RevocationList(
      der: DEREncoding.sequence(
        DEREncoding.element(0x30, body.flatMap { $0 }), outer[1].encoding, outer[2].encoding))
  }
}
