import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport

/// An empty trust store for the synthetic tree, and a folder with what may be imported into it.
struct TrustBench {
  let tree: TestTree
  let store: TrustDirectory
  let source: String
  let folder: TemporaryDirectory

  init() throws {
    tree = try TestTree.shared.get()
    folder = try TemporaryDirectory()
    store = TrustDirectory(path: folder.path("trust"), pins: try tree.pins())
    source = folder.path("source")
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
  }

  /// Puts a certificate and a list of each authority into the source, the list with this number.
  func fill(number: UInt64 = 300) throws {
    for authority in tree.igc.authorities {
      try write(authority.certificate.der, "\(authority.role.fileName).cer")
      try write(try ListDraft(of: authority, number: number).list().der, "\(authority.role.fileName).crl")
    }
  }

  @discardableResult
  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: "\(source)/\(name)"))
    return "\(source)/\(name)"
  }

  /// Every file of the store with its contents, hidden ones but the lock included.
  func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    let paths = FileManager.default.enumerator(atPath: store.path)
    while let path = paths?.nextObject() as? String {
      if path != ".lock" { contents[path] = FileManager.default.contents(atPath: "\(store.path)/\(path)") }
    }
    return contents
  }
}
