internal import CPSDiagnostics
internal import SmartCard

/// The objects of a card's directory with which it logs in.
struct AuthenticationObjects {
  /// The reference of the key in MANAGE SECURITY ENVIRONMENT.
  let keyReference: UInt8
  /// The PIN that guards the key.
  let pin: PINReference
  /// The certificate of the key.
  let certificate: CertificateEntry
}

extension CardDirectory {
  /// The authentication key, and its certificate and PIN by the identifiers that pair them.
  ///
  /// - Parameter reference: the key reference where PrKDF gives none.
  /// - Throws: ``Diagnostic/cardIncomplete`` unless there is exactly one of each (attack case HC-30).
  func authenticationObjects(assuming reference: UInt8?) throws(CPSError) -> AuthenticationObjects {
    let key = try PrivateKeyEntry.authenticationKey(among: privateKeys)
    guard let keyReference = key.reference ?? reference else {
      throw CPSError(.cardIncomplete, ["element": "PrKDF"], reason: "no reference of one byte")
    }
    let pin = try PasswordEntry.pin(key.attributes.authenticationIdentifier, among: pins)
    return AuthenticationObjects(
      keyReference: keyReference, pin: try pin.reference(on: files.channelClass),
      certificate: try CertificateEntry.certificate(of: key.identifier, among: certificates))
  }

  /// The code that unblocks the PIN; nil when the card lists none.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when there is more than one: a wrong guess would spend its tries.
  func unblockingCode() throws(CPSError) -> PINReference? {
    let codes = pins.filter(\.isUnblocking)
    guard codes.count < 2 else {
      throw CPSError(.cardIncomplete, ["element": "AODF"], reason: "\(codes.count) unblocking codes")
    }
    return try codes.first?.unblockingReference(on: files.channelClass)
  }

  /// What the key of a certificate is for.
  func role(of certificate: CertificateEntry) -> CardCertificate.Role {
    let keys = privateKeys.filter { $0.identifier == certificate.identifier }
    guard keys.count == 1 else { return .other }
    if keys[0].isForAuthentication { return .authentication }
    return keys[0].isForSignature ? .signature : .other
  }
}
