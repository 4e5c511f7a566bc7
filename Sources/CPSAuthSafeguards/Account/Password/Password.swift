public import CPSDiagnostics
internal import CPSPrimitives

/// A password as somebody typed it, on locked memory that is wiped when the last reference goes.
///
/// Without description, equality or coding. What read it from a request may have left copies in ordinary memory, which is
/// why a request that bears one is answered and forgotten at once.
public final class Password: Sendable {
  /// The most bytes of UTF-8 that are looked at.
  public static let maximumLength = 1_024

  let bytes: SecretBytes

  /// A password.
  ///
  /// - Throws: ``Diagnostic/requestMalformed`` when it is empty or longer than ``maximumLength``;
  ///   ``Diagnostic/internalFault`` when no memory is left.
  public init(_ text: String) throws(CPSError) {
    var typed = Array(text.utf8)
    defer { SecretBytes.wipe(&typed) }
    guard (1...Self.maximumLength).contains(typed.count) else {
      throw CPSError(.requestMalformed, ["detail": "password"], reason: "length of a password")
    }
    bytes = try SecretBytes(copying: typed)
  }
}
