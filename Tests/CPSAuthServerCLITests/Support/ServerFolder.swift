import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport

/// A folder as an administrator makes it: trust store, secrets to be made, room for the database.
struct ServerFolder {
  let folder: TemporaryDirectory
  /// The trust store.
  let store: TrustDirectory

  /// A folder whose trust store has the authorities of the fixtures, and lists that are fresh at `moment`.
  init(at moment: Timestamp = SyntheticTree.fixtureMoment) throws {
    folder = try TemporaryDirectory()
    let source = PackageRoot.path("Fixtures/pki")
    let tree = try SyntheticTree.load(from: source)
    let pins = try TrustPins.synthetic(tree.authorities.map { Hexadecimal.encode($0.certificate.sha256) })
    store = TrustDirectory(path: folder.path("trust"), pins: pins)
    for authority in tree.authorities {
      _ = try store.importItem(at: "\(source)/\(authority.role.fileName).cer", at: moment)
    }
    for (index, list) in try tree.issueRevocationLists(at: moment - .seconds(60), revoked: []).enumerated() {
      let file = folder.path("list-\(index).crl")
      try Data(list.der).write(to: URL(filePath: file))
      _ = try store.importItem(at: file, at: moment)
    }
  }

  /// The policy of a configuration that says nothing else.
  private static let policy = [
    "version: test", "rules:",
    "  physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10, 21]}",
  ]

  /// Writes a configuration and returns its path.
  func configuration(
    audience: String, environment: String = "synthetic", listen: [String], demonstration: Bool = true,
    trust: [String] = [], policy: [String] = policy, more: [String] = []
  ) throws -> String {
    let text = """
      audience: \(audience)
      environment: \(environment)
      listen:
        \(listen.joined(separator: "\n  "))
      database: state.sqlite
      secrets: {service: secrets/service, audit: secrets/audit, audit-epoch: test, create: true}
      trust:
        directory: trust
        \((["pins-file: " + PackageRoot.path("Fixtures/pki/authorities.sha256")] + trust).joined(separator: "\n  "))
      policy:
        \(policy.joined(separator: "\n  "))
      demonstration: \(demonstration)
      \(demonstration ? "" : "back-channel: {socket: back.sock, permits: {infopatient.lookup: nir}}")
      \(more.joined(separator: "\n"))
      """
    let path = folder.path("server.yaml")
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }
}
