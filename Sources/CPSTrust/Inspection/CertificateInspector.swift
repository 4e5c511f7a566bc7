internal import CPSDiagnostics
public import OpenSSLKit

/// Tells certificates apart by the rules of igc-sante.md section 1.4, without trusting any.
public enum CertificateInspector {
  /// What a certificate says of itself.
  public static func inspect(_ certificate: Certificate) -> CertificateInspection {
    var faults: [CPSError] = []
    do throws(CPSError) { try StrictReading.check(certificate) } catch { faults.append(error) }
    var card: CardCertificate?
    do throws(CPSError) { card = try CardCertificate(certificate) } catch { faults.append(error) }
    let kind = kind(of: certificate, card)
    var identity: ProfessionalIdentity?
    if case .cardAuthentication(let type) = kind, let card {
      do throws(CPSError) { identity = try IdentityReader.identity(in: card, of: type) } catch {
        faults.append(error)
      }
    }
    if case .cardSignature(let type) = kind, let card {
      identity = try? IdentityReader.identity(in: card, of: type)
    }
    return CertificateInspection(
      kind: kind, origin: IssuerOrigin(certificate.issuer), issuer: AuthorityName(certificate.issuer)?.text,
      category: card?.category, cardNumber: card?.number, identity: identity, faults: faults)
  }

  private static func kind(of certificate: Certificate, _ card: CardCertificate?) -> CertificateKind {
    let isLegacy =
      IssuerOrigin(certificate.issuer) == .legacy
      || certificate.signatureAlgorithm != .sha256WithRSA
      || certificate.policies.contains { $0.isWithin(.legacyPolicies) }
    guard !isLegacy else { return .legacy }
    guard certificate.basicConstraints?.isAuthority != true else { return .authority }
    guard let card, let category = card.category else { return .unknown }
    if category.isCard, let type = card.type { return cardKind(of: certificate, type) }
    guard category == .software || category == .testSoftware, card.type == nil else { return .unknown }
    switch AuthorityName(certificate.issuer)?.duty {
    case .persons: return .personSoftware
    case .organisations: return organisationKind(of: certificate)
    case .root, nil: return .unknown
    }
  }

  /// A card holds two certificates of one person under one authority; usages alone tell them apart.
  private static func cardKind(of certificate: Certificate, _ type: CardType) -> CertificateKind {
    let usage = certificate.keyUsage ?? []
    let purposes = certificate.extendedKeyUsage ?? []
    switch (usage.contains(.digitalSignature), usage.contains(.nonRepudiation)) {
    case (true, false) where purposes.contains(.clientAuthentication): return .cardAuthentication(type)
    case (false, true) where !purposes.contains(.clientAuthentication): return .cardSignature(type)
    default: return .unknown
    }
  }

  private static func organisationKind(of certificate: Certificate) -> CertificateKind {
    let purposes = certificate.extendedKeyUsage ?? []
    if purposes.contains(.serverAuthentication) { return .organisationServer }
    if certificate.keyUsage?.contains(.nonRepudiation) == true { return .organisationSeal }
    return purposes.contains(.clientAuthentication) ? .organisationClient : .unknown
  }
}
