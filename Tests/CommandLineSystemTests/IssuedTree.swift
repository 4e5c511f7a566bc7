import CPSDiagnostics
import CPSPrimitives
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import VirtualCPS

/// Cards of the fixtures with certificates and revocation lists of today: these tests run on the clock of
/// the machine, under which those of the fixtures grow old.
struct IssuedTree {
  private let tree: SyntheticTree
  private let now = SystemWallClock().now()

  init() throws { tree = try SyntheticTree.load(from: PackageRoot.path("Fixtures/pki")) }

  private init(_ tree: SyntheticTree) { self.tree = tree }

  /// Another tree with the same names and other keys, which no service of these tests trusts.
  static func impostor() throws -> IssuedTree {
    IssuedTree(
      try SyntheticTree.make { _ throws(CPSError) in try PrivateKey.generateRSA(bits: 2_048) })
  }

  private func authentication(_ card: SyntheticCard) throws -> Certificate {
    let validity: LeafValidity =
      card.particularity == .expired ? .past : LeafValidity(issuedAt: now)
    let files = try SyntheticCardFiles(card, in: PackageRoot.path("Fixtures/cards"))
    return try tree.issue(
      card.authenticationProfile(validity: validity), for: files.authenticationKey.publicKey)
  }

  /// The key and the certificate of a fixture, which sign as the card would.
  func signer(of card: SyntheticCard) throws -> SoakCard {
    SoakCard(
      key: try SyntheticCardFiles(card, in: PackageRoot.path("Fixtures/cards")).authenticationKey,
      certificate: try authentication(card))
  }

  /// A fresh card with the serial and the keys of a fixture.
  func image(of card: SyntheticCard) throws -> VirtualCardImage {
    let files = try SyntheticCardFiles(card, in: PackageRoot.path("Fixtures/cards"))
    let maker = try VirtualCardMaker(
      serialDigits: card.serial, pin: SyntheticCard.pin, puk: SyntheticCard.puk,
      signature: .init(privateKey: files.signatureKey.pkcs8(), certificate: files.signature.der),
      authentication: .init(
        privateKey: files.authenticationKey.pkcs8(), certificate: authentication(card).der))
    return maker.image(.cps3)
  }

  /// Certificate and key of a card as PEM files, for what needs the key of a card and no card.
  func files(of card: SyntheticCard, in folder: TemporaryDirectory) throws -> (
    certificate: String, key: String
  ) {
    let files = try SyntheticCardFiles(card, in: PackageRoot.path("Fixtures/cards"))
    let (certificate, key) = (folder.path("\(card.serial).pem"), folder.path("\(card.serial).key.pem"))
    try Data(try authentication(card).pem().utf8).write(to: URL(filePath: certificate))
    try Data(try files.authenticationKey.pem().utf8).write(to: URL(filePath: key))
    return (certificate, key)
  }

  /// The authorities in one PEM file, as a proxy wants them.
  func bundle(in folder: TemporaryDirectory) throws -> String {
    let path = folder.path("authorities.pem")
    let text = try tree.authorities.map { try $0.certificate.pem() }.joined()
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  /// Fills a trust store by the command, as an administrator does.
  func fill(trustDirectory: String, pins: String) async throws {
    let folder = try TemporaryDirectory()
    for authority in tree.authorities {
      try Data(authority.certificate.der).write(
        to: folder.url.appending(path: "\(authority.role.fileName).cer"))
    }
    let revoked = [try authentication(.revoked)]
    let lists = try tree.issueRevocationLists(at: now - .seconds(60), revoked: revoked)
    for (number, list) in lists.enumerated() {
      try Data(list.der).write(to: folder.url.appending(path: "\(number).crl"))
    }
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"),
      [
        "trust", "import", folder.url.path, "--environment", "synthetic", "--pins", pins, "--directory",
        trustDirectory,
      ])
    guard done.outcome == .exited(0) else { throw TestSupportError(done.errors) }
  }
}
