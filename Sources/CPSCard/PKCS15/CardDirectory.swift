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
  let pins: [PasswordEntry]
  let privateKeys: [PrivateKeyEntry]
  let certificates: [CertificateEntry]

  /// Reads EF.DIR, EF.ODF, and the AODF, PrKDF and CDF that it names.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete``, ``Diagnostic/malformedTLV``, ``Diagnostic/lengthMismatch``.
  static func read(
    application name: [UInt8], over channel: inout CardChannel
  ) throws(CPSError) -> CardDirectory {
    let directory = try channel.readFile(.directory, upTo: fileLimit)
    let application = try ApplicationRecord.find(name, in: directory).location
    let objects = try ObjectDirectory(
      try channel.readFile(.objectDirectory, of: application, upTo: fileLimit))
    let pins = try entries(of: objects.authenticationObjects, in: application, over: &channel)
    let keys = try entries(of: objects.privateKeys, in: application, over: &channel)
    let certificates = try entries(of: objects.certificates, in: application, over: &channel)
    return CardDirectory(
      application: application,
      pins: try pins.map { (object) throws(CPSError) in try PasswordEntry(object) },
      privateKeys: try keys.map { (object) throws(CPSError) in try PrivateKeyEntry(object) },
      certificates: try certificates.map { (object) throws(CPSError) in try CertificateEntry(object) })
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
      of: try channel.readFile(file.path, of: application, upTo: Self.certificateLimit))
    guard let objects = try? TLV.sequence(inPaddedFile: content), objects.count == 1,
      objects[0].tag == .sequence
    else {
      throw CPSError(.lengthMismatch, reason: "\(content.count) bytes are not one certificate")
    }
    return Array(objects[0].encoded)
  }

  /// The objects of the most usual form, SEQUENCE: RSA keys, X.509 certificates, PINs.
  ///
  /// Others, such as elliptic keys and biometric templates, bear other tags and are let be.
  private static func entries(
    of paths: [CardPath], in application: ApplicationLocation, over channel: inout CardChannel
  ) throws(CPSError) -> [TLV] {
    var entries: [TLV] = []
    for path in paths {
      let content = try channel.readFile(path, of: application, upTo: fileLimit)
      entries += try TLV.sequence(inPaddedFile: content).filter { $0.tag == .sequence }
    }
    return entries
  }
}
