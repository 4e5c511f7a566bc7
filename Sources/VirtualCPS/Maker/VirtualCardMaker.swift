public import CPSDiagnostics
internal import OpenSSLKit

/// Makes virtual cards from their ingredients.
public struct VirtualCardMaker: Sendable {
  /// A private key and its certificate.
  public struct Credential: Sendable {
    /// The key in PKCS#8.
    public let privateKey: [UInt8]
    /// The certificate in DER.
    public let certificate: [UInt8]

    /// A key and its certificate.
    public init(privateKey: [UInt8], certificate: [UInt8]) {
      self.privateKey = privateKey
      self.certificate = certificate
    }
  }

  /// RN 5.0.11 of the official module mentions more than 2 kB; 4 kB are allowed for (cps-card.md 3.3).
  private static let longestCertificate = 4_096

  let serialDigits: String
  let pin: String
  let puk: String
  let signature: Credential
  let authentication: Credential
  let technical: Credential
  let holder: VirtualCardHolder

  /// The ingredients of one card.
  ///
  /// - Parameters:
  ///   - serialDigits: the eight digits of the serial number.
  ///   - pin: four digits.
  ///   - puk: eight digits.
  ///   - signature: RSA-2048, for signatures that the holder wants.
  ///   - authentication: RSA-2048, for logging in.
  ///   - technical: RSA-2048, for use without contact and without PIN; that of authentication stands in for it
  ///     where a test does not look at it.
  ///   - holder: whose the card is.
  /// - Throws: ``Diagnostic/virtualCardProfileInvalid``.
  public init(
    serialDigits: String, pin: String, puk: String, signature: Credential, authentication: Credential,
    technical: Credential? = nil, holder: VirtualCardHolder = .anybody
  ) throws(CPSError) {
    try Self.requireDigits(serialDigits, 8, "serial number")
    try Self.requireDigits(pin, 4, "PIN")
    try Self.requireDigits(puk, 8, "PUK")
    try Self.check(signature, "signature")
    try Self.check(authentication, "authentication")
    try technical.map { (credential) throws(CPSError) in try Self.check(credential, "technical") }
    self.serialDigits = serialDigits
    self.pin = pin
    self.puk = puk
    self.signature = signature
    self.authentication = authentication
    self.technical = technical ?? authentication
    self.holder = holder
  }

  /// The image of a fresh card.
  public func image(_ generation: VirtualCardGeneration) -> VirtualCardImage {
    switch generation {
    case .cps3: CPS3Profile(self).image
    case .cps3Contactless: CPS3ContactlessProfile(self).image
    case .cps4, .cps4T0, .cps4ReleaseCandidate: CPS4Profile(self, generation).image
    }
  }

  private static func requireDigits(_ text: String, _ count: Int, _ name: String) throws(CPSError) {
    guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw refusal("\(name): \(count) digits")
    }
  }

  private static func check(_ credential: Credential, _ name: String) throws(CPSError) {
    let key: PrivateKey
    do throws(CPSError) {
      key = try PrivateKey(pkcs8: credential.privateKey)
    } catch {
      throw CPSError(.virtualCardProfileInvalid, ["detail": "\(name): PKCS #8"], reason: error.reason)
    }
    guard case .rsa(bits: 2_048, exponent: _) = key.publicKey.kind else { throw refusal("\(name): RSA-2048") }
    guard (1...longestCertificate).contains(credential.certificate.count) else {
      throw refusal("\(name): certificate of \(credential.certificate.count) bytes")
    }
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.virtualCardProfileInvalid, ["detail": detail])
  }
}
