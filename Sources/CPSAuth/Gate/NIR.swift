public import CPSDiagnostics

/// A social security number: the 13 characters of the national register of persons (code de la sécurité
/// sociale, article R115-2).
///
/// It has no description, so that no log line holds it by mistake.
public struct NIR: GatedSubject, Hashable {
  /// The number of characters without the key.
  public static let length = 13

  private static let orderLength = 3

  /// The 13 characters: digits, with `2A` or `2B` for a department of Corsica.
  public let canonicalText: String

  /// Reads 13 characters, or 15 with the key, blanks between them allowed.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed``; the number itself is in no error.
  public init(_ text: String) throws(CPSError) {
    let characters = Array(text.utf8.filter { $0 != 0x20 })
    guard text.utf8.count <= 32, characters.count == Self.length || characters.count == Self.length + 2 else {
      throw CPSError(.subjectMalformed)
    }
    let body = Array(characters.prefix(Self.length))
    guard (0x31...0x38).contains(body[0]), let value = Self.value(of: body) else {
      throw CPSError(.subjectMalformed)
    }
    if characters.count > Self.length {
      let key = String(decoding: characters.suffix(2), as: UTF8.self)
      guard key.utf8.allSatisfy({ (0x30...0x39).contains($0) }), Int64(key) == 97 - value % 97 else {
        throw CPSError(.subjectMalformed)
      }
    }
    canonicalText = String(decoding: body, as: UTF8.self)
  }

  /// All but the order number: those born in one month in one commune, entered one after the other (code de la
  /// sécurité sociale, article R115-2: sex, year, month, department, commune, order).
  public var neighbourhood: String? { String(canonicalText.prefix(Self.length - Self.orderLength)) }

  /// The number from which the key is computed: 2A counts as 19 and 2B as 18.
  private static func value(of body: [UInt8]) -> Int64? {
    var digits = body
    if body[5] == 0x32, body[6] == 0x41 || body[6] == 0x42 {
      digits[5] = 0x31
      digits[6] = body[6] == 0x41 ? 0x39 : 0x38
    }
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self))
  }
}

extension NIR: CustomStringConvertible, CustomReflectable {
  /// Never the number.
  public var description: String { "NIR" }

  /// Nothing inside.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
