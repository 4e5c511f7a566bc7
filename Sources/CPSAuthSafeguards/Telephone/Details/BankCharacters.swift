public import CPSDiagnostics
internal import CPSPrimitives

/// The last five characters of somebody's bank details, as they were said on the telephone or read from a file.
///
/// The last three of the account number and the key of a French RIB, which are those of the IBAN as well (igc-sante.md
/// section 3.5). On locked memory of its own, wiped when it ends, without description or coding: nothing keeps it but
/// the code that a ``TelephoneKeyRing`` makes of it.
public struct BankCharacters: ~Copyable, Sendable {
  /// How many there are.
  public static let count = 5

  let material: SecretBytes

  /// Reads five letters or digits, blanks between them allowed.
  ///
  /// - Throws: ``Diagnostic/bankDetailsWhole`` for so many characters that they may be the whole; otherwise
  ///   ``Diagnostic/bankCharactersMalformed``. What was given is in no error.
  public init(_ text: String) throws(CPSError) {
    var bytes = Array(text.utf8)
    try self.init(wiping: &bytes)
  }

  /// The same of bytes in UTF-8, which are wiped whatever comes of it.
  public init(wiping bytes: inout [UInt8]) throws(CPSError) {
    defer { SecretBytes.wipe(&bytes) }
    guard bytes.count(where: { WholeBankDetails.upperCased($0) != nil }) < WholeBankDetails.suspectCount
    else {
      throw CPSError(.bankDetailsWhole)
    }
    var characters: [UInt8] = []
    characters.reserveCapacity(bytes.count)
    defer { SecretBytes.wipe(&characters) }
    var isClean = true
    for byte in bytes where byte != 0x20 {
      guard let character = WholeBankDetails.upperCased(byte) else {
        isClean = false
        break
      }
      characters.append(character)
    }
    guard isClean, characters.count == Self.count else { throw CPSError(.bankCharactersMalformed) }
    material = try SecretBytes(copying: characters)
  }
}
