internal import CPSDiagnostics
internal import SmartCard

/// EF.ODF: which files list the keys, certificates and PINs (ISO/IEC 7816-15, clause 8.3, PKCS15Objects).
struct ObjectDirectory {
  /// PrKDF files.
  let privateKeys: [CardPath]
  /// CDF files.
  let certificates: [CardPath]
  /// AODF files.
  let authenticationObjects: [CardPath]
  private let entries: [TLV]

  /// Reads the content of EF.ODF; objects of other kinds are let be.
  ///
  /// - Throws: ``Diagnostic/malformedTLV``.
  init(_ content: [UInt8]) throws(CPSError) {
    let objects = try TLV.sequence(inPaddedFile: content)
    privateKeys = try Self.paths(.context(0), in: objects)
    certificates = try Self.paths(.context(4), in: objects)
    authenticationObjects = try Self.paths(.context(8), in: objects)
    entries = objects
  }

  /// DODF files, which no login needs: a fault in their entries is found only where they are read.
  ///
  /// - Throws: ``Diagnostic/malformedTLV``.
  func dataObjects() throws(CPSError) -> [CardPath] { try Self.paths(.context(7), in: entries) }

  private static func paths(_ tag: TLVTag, in objects: [TLV]) throws(CPSError) -> [CardPath] {
    var paths: [CardPath] = []
    for object in objects where object.tag == tag {
      var members = try ObjectCursor(object)
      paths.append(try ReferencedFile(try members.take(.sequence)).path)
    }
    return paths
  }
}
