internal import CPSAuth
internal import CPSPrimitives

/// What is kept of an account for the telephone: a code of its bank characters, and who may call in its name.
///
/// Kind `telephone` of ``RecordBook``, under the account's name.
struct TelephoneRecord: Sendable, Hashable, Codable {
  /// The kind of the records.
  static let kind: RecordKind = "telephone"

  /// The code of the characters, and the epoch of its key.
  struct Details: Sendable, Hashable, Codable {
    let epoch: String
    let code: [UInt8]

    private enum CodingKeys: String, CodingKey {
      case epoch, code
    }

    init(epoch: String, code: [UInt8]) {
      self.epoch = epoch
      self.code = code
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      epoch = try container.decode(String.self, forKey: .epoch)
      code = Base64URL.decode(try container.decode(String.self, forKey: .code)) ?? []
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(epoch, forKey: .epoch)
      try container.encode(Base64URL.encode(code), forKey: .code)
    }
  }

  /// Nil where nobody has registered any.
  var details: Details?
  /// When they were registered, in milliseconds since 1970.
  var registeredAt: Int64?
  /// Those who may call in its name.
  var delegates: [TelephoneDelegate] = []

  private enum CodingKeys: String, CodingKey {
    case details, delegates
    case registeredAt = "registered_at"
  }
}
