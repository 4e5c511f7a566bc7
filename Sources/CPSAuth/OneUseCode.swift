public import CPSDiagnostics
internal import OpenSSLKit

/// A short code that a person reads in a message and types once, made of a name that may be stored and of the service's
/// secret.
///
/// So the code itself stands nowhere: whoever delivers the message computes it at that moment, whoever verifies the entry
/// computes it again. 40 bits: too few without a limit on attempts, which is the caller's duty.
public struct OneUseCode: Sendable {
  /// 32 signs that are not taken for each other: digits and capitals without I, L, O and U.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let length = 8

  private let secret: ServiceSecret

  /// The codes of a service.
  public init(under secret: ServiceSecret) { self.secret = secret }

  /// The code of a name: two groups of four signs.
  ///
  /// - Parameter name: unguessable is not needed, unique is.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func text(of name: String) throws(CPSError) -> String {
    let signs = Self.signs(of: try secret.authenticationCode(of: Array(name.utf8), for: .oneUseCode))
    return "\(signs.prefix(Self.length / 2))-\(signs.suffix(Self.length / 2))"
  }

  /// Whether an entry is the code of a name, with or without the hyphen, in capitals or not.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func isText(_ entry: String, of name: String) throws(CPSError) -> Bool {
    let typed = Array(
      String(entry.uppercased().filter { $0 != "-" && $0 != " " }.map { Self.alike[$0] ?? $0 }).utf8)
    var isRight = false
    for code in try secret.acceptedCodes(of: Array(name.utf8), for: .oneUseCode)
    where MessageAuthentication.areEqual(Array(Self.signs(of: code).utf8), typed) { isRight = true }
    return isRight
  }

  /// What people type for a sign that looks like it.
  private static let alike: [Character: Character] = ["O": "0", "I": "1", "L": "1"]

  private static func signs(of code: [UInt8]) -> String {
    String(code.prefix(length).map { alphabet[Int($0) % alphabet.count] })
  }
}
