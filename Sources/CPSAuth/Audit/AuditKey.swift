public import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit

/// The key under which subjects become pseudonyms, kept apart from the database and changed in epochs.
///
/// Without it the number of a person cannot be found by trying all numbers (DESIGN.md, "The way of the
/// data", 8).
public final class AuditKey: Sendable {
  /// The least length, in bytes.
  public static let minimumLength = 32
  /// The longest name of an epoch, in bytes.
  public static let maximumEpochLength = 32

  private static let checkTag = Array("cpsauth audit key check 1\0".utf8)
  private static let subjectTag = Array("cpsauth subject 1\0".utf8)
  private static let approvalTag = Array("cpsauth approval 1\0".utf8)
  private static let neighbourhoodTag = Array("cpsauth neighbourhood 1\0".utf8)

  /// The name of the epoch, such as `2026-11`.
  public let epoch: String
  private let material: SecretBytes

  /// A key of at least 32 unpredictable bytes.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` when it is shorter or the epoch has no usable name.
  public init(epoch: String, _ material: consuming SecretBytes) throws(CPSError) {
    guard material.count >= Self.minimumLength, (1...Self.maximumEpochLength).contains(epoch.utf8.count),
      PrintableText.escaped(epoch) == epoch
    else {
      throw CPSError(
        .configurationInvalid, ["place": "audit key", "detail": "an epoch and at least 32 bytes"])
    }
    self.epoch = epoch
    self.material = material
  }

  /// The pseudonym of a subject's canonical text.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func pseudonym(of subject: String) throws(CPSError) -> SubjectPseudonym {
    SubjectPseudonym(epoch: epoch, code: try code(of: subject, under: Self.subjectTag))
  }

  /// The pseudonym of what neighbouring numbers share (``GatedSubject/neighbourhood``): 32 bytes.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  func pseudonym(ofNeighbourhood neighbourhood: String) throws(CPSError) -> [UInt8] {
    try code(of: neighbourhood, under: Self.neighbourhoodTag)
  }

  /// The code of a text about an approval (``ApprovalSeal``): 32 bytes.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  func code(ofApproval text: String) throws(CPSError) -> [UInt8] {
    try code(of: text, under: Self.approvalTag)
  }

  /// By which the log tells this key from another of the same epoch, and which says nothing of either: 32 bytes.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  func check() throws(CPSError) -> AuditKeyCheck {
    AuditKeyCheck(epoch: epoch, code: try code(of: epoch, under: Self.checkTag))
  }

  private func code(of text: String, under tag: [UInt8]) throws(CPSError) -> [UInt8] {
    try material.withBytes { (bytes) throws(CPSError) in
      try MessageAuthentication.hmacSHA256(
        key: bytes.indices.map { bytes[$0] }, message: tag + Array(text.utf8))
    }
  }
}
