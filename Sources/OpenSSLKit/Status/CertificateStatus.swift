internal import CPSDiagnostics
public import CPSPrimitives

/// What a responder says about one certificate (RFC 6960, clause 4.2.1).
public enum CertificateStatus: Sendable, Hashable {
  /// Not revoked; by itself this does not even say that it was ever issued (clause 2.2).
  case good
  /// Revoked, or on hold.
  case revoked(at: Timestamp, reason: RevocationReason?)
  /// The responder does not know the certificate.
  case unknown

  init(_ element: DERElement) throws(CPSError) {
    switch (element.tag, element.contents.isEmpty) {
    case (0x80, true): self = .good
    case (0xA1, false): self = try Self.revoked(element)
    case (0x82, true): self = .unknown
    default: throw DERElement.failure("certStatus")
    }
  }

  private static func revoked(_ element: DERElement) throws(CPSError) -> CertificateStatus {
    let members = try element.children()
    guard members.count <= 2, let moment = members[0].generalizedTime else {
      throw DERElement.failure("revokedInfo")
    }
    guard members.count == 2 else { return .revoked(at: moment, reason: nil) }
    let values = try members[1].children()
    guard members[1].tag == 0xA0, values.count == 1 else { throw DERElement.failure("revocationReason") }
    return .revoked(at: moment, reason: try RevocationReason(values[0]))
  }

  var encoding: [UInt8] {
    switch self {
    case .good: DEREncoding.element(0x80, [])
    case .unknown: DEREncoding.element(0x82, [])
    case .revoked(let moment, let reason):
      DEREncoding.element(
        0xA1,
        DEREncoding.generalizedTime(moment)
          + (reason.map { DEREncoding.element(0xA0, [0x0A, 0x01, $0.rawValue]) } ?? []))
    }
  }
}

extension RevocationReason {
  /// Reads a CRLReason; one that no RFC defines is refused.
  init(_ element: DERElement) throws(CPSError) {
    guard element.tag == 0x0A, element.contents.count == 1, let code = element.contents.first,
      let reason = RevocationReason(rawValue: code)
    else { throw DERElement.failure("revocationReason") }
    self = reason
  }
}

extension DERElement {
  /// A GeneralizedTime in the form of RFC 5280, clause 4.1.2.5.2, which responses keep to; nil for anything else.
  var generalizedTime: Timestamp? { tag == 0x18 ? moment : nil }
}
