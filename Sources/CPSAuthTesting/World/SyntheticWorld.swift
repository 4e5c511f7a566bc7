public import CPSDiagnostics
public import CPSPrimitives
public import CPSTrust
public import OpenSSLKit
public import SyntheticIGC
public import VirtualCPS

/// A certificate tree of its own, with cards and revocation lists: all that a service under test trusts.
///
/// There is no way from here to a professional except through a virtual card and the real verification.
public struct SyntheticWorld: Sendable {
  /// The size of the keys, in bits: what cards have, and less than real authorities, to be quick.
  private static let keyBits = 2_048

  /// The authorities, with their keys.
  public let tree: SyntheticTree
  /// When the world was made: cards and lists are valid from then on.
  public let moment: Timestamp

  /// A fresh world.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public init(at moment: Timestamp) throws(CPSError) {
    self.moment = moment
    tree = try SyntheticTree.make { _ throws(CPSError) in try PrivateKey.generateRSA(bits: Self.keyBits) }
  }

  /// The authorities as anchors.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` never for a tree that was made here.
  public func anchors() throws(CPSError) -> TrustAnchors {
    let certificates = tree.roots + tree.intermediates
    return try TrustAnchors(
      certificates, pinnedBy: try .synthetic(certificates.map { Hexadecimal.encode($0.sha256) }))
  }

  /// A book with a fresh list of every authority.
  ///
  /// - Parameter revoked: the certificates that the lists name.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func book(revoking revoked: [Certificate] = []) throws(CPSError) -> RevocationBook {
    let book = RevocationBook(anchors: try anchors())
    try publish(in: book, revoking: revoked, at: moment)
    return book
  }

  /// Puts newer lists into a book, as a refresh does.
  ///
  /// - Throws: ``Diagnostic/revocationListRefused`` when they are not newer.
  public func publish(
    in book: RevocationBook, revoking revoked: [Certificate], at moment: Timestamp
  ) throws(CPSError) {
    for list in try tree.issueRevocationLists(at: moment, revoked: revoked) {
      try book.admit(list, at: moment)
    }
  }

  /// Issues a CPS card.
  ///
  /// - Parameters:
  ///   - professional: whose it is.
  ///   - serial: the eight digits of its serial number.
  ///   - validity: from when to when; three years from the world's moment unless said otherwise.
  ///   - generation: which kind of card.
  ///   - traits: in what it differs from others of its generation.
  /// - Throws: ``Diagnostic/virtualCardProfileInvalid``, ``Diagnostic/cryptographyFailed``.
  public func issueCard(
    to professional: SyntheticProfessional, serial: String = "98000201", validity: LeafValidity? = nil,
    generation: VirtualCardGeneration = .cps3, traits: VirtualCardTraits? = nil
  ) throws(CPSError) -> SyntheticCardInHand {
    let validity = validity ?? LeafValidity(issuedAt: moment)
    let card = SyntheticCard(
      name: serial, serial: serial, professional: professional, particularity: .none)
    let technical: VirtualCardMaker.Credential? =
      generation == .cps3Contactless
      ? try credential(card.technicalProfile(validity: validity)).maker : nil
    return try issueCard(
      serial: serial, authentication: card.authenticationProfile(validity: validity),
      signature: card.signatureProfile(validity: validity), technical: technical,
      holder: VirtualCardHolder(
        surname: professional.surname, givenName: professional.givenName,
        nationalIdentifier: professional.nationalIdentifier, profession: professional.profession),
      generation: generation, traits: traits)
  }

  /// Issues the card of a member of staff: a CPE, which exercises no profession.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func issueStaffCard(serial: String = "98000301") throws(CPSError) -> SyntheticCardInHand {
    let validity = LeafValidity(issuedAt: moment)
    let card = SyntheticCard(name: serial, serial: serial, professional: .nurse, particularity: .none)
    return try issueCard(
      serial: serial, authentication: .cpeAuthentication(cardNumber: card.cardNumber, validity: validity),
      signature: .cpeSignature(cardNumber: card.cardNumber, validity: validity), technical: nil,
      holder: .anybody, generation: .cps3, traits: nil)
  }

  private func issueCard(
    serial: String, authentication: LeafProfile, signature: LeafProfile,
    technical: VirtualCardMaker.Credential?, holder: VirtualCardHolder, generation: VirtualCardGeneration,
    traits: VirtualCardTraits?
  ) throws(CPSError) -> SyntheticCardInHand {
    let authentication = try credential(authentication)
    let signature = try credential(signature)
    let maker = try VirtualCardMaker(
      serialDigits: serial, pin: SyntheticCard.pin, puk: SyntheticCard.puk, signature: signature.maker,
      authentication: authentication.maker, technical: technical, holder: holder)
    var image = maker.image(generation)
    image.traits = traits
    return SyntheticCardInHand(
      card: try VirtualCard(image), certificate: authentication.certificate, key: authentication.key)
  }

  private func credential(
    _ profile: LeafProfile
  ) throws(CPSError) -> (certificate: Certificate, key: PrivateKey, maker: VirtualCardMaker.Credential) {
    let key = try PrivateKey.generateRSA(bits: Self.keyBits)
    let certificate = try tree.issue(profile, for: key.publicKey)
    let maker = VirtualCardMaker.Credential(privateKey: try key.pkcs8(), certificate: certificate.der)
    return (certificate, key, maker)
  }
}
