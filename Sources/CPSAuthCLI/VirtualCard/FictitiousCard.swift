internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit
internal import SyntheticIGC
internal import VirtualCPS

/// A fictitious card with keys of its own, under a synthetic tree.
struct FictitiousCard {
  private static let keyBits = 2_048

  let generation: VirtualCardGeneration
  let person: FictitiousPerson
  let serial: String
  let pin: String
  let puk: String

  /// The image of the card.
  ///
  /// - Parameters:
  ///   - tree: the authorities that issue its certificates.
  ///   - moment: when the certificates are issued.
  /// - Throws: ``Diagnostic/virtualCardProfileInvalid`` for digits of another form.
  func image(under tree: SyntheticTree, at moment: Timestamp) throws(CPSError) -> VirtualCardImage {
    let card = SyntheticCard(
      name: person.rawValue, serial: serial, professional: person.professional, particularity: .none)
    let validity = LeafValidity(issuedAt: moment)
    let maker = try VirtualCardMaker(
      serialDigits: serial, pin: pin, puk: puk,
      signature: try credential(card.signatureProfile(validity: validity), under: tree),
      authentication: try credential(card.authenticationProfile(validity: validity), under: tree),
      technical: generation == .cps3Contactless
        ? try credential(card.technicalProfile(validity: validity), under: tree) : nil,
      holder: VirtualCardHolder(
        surname: person.professional.surname, givenName: person.professional.givenName,
        nationalIdentifier: person.professional.nationalIdentifier,
        profession: person.professional.profession))
    return maker.image(generation)
  }

  /// Eight digits that begin with 97: no card of the fixtures has such a serial.
  static func freshSerial(from random: some RandomSource) throws(CPSError) -> String {
    "97" + (try random.bytes(6)).map { String($0 % 10) }.joined()
  }

  /// The tree in a folder such as `Fixtures/pki`; without one, a tree of fresh keys that nobody trusts.
  static func tree(in folder: String?) throws(CPSError) -> SyntheticTree {
    if let folder { return try .load(from: folder) }
    return try .make { (_) throws(CPSError) in try PrivateKey.generateRSA(bits: keyBits) }
  }

  private func credential(
    _ profile: LeafProfile, under tree: SyntheticTree
  ) throws(CPSError) -> VirtualCardMaker.Credential {
    let key = try PrivateKey.generateRSA(bits: Self.keyBits)
    return .init(
      privateKey: try key.pkcs8(), certificate: try tree.issue(profile, for: key.publicKey).der)
  }
}
