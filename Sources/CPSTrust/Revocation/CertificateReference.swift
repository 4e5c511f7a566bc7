public import CPSPrimitives

/// Which certificate a live session hangs on: what is needed to ask again whether it is good.
///
/// A serial number means nothing without the key that gave it (attack case HN-19).
public struct CertificateReference: Sendable, Hashable, Codable {
  /// The subject key identifier of the issuing authority.
  public let issuerKeyIdentifier: [UInt8]
  /// The serial number, big-endian without leading zeros.
  public let serialNumber: [UInt8]
  /// The end of validity.
  public let expiry: Timestamp

  /// A reference that was stored.
  public init(issuerKeyIdentifier: [UInt8], serialNumber: [UInt8], expiry: Timestamp) {
    self.issuerKeyIdentifier = issuerKeyIdentifier
    self.serialNumber = serialNumber
    self.expiry = expiry
  }
}

extension VerifiedProfessional {
  /// What a session keeps to have its card checked again.
  public var certificateReference: CertificateReference {
    CertificateReference(
      issuerKeyIdentifier: issuerKeyIdentifier, serialNumber: serialNumber, expiry: certificateExpiry)
  }
}
