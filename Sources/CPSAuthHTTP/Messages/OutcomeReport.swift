internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// The body with which a service reports what came of a call (docs/protocol.md, section 14).
struct OutcomeReport: Decodable {
  /// The most names of fields, and the longest of them in bytes.
  private static let maximumNames = 64
  private static let longestName = 64

  let receipt: String
  let outcome: AuditOutcome
  let disclosed: Set<String>

  private enum Key: String, CodingKey, CaseIterable {
    case schema, receipt, outcome, disclosed
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    receipt = try container.string(.receipt)
    guard let outcome = AuditOutcome(rawValue: try container.string(.outcome)) else {
      throw CPSError(.requestMalformed, reason: "member outcome")
    }
    self.outcome = outcome
    let names: [String] = try container.optionalValue(.disclosed) ?? []
    // Names go into the audit log: those of fields, never what stands in them.
    guard names.count <= Self.maximumNames, names.allSatisfy(Self.isName) else {
      throw CPSError(.requestMalformed, reason: "member disclosed")
    }
    disclosed = Set(names)
  }

  private static func isName(_ text: String) -> Bool {
    (1...longestName).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F: true
        default: false
        }
      }
      && text.utf8.first.map { !(0x30...0x39).contains($0) } == true
  }
}
