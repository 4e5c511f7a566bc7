internal import CPSDiagnostics
internal import CPSPrimitives
internal import FoundationEssentials
internal import OpenSSLKit
internal import SyntheticIGC

/// Fresh revocation lists of a synthetic tree: those of the fixtures are past their time on a real clock.
enum SyntheticListFiles {
  /// Writes one list for each authority, under the name that the real list of that authority has.
  ///
  /// - Throws: ``Diagnostic/outputFailed``, ``Diagnostic/cryptographyFailed``.
  static func write(
    from tree: SyntheticTree, at moment: Timestamp, to folder: String
  ) throws(CPSError) {
    let lists = try tree.issueRevocationLists(at: moment, revoked: [])
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (authority, list) in zip(tree.authorities, lists) {
        let file = URL(filePath: folder).appending(path: "\(authority.role.fileName).crl")
        try Data(list.der).write(to: file, options: .atomic)
      }
    } catch {
      throw CPSError(.outputFailed, ["path": folder])
    }
  }
}
