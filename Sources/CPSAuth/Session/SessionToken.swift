public import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// The token of a session: 32 unpredictable bytes that mean nothing by themselves.
///
/// Shown to the workstation once, stored as its SHA-256 only. Its description does not hold it, so that a
/// log line cannot by mistake (attack case HN-23; igc-sante.md section 4, rule 30).
public struct SessionToken: Sendable, Hashable {
  /// The number of unpredictable bytes: 256 bits.
  public static let length = 32

  private let bytes: [UInt8]

  init(from random: some RandomSource) throws(CPSError) { bytes = try random.bytes(Self.length) }

  /// Reads what stands behind `Authorization: DPoP`.
  ///
  /// - Throws: ``Diagnostic/sessionMissing`` when no token can look like that.
  public init(reading text: String) throws(CPSError) {
    guard text.utf8.count <= 2 * Self.length, let bytes = Base64URL.decode(text),
      bytes.count == Self.length
    else { throw CPSError(.sessionMissing, reason: "form of the token") }
    self.bytes = bytes
  }

  /// The token as the workstation sends it: base64url, 43 characters.
  public var text: String { Base64URL.encode(bytes) }

  /// SHA-256 of the bytes: what a store knows of the token.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func hash() throws(CPSError) -> [UInt8] { try Digest.sha256(bytes) }
}

extension SessionToken: CustomStringConvertible, CustomReflectable {
  /// Never the token.
  public var description: String { "SessionToken" }

  /// Nothing inside.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
