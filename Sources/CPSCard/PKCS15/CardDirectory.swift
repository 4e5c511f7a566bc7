internal import CPSDiagnostics
internal import SmartCard

/// The objects of a card's PKCS#15 application, as its own directory files list them.
///
/// Nothing is known beforehand but the standard files: EF.DIR and EF.ODF (cps-card.md section 3.2).
struct CardDirectory {
  /// The most bytes of one directory file; those of a real card have some 200.
  private static let fileLimit = 1_024
  /// The most bytes of a certificate file; the release notes of the official module mention more than 2,048
  /// (cps-card.md section 3.3).
  private static let certificateLimit = 4_096

  let application: ApplicationLocation
  let files: any CardFiles
  let pins: [PasswordEntry]
  let privateKeys: [PrivateKeyEntry]
  let certificates: [CertificateEntry]
  private let objects: ObjectDirectory

  /// Reads EF.DIR, EF.ODF, and the AODF, PrKDF and CDF that it names.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete``, ``Diagnostic/malformedTLV``, ``Diagnostic/lengthMismatch``.
  static func read(
    application name: [UInt8], through files: any CardFiles, over channel: inout CardChannel
  ) throws(CPSError) -> CardDirectory {
    let records = try files.content(of: .directory, upTo: fileLimit, over: &channel)
    let place = Place(application: try ApplicationRecord.find(name, in: records).location, files: files)
    let objects = try ObjectDirectory(try place.content(of: .objectDirectory, over: &channel))
    let pins = try place.entries(of: objects.authenticationObjects, over: &channel)
    let keys = try place.entries(of: objects.privateKeys, over: &channel)
    let certificates = try place.entries(of: objects.certificates, over: &channel)
    return CardDirectory(
      application: place.application, files: files,
      pins: try pins.map { (object) throws(CPSError) in try PasswordEntry(object) },
      privateKeys: try keys.map { (object) throws(CPSError) in try PrivateKeyEntry(object) },
      certificates: try certificates.map { (object) throws(CPSError) in try CertificateEntry(object) },
      objects: objects)
  }

  /// The certificate of `entry`: exact DER of the length that it declares itself.
  ///
  /// The rest of its file may be filled with 00 or FF only (attack cases HC-09, HC-13).
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when it is in no file; ``Diagnostic/lengthMismatch``.
  func readCertificate(
    _ entry: CertificateEntry, over channel: inout CardChannel
  ) throws(CPSError) -> [UInt8] {
    guard let file = entry.file else {
      throw CPSError(.cardIncomplete, ["element": "CDF"], reason: "not in a file")
    }
    let content = try file.content(
      of: try files.content(of: file.path, in: application, upTo: Self.certificateLimit, over: &channel))
    guard let objects = try? TLV.sequence(inPaddedFile: content), objects.count == 1,
      objects[0].tag == .sequence
    else {
      throw CPSError(.lengthMismatch, reason: "\(content.count) bytes are not one certificate")
    }
    return Array(objects[0].encoded)
  }

  /// The files that list data objects, read and taken apart.
  ///
  /// - Throws: as ``read(application:through:over:)`` does.
  func readDataObjects(over channel: inout CardChannel) throws(CPSError) -> [DataObjectEntry] {
    let entries = try Place(application: application, files: files).entries(
      of: try objects.dataObjects(), over: &channel)
    return try entries.map { (object) throws(CPSError) in try DataObjectEntry(object) }
  }

  /// Where directory files are read.
  private struct Place {
    let application: ApplicationLocation
    let files: any CardFiles

    func content(of path: CardPath, over channel: inout CardChannel) throws(CPSError) -> [UInt8] {
      try files.content(of: path, in: application, upTo: fileLimit, over: &channel)
    }

    /// The objects of the most usual form, SEQUENCE: RSA keys, X.509 certificates, PINs, opaque data.
    ///
    /// Others, such as elliptic keys and biometric templates, bear other tags and are let be.
    func entries(of paths: [CardPath], over channel: inout CardChannel) throws(CPSError) -> [TLV] {
      var entries: [TLV] = []
      for path in paths {
        let content = try content(of: path, over: &channel)
        entries += try TLV.sequence(inPaddedFile: content).filter { $0.tag == .sequence }
      }
      return entries
    }
  }
}
