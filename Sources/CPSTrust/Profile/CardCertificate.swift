internal import CPSDiagnostics
internal import OpenSSLKit

/// A certificate with what IGC-Santé wrote into it, read strictly; nothing of it is believed yet.
struct CardCertificate: Sendable {
  let certificate: Certificate
  let origin: IssuerOrigin
  let category: CardCategory?
  let type: CardType?
  let number: CardNumber?
  let profession: ProfessionCode?
  let specialities: [SpecialityCode]

  /// Reads the five private extensions.
  ///
  /// - Throws: ``Diagnostic/certificateMalformed`` for an encoding that rule 10 forbids;
  ///   ``Diagnostic/profileNotCPS`` for a card number of another form.
  init(_ certificate: Certificate) throws(CPSError) {
    self.certificate = certificate
    origin = IssuerOrigin(certificate.issuer)
    category = try PrivateExtension.category(of: certificate)
    type = try PrivateExtension.cardType(of: certificate)
    number = try PrivateExtension.cardNumber(of: certificate)
    profession = try PrivateExtension.profession(of: certificate)
    specialities = try PrivateExtension.specialities(of: certificate)
  }
}
